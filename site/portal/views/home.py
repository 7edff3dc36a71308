"""The first page: what is new, where to search, where to speak, where to take the data."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, render_template

from content.public import reader
from content.public.reader import Record
from content.slugs import issuer_key
from content.vietnamese import fold
from portal.web import pictures
from portal.web.catalogue import gettext as _
from portal.web.navigation import province_name
from portal.web.store import public

bp = Blueprint("home", __name__)

NEWEST = 6
AGENCIES = 12


@bp.get("/")
def index() -> str:
    """The home page."""
    store = public()
    announcements = reader.newest(store, "announcements", 3)
    issuers = reader.issuers(store)
    newest = reader.newest(store, "legal", NEWEST, statuses=reader.IN_FORCE)
    # An agency is the issuer that bears its name.
    agencies = [(one, issuers.get(issuer_key(one.title), 0)) for one in reader.organisations(store)]
    agencies.sort(key=lambda pair: (-pair[1], pair[0].path))
    return render_template(
        "home/index.html",
        title=_("Thông tin công khai của %(province)s", province=province_name(inside=True)),
        own_search=True,
        newest=newest,
        examples=examples(newest),
        directions=reader.newest(store, "directions", 3),
        latest=announcements[0] if announcements else None,
        earlier=announcements[1:],
        answers=pictures.answers(reader.answered(store)),
        questions=reader.newest(store, "feedback", 3),
        agencies=agencies[:AGENCIES],
        counts=reader.counts(store),
    )


def examples(newest: Sequence[Record]) -> list[str]:
    """What can be searched for on this portal: a field, a number, and a field as typed without marks."""
    numbers = [record.number for record in newest if record.number][:1]
    # "Thuế, phí, lệ phí" is a list of fields; the first of them is what somebody would type.
    fields = list(dict.fromkeys(record.field.partition(",")[0] for record in newest if record.field))
    return [*fields[:1], *numbers, *(fold(field) for field in fields[1:2])]
