"""Writing the trail: one line for each thing done, in the transaction in which it is done."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import insert, select, update

from content.audit import rules
from content.audit.models import AuditHead, AuditLine
from content.db import db


class Doer(Protocol):
    """Whoever did it."""

    @property
    def id(self) -> str:
        """The key of whoever did it."""

    @property
    def name(self) -> str:
        """The name, as the trail says it."""


def write(
    tag: str,
    by: Doer,
    now: datetime,
    *,
    kind: str = "",
    record_id: str = "",
    reason: str = "",
    details: dict[str, Any] | None = None,
) -> AuditLine:
    """Add a line, tagged ``source:subject:action``; no text of a record and nothing of a sender goes into it."""
    # The update comes first: it takes the lock under which number and seal are then read.
    touched = db.session.execute(update(AuditHead).where(AuditHead.id == 1).values(id=1))
    if not touched.rowcount:  # type: ignore[attr-defined]  # a CursorResult, which the stubs do not say
        db.session.execute(insert(AuditHead).values(id=1, number=0, seal=rules.FIRST))
    number, previous = db.session.execute(select(AuditHead.number, AuditHead.seal).where(AuditHead.id == 1)).one()
    line = AuditLine(
        number=number + 1,
        at=now,
        tag=tag,
        person_id=by.id,
        person_name=by.name,
        kind=kind,
        record_id=record_id,
        reason=reason,
        details=details or {},
        previous=previous,
    )
    line.seal = rules.seal(line)
    db.session.add(line)
    db.session.execute(update(AuditHead).where(AuditHead.id == 1).values(number=line.number, seal=line.seal))
    return line
