"""Atom feeds: one for every list, with the list's filters. The search has its own."""

from __future__ import annotations

from flask import Blueprint, request
from werkzeug.wrappers import Response

from content.public import reader
from portal.web import feed, lists
from portal.web.catalogue import gettext as _
from portal.web.filters import query
from portal.web.navigation import province_name
from portal.web.store import public
from portal.web.words import KINDS

bp = Blueprint("feeds", __name__)


def newest(kind: str) -> Response:
    """What was published or corrected last in a list."""
    chosen = lists.read(request.args, kind)
    words = KINDS[kind]
    return feed.answer(
        title=_("%(list)s – %(province)s", list=words.title, province=province_name()),
        page=words.path + query(lists.parameters(chosen)),
        records=reader.last_updated(public(), kind, chosen, feed.ENTRIES),
    )


for _kind in lists.FACETS:
    bp.add_url_rule(f"{KINDS[_kind].path}danh-sach.atom", _kind, newest, defaults={"kind": _kind})
