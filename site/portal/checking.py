"""``portal check``: one thing counted in every place where it is; a difference is a fault."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from content.audit.queries import head, verify
from content.db import db
from content.kinds import KINDS, PROJECTABLE
from content.public import tables
from content.services import Services
from portal.web.language import stored_path

LOCATION = re.compile(r"<loc>([^<]+)</loc>")
PLACES = ("private", "public", "index", "sitemap", "takeaway")


@dataclass(frozen=True)
class KindCount:
    """How many public records of a kind each place has."""

    kind: str
    private: int
    """Public by the rule of visibility, computed anew from the private store."""
    public: int
    """Rows of the public store."""
    index: int
    sitemap: int
    takeaway: int | None
    """Rows of the list as it can be taken away; None for a kind without a list."""

    @property
    def sound(self) -> bool:
        """Whether all places agree."""
        return len({getattr(self, place) for place in PLACES} - {None}) == 1


@dataclass(frozen=True)
class Check:
    """What was found."""

    kinds: tuple[KindCount, ...]
    waiting: int
    """Records that changed and are not projected yet."""
    failures: tuple[str, ...]
    """Records that could not be projected, and why."""
    missing_files: tuple[str, ...]
    orphan_files: tuple[str, ...]
    audit_breaks: tuple[str, ...]
    audit_lines: int
    audit_seal: str
    """Of the last line: kept elsewhere, it proves later that no line before it was changed."""

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return all(one.sound for one in self.kinds) and not (
            self.waiting or self.failures or self.missing_files or self.orphan_files or self.audit_breaks
        )

    def as_json(self) -> dict[str, Any]:
        """For machines."""
        return {"sound": self.sound} | asdict(self)

    def as_text(self) -> str:
        """For people."""
        lines = [f"{'':<16}" + "".join(f"{place:>10}" for place in PLACES)]
        lines += [
            f"{one.kind:<16}"
            + "".join(f"{_shown(getattr(one, place)):>10}" for place in PLACES)
            + ("" if one.sound else "  ← lệch")
            for one in self.kinds
        ]
        faults = {
            "chờ chiếu": [str(self.waiting)] if self.waiting else [],
            "không chiếu được": self.failures,
            "thiếu tệp": self.missing_files,
            "tệp thừa": self.orphan_files,
            "nhật ký không khớp": self.audit_breaks,
        }
        lines += [f"{name}: {', '.join(found)}" for name, found in faults.items() if found]
        lines.append(f"nhật ký: {self.audit_lines} dòng, dấu niêm cuối {self.audit_seal}")
        return "\n".join([*lines, "Khớp." if self.sound else "KHÔNG KHỚP."])


def check_portal(app: Flask) -> Check:
    """Look everywhere; changes nothing."""
    services: Services = app.extensions["services"]
    record = tables.record
    with services.public.connect() as connection:
        paths = [(row.kind, row.path) for row in connection.execute(select(record.c.kind, record.c.path))]
        tokens = set(connection.execute(select(tables.file.c.token)).scalars())
    client = app.test_client()
    listed = _in_sitemap(client)
    counts = {
        "private": _by_the_rule(services),
        "public": Counter(kind for kind, _path in paths),
        "index": Counter(app.extensions["search"].kinds()),
        "sitemap": Counter(kind for kind, path in paths if path in listed),
    }
    kinds = tuple(
        KindCount(kind=kind, takeaway=_taken_away(client, kind), **{place: counts[place][kind] for place in counts})
        for kind in PROJECTABLE
    )
    there = set(services.public_files.stored())
    audit_lines, audit_seal = head()
    return Check(
        kinds=kinds,
        waiting=services.projector.waiting(),
        failures=tuple(services.projector.failures()),
        missing_files=tuple(sorted(tokens - there)),
        orphan_files=tuple(sorted(there - tokens)),
        audit_breaks=tuple(f"{one.number}: {one.reason}" for one in verify()),
        audit_lines=audit_lines,
        audit_seal=audit_seal,
    )


def _shown(count: int | None) -> str:
    return "–" if count is None else str(count)


def _by_the_rule(services: Services) -> Counter[str]:
    """How many records of each kind are public now by the rule, computed anew from the private store."""
    counts: Counter[str] = Counter()
    now = services.clock.now()
    with Session(db.engine) as session:
        for kind, one in PROJECTABLE.items():
            for record_id in one.ids(session):
                projection = one.project(session, record_id, now)
                counts[kind] += projection is not None and projection.record is not None
    return counts


def _in_sitemap(client: FlaskClient) -> set[str]:
    """The paths of every page in the sitemap, as anybody would read it, spelt as the public store spells them."""
    parts = LOCATION.findall(client.get("/sitemap.xml").text)
    found = set()
    for part in parts:
        for address in LOCATION.findall(client.get(urlsplit(part).path).text):
            found.add(stored_path(unquote(urlsplit(address).path)))
    return found


def _taken_away(client: FlaskClient, kind: str) -> int | None:
    """How many rows a kind's list gives when it is taken away, asked as anybody would ask."""
    if kind not in KINDS:
        return None
    answer = client.get(f"{KINDS[kind].path}danh-sach.json")
    return len(answer.get_json()["records"])
