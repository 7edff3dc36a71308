"""How records stand: said by the rule of visibility, and lists narrowed to exactly what is said."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from admin.standing import WORDS, standings, stands_as
from content.accounts.roles import Role
from content.announcements.actions import editing
from content.announcements.models import Announcement
from content.clock import start_of_day
from content.db import db
from content.editorial.queries import editions_of
from tests.clock import StandingClock
from tests.content.editorial.conftest import AUTHOR, Person

EDITOR = Person("approver", Role.APPROVER)
DAY = timedelta(days=1)


@pytest.fixture
def records(store: None, clock: StandingClock) -> dict[str, Announcement]:
    """One announcement in every way in which one can stand, by what is said of it."""
    now = clock.now()

    def one(name: str, *, visible: timedelta | None = None, submitted: bool = False) -> Announcement:
        made = editing.create(AUTHOR, now, title=name, body="Nội dung", spokesperson_name="Tuệ", spokesperson_phone="1")
        if submitted or visible is not None:
            editing.submit(made, AUTHOR, now)
        if visible is not None:
            editing.approve(made, EDITOR, now, visible_from=now + visible)
        return made

    def corrected(name: str, *, visible: timedelta | None = None) -> Announcement:
        made = one(name, visible=timedelta())
        editing.revise(made, AUTHOR, now, body="Khác")
        if visible is not None:
            editing.submit(made, AUTHOR, now, "Sửa")
            editing.approve(made, EDITOR, now, visible_from=now + visible)
        return made

    made = {
        "draft": one("a"),
        "in_review": one("b", submitted=True),
        "returned": one("c", submitted=True),
        "public": one("d", visible=timedelta()),
        "scheduled": one("e", visible=DAY),
        "withdrawn": one("f", visible=timedelta()),
        "scheduled, withdrawn": one("g", visible=DAY),
        "draft public": corrected("h"),
        "public scheduled": corrected("i", visible=DAY),
    }
    editing.send_back(made["returned"], EDITOR, now, "Thiếu")
    editing.withdraw(made["withdrawn"], EDITOR, now, "Nhầm")
    editing.withdraw(made["scheduled, withdrawn"], EDITOR, now, "Nhầm")
    for name, visible in (("withdrawn, scheduled", DAY), ("withdrawn, public", timedelta())):
        made[name] = again = one("k", visible=DAY if visible else timedelta())
        editing.withdraw(again, EDITOR, now, "Nhầm")
        editing.revise(again, AUTHOR, now, body="Khác")
        editing.submit(again, AUTHOR, now)
        editing.approve(again, EDITOR, now, visible_from=now + visible)
    db.session.flush()
    return made


def codes(record: Announcement, clock: StandingClock) -> list[str]:
    return [one.code for one in standings(record, editions_of(record.KIND, record.id), clock.now())]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("draft", ["draft"]),
        ("in_review", ["in_review"]),
        ("returned", ["returned"]),
        ("public", ["public"]),
        ("scheduled", ["scheduled"]),
        ("withdrawn", ["withdrawn"]),
        ("scheduled, withdrawn", ["withdrawn"]),
        ("withdrawn, scheduled", ["scheduled"]),
        ("withdrawn, public", ["public"]),
        ("draft public", ["draft", "public"]),
        ("public scheduled", ["public", "scheduled"]),
    ],
)
def test_what_is_said_of_a_record(records, clock, name, said):
    assert codes(records[name], clock) == said


def test_what_is_scheduled_says_its_minute(records, clock):
    clock.moment = start_of_day(clock.now().date())
    said = standings(records["scheduled"], editions_of("announcements", records["scheduled"].id), clock.now())
    assert said[0].words.startswith("Hẹn công khai ")
    assert " ngày " in said[0].words


@pytest.mark.parametrize("code", WORDS)
@pytest.mark.parametrize("later", [timedelta(), DAY], ids=["now", "later"])
def test_a_list_is_narrowed_to_exactly_what_is_said_so(records, clock, code, later):
    clock.moment += later
    found = set(db.session.scalars(select(Announcement.id).where(stands_as(Announcement, code, clock.now()))))
    assert found == {record.id for record in records.values() if code in codes(record, clock)}
