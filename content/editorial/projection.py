"""From editions to what the public may see now; each kind adds only how its snapshot is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from content.clock import local_date
from content.editorial.models import Edition, Record
from content.editorial.queries import editions_of, slug_of
from content.public.records import Projection, PublicEvent, PublicRecord, PublicVersion
from content.publishing import next_change, seen_editions

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What surrounds a snapshot on its way to the public: identity, moments, earlier corrections."""

    public_id: str
    path: str
    edition: int
    published_at: datetime
    updated_at: datetime
    today: date
    corrections: tuple[dict[str, str], ...] = ()


Show = Callable[[dict[str, Any], Frame], PublicRecord]
"""A kind's own part: snapshot and frame to the public record. Pure."""

Turns = Callable[[dict[str, Any], datetime], datetime | None]
"""The next moment at which a snapshot reads otherwise by itself, such as a date of effect."""


@dataclass(frozen=True)
class EditorialProjection(Generic[R]):
    """The projection of a kind that is published by editions."""

    model: type[R]
    path: str
    show: Show
    turns: Turns = lambda _snapshot, _now: None
    absent: Mapping[str, Any] = field(default_factory=dict)
    """What a field of the snapshot reads as in editions that were frozen before it was there."""

    def whole(self, frozen: Mapping[str, Any]) -> dict[str, Any]:
        """A frozen snapshot with every field of today: editions never change, however old they are."""
        return {**self.absent, **frozen}

    def ids(self, session: Session) -> Iterator[str]:
        """The key of every record of the kind."""
        yield from session.scalars(select(self.model.id).order_by(self.model.id)).all()

    def project(self, session: Session, record_id: str, now: datetime) -> Projection | None:
        """What is public of one record now; None where there is no such record."""
        record = session.get(self.model, record_id, populate_existing=True)
        if record is None:
            return None
        editions = editions_of(record.KIND, record.id, session)
        seen = seen_editions(editions, withdrawn_at=record.withdrawn_at, now=now)
        path = self._path(record, seen)
        upcoming = next_change(editions, withdrawn_at=record.withdrawn_at, now=now)
        if not seen:
            events = _tombstone(record)
            return Projection(
                public_id=record.public_id, kind=record.KIND, path=path, events=events, next_change=upcoming
            )
        edition = seen[-1]
        frozen = self.whole(edition.snapshot)
        shown = self.show(frozen, self._frame(record, path, edition, seen, now))
        turn = self.turns(frozen, now)
        return Projection(
            public_id=record.public_id,
            kind=record.KIND,
            path=path,
            record=shown,
            versions=tuple(_version(number, one) for number, one in enumerate(seen, start=1)),
            events=tuple(_event(one, shown.title) for one in seen),
            next_change=min((moment for moment in (upcoming, turn) if moment), default=None),
        )

    def public_path(self, record: R, now: datetime) -> str:
        """Where the public finds a record now; empty for what was never seen."""
        editions = editions_of(record.KIND, record.id)
        return self._path(record, seen_editions(editions, withdrawn_at=record.withdrawn_at, now=now))

    def _path(self, record: R, seen: Sequence[Edition]) -> str:
        slug = slug_of(record, seen)
        return f"{self.path}{slug}" if slug else ""

    def preview(self, record: R, snapshot: dict[str, Any], now: datetime) -> PublicRecord:
        """The working copy as it would be shown if it were approved now."""
        seen = seen_editions(editions_of(record.KIND, record.id), withdrawn_at=record.withdrawn_at, now=now)
        frame = Frame(
            public_id=record.public_id,
            path=f"{self.path}{slug_of(record, seen) or record.public_id}",
            edition=len(seen) + 1,
            published_at=seen[0].visible_from if seen else now,
            updated_at=now,
            today=local_date(now),
            corrections=_corrections(seen),
        )
        return self.show(snapshot, frame)

    def _frame(self, record: R, path: str, edition: Edition, seen: list[Edition], now: datetime) -> Frame:
        return Frame(
            public_id=record.public_id,
            path=path,
            edition=len(seen),
            published_at=seen[0].visible_from,
            updated_at=edition.visible_from,
            today=local_date(now),
            corrections=_corrections(seen),
        )


def _tombstone(record: Record) -> tuple[PublicEvent, ...]:
    if record.gone_since is None or not record.withdrawal_note:
        return ()
    return (PublicEvent(at=record.gone_since, event="withdrawn", title="", note=record.withdrawal_note),)


def _version(number: int, edition: Edition) -> PublicVersion:
    """Numbered as the public saw them: a gap would tell of an edition that nobody was to see."""
    return PublicVersion(
        number=number,
        published_at=edition.visible_from,
        change_note=edition.change_note,
        sha256=edition.sha256,
    )


def _event(edition: Edition, title: str) -> PublicEvent:
    event = "corrected" if edition.change_note else "published"
    return PublicEvent(at=edition.visible_from, event=event, title=title, note=edition.change_note)


def _corrections(editions: list[Edition]) -> tuple[dict[str, str], ...]:
    return tuple({"at": one.visible_from.isoformat(), "note": one.change_note} for one in editions if one.change_note)
