"""What the front matter of each kind of demonstration record may say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

TEXT: Final = "text"
DAY: Final = "day"
MOMENT: Final = "moment"
PERIOD: Final = "period"
TEXTS: Final = "texts"
TABLE: Final = "table"
TABLES: Final = "tables"
FLAG: Final = "flag"


@dataclass(frozen=True)
class Fields:
    """The names that a table may hold, what each is, and which must be there."""

    known: Mapping[str, str]
    required: frozenset[str]


SPOKESPERSON = Fields(
    {"name": TEXT, "title": TEXT, "phone": TEXT, "email": TEXT},
    frozenset({"name", "title", "phone", "email"}),
)
RELATION = Fields(
    {"type": TEXT, "target": TEXT, "number": TEXT, "title": TEXT, "note": TEXT, "provisions": TEXTS},
    frozenset({"type"}),
)
SOURCE = Fields({"name": TEXT, "url": TEXT}, frozenset({"name"}))
CORRECTION = Fields({"at": MOMENT, "note": TEXT, "was": TEXT, "now": TEXT}, frozenset({"at", "note", "was", "now"}))
WITHDRAWN = Fields({"at": MOMENT, "reason": TEXT, "note": TEXT}, frozenset({"at", "reason", "note"}))
SENDER = Fields(
    {"name": TEXT, "phone": TEXT, "email": TEXT, "publish": FLAG},
    frozenset({"publish"}),
)

DOCUMENT = Fields(
    {
        "title": TEXT,
        "summary": TEXT,
        "type": TEXT,
        "number": TEXT,
        "issuer": TEXT,
        "signer": TEXT,
        "signer_title": TEXT,
        "issued": DAY,
        "effective": DAY,
        "expires": DAY,
        "status_note": TEXT,
        "field": TEXT,
        "topics": TEXTS,
        "sectors": TEXTS,
        "gazette": DAY,
        "at": MOMENT,
        "to_check": TEXTS,
        "relations": TABLES,
        "sources": TABLES,
    },
    frozenset({"title", "summary", "type", "number", "issuer", "signer", "signer_title", "issued", "field", "at"}),
)

KINDS: Mapping[str, Fields] = {
    "organisations": Fields(
        {
            "name": TEXT,
            "abbreviation": TEXT,
            "level": TEXT,
            "summary": TEXT,
            "parent": TEXT,
            "address": TEXT,
            "phone": TEXT,
            "email": TEXT,
            "website": TEXT,
            "former_names": TEXTS,
            "head": TEXT,
            "spokesperson": TABLE,
            "at": MOMENT,
        },
        frozenset({"name", "level", "summary", "address", "phone", "email", "head", "at"}),
    ),
    "legal": DOCUMENT,
    "directions": DOCUMENT,
    "announcements": Fields(
        {
            "title": TEXT,
            "summary": TEXT,
            "type": TEXT,
            "organisation": TEXT,
            "period": PERIOD,
            "spokesperson": TABLE,
            "written": MOMENT,
            "at": MOMENT,
            "corrections": TABLES,
            "withdrawn": TABLE,
        },
        frozenset({"title", "summary", "type", "organisation", "period", "spokesperson", "at"}),
    ),
    "feedback": Fields(
        {
            "title": TEXT,
            "category": TEXT,
            "organisation": TEXT,
            "document": TEXT,
            "resolution": TEXT,
            "received": MOMENT,
            "assigned": MOMENT,
            "drafted": MOMENT,
            "approved": MOMENT,
            "sender": TABLE,
        },
        frozenset({"title", "category", "organisation", "received", "sender"}),
    ),
}

TABLE_FIELDS: Mapping[str, Fields] = {
    "spokesperson": SPOKESPERSON,
    "relations": RELATION,
    "sources": SOURCE,
    "corrections": CORRECTION,
    "withdrawn": WITHDRAWN,
    "sender": SENDER,
}
