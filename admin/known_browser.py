"""Browsers from which an account has been signed in to: no stranger's wrong passwords close it to them."""

from __future__ import annotations

from datetime import timedelta

from flask import Response, after_this_request, current_app, request
from itsdangerous import BadData, URLSafeTimedSerializer

from admin.address import DESK
from content.accounts.models import User

COOKIE = "desk_browser"
KNOWN_FOR = timedelta(days=180)
MOST_ACCOUNTS = 5
"""How many people may share a browser and each be known in it."""


def is_known(user: User) -> bool:
    """Whether the browser of this request has completed a sign-in of this account with its present password."""
    return _mark(user) in _marks()


def remember(user: User) -> None:
    """Know this browser by a cookie, which opens nothing by itself: password and code are asked for all the same."""
    mark = _mark(user)
    marks = [mark, *(one for one in _marks() if one != mark)][:MOST_ACCOUNTS]

    @after_this_request
    def keep(response: Response) -> Response:
        response.set_cookie(
            COOKIE,
            _serializer().dumps(marks),
            max_age=KNOWN_FOR,
            path=DESK,
            secure=current_app.config["SESSION_COOKIE_SECURE"],
            httponly=True,
            samesite="Strict",
        )
        return response


def _mark(user: User) -> str:
    # A new password, and above all a reset one, makes a stranger of every browser.
    return f"{user.id} {user.password_changed_at.isoformat()}"


def _marks() -> list[str]:
    try:
        marks: list[str] = _serializer().loads(request.cookies.get(COOKIE, ""), max_age=int(KNOWN_FOR.total_seconds()))
    except BadData:
        return []
    return marks


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt=COOKIE)
