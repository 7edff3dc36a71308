"""A typed day is the day first, then the month; working days leave out weekends and public holidays."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from content.days import due_by, due_on, typed_day


@pytest.mark.parametrize("text", ["5/4/2026", "05-04-2026", "5.4.2026", "2026-04-05"])
def test_a_day_is_read_as_people_and_as_machines_write_it(text):
    assert typed_day(text) == date(2026, 4, 5)


@pytest.mark.parametrize("text", ["", "31/2/2026", "4/2026", "5/4/26", "0/0/0000", "hôm nay", " 5/4/2026"])
def test_what_is_no_day_is_none(text):
    assert typed_day(text) is None


@pytest.mark.parametrize(
    ("received", "days", "due"),
    [
        (date(2026, 6, 1), 0, date(2026, 6, 1)),
        (date(2026, 6, 1), 4, date(2026, 6, 5)),
        (date(2026, 6, 1), 5, date(2026, 6, 8)),
        (date(2026, 6, 6), 1, date(2026, 6, 8)),
        (date(2026, 6, 1), 15, date(2026, 6, 22)),
        (date(2026, 4, 29), 1, date(2026, 5, 4)),
    ],
)
def test_the_last_day_leaves_out_weekends_and_holidays(received: date, days: int, due: date) -> None:
    assert due_on(received, days) == due


def test_no_day_of_tet_is_counted() -> None:
    assert due_on(date(2026, 2, 13), 1) > date(2026, 2, 20)


def test_what_comes_after_midnight_in_vietnam_comes_on_the_new_day_and_a_day_lasts_until_its_end() -> None:
    by = due_by(datetime(2026, 5, 31, 18, 0, tzinfo=UTC), 4)
    assert by.date() == date(2026, 6, 5)
    assert by > datetime(2026, 6, 5, 16, 59, tzinfo=UTC)
    assert by < datetime(2026, 6, 5, 17, 0, tzinfo=UTC)
