"""From the rows of the public store to the documents of the index, the only text that is ever indexed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, select

from content.public.records import UNDATED
from content.public.tables import body, change, provision, record
from search_index.analysis import defined_terms, tokens
from search_index.port import ProvisionDocument, RecordDocument

OUTSIDE = -1
"""The position of the provision document that holds what a record says outside its provisions."""

IN_SEVERAL_LANGUAGES = frozenset({"pages"})
"""The kinds whose records are written once in each language."""

TIMELESS = frozenset({"organisations", "pages"})
"""The kinds whose records tell of no day: what was last written of them is no news."""

_BATCH = 50
_HOLDS_TEXT = ("article", "annex", "text")

Documents = tuple[RecordDocument, list[ProvisionDocument]]


def read(connection: Connection, record_ids: Sequence[str]) -> Iterator[Documents]:
    """The documents of the records that are in the store, a few at a time."""
    for start in range(0, len(record_ids), _BATCH):
        batch = list(record_ids[start : start + _BATCH])
        rows = connection.execute(
            select(record, body.c.text.label("body_text"), change.c.sha256)
            .outerjoin(body, body.c.record_id == record.c.id)
            .outerjoin(change, change.c.record_id == record.c.id)
            .where(record.c.id.in_(batch))
            .order_by(record.c.id)
        ).all()
        parts = connection.execute(
            select(
                provision.c.record_id,
                provision.c.position,
                provision.c.anchor,
                provision.c.kind,
                provision.c.number,
                provision.c.label,
                provision.c.heading,
                provision.c.text,
            )
            .where(provision.c.record_id.in_(batch))
            .order_by(provision.c.record_id, provision.c.position)
        )
        by_record = {record_id: list(some) for record_id, some in groupby(parts, key=lambda row: row.record_id)}
        for row in rows:
            yield documents(row, by_record.get(row.id, []))


def day(row: Any) -> date:
    """The day that a record is of, or that it is of none."""
    return UNDATED if row.kind in TIMELESS else row.sort_date


def all_ids(connection: Connection) -> list[str]:
    """The id of every record in the store."""
    return list(connection.execute(select(record.c.id).order_by(record.c.id)).scalars())


def contents(connection: Connection) -> dict[str, str]:
    """The hash of each record in the store, by its id."""
    rows = connection.execute(select(record.c.id, change.c.sha256).outerjoin(change, change.c.record_id == record.c.id))
    return {row.id: row.sha256 or "" for row in rows}


def documents(row: Any, parts: Sequence[Any]) -> Documents:
    """One record and its provisions in tokens; a clause inside an article is found with its article."""
    title = tokens(f"{row.title} {row.number or ''}")
    outside = tokens(
        " \n".join(filter(None, (row.type, row.issuer, row.signer, row.field, row.summary, row.body_text)))
    )
    pieces = [_provision(row.id, part) for part in parts if part.kind in _HOLDS_TEXT and (part.text or part.heading)]
    text = [*title, *outside]
    for piece in pieces:
        text += piece.heading
        text += piece.text
    found = pieces
    if row.body_text or row.summary or not pieces:
        found = [
            ProvisionDocument(row.id, OUTSIDE, "", title, outside, defined_terms(row.body_text or "")),
            *pieces,
        ]
    return (
        RecordDocument(
            id=row.id,
            kind=row.kind,
            type=row.type or "",
            issuer=row.issuer_key or "",
            field=row.field or "",
            year=str(row.year or ""),
            status=row.status or "",
            day=day(row),
            language=row.language if row.kind in IN_SEVERAL_LANGUAGES else "",
            title=title,
            text=text,
            content=row.sha256 or "",
        ),
        found,
    )


def _provision(record_id: str, part: Any) -> ProvisionDocument:
    heading = tokens(f"{part.label} {part.heading}")
    article = part.number or "" if part.kind == "article" else ""
    return ProvisionDocument(
        record_id, part.position, article.lower(), heading, tokens(part.text), defined_terms(part.text)
    )
