"""Whether a document holds on a day."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.documents.rules import LegalStatus, Validity, check, status_on, turning_days
from content.errors import Invalid

DAY = date(2026, 11, 22)
BEFORE, AFTER = DAY - timedelta(days=1), DAY + timedelta(days=1)
S = LegalStatus

days = st.dates(date(2000, 1, 1), date(2040, 1, 1))
validities = st.builds(Validity, st.none() | days, st.none() | days, st.sampled_from(["", *LegalStatus]))


@pytest.mark.parametrize(
    ("effective", "expires", "declared", "status"),
    [
        (None, None, "", S.UNKNOWN),
        (DAY, None, "", S.IN_FORCE),
        (AFTER, None, "", S.NOT_YET),
        (BEFORE, DAY, "", S.IN_FORCE),
        (BEFORE, BEFORE, "", S.EXPIRED),
        (None, BEFORE, S.IN_FORCE, S.EXPIRED),
        (None, None, S.IN_FORCE, S.IN_FORCE),
        (BEFORE, None, S.EXPIRED, S.EXPIRED),
        (BEFORE, None, S.SUSPENDED, S.SUSPENDED),
        (BEFORE, None, S.PARTLY, S.PARTLY),
        (AFTER, None, S.PARTLY, S.NOT_YET),
        (BEFORE, None, S.NOT_YET, S.IN_FORCE),
        (None, None, S.NOT_YET, S.UNKNOWN),
    ],
)
def test_status_on_a_day(effective, expires, declared, status):
    assert status_on(DAY, Validity(effective, expires, declared)) is status


@given(validities, days, days)
def test_the_status_changes_on_turning_days_only(validity, first, second):
    first, second = sorted((first, second))
    if not any(first < turn <= second for turn in turning_days(validity)):
        assert status_on(first, validity) is status_on(second, validity)


def a_document(**fields):
    plain = {"type": "Quyết định", "title": "Về việc …", "issued": None, "effective": None, "expires": None}
    return SimpleNamespace(**plain | {"declared_status": "", "relations": []} | fields)


def test_a_complete_document_passes():
    check(a_document())


@pytest.mark.parametrize(
    ("field", "fields"),
    [
        ("type", {"type": " "}),
        ("title", {"title": ""}),
        ("effective", {"issued": DAY, "effective": BEFORE}),
        ("expires", {"effective": DAY, "expires": BEFORE}),
        ("declared_status", {"declared_status": "perhaps"}),
        ("relations", {"relations": [{"type": "likes"}]}),
    ],
)
def test_what_is_wrong_is_named(field, fields):
    with pytest.raises(Invalid) as refused:
        check(a_document(**fields))
    assert set(refused.value.fields) == {field}
