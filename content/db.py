"""The private store: the declarative base, the session, and the keys of records.

The only file of content that knows Flask-SQLAlchemy. Actions add to ``db.session`` and never commit; whoever called
them (a request of the desk, a command, the worker) does so once, through :func:`unit_of_work`.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Engine, MetaData, event
from sqlalchemy.orm import DeclarativeBase

from content import plain_json

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """What every private table derives from; constraints are named so that migrations can name them too."""

    metadata = MetaData(naming_convention=NAMING)


db = SQLAlchemy(model_class=Base, engine_options={"json_serializer": plain_json.dumps})


def new_id() -> str:
    """A primary key made by the client: 32 hexadecimal digits, so that an INSERT-only role can insert."""
    return uuid.uuid4().hex


@contextmanager
def unit_of_work() -> Iterator[None]:
    """Everything inside is committed together at the end, or nothing of it is."""
    try:
        yield
        db.session.commit()
    except BaseException:
        db.session.rollback()
        raise


JOURNAL_WAIT_MILLISECONDS = 250
"""How long writers may be kept waiting for a reader to finish, so that the journal can be emptied."""


def empty_journal(engine: Engine) -> None:
    """Carry SQLite's journal into the database and cut it to nothing: what was deleted is then in no file any more.

    Does nothing while somebody reads for longer; asked again it will.
    """
    if engine.dialect.name != "sqlite":
        return
    with engine.connect() as connection:
        before = connection.exec_driver_sql("PRAGMA busy_timeout").scalar()
        connection.exec_driver_sql(f"PRAGMA busy_timeout={JOURNAL_WAIT_MILLISECONDS}")
        try:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            connection.exec_driver_sql(f"PRAGMA busy_timeout={before}")


def make_durable(engine: Engine) -> None:
    """Set up each SQLite connection: WAL, full synchronisation, foreign keys, secure deletion, a wait for locks.

    ``synchronous=FULL`` because an acknowledged message must survive a power cut; WAL with NORMAL loses it.
    """
    if engine.dialect.name != "sqlite":
        return

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        cursor = connection.cursor()
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "secure_delete=ON",
            "busy_timeout=15000",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()
