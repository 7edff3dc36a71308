"""What a document must have."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from content.documents.rules import check
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
