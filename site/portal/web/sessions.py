"""Which requests have a session: the desk, whatever changes something, and the few pages that belong to one visitor.

Every other request gets a session that holds nothing and can hold nothing, whatever cookie came with it. So a public
page carries no cookie and depends on none by construction, even where a library looks at the session each time.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn, TypeVar

from flask import Flask, Request, Response
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin
from werkzeug.exceptions import HTTPException

from admin.address import is_desk

PERSONAL = "portal.personal"
"""The key in a request's environ that says that its answer is for one person only."""

View = TypeVar("View", bound=Callable[..., Any])


class SessionOnPublicPage(RuntimeError):
    """A public page tried to keep something about its reader; mark its view as ``personal`` if it has a form."""


class ClosedSession(SecureCookieSession):
    """The session of a public page: always empty, and reading it counts for nothing."""

    modified = False

    @property
    def accessed(self) -> bool:
        """Never: what is always empty cannot be depended on."""
        return False

    @accessed.setter
    def accessed(self, value: bool) -> None:
        pass

    def _refuse(self, *args: object, **kwargs: object) -> NoReturn:
        raise SessionOnPublicPage("A public page has no session; mark the view with portal.web.sessions.personal")

    __setitem__ = setdefault = update = _refuse


class Sessions(SecureCookieSessionInterface):
    """Opens a session only where there may be one."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """The visitor's session, or the closed one."""
        if not has_session(app, request):
            return ClosedSession()
        request.environ[PERSONAL] = True
        return super().open_session(app, request)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Send the cookie back, where there is a session at all."""
        if not isinstance(session, ClosedSession):
            super().save_session(app, session, response)


def personal(view: View) -> View:
    """Mark a view whose page belongs to one visitor, such as a form with its token: never cached, with a session."""
    view.personal = True  # type: ignore[attr-defined]
    return view


def has_session(app: Flask, request: Request) -> bool:
    """Whether this request is one that may know its sender."""
    if request.method not in ("GET", "HEAD") or is_desk(request.path):
        return True
    view = app.view_functions.get(endpoint_of(app, request) or "")
    return getattr(view, "personal", False)


def endpoint_of(app: Flask, request: Request) -> str | None:
    """The endpoint that a request will reach. Flask opens the session before it knows."""
    adapter = app.create_url_adapter(request)
    try:
        return adapter.match()[0] if adapter is not None else None
    except HTTPException:
        return None


def is_personal(request: Request) -> bool:
    """Whether the answer to this request is for its sender only."""
    return PERSONAL in request.environ


def init_app(app: Flask) -> None:
    """Take the place of Flask's own sessions."""
    app.session_interface = Sessions()
