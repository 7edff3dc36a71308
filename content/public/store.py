"""The public store as a place: opened to read by the site, opened to write by the projector, swapped after a rebuild.

In SQLite ``public.db`` is a symbolic link to ``public-<n>.db``: a rebuild fills the next file and moves the link.
In PostgreSQL it is a schema, and a rebuild fills another schema and renames the two. A reader notices either within
``check_every`` seconds and goes on without a missed answer.
"""

from __future__ import annotations

import fcntl
import logging
import os
import secrets
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, delete, event, insert, make_url, select, text, update
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.pool import QueuePool

from content import plain_json
from content.errors import NotAllowed
from content.public import tables

logger = logging.getLogger(__name__)

ALREADY_REBUILDING = "Kho công khai đang được dựng lại; hãy đợi lần đó xong."
SWAPS_AT_MOST = 5

PATIENCE_SECONDS = 3
"""How long a replaced store's last readers are waited for."""

WRITER_LOCKS = 7_201_945
"""The class of advisory locks that makes writers of a PostgreSQL public store take turns, one lock for each schema."""


class PublicStore:
    """One copy of the public store; safe to share between threads."""

    def __init__(self, url: str, *, read_only: bool, check_every: float = 0.25, schema: str = tables.SCHEMA) -> None:
        self.url = make_url(url)
        self.read_only = read_only
        self.check_every = check_every
        self.schema = schema
        self.embedded = self.url.get_backend_name() == "sqlite"
        self._lock = threading.Lock()
        self._opened: tuple[str, Engine] | None = None
        self._checked = float("-inf")
        self._generation = 0
        self._store_id = ""

    # -- the place -------------------------------------------------------------------------------------------------

    @property
    def link(self) -> Path:
        """The symbolic link of a SQLite store."""
        return Path(self.url.database or "")

    def place(self) -> str:
        """The file that the link names now, or nothing for PostgreSQL, whose schema keeps its name."""
        if not self.embedded:
            return ""
        return os.readlink(self.link) if self.link.is_symlink() else self.link.name

    @property
    def engine(self) -> Engine:
        """An engine on the present file or schema."""
        return self._at_present()[1]

    def _at_present(self) -> tuple[str, Engine]:
        place, opened = self.place(), self._opened
        if opened is not None and opened[0] == place:
            return opened
        with self._lock:
            before = self._opened
            if before is not None and before[0] == place:
                return before
            opened = self._opened = (place, self._open(place))
        if before is not None:
            before[1].dispose()
        return opened

    def _open(self, place: str) -> Engine:
        if not self.embedded:
            engine = create_engine(self.url, pool_pre_ping=True, json_serializer=plain_json.dumps)
            return engine.execution_options(schema_translate_map={None: self.schema})
        path = self.link.with_name(place)
        # Never "rwc": looking at a store that is not there must not make one.
        mode = "ro" if self.read_only else "rw"
        # Not the link but the file itself: SQLite names its journal after the path that it was given.
        engine = create_engine(
            f"sqlite:///file:{path}?mode={mode}&uri=true",
            poolclass=QueuePool,
            pool_size=16,
            json_serializer=plain_json.dumps,
            connect_args={"check_same_thread": False, "timeout": 15},
        )
        event.listen(engine, "connect", _prepare_reader if self.read_only else _prepare_writer)
        return engine

    def dispose(self) -> None:
        """Close every connection."""
        opened, self._opened = self._opened, None
        if opened is not None:
            opened[1].dispose()

    # -- reading ---------------------------------------------------------------------------------------------------

    @contextmanager
    def connect(self) -> Iterator[Connection]:
        """A connection to read with: one moment's state in SQLite, each statement's in PostgreSQL."""
        with self._connection()[1] as connection:
            if self.embedded:
                connection.exec_driver_sql("BEGIN")
            yield connection

    def _connection(self) -> tuple[str, Connection]:
        """A connection and the place it leads to; asked again when the store was swapped between the two."""
        for _ in range(SWAPS_AT_MOST):
            place, engine = self._at_present()
            try:
                return place, engine.connect()
            except OperationalError:
                if place == self.place():
                    raise
        raise RuntimeError("the public store is swapped faster than it can be opened")

    def generation(self) -> int:
        """How often the store has changed since it was built; asked of the database every ``check_every`` seconds."""
        now = time.monotonic()
        if now - self._checked >= self.check_every:
            self._read_state()
            self._checked = now
        return self._generation

    def store_id(self) -> str:
        """The random name of this build of the store; another one means that everything may differ."""
        self.generation()
        return self._store_id

    def refresh(self) -> None:
        """Ask the database anew at the next question."""
        self._checked = float("-inf")

    def _read_state(self) -> None:
        state = self.state()
        self._generation = int(state.get("generation", 0))
        self._store_id = state.get("store", "")

    def state(self) -> dict[str, str]:
        """The bookkeeping of this copy: layout, store, generation, projected_at; empty where there is no store."""
        try:
            with self.connect() as connection:
                return {row.name: row.value for row in connection.execute(select(tables.state))}
        except DBAPIError:
            return {}

    def is_current(self) -> bool:
        """Whether the store exists and has the present layout."""
        return self.state().get("layout") == str(tables.LAYOUT_VERSION)

    # -- writing ---------------------------------------------------------------------------------------------------

    def create_tables(self) -> None:
        """Make an empty store of the present layout, where there is none."""
        if self.embedded:
            self.link.parent.mkdir(parents=True, exist_ok=True)
            if not self.link.exists():
                first = self.link.with_stem(f"{self.link.stem}-1")
                first.touch()
                self.link.unlink(missing_ok=True)
                self.link.symlink_to(first.name)
        with self.engine.begin() as connection:
            if not self.embedded:
                connection.execute(text(f'CREATE SCHEMA IF NOT EXISTS "{self.schema}"'))
            tables.metadata.create_all(connection)
            if connection.execute(select(tables.state.c.name)).first() is None:
                connection.execute(
                    insert(tables.state),
                    [
                        {"name": "layout", "value": str(tables.LAYOUT_VERSION)},
                        {"name": "store", "value": secrets.token_hex(8)},
                        {"name": "generation", "value": "0"},
                        {"name": "projected_at", "value": datetime.now(UTC).isoformat()},
                    ],
                )
        self.refresh()

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """The one transaction that changes the store; writers take turns, and each sees the one before it.

        A writer that waited while the store was swapped under it starts again on the new one.
        """
        while True:
            place, opened = self._connection()
            with opened as connection:
                self._take_turn(connection)
                if place != self.place():
                    connection.rollback()
                    continue
                yield connection
                connection.commit()
                self.refresh()
                return

    def _take_turn(self, connection: Connection) -> None:
        if self.embedded:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            connection.execute(
                text("SELECT pg_advisory_xact_lock(:locks, hashtext(:schema))"),
                {"locks": WRITER_LOCKS, "schema": self.schema},
            )

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Rebuild alone: two rebuilds would fill and clear away the same place. Raises NotAllowed for the second."""
        if not self.embedded:
            with self.engine.connect() as connection:
                asked = text("SELECT pg_try_advisory_lock(:locks, hashtext(:name))")
                if not connection.execute(
                    asked, {"locks": WRITER_LOCKS, "name": f"{self.schema} rebuild"}
                ).scalar_one():
                    raise NotAllowed(ALREADY_REBUILDING)
                connection.commit()
                try:
                    yield
                finally:
                    # The lock belongs to the server's connection, which a pool would keep: it is closed for good.
                    connection.invalidate()
            return
        with self.link.with_name(f"{self.link.name}.rebuild").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise NotAllowed(ALREADY_REBUILDING) from None
            yield

    # -- swapping --------------------------------------------------------------------------------------------------

    def beside(self) -> PublicStore:
        """An empty store next to this one, to fill and then to :meth:`adopt`."""
        if not self.embedded:
            with self.engine.begin() as connection:
                for leftover in ("next", "old"):
                    connection.execute(text(f'DROP SCHEMA IF EXISTS "{self.schema}_{leftover}" CASCADE'))
            other = PublicStore(
                self.url.render_as_string(hide_password=False), read_only=False, schema=f"{self.schema}_next"
            )
        else:
            number = int(self.place().rsplit("-", 1)[-1].split(".")[0] or 0) + 1 if "-" in self.place() else 1
            path = self.link.with_name(f"{self.link.stem}-{number}{self.link.suffix}")
            for stale in self.link.parent.glob(f"{path.name}*"):
                stale.unlink()
            other = PublicStore(f"sqlite:///{path}", read_only=False)
            path.touch()
        other.create_tables()
        return other

    def adopt(self, other: PublicStore, connection: Connection) -> None:
        """Put ``other`` in this store's place, at once; to be called inside :meth:`write`, which keeps others out."""
        self._continue_counting(other, connection)
        other.dispose()
        if not self.embedded:
            grants = connection.execute(
                text("SELECT rolname FROM pg_roles WHERE has_schema_privilege(oid, :schema, 'USAGE') AND NOT rolsuper"),
                {"schema": self.schema},
            ).scalars()
            readers = [str(name) for name in grants]
            # Renaming waits for no reader, as dropping would; ``clear_away`` drops when they have gone.
            connection.execute(text(f'ALTER SCHEMA "{self.schema}" RENAME TO "{self.schema}_old"'))
            connection.execute(text(f'ALTER SCHEMA "{other.schema}" RENAME TO "{self.schema}"'))
            for reader in readers:
                connection.execute(text(f'GRANT USAGE ON SCHEMA "{self.schema}" TO "{reader}"'))
                connection.execute(text(f'GRANT SELECT ON ALL TABLES IN SCHEMA "{self.schema}" TO "{reader}"'))
            return
        before = self.link.with_name(self.place())
        beside = self.link.with_name(f".{self.link.name}.{secrets.token_hex(4)}")
        beside.symlink_to(other.link.name)
        beside.replace(self.link)
        for replaced in self.link.parent.glob(f"{before.name}*"):
            if replaced != self.link:
                replaced.unlink()

    def clear_away(self) -> None:
        """Drop what a rebuild has replaced; where a reader is still in it, the next rebuild does."""
        if self.embedded:
            return
        try:
            with self.engine.begin() as connection:
                connection.execute(text(f"SET LOCAL lock_timeout = '{PATIENCE_SECONDS}s'"))
                connection.execute(text(f'DROP SCHEMA IF EXISTS "{self.schema}_old" CASCADE'))
        except OperationalError:
            logger.warning("The replaced public store is still being read; it is dropped with the next rebuild")

    def _continue_counting(self, other: PublicStore, connection: Connection) -> None:
        """Let the new store's generation follow the old one's: caches hold by it, and it must never come twice."""
        following = str(max(_generation(connection), other.generation()) + 1)
        with other.write() as filled:
            filled.execute(update(tables.state).where(tables.state.c.name == "generation").values(value=following))


