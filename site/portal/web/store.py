"""The public store, as one request reads it: one connection, hence one state, for the whole page."""

from __future__ import annotations

from contextlib import ExitStack

from flask import Flask, current_app, g
from sqlalchemy import Connection


def public() -> Connection:
    """The request's connection to the public store, opened when first asked for."""
    if "public" not in g:
        stack = ExitStack()
        connection = stack.enter_context(current_app.extensions["services"].public.connect())
        g.public_stack = stack
        g.public = connection
    found: Connection = g.public
    return found


def _close(_error: BaseException | None) -> None:
    stack = g.pop("public_stack", None)
    g.pop("public", None)
    if stack is not None:
        stack.close()


def init_app(app: Flask) -> None:
    """Give the connection back when the request ends."""
    app.teardown_appcontext(_close)
