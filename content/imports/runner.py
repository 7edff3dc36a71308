"""Stores what a reader reads: each record once, in batches, whatever happens to a single one.

An import may be stopped anywhere and run again: what was committed is found by its key and left alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from itertools import islice
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from content.accounts.policy import SYSTEM
from content.clock import Clock
from content.db import db, unit_of_work
from content.directions.actions import editing as directions
from content.editorial.actions import Editing
from content.editorial.queries import editions_of
from content.errors import NotAllowed, Refused
from content.imports.incoming import Incoming, Rejected
from content.imports.models import ImportItem
from content.legal.actions import editing as legal
from content.publishing import PublicState, WorkState, public_state

BATCH = 100
"""Records committed together."""

CHANGE_NOTE = "Cập nhật từ nguồn nhập"

EDITING: Mapping[str, Editing[Any]] = {"legal": legal, "directions": directions}
_WRONG = (Refused, SQLAlchemyError, ValueError, TypeError)


class Outcome(StrEnum):
    """What became of a record."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


@dataclass(slots=True)
class Report:
    """What an import has done so far."""

    read: int = 0
    new: int = 0
    changed: int = 0
    same: int = 0
    rejected: list[Rejected] = field(default_factory=list)

    def count(self, outcome: Outcome | Rejected) -> None:
        """Add one record."""
        self.read += 1
        if isinstance(outcome, Rejected):
            self.rejected.append(outcome)
        else:
            setattr(self, outcome, getattr(self, outcome) + 1)


def run(
    entries: Iterable[Incoming | Rejected],
    clock: Clock,
    *,
    organisation_id: str | None = None,
    batch_size: int = BATCH,
    after_batch: Callable[[Report], Any] = lambda _report: None,
) -> Report:
    """Store all of it and tell what was done; ``after_batch`` is called behind each commit."""
    report = Report()
    for batch in _batches(_once(entries), batch_size):
        for outcome in _store(batch, clock.now(), organisation_id):
            report.count(outcome)
        db.session.expunge_all()
        after_batch(report)
    return report


def _once(entries: Iterable[Incoming | Rejected]) -> Iterator[Incoming | Rejected]:
    """The entries, but of two that are one document and say different things only the first."""
    seen: dict[str, tuple[int, str]] = {}
    for entry in entries:
        if isinstance(entry, Incoming):
            sha256 = entry.sha256()
            line, before = seen.setdefault(entry.source_key, (entry.line, sha256))
            if before != sha256:
                yield Rejected(entry.line, f"Cùng một văn bản với dòng {line} nhưng nội dung khác; đã giữ dòng {line}.")
                continue
        yield entry


def _batches(entries: Iterable[Incoming | Rejected], size: int) -> Iterator[list[Incoming | Rejected]]:
    iterator = iter(entries)
    while batch := list(islice(iterator, size)):
        yield batch


def _store(
    batch: Sequence[Incoming | Rejected], now: datetime, organisation_id: str | None
) -> list[Outcome | Rejected]:
    """A batch in one commit; when one of it cannot be stored, each by itself, so that only that one is missing."""
    try:
        with unit_of_work():
            return [_store_one(entry, now, organisation_id) for entry in batch]
    except _WRONG:
        return [_store_alone(entry, now, organisation_id) for entry in batch]


def _store_alone(entry: Incoming | Rejected, now: datetime, organisation_id: str | None) -> Outcome | Rejected:
    try:
        with unit_of_work():
            return _store_one(entry, now, organisation_id)
    except Refused as refused:
        return Rejected(entry.line, str(refused))
    except _WRONG as error:
        return Rejected(entry.line, f"Không lưu được ({type(error).__name__}).")


def _store_one(entry: Incoming | Rejected, now: datetime, organisation_id: str | None) -> Outcome | Rejected:
    if isinstance(entry, Rejected):
        return entry
    sha256 = entry.sha256()
    item = db.session.get(ImportItem, entry.source_key)
    if item is None:
        record_id = _create(entry, now, organisation_id)
        db.session.add(
            ImportItem(source_key=entry.source_key, kind=entry.kind, record_id=record_id, sha256=sha256, at=now)
        )
        return Outcome.NEW
    if item.sha256 == sha256:
        return Outcome.SAME
    _revise(item, entry, now)
    item.sha256, item.at = sha256, now
    return Outcome.CHANGED


def _create(entry: Incoming, now: datetime, organisation_id: str | None) -> str:
    editing = EDITING[entry.kind]
    record = editing.create(SYSTEM, now, organisation_id=organisation_id, **entry.columns())
    editing.publish_imported(record, now)
    record_id: str = record.id
    return record_id


def _revise(item: ImportItem, entry: Incoming, now: datetime) -> None:
    """A corrected edition; never over the work of people, and never of what was taken from public sight."""
    editing = EDITING[item.kind]
    record = db.session.get(editing.model, item.record_id)
    if record is None:
        raise NotAllowed("Văn bản đã nhập trước đây không còn trong cổng.")
    editions = editions_of(record.KIND, record.id)
    if public_state(editions, withdrawn_at=record.withdrawn_at, now=now) is PublicState.WITHDRAWN:
        raise NotAllowed("Văn bản đã được rút khỏi cổng; bản mới trong nguồn không được công bố lại.")
    if record.work_state != WorkState.FINAL or record.changed_at > item.at:
        raise NotAllowed("Văn bản đã được biên tập tại cổng sau lần nhập trước; hãy đối chiếu và sửa tại bàn làm việc.")
    if item.kind != entry.kind:
        raise NotAllowed("Nguồn nay xếp văn bản vào nhóm khác; hãy đối chiếu tại bàn làm việc.")
    editing.revise(record, SYSTEM, now, **entry.columns())
    editing.publish_imported(record, now, CHANGE_NOTE)
