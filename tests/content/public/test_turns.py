"""In PostgreSQL nobody but the owner can keep the writers of the public store from taking turns."""

from __future__ import annotations

import pytest
from sqlalchemy import create_engine, select, text
from sqlalchemy.exc import OperationalError, ProgrammingError

from content.errors import NotAllowed
from content.public import tables
from content.public.store import PublicStore

pytestmark = pytest.mark.postgres

LOCKABLE = ("present", "rebuilding")
SHARED_BY_READERS = "ACCESS SHARE"
MODES = ("ROW EXCLUSIVE", "SHARE UPDATE EXCLUSIVE", "SHARE", "SHARE ROW EXCLUSIVE", "EXCLUSIVE", "ACCESS EXCLUSIVE")


@pytest.fixture
def impatient(places):
    """The desk's store, whose server refuses at once what would have to wait."""
    store = PublicStore(f"{places.public_written}?options=-c%20lock_timeout%3D1s", read_only=False, check_every=0)
    yield store
    store.dispose()


@pytest.fixture(params=["public", "intake"])
def stranger(request, places):
    engine = create_engine(getattr(places, request.param))
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def test_advisory_locks_of_a_stranger_stop_nobody(impatient, stranger):
    for name in ("public_store", "public_store rebuild"):
        stranger.execute(text("SELECT pg_advisory_lock(7201945, hashtext(:name))"), {"name": name})
    stranger.execute(text("SELECT pg_advisory_lock(7201945)"))
    with impatient.write() as connection:
        assert connection.execute(select(tables.state.c.name)).first() is not None
    impatient.create_tables()
    with impatient.alone():
        pass


def test_a_stranger_cannot_lock_what_writers_lock(stranger):
    for table in LOCKABLE:
        for mode in MODES:
            with pytest.raises(ProgrammingError, match="permission denied"):
                stranger.execute(text(f"LOCK TABLE public_store.{table} IN {mode} MODE"))
            stranger.rollback()
        with pytest.raises(ProgrammingError, match="permission denied"):
            stranger.execute(text(f"SELECT 1 FROM public_store.{table} FOR UPDATE"))
        stranger.rollback()


def test_a_reader_that_never_ends_keeps_no_writer_waiting(impatient, places):
    engine = create_engine(places.public)
    with engine.connect() as reader:
        reader.execute(text(f"LOCK TABLE public_store.present IN {SHARED_BY_READERS} MODE"))
        with impatient.write() as connection:
            connection.execute(select(tables.state.c.name)).all()
    engine.dispose()


def test_whoever_writes_holds_the_turn(impatient, places):
    engine = create_engine(places.public_written)
    with impatient.write(), engine.connect() as other, pytest.raises(OperationalError, match="could not obtain lock"):
        other.execute(text("LOCK TABLE public_store.present IN SHARE ROW EXCLUSIVE MODE NOWAIT"))
    engine.dispose()


def test_a_rebuild_keeps_out_rebuilds_and_no_writer(impatient):
    with impatient.alone():
        with pytest.raises(NotAllowed), impatient.alone():
            pass
        with impatient.write() as connection:
            connection.execute(select(tables.state.c.name)).all()
    with impatient.alone():
        pass
