"""What is asked of the whole store: every address, what was answered when, the moment of the last change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, select

from content.public.tables import record, state


@dataclass(frozen=True, slots=True)
class Answered:
    """One answered feedback: when it came and when its answer was given."""

    received: date
    answered: date


@dataclass(frozen=True, slots=True)
class Address:
    """One line of the sitemap."""

    path: str
    """As the store keeps it; where a translated page is read, the site knows."""
    updated_at: datetime


def answered(connection: Connection) -> tuple[Answered, ...]:
    """When each answered feedback came and was answered; what has no clear dates is left out."""
    rows = connection.execute(
        select(
            record.c.data["received"].as_string().label("received"),
            record.c.data["answered"].as_string().label("answered"),
        )
        .where(record.c.kind == "feedback")
        .order_by(record.c.id)
    )
    found = []
    for row in rows:
        if row.received and row.answered:
            found.append(Answered(date.fromisoformat(row.received[:10]), date.fromisoformat(row.answered[:10])))
    return tuple(found)


def addresses(connection: Connection, offset: int, limit: int) -> tuple[Address, ...]:
    """A part of all addresses, in the order of their ids."""
    rows = connection.execute(
        select(record.c.path, record.c.updated_at).order_by(record.c.id).offset(offset).limit(limit)
    )
    return tuple(Address(**row._mapping) for row in rows)


def last_changes(connection: Connection, size: int) -> list[datetime]:
    """For each part of ``size`` addresses, when the last of its records changed; as many as there are parts."""
    moments = connection.execute(select(record.c.updated_at).order_by(record.c.id)).scalars()
    return [max(part) for part in moments.partitions(size)]


def projected_at(connection: Connection) -> datetime | None:
    """When the store last changed."""
    value = connection.execute(select(state.c.value).where(state.c.name == "projected_at")).scalar()
    return datetime.fromisoformat(value) if value else None
