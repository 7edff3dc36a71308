"""Reading editions and what waits to be published."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from content.db import db
from content.editorial.models import Edition, Outbox, Record
from content.publishing import visible_edition


def editions_of(kind: str, record_id: str, session: Session | None = None) -> Sequence[Edition]:
    """A record's editions in the order in which they were approved; their snapshots are loaded when asked for."""
    wanted = select(Edition).where(Edition.kind == kind, Edition.record_id == record_id).order_by(Edition.number)
    return (session or db.session).scalars(wanted).all()


def visible_of(record: Record, now: datetime) -> Edition | None:
    """The edition of a record that the public may see."""
    return visible_edition(editions_of(record.KIND, record.id), withdrawn_at=record.withdrawn_at, now=now)


def slug_of(record: Record, seen: Sequence[Edition]) -> str:
    """The last part of a record's path: in the words of the first edition that was seen, so that it never changes.

    The words of an edition that nobody has seen, or that was withdrawn, are in no address.
    """
    return (seen[0].slug if seen else "") or record.slug


def set_aside() -> Sequence[Outbox]:
    """What could not be carried to the public and waits to be tried again, oldest first."""
    return db.session.scalars(select(Outbox).where(Outbox.failure != "").order_by(Outbox.created_at, Outbox.id)).all()
