"""What every answer says about safety and caching; one set of headers for each sort of answer."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from wsgiref.headers import Headers

from flask import Flask, Request, Response, request

from admin.address import is_desk
from portal.web import sessions

CACHED_FOR_SECONDS = 5
PUBLIC = f"public, max-age={CACHED_FOR_SECONDS}"
PRIVATE = "no-store"
TWO_YEARS = "max-age=63072000; includeSubDomains"
CACHED_STATUSES = frozenset({200, 404, 410})
"""410 and 404 are pages too: what was withdrawn, and what never was, are asked for again and again."""

COMMON = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(
        f"{feature}=()"
        for feature in (
            "accelerometer",
            "browsing-topics",
            "camera",
            "display-capture",
            "geolocation",
            "gyroscope",
            "magnetometer",
            "microphone",
            "midi",
            "payment",
            "publickey-credentials-get",
            "screen-wake-lock",
            "usb",
        )
    ),
}

PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
BARE_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
FILE_POLICY = f"sandbox; {BARE_POLICY}"


class Sort(Enum):
    """The sorts of answer."""

    PAGE = "page"
    FILE = "file"
    DATA = "data"
    REDIRECT = "redirect"
    DESK = "desk"


OF_SORT: dict[Sort, dict[str, str]] = {
    Sort.PAGE: {"Content-Security-Policy": PAGE_POLICY},
    Sort.FILE: {"Content-Security-Policy": FILE_POLICY},
    # Open data is there to be used by other people's pages.
    Sort.DATA: {
        "Content-Security-Policy": BARE_POLICY,
        "Cross-Origin-Resource-Policy": "cross-origin",
        "Access-Control-Allow-Origin": "*",
    },
    Sort.REDIRECT: {"Content-Security-Policy": BARE_POLICY},
    Sort.DESK: {"Content-Security-Policy": PAGE_POLICY},
}

LOGOUT_ENDPOINT = "security.logout"
DATA_PATHS = ("/api/",)
FILE_PATHS = ("/tep/",)


def init_app(app: Flask, *, secure: bool) -> None:
    """Put the headers on every answer of the application; ``secure`` says that it is reached by HTTPS only."""

    def put(response: Response) -> Response:
        for name, value in headers_of(sort_of(request, response), secure=secure).items():
            response.headers.setdefault(name, value)
        if is_confidential(request):
            response.headers["Cache-Control"] = PRIVATE
        response.headers.setdefault("Cache-Control", caching_of(request, response))
        if request.endpoint == LOGOUT_ENDPOINT:
            # Cookies stay: browsers would take those of the whole domain, and forget that the desk knows them.
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response

    app.after_request(put)


def headers_of(sort: Sort, *, secure: bool) -> dict[str, str]:
    """The exact headers of one sort of answer, caching of public ones left out."""
    transport = {"Strict-Transport-Security": TWO_YEARS} if secure else {}
    return {**COMMON, **OF_SORT[sort], **transport}


def sort_of(request: Request, response: Response) -> Sort:
    """Which sort of answer this is."""
    if is_desk(request.path):
        return Sort.DESK
    if response.location is not None:
        return Sort.REDIRECT
    if request.path.startswith(FILE_PATHS) and response.status_code < 400:
        return Sort.FILE
    return Sort.DATA if request.path.startswith(DATA_PATHS) else Sort.PAGE


def caching_of(request: Request, response: Response) -> str:
    """Public for what everybody may see alike, for a few seconds; nothing else is stored by anyone."""
    is_public = response.status_code in CACHED_STATUSES and not sessions.is_personal(request)
    return PUBLIC if is_public else PRIVATE


def is_confidential(request: Request) -> bool:
    """Whether nobody may store the answer whatever a view says: all of the desk but its scripts and styles."""
    return is_desk(request.path) and not (request.endpoint or "").endswith("static")


def static_headers(*, secure: bool) -> Callable[[Headers, str, str], None]:
    """The same for the static files, in the form that WhiteNoise asks for."""

    def put(headers: Headers, path: str, url: str) -> None:
        for name, value in headers_of(Sort.FILE, secure=secure).items():
            headers[name] = value

    return put
