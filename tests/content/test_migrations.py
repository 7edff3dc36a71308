"""The private store's migrations: up, down with data, and to exactly what the models say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import flask_migrate
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError

from content.accounts import actions as accounts
from content.accounts.policy import SYSTEM
from content.accounts.queries import all_of_them
from content.accounts.roles import Role
from content.audit.queries import verify
from content.clock import Clock
from content.db import Base, db, unit_of_work
from content.feedback.models import Message
from content.feedback.rules import State
from content.imports.models import ImportItem
from content.kinds import KINDS
from content.legal.actions import editing as legal
from content.legal.models import LegalDocument
from content.publishing import WorkState
from tests.factories.feedback import sent
from tests.stores import MIGRATIONS, Places, small_app

NOW = Clock().now()


@pytest.fixture
def migrated(places: Places) -> Iterator[Flask]:
    app = small_app(places.private)
    flask_migrate.Migrate(app, db, directory=MIGRATIONS)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def a_draft() -> LegalDocument:
    return legal.create(
        SYSTEM, NOW, type="Quyết định", number="15/2026/QĐ-UBND", title="Về việc …", issued=date(2026, 1, 5),
        issuer="Ủy ban nhân dân tỉnh", preamble="Quyết định này.",
    )  # fmt: skip


def a_document() -> LegalDocument:
    with unit_of_work():
        document = a_draft()
        legal.submit(document, SYSTEM, NOW)
        legal.approve(document, SYSTEM, NOW)
    return document


def the_value(column: str) -> object:
    with db.engine.connect() as connection:
        return connection.execute(text(f"SELECT {column} FROM legal_document")).scalar_one()


def tables() -> set[str]:
    return set(inspect(db.engine).get_table_names()) - {"alembic_version"}


def test_the_migrations_lead_to_what_the_models_say(migrated):
    assert {ImportItem.__tablename__, *(kind.model.__tablename__ for kind in KINDS.values())} <= tables()
    with db.engine.connect() as connection:
        assert (
            compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), Base.metadata) == []
        )


def test_a_step_down_and_up_keeps_what_was_written(migrated):
    a_document()
    db.session.remove()
    flask_migrate.downgrade(directory=MIGRATIONS, revision="0001")
    flask_migrate.upgrade(directory=MIGRATIONS)
    assert db.session.query(LegalDocument).one().number == "15/2026/QĐ-UBND"
    assert verify() == []


def test_all_the_way_down_leaves_nothing_and_up_again_is_whole(migrated):
    whole = tables()
    a_document()
    db.session.remove()
    flask_migrate.downgrade(directory=MIGRATIONS, revision="base")
    assert tables() == set()
    flask_migrate.upgrade(directory=MIGRATIONS)
    assert tables() == whole


def test_people_keep_their_roles_when_known_browsers_are_no_longer_counted_apart(migrated):
    with unit_of_work():
        user = accounts.create(SYSTEM, NOW, email="ngan@tinh.example", name="Ngần", password="mưa rơi trên mái ngói cũ")
        accounts.assign(user, Role.AUTHOR, None, SYSTEM, NOW)
        accounts.record_failure(user, NOW, known=True)
    db.session.remove()
    flask_migrate.downgrade(directory=MIGRATIONS, revision="0004")
    flask_migrate.upgrade(directory=MIGRATIONS)
    (user,) = all_of_them()
    assert (user.known_failed_attempts, list(user.grants())) == (0, [(Role.AUTHOR, None)])


@pytest.mark.parametrize("table", ["audit_line", "edition"])
@pytest.mark.parametrize("act", ["UPDATE {} SET number = 99", "DELETE FROM {}"])
def test_the_database_itself_keeps_what_is_only_added_to(migrated, table, act):
    a_document()
    with pytest.raises(DBAPIError, match="append-only"), db.engine.begin() as connection:
        connection.execute(text(act.format(table)))


def test_a_withdrawal_that_an_approval_had_cleared_is_brought_back_from_the_trail(migrated):
    document = a_document()
    with unit_of_work():
        legal.withdraw(document, SYSTEM, NOW, "Sai", public_note="Rút để xem lại.")
    with unit_of_work():
        legal.revise(document, SYSTEM, NOW, title="Về việc khác")
        legal.submit(document, SYSTEM, NOW)
        legal.approve(document, SYSTEM, NOW)
    withdrawn_at = document.withdrawn_at
    db.session.remove()
    flask_migrate.downgrade(directory=MIGRATIONS, revision="0003")
    assert the_value("withdrawn_at") is None
    flask_migrate.upgrade(directory=MIGRATIONS)
    assert db.session.query(LegalDocument).one().withdrawn_at == withdrawn_at


@pytest.mark.parametrize(("later", "told"), [(0, True), (1, False)])
def test_what_was_gone_before_stays_gone_and_says_what_it_said(migrated, later, told):
    with unit_of_work():
        document = a_draft()
        legal.submit(document, SYSTEM, NOW)
        legal.approve(document, SYSTEM, NOW, visible_from=NOW + timedelta(days=later))
        legal.withdraw(document, SYSTEM, NOW, "Sai", public_note="Rút để xem lại.")
    db.session.remove()
    flask_migrate.downgrade(directory=MIGRATIONS, revision="0003")
    assert the_value("withdrawn_at") is not None
    flask_migrate.upgrade(directory=MIGRATIONS)
    document = db.session.query(LegalDocument).one()
    assert (document.withdrawn_at, document.gone_since) == (NOW, NOW if told else None)


@pytest.mark.parametrize(
    ("state", "work_state", "led_to"),
    [
        (State.ASSIGNED, WorkState.DRAFT, State.ANSWERED),
        (State.ANSWER_DRAFTED, WorkState.DRAFT, State.ANSWERED),
        (State.ANSWER_DRAFTED, WorkState.IN_REVIEW, State.ANSWER_DRAFTED),
    ],
)
def test_a_message_that_could_not_go_on_is_answered_again(migrated, state, work_state, led_to):
    with unit_of_work():
        message, _ = sent()
        message.state, message.work_state, message.answered_at = state, work_state, NOW
    db.session.remove()
    flask_migrate.downgrade(directory=MIGRATIONS, revision="0006")
    flask_migrate.upgrade(directory=MIGRATIONS)
    assert db.session.query(Message).one().state == led_to


def test_a_message_that_has_no_answer_yet_stays_where_it_is(migrated):
    with unit_of_work():
        message, _ = sent()
        message.state = State.ASSIGNED
    db.session.remove()
    flask_migrate.downgrade(directory=MIGRATIONS, revision="0006")
    flask_migrate.upgrade(directory=MIGRATIONS)
    assert db.session.query(Message).one().state == State.ASSIGNED