def _generation(connection: Connection) -> int:
    said = connection.execute(select(tables.state.c.value).where(tables.state.c.name == "generation")).scalar_one()
    return int(said)


def stamp(connection: Connection, changed: Mapping[str, str], now: datetime) -> int:
    """Count one change of the store and return the new generation; ``changed`` gives each record's new hash."""
    state, change = tables.state, tables.change
    generation = _generation(connection) + 1
    for name, said in (("generation", str(generation)), ("projected_at", now.isoformat())):
        connection.execute(update(state).where(state.c.name == name).values(value=said))
    connection.execute(delete(change).where(change.c.record_id.in_(list(changed))))
    connection.execute(
        insert(change),
        [{"record_id": one, "generation": generation, "sha256": sha256} for one, sha256 in sorted(changed.items())],
    )
    return generation


def _prepare_writer(connection: Any, _record: Any) -> None:
    # Autocommit as the driver's mode: ``write`` says BEGIN IMMEDIATE itself.
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        # Not NORMAL: the outbox is ticked off after this commit, so a power cut must not take the commit back.
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",
        "busy_timeout=60000",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _prepare_reader(connection: Any, _record: Any) -> None:
    for pragma in ("query_only=ON", "busy_timeout=15000", "cache_size=-32000", "mmap_size=1073741824"):
        connection.execute(f"PRAGMA {pragma}")
