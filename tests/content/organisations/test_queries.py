"""How the names of organisations are read."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import event

from content.accounts.policy import SYSTEM
from content.db import db
from content.organisations.actions import editing as organisations
from content.organisations.queries import published_name, published_names
from tests.factories.feedback import NOW

pytestmark = pytest.mark.usefixtures("store")

LATER = NOW + timedelta(days=3)


def published(name: str) -> str:
    one = organisations.create(SYSTEM, NOW, name=name)
    organisations.submit(one, SYSTEM, NOW)
    organisations.approve(one, SYSTEM, NOW)
    return one.id


def test_the_names_of_all_are_those_of_each():
    keys = [published("Sở Xây dựng"), published("Sở Nội vụ")]
    hidden = organisations.create(SYSTEM, NOW, name="Sở chưa công bố")
    assert published_names(LATER) == {key: published_name(key, LATER) for key in reversed(keys)}
    assert published_name(hidden.id, LATER) == ""


def test_many_organisations_take_no_more_questions_than_one():
    published("Sở số 0")
    one = questions()
    for number in range(1, 6):
        published(f"Sở số {number}")
    assert questions() == one


def questions() -> int:
    """How many statements reading all names takes, with nothing at hand from before."""
    db.session.flush()
    db.session.expire_all()
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        published_names(LATER)
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    return len(asked)
