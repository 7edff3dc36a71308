"""The public store in SQLite: ``public.db`` is a link to ``public-<n>.db``, which a rebuild moves to the next file."""

from __future__ import annotations

import fcntl
import logging
import os
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError, DBAPIError, OperationalError
from sqlalchemy.pool import QueuePool

from content import plain_json

logger = logging.getLogger(__name__)

SWAPS_AT_MOST = 5


class Files:
    """The link and the files beside it."""

    def __init__(self, url: URL, *, read_only: bool, kept_open: int) -> None:
        self.link = Path(url.database or "")
        self.read_only = read_only
        self.kept_open = kept_open
        self._lock = threading.Lock()
        self._opened: tuple[str, Engine] | None = None

    @property
    def engine(self) -> Engine:
        """An engine on the present file."""
        return self._at_present()[1]

    def dispose(self) -> None:
        """Close every connection."""
        opened, self._opened = self._opened, None
        if opened is not None:
            opened[1].dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One moment's state."""
        with self._connection()[1] as connection:
            connection.exec_driver_sql("BEGIN")
            yield connection

    @contextmanager
    def rehearsing(self) -> Iterator[tuple[Connection, str]]:
        """Temporary tables stand before those of the file, and take no lock on it."""
        with self.reading() as connection:
            yield connection, "main"

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """The writers' turn; who waited while the store was swapped starts again on the new file."""
        while True:
            name, opened = self._connection()
            with opened as connection:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
                if name != self._present():
                    connection.rollback()
                    continue
                yield connection
                connection.commit()
                return

    @contextmanager
    def making(self) -> Iterator[Connection]:
        """The file that tables can be made in, with the link to it."""
        self.link.parent.mkdir(parents=True, exist_ok=True)
        if not self.link.exists():
            first = self.link.with_stem(f"{self.link.stem}-1")
            first.touch()
            self.link.unlink(missing_ok=True)
            self.link.symlink_to(first.name)
        elif not self._is_sound():
            self._set_aside()
        with self.engine.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection
            connection.commit()

    @contextmanager
    def alone(self) -> Iterator[bool]:
        """Whether the lock was free, which is held until the end."""
        with self.link.with_name(f"{self.link.name}.rebuild").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                free = False
            else:
                free = True
            yield free

    def beside(self) -> Files:
        """The next file, empty."""
        path = self._next_file()
        return Files(URL.create("sqlite", database=str(path)), read_only=False, kept_open=self.kept_open)

    def adopt(self, other: Files, connection: Connection) -> None:
        """Move the link; who reads the file before keeps it open until done, and nobody finds it any more."""
        before = self.link.with_name(self._present())
        self._lead_to(other.link)
        for replaced in _with_journal(before):
            if replaced != self.link:
                replaced.unlink(missing_ok=True)

    def clear_away(self) -> None:
        """Nothing is left to clear away."""

    def is_empty(self, error: DBAPIError) -> bool:
        """No file, no tables in it, or a file that is no whole database."""
        return not self.link.exists() or "no such table" in str(error.orig) or _tells_of_damage(error)

    # -- inside ----------------------------------------------------------------------------------------------------

    def _next_file(self) -> Path:
        name = self._present()
        number = int(name.rsplit("-", 1)[-1].split(".")[0] or 0) + 1 if "-" in name else 1
        path = self.link.with_name(f"{self.link.stem}-{number}{self.link.suffix}")
        for stale in _with_journal(path):
            stale.unlink(missing_ok=True)
        path.touch()
        return path

    def _lead_to(self, path: Path) -> None:
        beside = self.link.with_name(f".{self.link.name}.{secrets.token_hex(4)}")
        beside.symlink_to(path.name)
        beside.replace(self.link)

    def _is_sound(self) -> bool:
        """Whether the present file is a whole database: what is not is no trouble that passes, as a lock is."""
        try:
            with self.engine.connect() as connection:
                return bool(connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() == "ok")
        except DBAPIError as error:
            if not _tells_of_damage(error):
                raise
            return False

    def _set_aside(self) -> None:
        """Begin an empty file, for all that is public can be made again; the damaged one stays to be looked at."""
        name = self._present()
        logger.error("The public store %s is damaged; it is set aside and begun anew", name)
        following = self._next_file()
        for damaged in _with_journal(self.link.with_name(name)):
            if damaged.exists():
                damaged.replace(damaged.with_name(f"damaged-{damaged.name}"))
        self._lead_to(following)

    def _present(self) -> str:
        return os.readlink(self.link) if self.link.is_symlink() else self.link.name

    def _at_present(self) -> tuple[str, Engine]:
        name, opened = self._present(), self._opened
        if opened is not None and opened[0] == name:
            return opened
        with self._lock:
            before = self._opened
            if before is not None and before[0] == name:
                return before
            opened = self._opened = (name, self._open(name))
        if before is not None:
            before[1].dispose()
        return opened

    def _open(self, name: str) -> Engine:
        path = self.link.with_name(name)
        # Never "rwc": looking at a store that is not there must not make one.
        mode = "ro" if self.read_only else "rw"
        # Not the link but the file itself: SQLite names its journal after the path that it was given.
        engine = create_engine(
            f"sqlite:///file:{path}?mode={mode}&uri=true",
            poolclass=QueuePool,
            pool_size=self.kept_open,
            max_overflow=-1,
            json_serializer=plain_json.dumps,
            connect_args={"check_same_thread": False, "timeout": 15},
        )
        event.listen(engine, "connect", _prepare_reader if self.read_only else _prepare_writer)
        return engine

    def _connection(self) -> tuple[str, Connection]:
        """A connection and the file it leads to; asked again when the store was swapped between the two."""
        for _ in range(SWAPS_AT_MOST):
            name, engine = self._at_present()
            try:
                return name, engine.connect()
            except OperationalError:
                if name == self._present():
                    raise
        raise RuntimeError("the public store is swapped faster than it can be opened")


def _with_journal(path: Path) -> list[Path]:
    """A database and what SQLite keeps beside it; the file first, for without its journal it looks whole and is old."""
    return [path.with_name(f"{path.name}{ending}") for ending in ("", "-wal", "-shm")]


def _tells_of_damage(error: DBAPIError) -> bool:
    """Whether a file is no whole database: no trouble that passes, as a lock or a full disk is."""
    return isinstance(error, DatabaseError) and not isinstance(error, OperationalError)


def _prepare_writer(connection: Any, _record: Any) -> None:
    # Autocommit as the driver's mode: ``writing`` says BEGIN IMMEDIATE itself.
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
