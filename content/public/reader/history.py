"""What became of a record: its editions, and the word where one was withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from content.public.tables import log, version


@dataclass(frozen=True, slots=True)
class Version:
    """One edition that was or is public."""

    number: int
    published_at: datetime
    change_note: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What is said where a record stood that was withdrawn."""

    kind: str
    at: datetime
    note: str


def versions(connection: Connection, record_id: str) -> tuple[Version, ...]:
    """The editions of a record, newest first."""
    rows = connection.execute(
        select(version.c.number, version.c.published_at, version.c.change_note, version.c.sha256)
        .where(version.c.record_id == record_id)
        .order_by(version.c.number.desc())
    )
    return tuple(Version(**row._mapping) for row in rows)


def tombstone(connection: Connection, path: str) -> Tombstone | None:
    """What is said of an address whose record was withdrawn; nothing where there was never one."""
    row = connection.execute(
        select(log.c.kind, log.c.at, log.c.event, log.c.note)
        .where(log.c.path == path)
        .order_by(log.c.at.desc(), log.c.position.desc(), log.c.record_id)
        .limit(1)
    ).first()
    return Tombstone(row.kind, row.at, row.note) if row and row.event == "withdrawn" else None
