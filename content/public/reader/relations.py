"""How documents belong together, seen from one of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import Connection, and_, func, not_, or_, select

from content.public.reader.records import Record
from content.public.tables import record, relation


@dataclass(frozen=True, slots=True)
class Tie:
    """One relation, seen from the record asked about; ``path`` is None where the other record is not published here."""

    type: str
    outward: bool
    number: str | None
    title: str
    note: str
    path: str | None


def ties(connection: Connection, found: Record) -> tuple[Tie, ...]:
    """The relations of a document both ways: its own first, then those of others to it."""
    return (*_outward(connection, found), *_inward(connection, found))


def _outward(connection: Connection, found: Record) -> list[Tie]:
    rows = connection.execute(
        select(relation).where(relation.c.record_id == found.id).order_by(relation.c.position)
    ).all()
    keys = {row.target_key for row in rows if row.target_key and not row.target_id}
    paths = _paths(connection, {row.target_id for row in rows if row.target_id}, keys)
    return [
        Tie(
            row.type,
            True,
            row.target_number,
            row.target_title,
            row.note,
            paths.get(row.target_id or "") or paths.get(row.target_key or ""),
        )
        for row in rows
    ]


def _paths(connection: Connection, ids: set[str], keys: set[str]) -> dict[str, str]:
    """Addresses by id, and by number where only one record bears it: a number that two bear names neither."""
    if not ids and not keys:
        return {}
    rows = connection.execute(
        select(record.c.id, record.c.number_key, record.c.path).where(
            or_(record.c.id.in_(ids), record.c.number_key.in_(keys))
        )
    ).all()
    bearers = Counter(row.number_key for row in rows)
    paths = {row.number_key: row.path for row in rows if row.number_key and bearers[row.number_key] == 1}
    return paths | {row.id: row.path for row in rows}


def _inward(connection: Connection, found: Record) -> list[Tie]:
    key = connection.execute(select(record.c.number_key).where(record.c.id == found.id)).scalar()
    names_it = [relation.c.target_id == found.id]
    if key:
        bearers = select(func.count()).select_from(record).where(record.c.number_key == key).scalar_subquery()
        names_it.append(and_(relation.c.target_id.is_(None), relation.c.target_key == key, bearers == 1))
    rows = connection.execute(
        select(
            relation.c.type,
            record.c.type.label("word"),
            record.c.number,
            record.c.title,
            relation.c.note,
            record.c.path,
        )
        .join(record, record.c.id == relation.c.record_id)
        .where(or_(*names_it), not_(relation.c.record_id == found.id))
        .order_by(record.c.sort_date.desc(), record.c.id, relation.c.position)
    )
    return [
        Tie(row.type, False, row.number, f"{row.word or ''} {row.number or row.title}".strip(), row.note, row.path)
        for row in rows
    ]
