"""The two languages of the site: Vietnamese at the root, English under ``/en``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import quote

from flask import Flask, current_app, request
from flask_babel import Babel

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

PREFIX = "/en"

TRANSLATED = ".en"
"""How the path of a page ends in the public store when the page is the English one of two."""


class LanguagePrefix:
    """WSGI middleware that moves a leading ``/en`` to SCRIPT_NAME, so that every address the app makes keeps it."""

    def __init__(self, application: WSGIApplication) -> None:
        self.application = application

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Serve one request."""
        path = environ.get("PATH_INFO", "")
        if path == PREFIX or path.startswith(PREFIX + "/"):
            environ["SCRIPT_NAME"] = environ.get("SCRIPT_NAME", "") + PREFIX
            environ["PATH_INFO"] = path[len(PREFIX) :] or "/"
        return self.application(environ, start_response)


def language() -> str:
    """The language that this request is answered in: vi or en."""
    try:
        return "en" if request.root_path.endswith(PREFIX) else "vi"
    except RuntimeError:  # outside a request: cheaper to find out so than to ask before, three hundred times a page
        return "vi"


def other_language() -> str:
    """The language that this request is not answered in."""
    return "vi" if language() == "en" else "en"


def mount() -> str:
    """Where the portal is mounted, without the language."""
    return request.root_path.removesuffix("/").removesuffix(PREFIX)


def address(path: str) -> str:
    """The address of a path of the public store or the site, in the language of this request."""
    return request.root_path.removesuffix("/") + path


def vietnamese_address(path: str) -> str:
    """The address of a path in Vietnamese; files and feeds have only this one."""
    return mount() + path


def own_language(path: str) -> str:
    """The path of a page without its language, which its address says before it."""
    return path.removesuffix(TRANSLATED)


def stored_path(path: str) -> str:
    """The path in the public store of what is read at an address in its own language: ``absolute`` the other way."""
    return path.removeprefix(PREFIX) + TRANSLATED if path.startswith(f"{PREFIX}/") else path


def absolute(path: str) -> str:
    """The whole address of a path in its own language, for feeds and the sitemap, which are read far from here."""
    public_url: str = current_app.config.get("PUBLIC_URL") or request.host_url
    prefix = PREFIX if path.endswith(TRANSLATED) else ""
    return public_url.rstrip("/") + mount() + prefix + quote(own_language(path))


def other_address() -> str:
    """The address of this page in the other language."""
    prefix = "" if language() == "en" else PREFIX
    query = request.query_string.decode("latin-1")
    return mount() + prefix + quote(request.path) + (f"?{query}" if query else "")


def init_app(app: Flask) -> None:
    """Answer in the language of the address."""
    app.wsgi_app = LanguagePrefix(app.wsgi_app)  # type: ignore[method-assign]
    app.config.setdefault("BABEL_DEFAULT_LOCALE", "vi")
    app.config.setdefault("BABEL_DEFAULT_TIMEZONE", "Asia/Ho_Chi_Minh")
    app.add_template_filter(own_language)
    Babel(app, locale_selector=language)
    app.jinja_env.globals.update(
        language=language,
        other_language=other_language,
        other_address=other_address,
        address=address,
        vietnamese_address=vietnamese_address,
        absolute=absolute,
    )
