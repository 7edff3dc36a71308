"""In PostgreSQL each process can do what it is there for and nothing else, whatever the code would let it do."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.exc import ProgrammingError

from content.public.postgres import present_build
from content.public.store import PublicStore
from tests.stores import Places

pytestmark = pytest.mark.postgres

PRIVATE = ("account", "audit_line", "edition", "feedback_message", "feedback_sender", "legal_document", "outbox")
PUBLIC = ("record", "provision", "file", "log", "state")


@pytest.fixture
def reader(places: Places) -> Iterator[Connection]:
    yield from connection_to(places.public)


@pytest.fixture
def intake(places: Places) -> Iterator[Connection]:
    yield from connection_to(places.intake)


@pytest.fixture
def build(reader: Connection) -> str:
    return present_build(reader)


def connection_to(url: str) -> Iterator[Connection]:
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def refused(connection: Connection, statement: str) -> bool:
    try:
        connection.execute(text(statement))
    except ProgrammingError as error:
        return "permission denied" in str(error)
    return False


@pytest.mark.parametrize("table", PUBLIC)
def test_the_reader_reads_what_is_public(reader, build, table):
    assert not refused(reader, f"SELECT * FROM {build}.{table}")


@pytest.mark.parametrize("table", PUBLIC)
@pytest.mark.parametrize("act", ["DELETE FROM {}", "TRUNCATE {}", "DROP TABLE {}", "ALTER TABLE {} ADD COLUMN x int"])
def test_the_reader_changes_nothing(reader, build, table, act):
    with pytest.raises(ProgrammingError):
        reader.execute(text(act.format(f"{build}.{table}")))


@pytest.mark.parametrize("act", ["DELETE FROM {}", "UPDATE {} SET build = 'mine'", "DROP TABLE {}"])
def test_the_reader_cannot_lead_others_elsewhere(reader, act):
    with pytest.raises(ProgrammingError):
        reader.execute(text(act.format("public_store.present")))


def test_the_same_roles_read_the_next_build(places, reader, intake, build):
    store = PublicStore(places.public_written, read_only=False)
    fresh = store.beside()
    assert refused(reader, f"SELECT * FROM {build[:-1]}2.record")
    with store.write() as connection:
        store.adopt(fresh, connection)
    store.dispose()
    now = present_build(reader)
    assert now != build
    assert not refused(reader, f"SELECT * FROM {now}.record")
    assert refused(reader, f"DELETE FROM {now}.record")
    assert refused(intake, f"SELECT * FROM {now}.record")
    assert refused(intake, "SELECT * FROM public_store.present")


@pytest.mark.parametrize("table", PRIVATE)
def test_the_reader_sees_nothing_private(reader, table):
    assert refused(reader, f"SELECT * FROM {table}")


@pytest.mark.parametrize("table", ["account", "audit_line", "edition", "feedback_message", "feedback_sender", "outbox"])
def test_the_intake_cannot_read_what_it_or_anybody_handed_in(intake, table):
    assert refused(intake, f"SELECT * FROM {table}")


@pytest.mark.parametrize("table", ["feedback_message", "feedback_receipt", "outbox"])
def test_the_intake_cannot_take_anything_away(intake, table):
    assert refused(intake, f"DELETE FROM {table}")


@pytest.mark.parametrize("table", PUBLIC)
def test_the_intake_cannot_write_what_is_public(intake, build, table):
    assert refused(intake, f"DELETE FROM {build}.{table}")


@pytest.mark.parametrize("role", ["reader", "intake"])
def test_nobody_but_the_desk_makes_tables(request, role):
    assert refused(request.getfixturevalue(role), "CREATE TABLE own (x int)")
