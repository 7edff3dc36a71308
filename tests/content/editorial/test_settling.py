"""A document's status follows what other documents do to it, on the day on which they do."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from content.clock import local_date
from content.db import unit_of_work
from content.directions.actions import editing as directions
from content.legal.actions import editing as legal
from content.public import tables
from tests.content.editorial.conftest import APPROVER, AUTHOR

OLD = "10/2020/QĐ-UBND"
NEW = "20/2026/QĐ-UBND"


def published(house, number, *, editing=legal, **fields):
    plain = {"type": "Quyết định", "title": f"Về việc {number}", "number": number, "effective": date(2020, 1, 1)}
    plain |= {"issuer": "Ủy ban nhân dân tỉnh", "issued": date(2020, 1, 1), "preamble": "Quyết định này."}
    with unit_of_work():
        record = editing.create(AUTHOR, house.clock.now(), **plain | fields)
        editing.submit(record, AUTHOR, house.clock.now())
        editing.approve(record, APPROVER, house.clock.now())
    house.projector.run_pending()
    return record


def changed(house, record, **fields):
    with unit_of_work():
        legal.revise(record, AUTHOR, house.clock.now(), **fields)
        legal.submit(record, AUTHOR, house.clock.now(), change_note="Sửa")
        legal.approve(record, APPROVER, house.clock.now())
    house.projector.run_pending()


def act(type_="repeals", number=OLD, **fields):
    return {"type": type_, "target_number": number, **fields}


def status(house, record):
    with house.projector.store.connect() as connection:
        wanted = select(tables.record.c.status).where(tables.record.c.id == record.public_id)
        return connection.execute(wanted).scalar_one()


def generation(house, record):
    with house.projector.store.connect() as connection:
        wanted = select(tables.change.c.generation).where(tables.change.c.record_id == record.public_id)
        return connection.execute(wanted).scalar_one()


def in_days(house, days):
    return local_date(house.clock.now()) + timedelta(days=days)


def same_after_a_rebuild(house):
    before = house.projector.digest()
    house.projector.rebuild()
    return house.projector.digest() == before


def test_what_is_repealed_ends_on_the_day_on_which_the_repealing_document_begins(house):
    old = published(house, OLD)
    published(house, NEW, effective=in_days(house, 10), relations=[act()])
    assert status(house, old) == "in_force"
    before = generation(house, old)
    house.clock.advance(days=10)
    house.projector.run_pending()
    assert status(house, old) == "expired"
    assert generation(house, old) > before
    assert same_after_a_rebuild(house)


def test_the_order_in_which_documents_come_does_not_matter(house):
    published(house, NEW, relations=[act()])
    old = published(house, OLD)
    assert status(house, old) == "expired"
    assert same_after_a_rebuild(house)


def test_when_the_repealing_document_is_withdrawn_or_corrected_the_other_holds_again(house):
    old, other = published(house, OLD), published(house, "11/2020/QĐ-UBND")
    new = published(house, NEW, relations=[act()])
    assert (status(house, old), status(house, other)) == ("expired", "in_force")
    changed(house, new, relations=[act(number="11/2020/QĐ-UBND")])
    assert (status(house, old), status(house, other)) == ("in_force", "expired")
    with unit_of_work():
        legal.withdraw(new, APPROVER, house.clock.now(), "Sai")
    house.projector.run_pending()
    assert (status(house, old), status(house, other)) == ("in_force", "in_force")
    assert same_after_a_rebuild(house)


def test_a_suspension_ends_after_its_last_day(house):
    old = published(house, OLD)
    ends = in_days(house, 5).isoformat()
    published(house, NEW, relations=[act("suspends", ends=ends)])
    assert status(house, old) == "suspended"
    house.clock.advance(days=6)
    house.projector.run_pending()
    assert status(house, old) == "in_force"


@pytest.mark.parametrize(
    ("relation", "expected"),
    [
        (act("amends"), "partly"),
        (act("repeals", provisions=["dieu-3"]), "partly"),
        (act("replaces"), "expired"),
        (act("based_on"), "in_force"),
        (act("cites"), "in_force"),
        (act("repeals", starts="2999-01-01"), "in_force"),
    ],
)
def test_each_sort_of_act_has_its_effect(house, relation, expected):
    old = published(house, OLD)
    published(house, NEW, relations=[relation])
    assert status(house, old) == expected


def test_a_number_that_two_documents_bear_names_neither(house):
    old = published(house, OLD)
    published(house, NEW, relations=[act()])
    assert status(house, old) == "expired"
    twin = published(house, OLD, title="Một quyết định khác cùng số")
    assert (status(house, old), status(house, twin)) == ("in_force", "in_force")
    with unit_of_work():
        legal.withdraw(twin, APPROVER, house.clock.now(), "Trùng")
    house.projector.run_pending()
    assert status(house, old) == "expired"
    assert same_after_a_rebuild(house)


def test_a_document_is_named_by_its_public_id_too(house):
    old, twin = published(house, OLD), published(house, OLD, title="Khác")
    published(house, NEW, relations=[act(target_id=old.public_id)])
    assert (status(house, old), status(house, twin)) == ("expired", "in_force")


def test_a_letter_has_no_status_until_something_ends_it(house):
    letter = published(house, "15/UBND-TH", editing=directions, type="Công văn", effective=None)
    assert status(house, letter) is None
    published(house, NEW, relations=[act(number="15/UBND-TH")])
    assert status(house, letter) == "expired"
