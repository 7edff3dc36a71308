"""What documents do to each other, as the public store has it, and the statuses that follow from it.

A status is no part of a document's own projection alone: the document that repeals another says so, not the repealed
one. So the projector settles, after every change, the statuses of all that the change may touch; settled statuses are
a function of the store's rows and the day, whatever the order in which the rows came.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, and_, select, update

from content.clock import local_date
from content.public.tables import record, relation
from content.validity.codes import ENDING, STOPPING, RelationType
from content.validity.history import RANGE, Act, Terms
from content.validity.shown import shown_status

ACTING = ENDING | STOPPING | {RelationType.AMENDS, RelationType.SUPPLEMENTS, RelationType.CORRECTS}
"""Relations that change what holds, or how it reads."""

MOST_AT_ONCE = 400
"""Values in one IN list: below the least of what databases take."""


@dataclass(frozen=True, slots=True)
class Named:
    """Documents that relations name, by their public ids and by their numbers."""

    ids: frozenset[str] = frozenset()
    keys: frozenset[str] = frozenset()

    def __or__(self, other: Named) -> Named:
        return Named(self.ids | other.ids, self.keys | other.keys)


def touched(connection: Connection, ids: Iterable[str]) -> Named:
    """These records, all that bear one of their numbers, and all that they act on."""
    ids, keys, others = frozenset(ids), set(), set()
    for some in _parts(ids):
        bears = select(record.c.number_key).where(record.c.id.in_(some), record.c.number_key.is_not(None))
        keys |= set(connection.execute(bears).scalars())
        acts = select(relation.c.target_id, relation.c.target_key)
        for target_id, target_key in connection.execute(
            acts.where(relation.c.record_id.in_(some), relation.c.type.in_(ACTING))
        ):
            if target_id:
                others.add(target_id)
            elif target_key:
                keys.add(target_key)
    return Named(ids | others, frozenset(keys))


def settle(connection: Connection, named: Named, today: date) -> list[str]:
    """Put right the statuses of what is named; returns the ids of the records whose status has changed."""
    columns = ("id", "kind", "type", "number_key", "status", "effective", "expires", "updated_at", "data")
    wanted = select(*(record.c[name] for name in columns)).where(record.c.kind.in_(("legal", "directions")))
    rows = {
        row.id: row
        for column, values in ((record.c.id, named.ids), (record.c.number_key, named.keys))
        for some in _parts(values)
        for row in connection.execute(wanted.where(column.in_(some)))
    }
    acts = acts_on(connection, {row.id: row.number_key for row in rows.values()})
    changed = []
    for row in rows.values():
        status = shown_status(row.kind, row.type or "", terms_of(row), today, acts.get(row.id, ()))
        if status != row.status:
            connection.execute(update(record).where(record.c.id == row.id).values(status=status))
            changed.append(row.id)
    return changed


def terms_of(row: Row[Any] | Any) -> Terms:
    """What a document's own row says of when it holds; a declared status was true when the edition was published."""
    declared = row.data.get("declared_status", "")
    return Terms(row.effective, row.expires, declared, local_date(row.updated_at) if declared else None)


def acts_on(connection: Connection, targets: Mapping[str, str | None]) -> dict[str, list[Act]]:
    """What other published documents do to these, by the id of the target; ``targets`` gives each one's number key.

    A number that two records bear names neither of them.
    """
    by_key = _bearers(connection, {key for key in targets.values() if key})
    found: dict[str, list[Act]] = defaultdict(list)
    for row in _acting(connection, set(targets), set(by_key)):
        target: str = row.target_id or by_key.get(row.target_key, "")
        if target in targets and target != row.id:
            found[target] += acts_of(row)
    return found


def _bearers(connection: Connection, keys: set[str]) -> dict[str, str]:
    rows = [
        (row.number_key, row.id)
        for some in _parts(keys)
        for row in connection.execute(select(record.c.number_key, record.c.id).where(record.c.number_key.in_(some)))
    ]
    bearers = Counter(key for key, _id in rows)
    return {key: id_ for key, id_ in rows if bearers[key] == 1}


def _acting(connection: Connection, ids: set[str], keys: set[str]) -> list[Row[Any]]:
    columns = ("type", "target_id", "target_key", "provisions", "starts", "ends", "evidence", "note", "position")
    wanted = (
        select(record.c.id, record.c.effective, *(relation.c[name] for name in columns))
        .join(record, record.c.id == relation.c.record_id)
        .where(relation.c.type.in_(ACTING))
    )
    rows: list[Row[Any]] = []
    for some in _parts(ids):
        rows += connection.execute(wanted.where(relation.c.target_id.in_(some)))
    for some in _parts(keys):
        rows += connection.execute(wanted.where(and_(relation.c.target_id.is_(None), relation.c.target_key.in_(some))))
    return sorted(rows, key=lambda row: (row.id, row.position))


def acts_of(row: Row[Any]) -> list[Act]:
    """What a relation does to each provision that it names, or to the whole.

    The row has ``id`` and ``effective`` of the record, the others of the relation.
    """
    acts = []
    for place in row.provisions or [""]:
        first, _, last = place.partition(RANGE)
        acts.append(
            Act(
                RelationType(row.type),
                by=row.id,
                start=row.starts or row.effective,
                end=row.ends,
                provision=first,
                through=last,
                evidence=row.evidence or row.note,
            )
        )
    return acts


def _parts(values: Iterable[str]) -> Iterable[Sequence[str]]:
    ordered = sorted(values)
    return (ordered[start : start + MOST_AT_ONCE] for start in range(0, len(ordered), MOST_AT_ONCE))
