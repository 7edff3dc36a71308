"""The one writer of the public store: computes what the public may see of a record and puts it there, or takes it away.

Each step may be interrupted anywhere and done again: private changes leave an outbox row in their own transaction, the
row goes only after the public store was committed, and a projection done twice is the same as done once. Files appear
before the rows that name them and go after; a file without a row is not served, and ``sweep`` removes it.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any, Protocol

from sqlalchemy import Connection, Engine, Table, delete, func, insert, select, update
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from content.clock import Clock, local_date
from content.editorial.models import Due, Outbox
from content.events import projected
from content.public import tables
from content.public.acts import settle, touched
from content.public.records import Projection, PublicRecord
from content.public.store import PublicStore, stamp
from content.storage import Storage

logger = logging.getLogger(__name__)

LONGEST_FAILURE = 500

HALF_WRITTEN_SECONDS = 3600
"""A file that is still half written after so long has nobody who writes it."""

BATCH = 100
"""Records in one transaction of the public store."""

Progress = Callable[[int, int], None]
"""Told how many records are done, of how many."""


class Projectable(Protocol):
    """One kind, as the projector sees it."""

    def ids(self, session: Session) -> Iterator[str]:
        """The key of every record of the kind."""

    def project(self, session: Session, record_id: str, now: datetime) -> Projection | None:
        """What is public of one record now."""


@dataclass(frozen=True)
class Task:
    """One record to project."""

    kind: str
    record_id: str


@dataclass(frozen=True)
class Projector:
    """Carries records from the private store (``engine``) to the public one."""

    engine: Engine
    store: PublicStore
    kinds: Mapping[str, Projectable]
    private_files: Storage
    public_files: Storage
    clock: Clock

    def run_pending(self) -> int:
        """Project everything that has changed or come due; returns how many records.

        A record that cannot be projected is set aside with its reason, and holds up nobody else.
        """
        self._call_due()
        done = 0
        while rows := self._waiting_rows():
            self._project_rows(rows)
            done += len(rows)
        return done

    def run_announced(self, ids: Sequence[str]) -> None:
        """Project what these outbox rows ask for, and nothing else: whoever made them is waiting."""
        self._project_rows(self._waiting_rows(ids))

    def retry(self) -> None:
        """Let what was set aside be tried again."""
        with Session(self.engine) as session, session.begin():
            session.execute(update(Outbox).where(Outbox.failure != "").values(failure=""))

    def project(self, tasks: Sequence[Task]) -> set[str]:
        """Project records; returns their public ids.

        The next moment of change is written under the writer's lock too, and before the public store is committed: a
        slower process can then not put an older view over a newer one, and the outbox row is still there if we die.
        """
        with self.store.write() as connection:
            now = self.clock.now()
            with Session(self.engine) as session:
                projections = self._compute(session, tasks, now)
            gone = self._put(connection, projections.values(), now)
            with Session(self.engine) as session, session.begin():
                _set_due(session, {task: one.next_change if one else None for task, one in projections.items()})
        self._forget(gone)
        projected.send(None)
        return {one.public_id for one in projections.values() if one is not None}

    def project_all(self, progress: Progress | None = None) -> int:
        """Project every record of every kind into the present store, and take out what none of them accounts for.

        A record that cannot be projected stays as it is and stands among the ``failures``; while there is one, nothing
        is taken out, because nobody can tell what is its own.
        """
        tasks = self._everything()
        accounted: set[str] | None = set()
        for start in range(0, len(tasks), BATCH):
            known = self._project_or_note(tasks[start : start + BATCH])
            accounted = None if accounted is None or known is None else accounted | known
            if progress:
                progress(min(start + BATCH, len(tasks)), len(tasks))
        if accounted is not None:
            self._remove_unaccounted(accounted, set(tasks))
        return len(tasks)

    def rebuild(self, progress: Progress | None = None) -> int:
        """Build the store anew beside the present one and put it in its place; the site answers meanwhile.

        What others project during the rebuild is projected once more before the swap, while they wait. A record that
        cannot be projected is missing in the new store and stands among the ``failures``. Raises :class:`NotAllowed`
        when another rebuild is under way.
        """
        self.store.create_tables()
        with self.store.alone():
            started, dues_then = self.store.state()["generation"], self._dues()
            fresh = self.store.beside()
            tasks = self._everything()
            filled: dict[Task, Projection] = {}
            for start in range(0, len(tasks), BATCH):
                filled |= self._fill(fresh, tasks[start : start + BATCH])
                if progress:
                    progress(min(start + BATCH, len(tasks)), len(tasks))
            dues = {task: one.next_change for task, one in filled.items()}
            names = {one.public_id: task for task, one in filled.items()}
            del filled
            with self.store.write() as connection:
                change = tables.change
                since = select(change.c.record_id).where(change.c.generation > int(started))
                touched = [names[one] for one in connection.execute(since).scalars() if one in names]
                late = self._fill(fresh, list(dict.fromkeys([*touched, *self._late(set(tasks))])))
                dues_now = self._dues()
                # Where a moment was set or came meanwhile, that is newer than what was computed before.
                kept = {task: moment for task, moment in dues.items() if dues_now.get(task) == dues_then.get(task)}
                with Session(self.engine) as session, session.begin():
                    _set_due(session, kept | {task: one.next_change for task, one in late.items()})
                self.store.adopt(fresh, connection)
            self.store.clear_away()
        self.sweep()
        projected.send(None)
        return len(tasks)

    def sweep(self) -> int:
        """Remove public files that no public record names, and what was left half written; returns how many."""
        long_ago = self.clock.now().timestamp() - HALF_WRITTEN_SECONDS
        for storage in (self.private_files, self.public_files):
            storage.clear_half_written(long_ago)
        with self.store.write() as connection:
            named = set(connection.execute(select(tables.file.c.token)).scalars())
            orphans = [token for token in self.public_files.stored() if token not in named]
            for token in orphans:
                self.public_files.delete(token)
        return len(orphans)

    @contextmanager
    def rehearse(self, projection: Projection) -> Iterator[Connection]:
        """The public store as it would be with this projection in it, while the caller looks; nothing stays."""
        with self.store.rehearse(_rows(projection)) as connection:
            yield connection

    def failures(self) -> list[str]:
        """What could not be projected, and why."""
        with Session(self.engine) as session:
            rows = session.execute(select(Outbox).where(Outbox.failure != "").order_by(Outbox.created_at)).scalars()
            return [f"{row.kind} {row.record_id}: {row.failure}" for row in rows]

    def is_set_aside(self, task: Task) -> bool:
        """Whether a record could not be projected, so that its public side is not what it should be."""
        failed = select(Outbox.id).where(
            Outbox.kind == task.kind, Outbox.record_id == task.record_id, Outbox.failure != ""
        )
        with Session(self.engine) as session:
            return session.scalar(failed.limit(1)) is not None

    def waiting(self) -> int:
        """How many records have changed or come due and are not projected yet."""
        with Session(self.engine) as session:
            changed = session.scalar(select(func.count()).select_from(Outbox)) or 0
            due = session.scalar(select(func.count()).select_from(Due).where(Due.at <= self.clock.now())) or 0
        return changed + due

    def digest(self) -> str:
        """SHA-256 of everything public: rows in order, then the names of files; the same after a rebuild."""
        with self.store.connect() as connection:
            total = hashlib.sha256(content_digest(connection).encode())
        for token in self.public_files.stored():
            total.update(f"{token} {hashlib.sha256(self.public_files.read(token)).hexdigest()}\n".encode())
        return total.hexdigest()

    # -- inside ----------------------------------------------------------------------------------------------------

    def _everything(self) -> list[Task]:
        with Session(self.engine) as session:
            return [Task(kind, record_id) for kind, one in self.kinds.items() for record_id in one.ids(session)]

    def _dues(self) -> dict[Task, datetime]:
        with Session(self.engine) as session:
            rows = session.execute(select(Due.kind, Due.record_id, Due.at))
            return {Task(row.kind, row.record_id): row.at for row in rows}

    def _call_due(self) -> None:
        """Turn every due row whose moment has come into an outbox row, which stays until it is done."""
        now = self.clock.now()
        with Session(self.engine) as session, session.begin():
            for due in session.scalars(select(Due).where(Due.at <= now)):
                session.add(Outbox(kind=due.kind, record_id=due.record_id, created_at=now))
                session.delete(due)

    def _waiting_rows(self, ids: Sequence[str] | None = None) -> list[tuple[str, Task]]:
        """A batch of outbox rows, oldest first: all that wait, or those named."""
        wanted = select(Outbox.id, Outbox.kind, Outbox.record_id).where(Outbox.failure == "")
        if ids is not None:
            wanted = wanted.where(Outbox.id.in_(ids))
        with Session(self.engine) as session:
            rows = session.execute(wanted.order_by(Outbox.created_at, Outbox.id).limit(BATCH))
            return [(row.id, Task(row.kind, row.record_id)) for row in rows]

    def _project_rows(self, rows: Sequence[tuple[str, Task]]) -> None:
        """Project a batch and tick it off; when one of it fails, each for itself."""
        if not rows:
            return
        try:
            self.project(list(dict.fromkeys(task for _id, task in rows)))
        except Exception as error:  # whatever a record does must not hold up a withdrawal
            if _is_away(error):
                raise
            if len(rows) > 1:
                self._project_each(rows)
                return
            if _is_of_the_disk(error):
                raise
            logger.exception("%s could not be projected", rows[0][1])
            self._set_aside(rows[0][0], error)
            return
        with Session(self.engine) as session, session.begin():
            session.execute(delete(Outbox).where(Outbox.id.in_([row_id for row_id, _task in rows])))

    def _project_each(self, rows: Sequence[tuple[str, Task]]) -> None:
        """Each for itself; what the disk would not take waits, and the first such trouble is raised at the end."""
        troubles = []
        for row in rows:
            try:
                self._project_rows([row])
            except OSError as error:
                troubles.append(error)
        if troubles:
            raise troubles[0]

    def _set_aside(self, row_id: str, error: Exception) -> None:
        with Session(self.engine) as session, session.begin():
            session.execute(update(Outbox).where(Outbox.id == row_id).values(failure=_reason(error)))

    def _note(self, task: Task, error: Exception) -> None:
        """Say of a record that nobody changed why it is not public."""
        of_the_task = (Outbox.kind == task.kind, Outbox.record_id == task.record_id, Outbox.failure != "")
        with Session(self.engine) as session, session.begin():
            session.execute(delete(Outbox).where(*of_the_task))
            now, said = self.clock.now(), _reason(error)
            session.add(Outbox(kind=task.kind, record_id=task.record_id, created_at=now, failure=said))

    def _forget(self, tokens: set[str]) -> None:
        """Delete public files, but none that a record has named again meanwhile."""
        if not tokens:
            return
        with self.store.write() as connection:
            asked = select(tables.file.c.token).where(tables.file.c.token.in_(tokens))
            for token in tokens - set(connection.execute(asked).scalars()):
                self.public_files.delete(token)

    def _project_or_note(self, tasks: Sequence[Task]) -> set[str] | None:
        """The public ids of what was projected; none where one could not be, which is noted and holds up no other."""
        try:
            return self.project(tasks)
        except Exception as error:  # one record must not keep all others from being projected
            if _is_away(error) or _is_of_the_disk(error):
                raise
            if len(tasks) == 1:
                logger.exception("%s could not be projected", tasks[0])
                self._note(tasks[0], error)
                return None
        found = [self._project_or_note([task]) for task in tasks]
        return None if None in found else set().union(*(ids or () for ids in found))

    def _remove_unaccounted(self, accounted: set[str], done: set[Task]) -> None:
        """Take out public records that no private one accounts for, such as a fixed page that was removed."""
        with self.store.write() as connection:
            now = self.clock.now()
            with Session(self.engine) as session:
                # What came into being meanwhile may have been published meanwhile.
                new = self._compute(session, [task for task in self._everything() if task not in done], now)
            known = accounted | {one.public_id for one in new.values() if one is not None}
            there = connection.execute(select(tables.record.c.id, tables.record.c.kind, tables.record.c.path)).all()
            gone = self._put(
                connection,
                [Projection(public_id=row.id, kind=row.kind, path=row.path) for row in there if row.id not in known],
                now,
            )
        self._forget(gone)

    def _late(self, known: set[Task]) -> Iterable[Task]:
        """What has come into being or come due since the list of everything was made."""
        with Session(self.engine) as session:
            yield from (Task(*row) for row in session.execute(select(Outbox.kind, Outbox.record_id)).all())
            due = select(Due.kind, Due.record_id).where(Due.at <= self.clock.now())
            yield from (Task(*row) for row in session.execute(due).all())
        yield from (task for task in self._everything() if task not in known)

    def _fill(self, store: PublicStore, tasks: Sequence[Task]) -> dict[Task, Projection]:
        """Project into a store that nobody reads yet; what cannot be projected is left out and noted."""
        try:
            with store.write() as connection, Session(self.engine) as session:
                now = self.clock.now()
                projections = self._compute(session, tasks, now)
                self._put(connection, projections.values(), now)
        except Exception as error:  # one record must not keep all others from being built anew
            if _is_away(error) or _is_of_the_disk(error):
                raise
            if len(tasks) > 1:
                return {task: one for alone in tasks for task, one in self._fill(store, [alone]).items()}
            logger.exception("%s could not be projected", tasks[0])
            self._note(tasks[0], error)
            return {}
        return {
            task: replace(one, record=None, versions=(), events=())
            for task, one in projections.items()
            if one is not None
        }

    def _compute(self, session: Session, tasks: Iterable[Task], now: datetime) -> dict[Task, Projection | None]:
        """What is public of each; nothing of a kind that is no more, so that its rows do not wait for ever."""
        return {
            task: self.kinds[task.kind].project(session, task.record_id, now) if task.kind in self.kinds else None
            for task in tasks
        }

    def _put(self, connection: Connection, projections: Iterable[Projection | None], now: datetime) -> set[str]:
        """Write what differs from what is there; returns the tokens of files that are public no more."""
        asked = [one for one in projections if one is not None]
        ids = {one.public_id for one in asked}
        there = _digests(connection, ids)
        named = touched(connection, ids)
        changed: dict[str, str] = {}
        gone: set[str] = set()
        for one in asked:
            if (digest := _digest(one)) != there.get(one.public_id, ""):
                gone |= self._replace(connection, one)
                changed[one.public_id] = digest
        settled = set(settle(connection, named | touched(connection, ids), local_date(now)))
        changed = _digests(connection, settled - changed.keys()) | changed
        if changed:
            stamp(connection, changed, now)
        return gone

    def _replace(self, connection: Connection, projection: Projection) -> set[str]:
        before = set(
            connection.execute(
                select(tables.file.c.token).where(tables.file.c.record_id == projection.public_id)
            ).scalars()
        )
        for table in reversed(tables.CONTENT):
            key = table.c.id if table is tables.record else table.c.record_id
            connection.execute(delete(table).where(key == projection.public_id))
        after: set[str] = set()
        if projection.record is not None:
            for file in projection.record.files:
                if not self.public_files.exists(file.token):
                    self.public_files.put(file.token, self.private_files.read(file.sha256))
                after.add(file.token)
        for table, rows in _rows(projection):
            if rows:
                connection.execute(insert(table), rows)
        return before - after


def _digests(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """The digest of each projection as it was last written."""
    change = tables.change
    rows = connection.execute(select(change.c.record_id, change.c.sha256).where(change.c.record_id.in_(list(ids))))
    return {row.record_id: row.sha256 for row in rows}


def _set_due(session: Session, dues: Mapping[Task, datetime | None]) -> None:
    for task, moment in dues.items():
        session.execute(delete(Due).where(Due.kind == task.kind, Due.record_id == task.record_id))
        if moment is not None:
            session.execute(insert(Due).values(kind=task.kind, record_id=task.record_id, at=moment))


def _is_away(error: Exception) -> bool:
    """Whether a database could not be asked, so that nothing is wrong with the records."""
    return isinstance(error, DBAPIError) and not isinstance(error, (IntegrityError, DataError))


def _is_of_the_disk(error: Exception) -> bool:
    """Whether the disk is full or away: it is tried again as soon as it may succeed."""
    return isinstance(error, OSError) and not isinstance(error, FileNotFoundError)


def _reason(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:LONGEST_FAILURE]


def _digest(projection: Projection) -> str:
    """SHA-256 of everything public in a projection; empty for nothing."""
    if projection.record is None and not projection.events:
        return ""
    said = asdict(projection) | {"next_change": None}
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, default=_iso)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _iso(value: Any) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"not a public value: {value!r}")


RECORD_COLUMNS = [column.name for column in tables.record.columns]


def _rows(projection: Projection) -> Iterator[tuple[Table, list[dict[str, Any]]]]:
    """The rows of a projection, table by table, in the order in which they may be inserted."""
    record, owner = projection.record, {"record_id": projection.public_id}
    if record is not None:
        yield tables.record, [_record_row(record)]
        yield tables.body, [owner | {"html": record.html, "text": record.text}]
        for table, values in (
            (tables.provision, record.provisions),
            (tables.relation, record.relations),
            (tables.file, record.files),
        ):
            yield table, [owner | {"position": place} | vars_of(one) for place, one in enumerate(values)]
        yield tables.version, [owner | vars_of(one) for one in projection.versions]
    named = {"kind": projection.kind, "path": projection.path}
    yield tables.log, [owner | named | {"position": n} | vars_of(one) for n, one in enumerate(projection.events)]


def _record_row(record: PublicRecord) -> dict[str, Any]:
    return {name: getattr(record, name) for name in RECORD_COLUMNS}


def vars_of(value: Any) -> dict[str, Any]:
    """A frozen value's fields, not copied deeply as ``asdict`` would."""
    return dict(vars(value))


def content_digest(connection: Connection) -> str:
    """SHA-256 of every row of the content tables in order: two stores with the same digest serve the same."""
    digest = hashlib.sha256()
    for table in tables.CONTENT:
        for row in connection.execute(select(table).order_by(*table.primary_key.columns)):
            digest.update(
                json.dumps([table.name, *row], ensure_ascii=False, default=_iso).encode("utf-8", "surrogatepass")
            )
    return digest.hexdigest()
