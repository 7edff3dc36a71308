"""From a number that a text cites to the document which bears it: /van-ban/so/48/2026/QĐ-UBND."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import Blueprint, redirect
from werkzeug.wrappers import Response

from content.document_numbers import BY_NUMBER, key
from content.public import reader
from portal.web.language import address
from portal.web.store import public

bp = Blueprint("citations", __name__)


@bp.get(f"{BY_NUMBER}<path:number>")
def by_number(number: str) -> Response:
    """The one document of this number; a search for it where the portal has none or several."""
    found = reader.numbered(public(), key(number))
    if len(found) == 1:
        return redirect(address(found[0].path), 302)
    return redirect(f"{address('/tim-kiem')}?{urlencode({'q': number})}", 302)
