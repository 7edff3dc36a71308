"""The public store in PostgreSQL: each build is a schema of its own, and one row names the build that is read.

A reader's transaction has one snapshot, and the name of the build is the first thing it reads in it: whatever is
swapped meanwhile, it goes on in the build it began with. It locks the table of that row before its snapshot is taken.
So whoever has put another build in place knows the readers of the one before by their locks: who locks later reads
the new name.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, insert, select, text, update
from sqlalchemy.exc import DBAPIError, OperationalError

from content import plain_json
from content.public import tables
from content.public.tables import SCHEMA, present, rebuilding

logger = logging.getLogger(__name__)

PATIENCE_SECONDS = 3
"""How long a replaced build's last readers are waited for."""

LOOK_SECONDS = 0.02
"""Between two looks whether they have gone."""

TURN_SECONDS = 60
"""How long a writer waits for its turn; whoever waited in vain says so, and the worker tries again."""

FIRST = 7_201_945
"""The advisory lock under which the first build is made, when there is no table to lock yet. Any role of a server can
take an advisory lock, and keep it: so nothing that is done later waits for one."""

NOT_AVAILABLE = "55P03"
"""What PostgreSQL says when a lock is held by somebody else."""

NOT_THERE = frozenset({"3F000", "42P01"})
"""And when there is no such schema or table."""


class Schemas:
    """The builds of one database; ``pinned`` is one that is being filled and that nobody is led to yet."""

    def __init__(self, url: URL, *, kept_open: int, pinned: str | None = None) -> None:
        self.url = url
        self.kept_open = kept_open
        self.pinned = pinned
        self.engine: Engine = create_engine(
            url, pool_pre_ping=True, pool_size=kept_open, max_overflow=-1, json_serializer=plain_json.dumps
        )

    def dispose(self) -> None:
        """Close every connection."""
        self.engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One moment's state."""
        with self._at_one_moment(postgresql_readonly=True) as connection:
            yield self._in_build(connection)

    @contextmanager
    def rehearsing(self) -> Iterator[tuple[Connection, str]]:
        """Temporary tables stand before those of the build, and are taken back at the end."""
        with self._at_one_moment() as connection:
            schema = self.pinned or present_build(connection)
            connection.execute(text(f'SET LOCAL search_path TO pg_temp, "{schema}"'))
            yield connection, schema

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """The writers' turn; the build is asked for after waiting, so that it is the present one."""
        with self.engine.connect() as connection:
            self._take_turn(connection)
            yield self._in_build(connection)
            connection.commit()

    @contextmanager
    def making(self) -> Iterator[Connection]:
        """The build that tables can be made in; readers may read it afterwards, unless nobody is led to it yet."""
        with self.engine.begin() as connection:
            if self.pinned is None:
                self._make_first(connection)
            self._take_turn(connection)
            yield self._in_build(connection)
            if self.pinned is None:
                self._let_read(connection, present_build(connection))

    @contextmanager
    def alone(self) -> Iterator[bool]:
        """Whether the lock was free, which is held until the end."""
        with self.engine.connect() as connection:
            # The lock ends with the transaction, which must last as long as the rebuild.
            connection.execute(text("SET LOCAL idle_in_transaction_session_timeout = 0"))
            try:
                connection.execute(text(f"LOCK TABLE {rebuilding.fullname} IN EXCLUSIVE MODE NOWAIT"))
            except OperationalError as error:
                if getattr(error.orig, "sqlstate", None) != NOT_AVAILABLE:
                    raise
                free = False
            else:
                free = True
            yield free

    def beside(self) -> Schemas:
        """The next build, empty."""
        self.clear_away()
        with self.engine.begin() as connection:
            following = _following(connection)
            connection.execute(text(f'CREATE SCHEMA "{following}"'))
        return Schemas(self.url, kept_open=self.kept_open, pinned=following)

    def adopt(self, other: Schemas, connection: Connection) -> None:
        """Let the row name the other build, which whoever begins to read after the commit is led to."""
        assert other.pinned is not None
        self._let_read(connection, other.pinned)
        connection.execute(update(present).values(build=other.pinned))

    def clear_away(self) -> None:
        """Drop the builds that nobody is led to any more; one that is still being read waits for the next time."""
        with self.engine.begin() as connection:
            replaced = [name for name in _builds(connection) if name != present_build(connection)]
        if not replaced:
            return
        if not self._readers_have_gone():
            logger.warning("A replaced public store is still being read; it is dropped with the next rebuild")
            return
        with self.engine.begin() as connection:
            for name in replaced:
                connection.execute(text(f'DROP SCHEMA "{name}" CASCADE'))

    def is_empty(self, error: DBAPIError) -> bool:
        """No schema or no table of the store."""
        return getattr(error.orig, "sqlstate", None) in NOT_THERE

    # -- inside ----------------------------------------------------------------------------------------------------

    @contextmanager
    def _at_one_moment(self, **options: Any) -> Iterator[Connection]:
        with self.engine.connect() as connection:
            connection.execution_options(isolation_level="REPEATABLE READ", **options)
            if self.pinned is None:
                # Before the snapshot, which the first question takes.
                connection.execute(text(f"LOCK TABLE {present.fullname} IN ACCESS SHARE MODE"))
            yield connection

    def _in_build(self, connection: Connection) -> Connection:
        return connection.execution_options(schema_translate_map={None: self.pinned or present_build(connection)})

    def _take_turn(self, connection: Connection) -> None:
        """Only who may change the row with the build's name can lock it so: no role that reads or hands in."""
        if self.pinned is None:
            connection.execute(text(f"SET LOCAL lock_timeout = '{TURN_SECONDS}s'"))
            connection.execute(text(f"LOCK TABLE {present.fullname} IN SHARE ROW EXCLUSIVE MODE"))

    def _make_first(self, connection: Connection) -> None:
        """The schema with the row, and a first build, where they are not there yet."""
        if _is_made(connection):
            return
        connection.execute(text(f"SET LOCAL lock_timeout = '{TURN_SECONDS}s'"))
        connection.execute(text("SELECT pg_advisory_xact_lock(:first)"), {"first": FIRST})
        connection.execute(text(f'CREATE SCHEMA IF NOT EXISTS "{SCHEMA}"'))
        for table in (present, rebuilding):
            table.create(connection, checkfirst=True)
        if connection.execute(select(present.c.build)).first() is not None:
            return
        for table in tables.metadata.tables.values():
            # The first portals kept the tables themselves here, with rows that nobody would take out any more.
            connection.execute(text(f'DROP TABLE IF EXISTS "{SCHEMA}"."{table.name}" CASCADE'))
        first = _following(connection)
        connection.execute(text(f'CREATE SCHEMA "{first}"'))
        connection.execute(insert(present).values(build=first))

    def _let_read(self, connection: Connection, schema: str) -> None:
        for role in _readers(connection):
            for statement in letting_read(role, schema):
                connection.execute(text(statement))

    def _readers_have_gone(self) -> bool:
        """Whether all who read now end before patience does; whoever begins meanwhile is not waited for."""
        began = time.monotonic()
        with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            before = _reading_now(connection)
            while before and time.monotonic() - began < PATIENCE_SECONDS:
                time.sleep(LOOK_SECONDS)
                before &= _reading_now(connection)
        return not before


