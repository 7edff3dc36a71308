"""What a document must have, and whose status is shown."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from content.documents.rules import check, may_stand
from content.errors import Invalid
from content.validity.codes import LegalStatus
from content.validity.history import Terms

DAY = date(2026, 11, 22)
BEFORE, AFTER = DAY - timedelta(days=1), DAY + timedelta(days=1)
S = LegalStatus


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
