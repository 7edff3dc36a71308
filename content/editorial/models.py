"""What every publishable record has, and the tables that carry it to the public."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from content.db import Base, new_id
from content.moments import UtcDateTime
from content.publishing import WorkState
from content.slugs import new_public_id


class Record:
    """The columns that a kind's table has besides its own: identity, working state, withdrawal."""

    KIND: ClassVar[str]

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    public_id: Mapped[str] = mapped_column(String(16), unique=True, default=new_public_id)
    slug: Mapped[str] = mapped_column(String(120), default="")
    """The last part of the path where the public last found it; empty for what nobody has seen yet."""
    organisation_id: Mapped[str | None] = mapped_column(String(32), index=True)
    """Whose record it is: roles are held for an organisation."""
    author_id: Mapped[str] = mapped_column(String(32))
    editors: Mapped[list[str]] = mapped_column(JSON, default=list)
    """Who has written in the working copy since the last edition: none of them may approve it."""
    work_state: Mapped[str] = mapped_column(String(16), default=WorkState.DRAFT, index=True)
    submitted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    returned_reason: Mapped[str] = mapped_column(Text, default="")
    change_note: Mapped[str] = mapped_column(Text, default="")
    """What the working copy corrects of what was public, as its author says it; goes out with the next edition."""
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """The last withdrawal, never cleared: no edition approved until then is ever seen again."""
    gone_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When the public last lost sight of it; not moved when something is withdrawn that nobody has seen."""
    withdrawal_note: Mapped[str] = mapped_column(Text, default="")
    """What the public is told in its place; with nothing to tell, it is as if the record had never been."""
    search_text: Mapped[str] = mapped_column(Text, default="")
    """Folded title and number, for the desk's lists."""
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    row_version: Mapped[int] = mapped_column("version")
    """Counts changes of the row: a change made on what somebody else has changed meanwhile is refused as stale."""

    @declared_attr.directive
    @classmethod
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.__table__.c.version}  # type: ignore[attr-defined]  # the mapped class has it


class Edition(Base):
    """A frozen copy of what a record says, approved by a second person: never changed, never deleted."""

    __tablename__ = "edition"
    __table_args__ = (UniqueConstraint("kind", "record_id", "number"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    kind: Mapped[str] = mapped_column(String(32))
    record_id: Mapped[str] = mapped_column(String(32))
    number: Mapped[int]
    snapshot: Mapped[dict[str, Any]] = mapped_column(JSON, deferred=True)
    sha256: Mapped[str] = mapped_column(String(64))
    slug: Mapped[str] = mapped_column(String(120), default="")
    """The last part of the path in this edition's words. That of the first edition which is seen stays the record's."""
    change_note: Mapped[str] = mapped_column(Text, default="")
    visible_from: Mapped[datetime] = mapped_column(UtcDateTime)
    approved_at: Mapped[datetime] = mapped_column(UtcDateTime)
    approved_by_id: Mapped[str] = mapped_column(String(32))


class Outbox(Base):
    """A record whose public side must be computed anew; written in the transaction that changed it."""

    __tablename__ = "outbox"

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    kind: Mapped[str] = mapped_column(String(32))
    record_id: Mapped[str] = mapped_column(String(32))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    failure: Mapped[str] = mapped_column(Text, default="")
    """Why it could not be projected: such a row is set aside and tried again from time to time. Empty at first."""

    __table_args__ = (Index("ix_outbox_created_at", "created_at", "id"),)


class Due(Base):
    """The next moment at which a record's public side changes by itself: an embargo's end, a date of effect."""

    __tablename__ = "due"

    kind: Mapped[str] = mapped_column(String(32), primary_key=True)
    record_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
