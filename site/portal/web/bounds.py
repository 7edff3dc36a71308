"""What no request to this site can mean: refused at the door, before something has to say so in its own words."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Flask, Response, abort, request
from werkzeug.routing import RequestRedirect

NUL = "\0"
READS = ("GET", "HEAD", "OPTIONS")


def refuse_nonsense() -> None:
    """A NUL is in no text that people write, and PostgreSQL cannot even ask for it; no form of ours is sent as JSON.

    Nor has any form a field without a name, which the parser gives as None and the forms' guard would stumble over.
    """
    if NUL in request.path:
        abort(404)
    if any(NUL in text for values in request.args.listvalues() for text in values) or NUL in "".join(request.args):
        abort(400)
    # The form library would take any JSON for a form's fields, whatever its shape.
    if request.method not in READS:
        if request.is_json:
            abort(415)
        if any(not isinstance(name, str) for name in (*request.form, *request.files)):
            abort(400)


def name_no_host(response: Response) -> Response:
    """An address put right by the router is led to by its path: the host is only what the visitor said it was."""
    if isinstance(request.routing_exception, RequestRedirect) and response.location:
        there = urlsplit(response.location)
        response.location = there._replace(scheme="", netloc="", path=f"/{there.path.lstrip('/')}").geturl()
    return response


def init_app(app: Flask) -> None:
    """Look at every request before any view does, and before the forms' own guard."""
    app.before_request(refuse_nonsense)
    app.after_request(name_no_host)
