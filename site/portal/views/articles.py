"""One article of a document on a page of its own: /van-ban/64-2007-nd-cp-k3x9m2ab/dieu-5."""

from __future__ import annotations

from flask import Blueprint, abort, current_app, redirect, render_template
from werkzeug.wrappers import Response

from content.document_numbers import DOCUMENT_KINDS
from content.public import reader
from portal.web.citation import citation, name, own_title
from portal.web.found import record_at
from portal.web.language import address
from portal.web.provisions import OWN_PAGE, alone
from portal.web.standing import about_day, asked_day, marks, spells, status_of_provision, status_on
from portal.web.store import public
from portal.web.words import KINDS

bp = Blueprint("articles", __name__)


def article(kind: str, slug: str, anchor: str) -> str | Response:
    """One article with its neighbours; a chapter has no page of its own and is shown where it stands."""
    record = record_at(f"{KINDS[kind].path}{slug}")
    store = public()
    found = reader.neighbours(store, record.id, anchor)
    if found is None or record.kind != kind:
        abort(404)
    part = found.part
    if part.kind not in OWN_PAGE:
        return redirect(f"{address(record.path)}#{part.anchor}", 302)
    words = KINDS[kind]
    today = current_app.extensions["services"].clock.today()
    asked = asked_day(today)
    ties = reader.ties(store, record, asked)
    kinds = {one.anchor: one.kind for one in (*found.within, part)}
    return render_template(
        "legal/article.html",
        record=record,
        name=name(record),
        own_title=own_title(record),
        part=part,
        found=found,
        marks=marks(kinds, found.outline, ties, asked),
        status=status_of_provision(record, anchor, found.outline, ties, asked),
        whole=record.status if asked == today else status_on(record, spells(record, ties), asked),
        **about_day(asked, today),
        title=". ".join(text for text in (part.label, part.heading) if text),
        html=alone(part),
        crumbs=[(words.title, words.path), (name(record), record.path), (part.label or part.heading, None)],
        citation=citation(record, part.label),
    )


for _kind in DOCUMENT_KINDS:
    bp.add_url_rule(
        f"{KINDS[_kind].path}<slug>/<anchor>", _kind, article, defaults={"kind": _kind}, strict_slashes=True
    )
