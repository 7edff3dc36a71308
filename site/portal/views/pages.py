"""Fixed wording; who speaks for which agency, and when each receives citizens."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template
from werkzeug.wrappers import Response

from content.public import reader
from content.public.reader import Record
from portal.web.catalogue import gettext as _
from portal.web.found import record_at
from portal.web.language import TRANSLATED, address, language
from portal.web.sections import section
from portal.web.store import public
from portal.web.words import KINDS

bp = Blueprint("pages", __name__)

SCHEDULE = "Lịch tiếp công dân"
"""The heading in an agency's text under which it says when it receives citizens."""

LISTS = frozenset(words.path for words in KINDS.values())


@bp.get("/nguoi-phat-ngon")
def spokespersons() -> str:
    """Everybody who speaks for an agency, in the order of agencies."""
    named = [one for one in reader.organisations(public()) if one.data.get("spokesperson", {}).get("name")]
    title = _("Người phát ngôn các cơ quan")
    return render_template("organisations/spokespersons.html", title=title, crumbs=[(title, None)], agencies=named)


@bp.get("/tiep-cong-dan")
def reception() -> str:
    """Where and when the province and its agencies receive citizens, as each agency says on its own page."""
    store = public()
    said = [(one, section(reader.html(store, one.id), SCHEDULE)) for one in reader.organisations(store)]
    return _shown(
        _in_this_language("/tiep-cong-dan"),
        "organisations/reception.html",
        schedules=[(agency, schedule) for agency, schedule in said if schedule],
    )


@bp.get("/<slug>")
def page(slug: str) -> str | Response:
    """One page, in the language of the address where it is written in it, else in Vietnamese."""
    path = f"/{slug}"
    if f"{path}/" in LISTS:
        return redirect(address(f"{path}/"), 308)
    record = _in_this_language(path)
    if record.kind != "pages" or slug.endswith(TRANSLATED):
        abort(404)
    return _shown(record, "pages/page.html")


def _in_this_language(path: str) -> Record:
    return (reader.at(public(), path + TRANSLATED) if language() == "en" else None) or record_at(path)


def _shown(record: Record, template: str, **more: object) -> str:
    return render_template(
        template,
        record=record,
        title=record.title,
        crumbs=[(record.title, None)],
        html=reader.html(public(), record.id),
        **more,
    )
