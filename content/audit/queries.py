"""Reading the trail."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from content.audit import rules
from content.audit.models import AuditHead, AuditLine
from content.db import db

MOST_OF_A_RECORD = 50
"""Lines of one record that a page shows; the trail itself has them all."""


def latest_of_record(kind: str, record_id: str) -> Sequence[AuditLine]:
    """What was done to one record last, newest first."""
    wanted = select(AuditLine).where(AuditLine.kind == kind, AuditLine.record_id == record_id)
    return db.session.scalars(wanted.order_by(AuditLine.number.desc()).limit(MOST_OF_A_RECORD)).all()


def verify() -> list[rules.Break]:
    """Every break of the whole trail; empty when it is sound."""
    while True:
        reached = head()
        lines = db.session.scalars(select(AuditLine).order_by(AuditLine.number).execution_options(yield_per=1000))
        found = rules.breaks(lines, head=reached)
        # A line written while we read is no break: with another head by now, the trail is read again.
        if not found or reached == head():
            return found


def head() -> tuple[int, str]:
    """How many lines the trail has, and the last one's seal: noted elsewhere, it shows a trail that was made anew."""
    last = db.session.execute(select(AuditHead.number, AuditHead.seal)).one_or_none()
    return (last.number, last.seal) if last else (0, rules.FIRST)
