"""The public store: opened to read by the site, opened to write by the projector, swapped after a rebuild.

Where it stands, in files or in schemas, is its *place*; here is what is the same in both. Whoever reads sees one
moment's state; a swap is noticed within ``check_every`` seconds, and no answer is missed.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from typing import Any, Protocol, Self

from sqlalchemy import URL, Connection, Engine, Table, delete, insert, make_url, select, update
from sqlalchemy.exc import DBAPIError

from content.errors import NotAllowed
from content.public import tables
from content.public.postgres import Schemas
from content.public.rehearsal import put_before
from content.public.sqlite import Files

ALREADY_REBUILDING = "Kho công khai đang được dựng lại; hãy đợi lần đó xong."

KEPT_OPEN = 16
"""Connections that a pool keeps; it opens more when they are asked for, so that nobody waits for one."""


class Place(Protocol):
    """Where a store stands, and how one copy of it takes the place of another."""

    @property
    def engine(self) -> Engine:
        """An engine on what is there now."""

    def dispose(self) -> None:
        """Close every connection."""

    def reading(self) -> AbstractContextManager[Connection]:
        """A connection that sees one moment's state, whatever is written or swapped meanwhile."""

    def rehearsing(self) -> AbstractContextManager[tuple[Connection, str]]:
        """Such a connection that can make temporary tables and keeps none, and the schema of the store's own."""

    def writing(self) -> AbstractContextManager[Connection]:
        """A transaction on the present copy, committed at the end; writers take turns."""

    def making(self) -> AbstractContextManager[Connection]:
        """A transaction in which the tables are made where they are missing."""

    def alone(self) -> AbstractContextManager[bool]:
        """Whether nobody else is inside, who stays out meanwhile."""

    def beside(self) -> Self:
        """An empty place next to this one."""

    def adopt(self, other: Self, connection: Connection) -> None:
        """Put another in this one's place, at once, inside ``writing``."""

    def clear_away(self) -> None:
        """Remove what was replaced."""

    def is_empty(self, error: DBAPIError) -> bool:
        """Whether an error says that no whole store is here; else one is here and cannot be asked."""


class PublicStore:
    """One copy of the public store; safe to share between threads."""

    def __init__(
        self,
        url: str,
        *,
        read_only: bool,
        check_every: float = 0.25,
        kept_open: int = KEPT_OPEN,
        place: Place | None = None,
    ) -> None:
        self.url = make_url(url)
        self.check_every = check_every
        self.place = place or _place(self.url, read_only=read_only, kept_open=kept_open)
        self._asking = threading.Lock()
        self._checked = float("-inf")
        self._generation = 0
        self._store_id = ""

    @property
    def engine(self) -> Engine:
        """An engine on the present copy."""
        return self.place.engine

    def dispose(self) -> None:
        """Close every connection."""
        self.place.dispose()

    # -- reading ---------------------------------------------------------------------------------------------------

    @contextmanager
    def connect(self) -> Iterator[Connection]:
        """A connection to read with: all that is asked of it is of one moment."""
        with self.place.reading() as connection:
            yield connection

    @contextmanager
    def rehearse(self, rows: Iterable[tuple[Table, list[dict[str, Any]]]]) -> Iterator[Connection]:
        """A connection to read with that sees these rows of one record; nobody else does, and no writer waits."""
        with self.place.rehearsing() as (connection, schema):
            put_before(connection, schema, rows)
            yield connection

    def generation(self) -> int:
        """How often the store has changed since it was built; asked of the database every ``check_every`` seconds."""
        with self._asking:
            now = time.monotonic()
            if now - self._checked >= self.check_every:
                # Noted before it is read, so that a refresh meanwhile is not lost.
                self._checked = now
                self._read_state()
            return self._generation

    def store_id(self) -> str:
        """The random name of this build of the store; another one means that everything may differ."""
        self.generation()
        return self._store_id

    def refresh(self) -> None:
        """Ask the database anew at the next question."""
        self._checked = float("-inf")

    def _read_state(self) -> None:
        try:
            state = self.state()
        except DBAPIError:
            self.refresh()
            raise
        self._generation = int(state.get("generation", 0))
        self._store_id = state.get("store", "")

    def state(self) -> dict[str, str]:
        """The bookkeeping of this copy: layout, store, generation, projected_at; empty where there is no whole store.

        Raises :class:`DBAPIError` where there is one that cannot be asked: nobody may take that for an empty one.
        """
        try:
            with self.connect() as connection:
                return {row.name: row.value for row in connection.execute(select(tables.state))}
        except DBAPIError as error:
            if self.place.is_empty(error):
                return {}
            raise

    def is_current(self) -> bool:
        """Whether the store exists and has the present layout."""
        return self.state().get("layout") == str(tables.LAYOUT_VERSION)

    # -- writing ---------------------------------------------------------------------------------------------------

    def create_tables(self) -> None:
        """Make an empty store of the present layout, where there is none."""
        with self.place.making() as connection:
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
        """The one transaction that changes the store; writers take turns, and each sees the one before it."""
        with self.place.writing() as connection:
            yield connection
        self.refresh()

    # -- swapping --------------------------------------------------------------------------------------------------

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Rebuild alone: two rebuilds would fill and clear away the same place. Raises NotAllowed for the second."""
        with self.place.alone() as alone:
            if not alone:
                raise NotAllowed(ALREADY_REBUILDING)
            yield

    def beside(self) -> PublicStore:
        """An empty store next to this one, to fill and then to :meth:`adopt`."""
        other = PublicStore(self.url.render_as_string(hide_password=False), read_only=False, place=self.place.beside())
        other.create_tables()
        return other

    def adopt(self, other: PublicStore, connection: Connection) -> None:
        """Put ``other`` in this store's place, at once; to be called inside :meth:`write`, which keeps others out."""
        self._continue_counting(other, connection)
        other.dispose()
        self.place.adopt(other.place, connection)

    def clear_away(self) -> None:
        """Remove what a rebuild has replaced, when its last readers have gone."""
        self.place.clear_away()

    def _continue_counting(self, other: PublicStore, connection: Connection) -> None:
        """Let the new store's generation follow the old one's: caches hold by it, and it must never come twice."""
        following = str(max(_generation(connection), other.generation()) + 1)
        with other.write() as filled:
            filled.execute(update(tables.state).where(tables.state.c.name == "generation").values(value=following))


def _place(url: URL, *, read_only: bool, kept_open: int) -> Place:
    if url.get_backend_name() == "sqlite":
        return Files(url, read_only=read_only, kept_open=kept_open)
    return Schemas(url, kept_open=kept_open)


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
