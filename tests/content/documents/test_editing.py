"""What an officer hands on is whole; what a register did not know is not asked for."""

from __future__ import annotations

from datetime import date

import pytest

from content.accounts.policy import SYSTEM
from content.accounts.roles import Role
from content.directions.actions import editing as directions
from content.errors import Invalid
from content.legal.actions import editing as legal
from tests.factories.feedback import NOW, Officer

AUTHOR = Officer("author", Role.AUTHOR)
WHOLE = {
    "type": "Quyết định",
    "number": "15/2026/QĐ-UBND",
    "title": "Về cây xanh",
    "issuer": "Ủy ban nhân dân tỉnh",
    "issued": date(2026, 1, 5),
    "preamble": "Quyết định này.",
}


def refused(editing, record) -> dict[str, str]:
    with pytest.raises(Invalid) as refusal:
        editing.submit(record, AUTHOR, NOW)
    return refusal.value.fields


@pytest.mark.parametrize("editing", [legal, directions])
def test_a_draft_may_lack_what_is_asked_when_it_is_handed_on(store, editing):
    record = editing.create(AUTHOR, NOW, type="Quyết định", title="Về cây xanh")
    assert set(refused(editing, record)) == {"number", "issuer", "issued", "provisions"}
    editing.revise(record, AUTHOR, NOW, **WHOLE)
    assert editing.submit(record, AUTHOR, NOW).work_state == "in_review"


def test_everything_that_is_missing_is_said_at_once(store):
    record = legal.create(AUTHOR, NOW, **WHOLE | {"type": "", "title": "", "number": " "})
    assert set(refused(legal, record)) == {"type", "title", "number"}


def test_a_type_is_one_of_the_list_of_its_kind(store):
    letter = WHOLE | {"type": "Công văn", "number": "15/UBND-TH"}
    assert "Công văn" in refused(legal, legal.create(AUTHOR, NOW, **letter))["type"]
    assert directions.submit(directions.create(AUTHOR, NOW, **letter), AUTHOR, NOW).work_state == "in_review"


def test_a_correction_is_not_asked_for_what_the_register_did_not_know(store):
    record = legal.create(SYSTEM, NOW, type="Quy phạm", title="Cũ")
    legal.publish_imported(record, NOW)
    legal.revise(record, AUTHOR, NOW, title="Mới")
    assert legal.submit(record, AUTHOR, NOW, "Sửa tên").work_state == "in_review"


def test_a_correction_that_makes_it_wrong_in_another_way_is_refused(store):
    record = legal.create(SYSTEM, NOW, type="Quy phạm", title="Cũ", number="1/2026/QĐ-UBND")
    legal.publish_imported(record, NOW)
    legal.revise(record, AUTHOR, NOW, type="Quyết địng", number="")
    assert set(refused(legal, record)) == {"type", "number"}
