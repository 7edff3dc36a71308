"""How documents belong together, seen from one of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, and_, func, not_, or_, select

from content.public.acts import ACTING, acts_of
from content.public.reader.records import Record
from content.public.tables import record, relation
from content.validity.history import Act


@dataclass(frozen=True, slots=True)
class Tie:
    """One relation, seen from the record asked about; ``path`` is None where the other record is not published here."""

    type: str
    outward: bool
    number: str | None
    title: str
    note: str
    path: str | None
    word: str = ""
    """The other document's type, where it is published here."""
    coming: date | None = None
    """The day from which the other document acts, while that day is still to come."""
    acts: tuple[Act, ...] = ()
    """What the other document does to the one asked about, or to its provisions."""

    @property
    def partly(self) -> bool:
        """Whether it acts on some provisions and leaves the others."""
        return bool(self.acts) and all(act.provision for act in self.acts)


def ties(connection: Connection, found: Record, today: date) -> tuple[Tie, ...]:
    """The relations of a document both ways: its own first, then those of others to it."""
    return (*_outward(connection, found), *_inward(connection, found, today))


def _outward(connection: Connection, found: Record) -> list[Tie]:
    rows = connection.execute(
        select(relation).where(relation.c.record_id == found.id).order_by(relation.c.position)
    ).all()
    keys = {row.target_key for row in rows if row.target_key and not row.target_id}
    others = _others(connection, {row.target_id for row in rows if row.target_id}, keys)
    seen = []
    for row in rows:
        path, word = others.get(row.target_id or "") or others.get(row.target_key or "") or (None, "")
        seen.append(Tie(row.type, True, row.target_number, row.target_title, row.note, path, word))
    return seen


def _others(connection: Connection, ids: set[str], keys: set[str]) -> dict[str, tuple[str, str]]:
    """Address and type by id, and by number where only one record bears it: a number that two bear names neither."""
    if not ids and not keys:
        return {}
    rows = connection.execute(
        select(record.c.id, record.c.number_key, record.c.path, record.c.type).where(
            or_(record.c.id.in_(ids), record.c.number_key.in_(keys))
        )
    ).all()
    bearers = Counter(row.number_key for row in rows)
    found = {row.id: (row.path, row.type or "") for row in rows}
    return {row.number_key: found[row.id] for row in rows if bearers[row.number_key] == 1} | found


def _inward(connection: Connection, found: Record, today: date) -> list[Tie]:
    key = connection.execute(select(record.c.number_key).where(record.c.id == found.id)).scalar()
    names_it = [relation.c.target_id == found.id]
    if key:
        bearers = select(func.count()).select_from(record).where(record.c.number_key == key).scalar_subquery()
        names_it.append(and_(relation.c.target_id.is_(None), relation.c.target_key == key, bearers == 1))
    acting = ("id", "number", "title", "effective", "path")
    act = ("type", "note", "provisions", "starts", "ends", "evidence")
    rows = connection.execute(
        select(
            record.c.type.label("word"),
            *(record.c[name] for name in acting),
            *(relation.c[name] for name in act),
        )
        .join(record, record.c.id == relation.c.record_id)
        .where(or_(*names_it), not_(relation.c.record_id == found.id))
        .order_by(record.c.sort_date.desc(), record.c.id, relation.c.position)
    )
    seen = []
    for row in rows:
        first = row.starts or row.effective
        acts = tuple(acts_of(row)) if row.type in ACTING else ()
        coming = first if first is not None and first > today else None
        seen.append(Tie(row.type, False, row.number, row.title, row.note, row.path, row.word or "", coming, acts))
    return seen
