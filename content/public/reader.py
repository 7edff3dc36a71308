"""All that the site reads of the public store: short questions, asked of one connection, answered with frozen values.

Every order ends in the id or the position, so that it is the same on every copy of the store. Only columns named in
:data:`FILTERS` can be filtered by; whoever asks has turned what a visitor typed into these names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, case, func, not_, or_, select, tuple_

from content.public.tables import body, file, log, provision, record, relation, state, version

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

COLUMNS = tuple(column for column in record.c if column.name != "number_key")

IN_FORCE = ("in_force", "partly")
TEXTLESS = ("pages",)
"""Kinds that are no part of lists across kinds."""


@dataclass(frozen=True, slots=True)
class Record:
    """One published record without its text; field for field ``tables.record``."""

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
class Tie:
    """One relation, seen from the record asked about; ``path`` is None where the other record is not published here."""

    type: str
    outward: bool
    number: str | None
    title: str
    note: str
    path: str | None


@dataclass(frozen=True, slots=True)
class File:
    """One file to take away."""

    token: str
    name: str
    label: str
    media_type: str
    size: int
    sha256: str
    width: int | None
    height: int | None

    @property
    def path(self) -> str:
        """Where it is served."""
        return f"/tep/{self.token}/{self.name}"


@dataclass(frozen=True, slots=True)
class Version:
    """One edition that was or is public."""

    number: int
    published_at: datetime
    change_note: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What is said where a record stood that was withdrawn."""

    kind: str
    at: datetime
    note: str


@dataclass(frozen=True, slots=True)
class Neighbours:
    """An article with the one before it, the one after it and the parts that it stands in, outermost first."""

    part: Part
    before: Part | None
    after: Part | None
    within: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """One answered feedback: when it came and when its answer was given."""

    received: date
    answered: date


@dataclass(frozen=True, slots=True)
class Address:
    """One line of the sitemap."""

    path: str
    updated_at: datetime


# -- lists ---------------------------------------------------------------------------------------------------------


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


def listing(
    connection: Connection,
    kind: str,
    filters: Mapping[str, str],
    *,
    page: int = 1,
    facets: Sequence[str] = (),
    in_their_order: bool = False,
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
        .limit(PAGE)
        .offset((page - 1) * PAGE)
    )
    return Listing(
        records=tuple(_record(row) for row in rows),
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
    return tuple(_record(row) for row in rows)


def last_updated(connection: Connection, kind: str, filters: Mapping[str, str], limit: int) -> tuple[Record, ...]:
    """The records of a list that were published or corrected last: what a feed tells."""
    rows = connection.execute(
        select(*COLUMNS)
        .where(record.c.kind == kind, *_conditions(filters).values())
        .order_by(record.c.updated_at.desc(), record.c.id.desc())
        .limit(limit)
    )
    return tuple(_record(row) for row in rows)


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
    return tuple(_record(row) for row in rows)


def counts(connection: Connection, *, issuer: str = "") -> dict[str, int]:
    """How many records of each kind there are, altogether or from one issuer."""
    asked = select(record.c.kind, func.count()).where(record.c.kind.not_in(TEXTLESS)).group_by(record.c.kind)
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
    return tuple(_record(row) for row in rows)


def answered(connection: Connection) -> tuple[Answered, ...]:
    """When each answered feedback came and was answered; what has no clear dates is left out."""
    rows = connection.execute(
        select(record.c.data["received"].as_string(), record.c.data["answered"].as_string())
        .where(record.c.kind == "feedback")
        .order_by(record.c.id)
    )
    found = []
    for received, answer in rows:
        if received and answer:
            found.append(Answered(date.fromisoformat(received[:10]), date.fromisoformat(answer[:10])))
    return tuple(found)


# -- one record ----------------------------------------------------------------------------------------------------


def at(connection: Connection, path: str) -> Record | None:
    """The record at an address."""
    row = connection.execute(select(*COLUMNS).where(record.c.path == path)).first()
    return _record(row) if row else None


def by_ids(connection: Connection, ids: Sequence[str]) -> dict[str, Record]:
    """The records with these public ids, by id."""
    rows = connection.execute(select(*COLUMNS).where(record.c.id.in_(ids)))
    return {row.id: _record(row) for row in rows}


def moved(connection: Connection, path: str) -> str | None:
    """Where the record stands now whose id ends this address: titles change, ids do not."""
    folder, _, slug = path.rpartition("/")
    found = connection.execute(
        select(record.c.path).where(record.c.id == slug.rpartition("-")[2], record.c.path.startswith(f"{folder}/"))
    ).scalar()
    return found if found != path else None


def tombstone(connection: Connection, path: str) -> Tombstone | None:
    """What is said of an address whose record was withdrawn; nothing where there was never one."""
    row = connection.execute(
        select(log.c.kind, log.c.at, log.c.event, log.c.note)
        .where(log.c.path == path)
        .order_by(log.c.at.desc(), log.c.position.desc(), log.c.record_id)
        .limit(1)
    ).first()
    return Tombstone(row.kind, _utc(row.at), row.note) if row and row.event == "withdrawn" else None


def html(connection: Connection, record_id: str) -> str:
    """The finished HTML before a record's provisions, or of the whole."""
    return connection.execute(select(body.c.html).where(body.c.record_id == record_id)).scalar() or ""


PART = (
    provision.c.anchor,
    provision.c.parent,
    provision.c.kind,
    provision.c.number,
    provision.c.label,
    provision.c.heading,
)


def parts(connection: Connection, record_id: str) -> tuple[Part, ...]:
    """The provisions of a document in their order."""
    rows = connection.execute(
        select(*PART, provision.c.html).where(provision.c.record_id == record_id).order_by(provision.c.position)
    )
    return tuple(Part(*row) for row in rows)


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
    )


