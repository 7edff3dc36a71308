"""What machines ask for first: the sitemap, robots.txt, the emblem, and how to search from a browser's bar."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from flask import Blueprint, abort, current_app, redirect, render_template
from werkzeug.wrappers import Response

from content.public import reader
from portal.web.language import absolute
from portal.web.navigation import province_name
from portal.web.store import public
from portal.web.words import KINDS

bp = Blueprint("sitemap", __name__)

SIZE = 10_000
"""Addresses in one part; the format allows 50,000 and 50 MB."""


@bp.get("/sitemap.xml")
def index() -> Response:
    """The list of the sitemap's parts, each with the time of its last change."""
    return _xml("sitemap/index.xml", changes=reader.last_changes(public(), SIZE))


@bp.get("/sitemap-<int:number>.xml")
def part(number: int) -> Response:
    """One part: addresses of records with the time of their last change; the first has the lists too."""
    addresses = reader.addresses(public(), (number - 1) * SIZE, SIZE) if 0 < number < SIZE else ()
    if not addresses:
        abort(404)
    lists = ["/", *sorted({words.path for words in KINDS.values()} - {"/"})] if number == 1 else []
    return _xml("sitemap/part.xml", addresses=addresses, lists=lists)


@bp.get("/robots.txt")
def robots() -> Response:
    """Everything may be read; results of searches are endless and name nothing that the sitemap does not."""
    text = f"User-agent: *\nDisallow: /tim-kiem\nDisallow: /en/tim-kiem\n\nSitemap: {absolute('/sitemap.xml')}\n"
    return Response(text, mimetype="text/plain")


@bp.get("/favicon.ico")
def emblem() -> Response:
    """The emblem, for what asks for it without reading a page; not for good, because its address has a digest."""
    asset = cast("Callable[[str], str]", current_app.jinja_env.globals["asset"])
    return redirect(asset("img/favicon.ico"), 302)


@bp.get("/tim-kiem/mo-ta.xml")
def description() -> Response:
    """How a browser can search here from its own bar."""
    answer = _xml("sitemap/search.xml", name=province_name())
    answer.mimetype = "application/opensearchdescription+xml"
    return answer


def _xml(template: str, **values: object) -> Response:
    return Response(render_template(template, absolute=absolute, **values), mimetype="application/xml")
