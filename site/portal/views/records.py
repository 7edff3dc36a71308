"""Lists and records of the kinds: legal documents, directions, announcements, answered feedback, organisations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from flask import Blueprint, abort, current_app, render_template, request

from content.document_numbers import DOCUMENT_KINDS
from content.public import reader
from content.public.reader import Part, Record
from content.slugs import issuer_key
from portal.web import lists
from portal.web.citation import citation, name, own_title
from portal.web.found import record_at
from portal.web.pagination import Pages, no_such_page, page_number
from portal.web.pictures import timeline
from portal.web.standing import about_day, asked_day, marks, proofs, spells, status_on
from portal.web.store import public
from portal.web.text_pictures import enlarging
from portal.web.words import KINDS

bp = Blueprint("records", __name__)

TEMPLATES = {
    "legal": "legal/record.html",
    "directions": "legal/record.html",
    "announcements": "announcements/record.html",
    "feedback": "feedback/record.html",
    "organisations": "organisations/record.html",
}

SIZES = {"organisations": 200}
"""Records on one page where it is not the usual number: the agencies of a province are looked through whole."""


def index(kind: str) -> str | tuple[str, int]:
    """One page of a kind's list, with its filters."""
    chosen = lists.read(request.args, kind)
    number = page_number(request.args.get("trang"))
    facets = lists.FACETS[kind]
    size = SIZES.get(kind, reader.PAGE)
    found = reader.listing(
        public(), kind, chosen, page=number, facets=facets, in_their_order=kind == "organisations", size=size
    )
    values = lists.parameters(chosen)
    pages = Pages(number, found.total, size, values)
    if number > pages.last:
        return no_such_page(pages)
    words = KINDS[kind]
    return render_template(
        "records/index.html",
        kind=kind,
        title=words.title,
        crumbs=[(words.title, None)],
        words=words,
        groups=groups(found.records),
        pages=pages,
        facets=lists.facets(kind, found.facets, chosen),
        chosen=lists.chosen_words(kind, found.facets, chosen),
        values=values,
    )


def groups(records: Iterable[Record]) -> list[tuple[str, list[Record]]]:
    """The records of a page under their headings: organisations by their level, everything else under none."""
    by_level = groupby(records, key=lambda one: one.type or "" if one.kind == "organisations" else "")
    return [(heading, list(under)) for heading, under in by_level]


def detail(kind: str, slug: str) -> str:
    """The page of one record."""
    record = record_at(f"{KINDS[kind].path}{slug}")
    if record.kind != kind:
        abort(404)
    store = public()
    words = KINDS[kind]
    return render_template(
        TEMPLATES[kind],
        record=record,
        title=record.title,
        name=name(record),
        own_title=own_title(record),
        crumbs=[(words.title, words.path), (name(record), None)],
        html=enlarging(reader.html(store, record.id)),
        files=reader.files(store, record.id),
        versions=reader.versions(store, record.id),
        **_more(record),
    )


def _more(record: Record) -> dict[str, object]:
    store = public()
    if record.kind in DOCUMENT_KINDS:
        return _document(record)
    if record.kind == "organisations":
        key = record.issuer_key or issuer_key(record.title)
        published = reader.counts(store, issuer=key)
        return {
            "named": {"parent": _named(record, "parent")},
            "published": {
                kind: (count, reader.newest(store, kind, 5, issuer=key))
                for kind, count in published.items()
                if kind != "organisations"
            },
        }
    return {"named": {"document": _named(record, "document")}}


def _document(record: Record) -> dict[str, object]:
    """What a document shows beyond the others; the address may ask how it stood on another day than today."""
    store = public()
    today = current_app.extensions["services"].clock.today()
    asked = asked_day(today)
    ties = reader.ties(store, record, asked)
    known = spells(record, ties)
    parts = reader.parts(store, record.id)
    kinds = {part.anchor: part.kind for part in parts}
    return {
        "status": record.status if asked == today else status_on(record, known, asked),
        **about_day(asked, today),
        "parts": parts,
        "contents": contents(parts),
        "ties": ties,
        "marks": marks(kinds, [(part.anchor, part.parent) for part in parts], ties, asked),
        "stages": [(spell, proofs(spell, record, ties)) for spell in known],
        "timeline": timeline(record, known, today),
        "citation": citation(record),
    }


def _named(record: Record, field: str) -> Record | None:
    """The record whose path stands in a field, if it is public now: a title never outlives its own record."""
    path = record.data.get(field)
    return reader.at(public(), path) if path else None


def contents(parts: Sequence[Part]) -> list[tuple[Part, list[Part]]]:
    """The table of contents: what stands at the top, each with what stands in it."""
    tops: list[tuple[Part, list[Part]]] = []
    place: dict[str, list[Part]] = {}
    for part in parts:
        within = place.get(part.parent or "")
        if within is None:
            within = []
            tops.append((part, within))
        else:
            within.append(part)
        place[part.anchor] = within
    return tops


for _kind in TEMPLATES:
    _path = KINDS[_kind].path
    bp.add_url_rule(_path, _kind, index, defaults={"kind": _kind})
    bp.add_url_rule(f"{_path}<slug>", f"{_kind}_record", detail, defaults={"kind": _kind})
