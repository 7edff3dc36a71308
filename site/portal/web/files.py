"""Public files: pictures shown in place, everything else handed over to be kept."""

from __future__ import annotations

from flask import Blueprint, Response, abort, current_app, send_file

from content.public import reader
from portal.web.headers import PUBLIC
from portal.web.store import public

bp = Blueprint("files", __name__)

SHOWN_IN_PLACE = frozenset({"image/png", "image/jpeg", "image/webp", "image/gif", "image/avif"})


@bp.get("/tep/<token>/<name>")
def download(token: str, name: str) -> Response:
    """The bytes of one public file. What was withdrawn and what never was get the same answer."""
    found = reader.file_at(public(), token, name)
    if found is None or not current_app.extensions["services"].public_files.exists(token):
        abort(404)
    answer = send_file(
        current_app.extensions["services"].public_files.path(token),
        mimetype=found.media_type,
        as_attachment=found.media_type not in SHOWN_IN_PLACE,
        download_name=found.name,
        etag=found.sha256,
        conditional=True,
    )
    # The bytes of an address never change, yet they may be withdrawn: kept as shortly as a page, known again by digest.
    answer.headers["Cache-Control"] = PUBLIC
    # The date is that of a copy on this machine and tells nothing.
    answer.headers.pop("Last-Modified", None)
    return answer
