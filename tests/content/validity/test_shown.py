"""Whose status is shown."""

from __future__ import annotations

from datetime import date

import pytest

from content.validity.codes import LegalStatus as S
from content.validity.codes import RelationType
from content.validity.history import Act, Terms
from content.validity.shown import may_stand, shown_status

DAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("type_", "terms", "status", "shown"),
    [
        ("Quyết định", Terms(), S.UNKNOWN, True),
        ("Công văn", Terms(), S.UNKNOWN, False),
        ("Công văn", Terms(declared=S.IN_FORCE), S.IN_FORCE, False),
        ("Công văn", Terms(DAY), S.IN_FORCE, True),
        ("Kế hoạch", Terms(declared=S.EXPIRED), S.EXPIRED, True),
    ],
)
def test_what_lays_nothing_down_shows_only_what_is_proved(type_, terms, status, shown):
    assert may_stand(type_, terms, status) is shown


def test_a_letter_has_no_status_to_show_and_a_law_always_one():
    assert shown_status("directions", "Công văn", Terms(), DAY) is None
    assert shown_status("legal", "Luật", Terms(), DAY) is S.UNKNOWN


def test_what_another_document_does_is_in_the_status():
    repeal = Act(RelationType.REPEALS, "x", DAY)
    assert shown_status("legal", "Luật", Terms(date(2020, 1, 1)), DAY, [repeal]) is S.EXPIRED
    assert shown_status("legal", "Luật", Terms(date(2020, 1, 1)), date(2026, 11, 21), [repeal]) is S.IN_FORCE
