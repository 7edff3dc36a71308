"""A typed day is the day first, then the month."""

from __future__ import annotations

from datetime import date

import pytest

from content.days import typed_day


@pytest.mark.parametrize("text", ["5/4/2026", "05-04-2026", "5.4.2026", "2026-04-05"])
def test_a_day_is_read_as_people_and_as_machines_write_it(text):
    assert typed_day(text) == date(2026, 4, 5)


@pytest.mark.parametrize("text", ["", "31/2/2026", "4/2026", "5/4/26", "0/0/0000", "hôm nay", " 5/4/2026"])
def test_what_is_no_day_is_none(text):
    assert typed_day(text) is None
