"""The text of a document, provision by provision."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from content.public.tables import provision

PART = (
    provision.c.anchor,
    provision.c.parent,
    provision.c.kind,
    provision.c.number,
    provision.c.label,
    provision.c.heading,
)


@dataclass(frozen=True, slots=True)
class Part:
    """One provision as the page shows it."""

    anchor: str
    parent: str | None
    kind: str
    number: str | None
    label: str
    heading: str
    html: str


@dataclass(frozen=True, slots=True)
class Passage:
    """One provision as plain text."""

    anchor: str
    parent: str | None
    kind: str
    number: str | None
    label: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Neighbours:
    """An article with the one before it, the one after it and the parts that it stands in, outermost first."""

    part: Part
    before: Part | None
    after: Part | None
    within: tuple[Part, ...]
    outline: tuple[tuple[str, str | None], ...]
    """All provisions of the document: anchor, and anchor of what each stands in."""


def parts(connection: Connection, record_id: str) -> tuple[Part, ...]:
    """The provisions of a document in their order."""
    rows = connection.execute(
        select(*PART, provision.c.html).where(provision.c.record_id == record_id).order_by(provision.c.position)
    )
    return tuple(Part(*row) for row in rows)


def passages(connection: Connection, record_id: str) -> tuple[Passage, ...]:
    """The provisions of a document as plain text, in their order."""
    rows = connection.execute(
        select(*PART, provision.c.text).where(provision.c.record_id == record_id).order_by(provision.c.position)
    )
    return tuple(Passage(**row._mapping) for row in rows)


def neighbours(connection: Connection, record_id: str, anchor: str) -> Neighbours | None:
    """One provision between its neighbours of the same kind, and what it stands in."""
    rows = connection.execute(
        select(*PART, provision.c.position).where(provision.c.record_id == record_id).order_by(provision.c.position)
    ).all()
    place = {row.anchor: row for row in rows}
    here = place.get(anchor)
    if here is None:
        return None
    alike = [row for row in rows if row.kind == here.kind]
    index = alike.index(here)
    text = connection.execute(
        select(provision.c.html).where(provision.c.record_id == record_id, provision.c.anchor == anchor)
    ).scalar_one()
    within: list[Part] = []
    parent = place.get(here.parent)
    # An anchor that is its own ancestor would be a mistake of the projection; it must not hang the page.
    while parent is not None and len(within) < len(rows):
        within.insert(0, _bare(parent))
        parent = place.get(parent.parent)
    return Neighbours(
        part=Part(*here[:6], html=text),
        before=_bare(alike[index - 1]) if index else None,
        after=_bare(alike[index + 1]) if index + 1 < len(alike) else None,
        within=tuple(within),
        outline=tuple((row.anchor, row.parent) for row in rows),
    )


def _bare(row: Any) -> Part:
    values: list[Any] = [*row[:6], ""]
    return Part(*values)
