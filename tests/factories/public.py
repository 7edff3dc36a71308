"""Rows of the public store, written straight into it: for tests of what reads it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import insert

from content.document_numbers import key
from content.provisions import markup
from content.provisions.provision import Level, Provision
from content.public import tables
from content.public.store import PublicStore, stamp
from content.slugs import slugify

MOMENT = datetime(2026, 11, 1, 2, 0, tzinfo=UTC)


class Publisher:
    """Puts records into a public store as a projection would have."""

    def __init__(self, store: PublicStore) -> None:
        self.store = store
        self.count = 0

    def record(self, kind: str, folder: str, title: str, **values: Any) -> str:
        """One record; returns its path. ``html``, ``articles``, ``ties`` and ``files`` belong to it."""
        self.count += 1
        name = f"{self.count:08}"
        path = values.pop("path", f"/{folder}/{slugify(values.get('number') or title)}-{name}")
        html, articles = values.pop("html", ""), values.pop("articles", ())
        ties, files = values.pop("ties", ()), values.pop("files", ())
        row = {
            "id": name, "kind": kind, "path": path, "language": "vi", "title": title, "summary": "", "edition": 1,
            "sort_date": values.get("issued") or date(2026, 11, 1), "published_at": MOMENT, "updated_at": MOMENT,
            "data": {}, "issuer_key": slugify(values.get("issuer") or "") or None,
            "number_key": key(values["number"]) if values.get("number") else None,
        }  # fmt: skip
        with self.store.write() as connection:
            connection.execute(insert(tables.record).values(row | values))
            connection.execute(insert(tables.body).values(record_id=name, html=html, text=""))
            connection.execute(
                insert(tables.version).values(
                    record_id=name, number=1, published_at=MOMENT, change_note="", sha256="0" * 64
                )
            )
            for table, rows in (
                (tables.provision, [_article(one, place) for place, one in enumerate(articles)]),
                (tables.relation, [_tie(one, place) for place, one in enumerate(ties)]),
                (tables.file, [one | {"position": place} for place, one in enumerate(files)]),
            ):
                if rows:
                    connection.execute(insert(table), [one | {"record_id": name} for one in rows])
            stamp(connection, {name: "0" * 64}, MOMENT)
        return str(path)

    def document(self, number: str = "15/2026/QĐ-UBND", **values: Any) -> str:
        """One legal document in force."""
        given = {
            "type": "Quyết định", "number": number, "issuer": "Ủy ban nhân dân tỉnh", "status": "in_force",
            "issued": date(2026, 5, 4), "effective": date(2026, 5, 15), "year": 2026, "field": "Đất đai",
        }  # fmt: skip
        return self.record("legal", "van-ban", values.pop("title", "Quy định về giá đất"), **given | values)

    def withdrawn(self, path: str, note: str) -> None:
        """The word that something stood here."""
        with self.store.write() as connection:
            connection.execute(
                insert(tables.log).values(
                    record_id="withdrawn",
                    position=0,
                    at=MOMENT,
                    event="withdrawn",
                    kind="announcements",
                    path=path,
                    title="",
                    note=note,
                )
            )
            stamp(connection, {"withdrawn": "0" * 64}, MOMENT)


def _article(heading: str, place: int) -> dict[str, Any]:
    article = Provision(
        anchor=f"dieu-{place + 1}",
        parent=None,
        kind=Level.ARTICLE,
        number=str(place + 1),
        label=f"Điều {place + 1}",
        heading=heading,
        text="1. Một.\n2. Hai.",
        position=place,
    )
    plain = {name: getattr(article, name) for name in ("anchor", "parent", "number", "label", "heading", "text")}
    return plain | {"kind": "article", "position": place, "html": markup.html(article)}


def _tie(tie: tuple[str, str] | tuple[str, str, dict[str, Any]], place: int) -> dict[str, Any]:
    type_, number, *more = tie
    return {
        "position": place, "type": type_, "target_number": number, "target_key": key(number),
        "target_title": f"Quyết định {number}", "note": "", "provisions": [], "evidence": "",
    } | (more[0] if more else {})  # fmt: skip
