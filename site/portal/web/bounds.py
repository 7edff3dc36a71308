"""What no address of this site can mean: refused at the door, before a database has to say so in its own words."""

from __future__ import annotations

from flask import Flask, abort, request

NUL = "\0"


def refuse_nonsense() -> None:
    """A NUL is in no text that people write, and PostgreSQL cannot even ask for it."""
    if NUL in request.path:
        abort(404)
    if any(NUL in text for values in request.args.listvalues() for text in values) or NUL in "".join(request.args):
        abort(400)


def init_app(app: Flask) -> None:
    """Look at every address before any view does."""
    app.before_request(refuse_nonsense)