def _is_made(connection: Connection) -> bool:
    asked = text("SELECT to_regclass(:present) IS NOT NULL AND to_regclass(:rebuilding) IS NOT NULL")
    names = {"present": present.fullname, "rebuilding": rebuilding.fullname}
    return bool(connection.execute(asked, names).scalar_one())


def present_build(connection: Connection) -> str:
    """The schema that is read now."""
    return str(connection.execute(select(present.c.build)).scalar_one())


def letting_read(role: str, schema: str) -> list[str]:
    """The SQL that lets a role read a build, and which one it is."""
    return [
        f'GRANT USAGE ON SCHEMA "{SCHEMA}", "{schema}" TO "{role}"',
        f'GRANT SELECT ON {present.fullname} TO "{role}"',
        f'GRANT SELECT ON ALL TABLES IN SCHEMA "{schema}" TO "{role}"',
    ]


def _builds(connection: Connection) -> list[str]:
    names = text("SELECT nspname FROM pg_namespace WHERE nspname ~ :pattern ORDER BY length(nspname), nspname")
    return [str(name) for name in connection.execute(names, {"pattern": f"^{SCHEMA}_[0-9]+$"}).scalars()]


def _following(connection: Connection) -> str:
    numbers = [int(name.rpartition("_")[2]) for name in _builds(connection)]
    return f"{SCHEMA}_{max(numbers, default=0) + 1}"


def _readers(connection: Connection) -> list[str]:
    """Who was let into the schema with the row, besides its owner."""
    named = text(
        "SELECT DISTINCT role.rolname FROM pg_namespace schema, aclexplode(schema.nspacl) granted, pg_roles role "
        "WHERE schema.nspname = :schema AND role.oid = granted.grantee AND role.oid <> schema.nspowner "
        # PostgreSQL's own roles have what they have without us.
        "AND NOT starts_with(role.rolname, 'pg_')"
    )
    return [str(name) for name in connection.execute(named, {"schema": SCHEMA}).scalars()]


def _reading_now(connection: Connection) -> set[str]:
    locks = text(
        "SELECT virtualtransaction FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database "
        "WHERE datname = current_database() AND relation = CAST(:table AS regclass) AND mode = 'AccessShareLock'"
    )
    return {str(one) for one in connection.execute(locks, {"table": present.fullname}).scalars()}
