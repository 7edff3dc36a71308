"""What a kind's projection hands to the public store: values, frozen, with nothing private in them."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True, kw_only=True)
class PublicProvision:
    """One part of a text; see ``tables.provision`` for each field."""

    anchor: str
    parent: str | None
    kind: str
    number: str | None
    label: str
    heading: str
    text: str
    html: str


@dataclass(frozen=True, kw_only=True)
class PublicRelation:
    """One tie to another document, named by number or by public id."""

    type: str
    target_id: str | None = None
    target_number: str | None = None
    target_key: str | None = None
    target_title: str = ""
    note: str = ""
    provisions: tuple[str, ...] = ()
    """Anchors of what is acted on in the target, a range as ``dieu-3:dieu-7``; none for the whole."""
    starts: date | None = None
    ends: date | None = None
    evidence: str = ""


@dataclass(frozen=True, kw_only=True)
class PublicFile:
    """One file the public may take; ``sha256`` is its key in the private storage too."""

    token: str
    name: str
    label: str
    media_type: str
    size: int
    sha256: str
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True, kw_only=True)
class PublicVersion:
    """One edition that was or is public."""

    number: int
    published_at: datetime
    change_note: str
    sha256: str


UNDATED = date(1900, 1, 1)
"""The ``sort_date`` of a document that says no day: it comes after all others, and nobody reads this day as its own."""


@dataclass(frozen=True, kw_only=True)
class PublicEvent:
    """One line of the record's public history."""

    at: datetime
    event: str
    title: str
    note: str


@dataclass(frozen=True, kw_only=True)
class PublicRecord:
    """All that the public may see of one record; field for field ``tables.record`` and ``tables.body``."""

    id: str
    kind: str
    path: str
    title: str
    sort_date: date
    published_at: datetime
    updated_at: datetime
    language: str = "vi"
    type: str | None = None
    number: str | None = None
    number_key: str | None = None
    summary: str = ""
    issuer: str | None = None
    issuer_key: str | None = None
    field: str | None = None
    signer: str | None = None
    status: str | None = None
    issued: date | None = None
    effective: date | None = None
    expires: date | None = None
    year: int | None = None
    edition: int = 1
    data: dict[str, Any] = dataclasses.field(default_factory=dict)
    html: str = ""
    text: str = ""
    provisions: tuple[PublicProvision, ...] = ()
    relations: tuple[PublicRelation, ...] = ()
    files: tuple[PublicFile, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Projection:
    """What is public of one private record at a moment, and when that may change by itself.

    ``record`` is None where the public may see nothing; ``events`` may still say that something was withdrawn.
    """

    public_id: str
    kind: str
    path: str
    record: PublicRecord | None = None
    versions: tuple[PublicVersion, ...] = ()
    events: tuple[PublicEvent, ...] = ()
    next_change: datetime | None = None
