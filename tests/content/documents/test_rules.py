"""What a document must have."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from content.documents.rules import check, gaps, out_of_order
from content.errors import Invalid

DAY = date(2026, 11, 22)
BEFORE, AFTER = DAY - timedelta(days=1), DAY + timedelta(days=1)


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


WHOLE = {
    "type": "Quyết định",
    "number": "15/2026/QĐ-UBND",
    "issuer": "Ủy ban nhân dân tỉnh",
    "issued": DAY.isoformat(),
    "preamble": "",
    "provisions": [{}],
    "files": [],
}


@pytest.mark.parametrize("text", [{}, {"provisions": [], "preamble": "Lời"}, {"provisions": [], "files": [{}]}])
def test_a_whole_document_has_no_gaps(text):
    assert gaps(WHOLE | text, {"Quyết định"}, DAY) == {}


@pytest.mark.parametrize(
    ("field", "fields"),
    [
        ("type", {"type": "Quyết địng"}),
        ("number", {"number": " "}),
        ("issuer", {"issuer": ""}),
        ("issued", {"issued": None}),
        ("issued", {"issued": AFTER.isoformat()}),
        ("provisions", {"provisions": [], "preamble": " "}),
    ],
)
def test_each_gap_is_named(field, fields):
    assert set(gaps(WHOLE | fields, {"Quyết định"}, DAY)) == {field}


def test_days_that_stand_in_order_or_are_not_known_contradict_nothing():
    assert out_of_order(BEFORE, DAY, AFTER) == out_of_order(DAY, DAY, DAY) == out_of_order(DAY, None, BEFORE) == {}
