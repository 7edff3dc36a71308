"""Lists of records, with what they can be filtered by.

Every order ends in the id, so that it is the same on every copy of the store. Only columns named in :data:`FILTERS` can
be filtered by; whoever asks has turned what a visitor typed into these names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, case, func, select, tuple_

from content.public.reader.records import COLUMNS, Record, as_record
from content.public.tables import record

PAGE = 20
"""Records on one page of a list."""

FILTERS: Mapping[str, ColumnElement[Any]] = {
    "status": record.c.status,
    "type": record.c.type,
    "issuer": record.c.issuer_key,
    "field": record.c.field,
    "year": record.c.year,
}
"""What a list can be filtered by."""

LABELS: Mapping[str, ColumnElement[Any]] = {**FILTERS, "issuer": func.min(record.c.issuer)}
"""What people read for a value of a filter."""

IN_FORCE = ("in_force", "partly")
"""Statuses of what is to be kept to."""

OUTSIDE = ("pages",)
"""Kinds that are no part of counts across kinds."""

LEVELS = ("province", "department", "commune", "central", "other")
"""The levels of organisations in the order of lists."""

PLACES = (
    case(
        dict(zip(LEVELS, range(len(LEVELS)), strict=True)), value=record.c.data["level"].as_string(), else_=len(LEVELS)
    ),
    record.c.data["position"].as_integer(),
    record.c.path,
)
"""The order of organisations: level, the place that the office gave each, then the address, which is unique."""


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a filter, and how many records would be left if it were chosen."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list; each facet leaves its own filter out of account."""

    records: tuple[Record, ...]
    total: int
    facets: Mapping[str, tuple[Value, ...]]


def listing(
    connection: Connection,
    kind: str,
    filters: Mapping[str, str],
    *,
    page: int = 1,
    facets: Sequence[str] = (),
    in_their_order: bool = False,
    size: int = PAGE,
) -> Listing:
    """One page of a kind's records, newest first (or in the places given to them), with counts for the facets."""
    chosen = _conditions(filters)
    total = connection.execute(
        select(func.count()).select_from(record).where(record.c.kind == kind, *chosen.values())
    ).scalar_one()
    order = PLACES if in_their_order else (record.c.sort_date.desc(), record.c.id.desc())
    rows = connection.execute(
        select(*COLUMNS)
        .where(record.c.kind == kind, *chosen.values())
        .order_by(*order)
        .limit(size)
        .offset((page - 1) * size)
    )
    return Listing(
        records=tuple(as_record(row) for row in rows),
        total=total,
        facets={name: _facet(connection, kind, name, chosen) for name in facets},
    )


def _conditions(filters: Mapping[str, str]) -> dict[str, ColumnElement[bool]]:
    return {name: FILTERS[name] == (int(value) if name == "year" else value) for name, value in filters.items()}


def _facet(
    connection: Connection, kind: str, name: str, chosen: Mapping[str, ColumnElement[bool]]
) -> tuple[Value, ...]:
    column = FILTERS[name]
    others = [condition for other, condition in chosen.items() if other != name]
    rows = connection.execute(
        select(column, LABELS[name], func.count())
        .where(record.c.kind == kind, column.is_not(None), *others)
        .group_by(column)
    )
    values = [Value(str(value), str(label), count) for value, label, count in rows if value != ""]
    if name == "year":
        return tuple(sorted(values, key=lambda value: -int(value.value)))
    return tuple(sorted(values, key=lambda value: (-value.count, value.label)))


def after(
    connection: Connection, kind: str, filters: Mapping[str, str], last: Record | None, limit: int
) -> tuple[Record, ...]:
    """The next records of a list in its order, after the one that was read last: a list is taken away whole."""
    asked = select(*COLUMNS).where(record.c.kind == kind, *_conditions(filters).values())
    if last is not None:
        asked = asked.where(tuple_(record.c.sort_date, record.c.id) < (last.sort_date, last.id))
    rows = connection.execute(asked.order_by(record.c.sort_date.desc(), record.c.id.desc()).limit(limit))
    return tuple(as_record(row) for row in rows)


def last_updated(connection: Connection, kind: str, filters: Mapping[str, str], limit: int) -> tuple[Record, ...]:
    """The records of a list that were published or corrected last: what a feed tells."""
    rows = connection.execute(
        select(*COLUMNS)
        .where(record.c.kind == kind, *_conditions(filters).values())
        .order_by(record.c.updated_at.desc(), record.c.id.desc())
        .limit(limit)
    )
    return tuple(as_record(row) for row in rows)


def newest(
    connection: Connection, kind: str, limit: int, *, statuses: Sequence[str] = (), issuer: str = ""
) -> tuple[Record, ...]:
    """The newest records of a kind, of some statuses or one issuer if these are named."""
    asked = select(*COLUMNS).where(record.c.kind == kind)
    if statuses:
        asked = asked.where(record.c.status.in_(statuses))
    if issuer:
        asked = asked.where(record.c.issuer_key == issuer)
    rows = connection.execute(asked.order_by(record.c.sort_date.desc(), record.c.id.desc()).limit(limit))
    return tuple(as_record(row) for row in rows)


def counts(connection: Connection, *, issuer: str = "") -> dict[str, int]:
    """How many records of each kind there are, altogether or from one issuer."""
    asked = select(record.c.kind, func.count()).where(record.c.kind.not_in(OUTSIDE)).group_by(record.c.kind)
    if issuer:
        asked = asked.where(record.c.issuer_key == issuer)
    return {kind: count for kind, count in connection.execute(asked)}


def issuers(connection: Connection) -> dict[str, int]:
    """How many records each issuer has published, by its key."""
    asked = (
        select(record.c.issuer_key, func.count())
        .where(record.c.issuer_key.is_not(None), record.c.kind != "organisations")
        .group_by(record.c.issuer_key)
    )
    return {key: count for key, count in connection.execute(asked)}


def organisations(connection: Connection) -> tuple[Record, ...]:
    """Every organisation, in the places given to them."""
    rows = connection.execute(select(*COLUMNS).where(record.c.kind == "organisations").order_by(*PLACES))
    return tuple(as_record(row) for row in rows)
