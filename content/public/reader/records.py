"""One published record: found at its address or by its id."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from content.document_numbers import DOCUMENT_KINDS
from content.public.tables import body, record

COLUMNS = tuple(column for column in record.c if column.name != "number_key")

MOST_OF_ONE_NUMBER = 20
"""Documents that share a number: offices of different provinces count alike, but nobody chooses among more."""


@dataclass(frozen=True, slots=True)
class Record:
    """One published record without its text; its fields are the columns of ``tables.record`` by name."""

    id: str
    kind: str
    path: str
    language: str
    type: str | None
    number: str | None
    title: str
    summary: str
    issuer: str | None
    issuer_key: str | None
    field: str | None
    signer: str | None
    status: str | None
    issued: date | None
    effective: date | None
    expires: date | None
    year: int | None
    sort_date: date
    published_at: datetime
    updated_at: datetime
    edition: int
    data: dict[str, Any]


def at(connection: Connection, path: str) -> Record | None:
    """The record at an address."""
    row = connection.execute(select(*COLUMNS).where(record.c.path == path)).first()
    return as_record(row) if row else None


def by_ids(connection: Connection, ids: Sequence[str]) -> dict[str, Record]:
    """The records with these public ids, by id."""
    rows = connection.execute(select(*COLUMNS).where(record.c.id.in_(ids)))
    return {row.id: as_record(row) for row in rows}


def numbered(connection: Connection, number_key: str) -> list[Record]:
    """The documents whose number has this key, see :func:`content.document_numbers.key`."""
    wanted = select(*COLUMNS).where(record.c.number_key == number_key, record.c.kind.in_(DOCUMENT_KINDS))
    rows = connection.execute(wanted.order_by(record.c.id).limit(MOST_OF_ONE_NUMBER)) if number_key else ()
    return [as_record(row) for row in rows]


def moved(connection: Connection, path: str) -> str | None:
    """Where the record stands now whose id ends this address: titles change, ids do not."""
    folder, _, slug = path.rpartition("/")
    found = connection.execute(select(record.c.path).where(record.c.id == slug.rpartition("-")[2])).scalar()
    return found if found and found != path and found.rpartition("/")[0] == folder else None


def html(connection: Connection, record_id: str) -> str:
    """The finished HTML before a record's provisions, or of the whole."""
    return connection.execute(select(body.c.html).where(body.c.record_id == record_id)).scalar() or ""


def text(connection: Connection, record_id: str) -> str:
    """The same as plain text."""
    return connection.execute(select(body.c.text).where(body.c.record_id == record_id)).scalar() or ""


def as_record(row: Row[Any]) -> Record:
    """The record in a row of :data:`COLUMNS`."""
    return Record(**row._mapping)
