"""The place in a document that was asked for by name: its article with the clause or point, or how far it is there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from content.document_numbers import Place
from content.provisions.anchors import part_anchor
from content.provisions.outline import clauses
from content.public.tables import provision, record
from search_index.port import Lacking

ARTICLE, CLAUSE, POINT = "article", "clause", "point"


@dataclass(frozen=True)
class Asked:
    """An article that was asked for, and the part of it that was meant."""

    row: Any
    anchor: str
    """Of the clause or point on the article's page; empty where the whole article is meant."""
    text: str
    """The words of the part meant."""
    label: str


def look(connection: Connection, record_ids: Sequence[str], place: Place) -> dict[str, Asked]:
    """The article of each record that has it, at the clause or point if it has that too."""
    rows = connection.execute(_ARTICLES, {"ids": list(record_ids), "anchor": place.anchor})
    return {row.record_id: _within(row, place) for row in rows}


def lacking(connection: Connection, record_id: str, place: Place, asked: Asked | None) -> Lacking | None:
    """What a record does not have of the place asked for; nothing where it has it."""
    if asked is not None and asked.anchor == _anchor(place):
        return None
    named = connection.execute(_NAME, {"id": record_id}).one()
    if asked is None:
        articles = connection.execute(_COUNT, {"id": record_id}).scalar() or 0
        return Lacking(ARTICLE, place.article, articles, named.type or "", named.number or "", named.title)
    anchors = [one.anchor.removeprefix(place.anchor) for one in clauses(asked.row.text, place.anchor)]
    if place.clause and _clause(place) not in anchors:
        count = sum(anchor.startswith("-khoan-") and "-diem-" not in anchor for anchor in anchors)
        return Lacking(CLAUSE, place.clause, count, named.type or "", named.number or "", named.title)
    count = sum(anchor.startswith(f"{_clause(place)}-diem-") for anchor in anchors)
    return Lacking(POINT, place.point, count, named.type or "", named.number or "", named.title)


def _within(row: Any, place: Place) -> Asked:
    if _anchor(place):
        parts = {one.anchor: one for one in clauses(row.text, row.anchor)}
        # Of a point that is not there, the clause that it would stand in.
        for near in (place, replace(place, point="")):
            found = parts.get(_anchor(near))
            if found is not None:
                label = f"{near.label[0].upper()}{near.label[1:]}"
                return Asked(row, found.anchor, f"{found.label} {found.text}", label)
    return Asked(row, "", row.text, row.label)


def _anchor(place: Place) -> str:
    """Of the clause or point; empty where only an article was asked for."""
    if not place.clause and not place.point:
        return ""
    point = f"-{part_anchor('diem', place.point)}" if place.point else ""
    return f"{place.anchor}{_clause(place)}{point}"


def _clause(place: Place) -> str:
    return f"-{part_anchor('khoan', place.clause)}" if place.clause else ""


_ARTICLES = select(
    provision.c.record_id, provision.c.anchor, provision.c.label, provision.c.heading, provision.c.text
).where(provision.c.record_id.in_(bindparam("ids", expanding=True)), provision.c.anchor == bindparam("anchor"))
_COUNT = select(func.count()).where(provision.c.record_id == bindparam("id"), provision.c.kind == "article")
_NAME = select(record.c.type, record.c.number, record.c.title).where(record.c.id == bindparam("id"))
