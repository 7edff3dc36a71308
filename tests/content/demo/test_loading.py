"""Loading the demonstration province: once, completely, and only where it is wanted."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count

import pytest
from sqlalchemy import event, select

from content.db import db, unit_of_work
from content.demo.loader import FOLDER
from content.demo.loading import NotEmpty, load
from content.feedback.models import Message
from content.kinds import KINDS
from content.legal.models import LegalDocument
from content.public import tables

SECRET = "a secret of the tests"
MESSAGES = 11


@pytest.fixture
def loaded(services):
    assert load(FOLDER, services, SECRET)
    services.projector.run_pending()
    return services


def rows(services, *columns):
    with services.public.connect() as connection:
        return connection.execute(select(*columns)).all()


def count_private():
    return {noun: db.session.query(kind.model).count() for noun, kind in KINDS.items()}


def test_a_second_run_changes_nothing_even_on_another_day(loaded):
    before = count_private()
    assert not load(FOLDER, loaded, SECRET)
    loaded.clock.advance(days=40)
    assert not load(FOLDER, loaded, SECRET)
    assert count_private() == before


class Stopped(Exception):
    """The process was told to end."""


@contextmanager
def stopping_at_commit(number):
    commits = count(1)

    def stop(_session):
        if next(commits) == number:
            raise Stopped

    event.listen(db.session, "before_commit", stop)
    try:
        yield
    finally:
        event.remove(db.session, "before_commit", stop)


@pytest.mark.parametrize("number", [1, 2, 3, 8])
def test_a_load_that_was_stopped_is_completed_by_the_next(services, number):
    with pytest.raises(Stopped), stopping_at_commit(number):
        load(FOLDER, services, SECRET)
    db.session.rollback()
    assert db.session.query(Message).count() < MESSAGES
    services.clock.advance(days=1)
    assert load(FOLDER, services, SECRET)
    assert db.session.query(Message).count() == MESSAGES
    assert not load(FOLDER, services, SECRET)


def test_a_portal_with_other_records_is_left_alone_unless_forced(services):
    now = datetime(2026, 1, 5, 2, 0, tzinfo=UTC)
    with unit_of_work():
        db.session.add(
            LegalDocument(type="Quyết định", title="Của nơi khác", author_id="x", created_at=now, changed_at=now)
        )
    with pytest.raises(NotEmpty):
        load(FOLDER, services, SECRET)
    assert load(FOLDER, services, SECRET, force=True)


def test_what_is_scheduled_is_not_public_until_its_minute(loaded):
    title = "Họp báo chuyên đề về bảng mức thu phí, lệ phí mới khi làm thủ tục trực tuyến"
    assert title not in [row.title for row in rows(loaded, tables.record.c.title)]
    loaded.clock.moment = datetime(2026, 11, 24, 0, 59, 59, tzinfo=UTC)
    loaded.projector.run_pending()
    assert title not in [row.title for row in rows(loaded, tables.record.c.title)]
    loaded.clock.advance(seconds=1)
    loaded.projector.run_pending()
    assert title in [row.title for row in rows(loaded, tables.record.c.title)]
