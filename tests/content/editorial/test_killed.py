"""The projector's process is killed at every statement it makes; the next one makes everything good."""

from __future__ import annotations

import os
from datetime import timedelta

import pytest
from sqlalchemy import Engine, create_engine, event, select

from content.db import db, make_durable, unit_of_work
from content.editorial.models import Outbox
from content.editorial.projector import Projector
from content.public import tables
from content.public.store import PublicStore
from tests.content.editorial.conftest import APPROVER, AUTHOR
from tests.content.editorial.test_projector import a_picture, actions, published

MOST_STATEMENTS = 400
KILLED = 9


def run_in_a_process_that_dies(house, last: int) -> bool:
    """Run the projector in a process that ends before its ``last``-th statement; whether it did end so."""
    child = os.fork()
    if child == 0:
        try:
            dying = a_projector_on(house, last)
            dying.run_pending()
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == KILLED


def a_projector_on(house, last: int) -> Projector:
    whole = house.projector
    engine = create_engine(db.engine.url)
    make_durable(engine)
    store = PublicStore(whole.store.url.render_as_string(hide_password=False), read_only=False)
    statements = [0]

    def count(*_: object) -> None:
        statements[0] += 1
        if statements[0] >= last:
            os._exit(KILLED)

    for one in (engine, store.engine):
        assert isinstance(one, Engine)
        event.listen(one, "before_cursor_execute", count)
        event.listen(one, "commit", count)
    return Projector(engine, store, whole.kinds, whole.private_files, whole.public_files, whole.clock)


def what_is_public(house):
    with house.public.connect() as connection:
        files = list(connection.execute(select(tables.file.c.token)).scalars())
        records = set(connection.execute(select(tables.record.c.id)).scalars())
        bodies = set(connection.execute(select(tables.body.c.record_id)).scalars())
    return files, records, bodies


@pytest.fixture
def busy(house):
    """Two to appear, one to be corrected, one to be withdrawn, each with a picture."""
    corrected = published(house, title="Sẽ sửa", picture=a_picture("red"))
    withdrawn = published(house, title="Sẽ rút", picture=a_picture("green"))
    house.projector.run_pending()
    house.clock.advance(hours=1)
    for number in range(2):
        published(house, title=f"Mới {number}", picture=a_picture("blue"))
    published(house, title="Hẹn giờ", visible_from=house.clock.now() + timedelta(hours=1))
    with unit_of_work():
        actions.revise(corrected, AUTHOR, house.clock.now(), title="Đã sửa")
        actions.submit(corrected, AUTHOR, house.clock.now(), "Sửa tên")
        actions.approve(corrected, APPROVER, house.clock.now())
        actions.withdraw(withdrawn, APPROVER, house.clock.now(), "Sai")
    db.session.remove()
    db.engine.dispose()
    house.projector.store.dispose()
    house.public.dispose()
    return house


def test_killed_at_every_statement_nothing_is_lost_or_half_shown(busy):
    deaths = 0
    for last in range(1, MOST_STATEMENTS):
        died = run_in_a_process_that_dies(busy, last)
        files, records, bodies = what_is_public(busy)
        assert records == bodies
        assert all(busy.projector.public_files.exists(token) for token in files)
        if not died:
            break
        deaths += 1
    assert deaths > 20
    assert db.session.scalars(select(Outbox)).all() == []
    busy.projector.sweep()
    before = busy.projector.digest()
    busy.projector.rebuild()
    assert busy.projector.digest() == before
