"""Fixed wording: about, help, accessibility, privacy, open data; and who speaks for which agency."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template
from werkzeug.wrappers import Response

from content.public import reader
from portal.web.catalogue import gettext as _
from portal.web.found import record_at
from portal.web.language import TRANSLATED, address, language
from portal.web.store import public
from portal.web.words import KINDS

bp = Blueprint("pages", __name__)

LISTS = frozenset(words.path for words in KINDS.values())


@bp.get("/nguoi-phat-ngon")
def spokespersons() -> str:
    """Everybody who speaks for an agency, in the order of agencies."""
    named = [one for one in reader.organisations(public()) if one.data.get("spokesperson", {}).get("name")]
    title = _("Người phát ngôn các cơ quan")
    return render_template("organisations/spokespersons.html", title=title, crumbs=[(title, None)], agencies=named)


@bp.get("/<slug>")
def page(slug: str) -> str | Response:
    """One page, in the language of the address where it is written in it, else in Vietnamese."""
    path = f"/{slug}"
    if f"{path}/" in LISTS:
        return redirect(address(f"{path}/"), 308)
    record = (reader.at(public(), path + TRANSLATED) if language() == "en" else None) or record_at(path)
    if record.kind != "pages" or slug.endswith(TRANSLATED):
        abort(404)
    return render_template(
        "pages/page.html",
        record=record,
        title=record.title,
        crumbs=[(record.title, None)],
        html=reader.html(public(), record.id),
    )