def _bare(row: Any) -> Part:
    values: list[Any] = [*row[:6], ""]
    return Part(*values)


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


def files(connection: Connection, record_id: str) -> tuple[File, ...]:
    """The files of a record in their order."""
    columns = [column for column in file.c if column.name not in ("record_id", "position")]
    rows = connection.execute(select(*columns).where(file.c.record_id == record_id).order_by(file.c.position))
    return tuple(File(*row) for row in rows)


def file_at(connection: Connection, token: str, name: str) -> File | None:
    """The file at an unguessable address."""
    columns = [column for column in file.c if column.name not in ("record_id", "position")]
    row = connection.execute(select(*columns).where(file.c.token == token, file.c.name == name)).first()
    return File(*row) if row else None


def versions(connection: Connection, record_id: str) -> tuple[Version, ...]:
    """The editions of a record, newest first."""
    rows = connection.execute(
        select(version.c.number, version.c.published_at, version.c.change_note, version.c.sha256)
        .where(version.c.record_id == record_id)
        .order_by(version.c.number.desc())
    )
    return tuple(Version(number, _utc(published), note, digest) for number, published, note, digest in rows)


# -- the whole store -----------------------------------------------------------------------------------------------


def addresses(connection: Connection, offset: int, limit: int) -> tuple[Address, ...]:
    """A part of all addresses, in the order of their ids."""
    rows = connection.execute(
        select(record.c.path, record.c.updated_at).order_by(record.c.id).offset(offset).limit(limit)
    )
    return tuple(Address(_where_it_is_read(path), _utc(updated)) for path, updated in rows)


def _where_it_is_read(path: str) -> str:
    """The English edition of a page is kept beside the Vietnamese one and read under ``/en``."""
    return f"/en{path.removesuffix('.en')}" if path.endswith(".en") else path


def last_changes(connection: Connection, size: int) -> list[datetime]:
    """For each part of ``size`` addresses, when the last of its records changed; as many as there are parts."""
    moments = connection.execute(select(record.c.updated_at).order_by(record.c.id)).scalars()
    return [max(_utc(moment) for moment in part) for part in moments.partitions(size)]


def projected_at(connection: Connection) -> datetime | None:
    """When the store last changed."""
    value = connection.execute(select(state.c.value).where(state.c.name == "projected_at")).scalar()
    return _utc(datetime.fromisoformat(value)) if value else None


def _record(row: Row[Any]) -> Record:
    # SQLite gives moments back without their zone, which is UTC.
    values: list[Any] = [_utc(value) if isinstance(value, datetime) else value for value in row]
    return Record(*values)


def _utc(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
