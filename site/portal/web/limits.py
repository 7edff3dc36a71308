"""How often one visitor may do what costs something; counted by network, so that nobody is known by name or address.

Counts are kept in memory, by each server process for itself: with two of them a visitor may at worst do twice as much.
Passwords and codes at the desk have a lockout of their own, which is kept in the private store.
"""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from ipaddress import ip_address, ip_network
from typing import Any

from flask import Flask, Response, request
from flask_limiter import Limiter

SEND = "5 per minute; 30 per hour"
"""Handing something in: what is accepted counts, a form sent back with errors does not."""

SEND_BY_ALL = "120 per minute"
"""What all visitors together may hand in: beyond it people could not read it anyway."""

FOLLOW = "10 per minute; 60 per hour"
"""Trying receipt codes."""

SEARCH = "120 per minute"
"""Searching: far above what a person types, far below what a machine can ask."""

TAKE = "60 per minute"
"""Taking documents away in other formats, which are made when they are asked for: far above what a person reads."""

SIGN_IN = "20 per minute; 200 per hour"
"""Passwords and codes tried from one network: an office signs in, a list of accounts is not gone through."""

SIGN_IN_ENDPOINTS = ("security.login", "security.two_factor_token_validation", "security.verify")

IPV4_PREFIX = 24
IPV6_PREFIX = 56
NOBODY = "unknown"
WAIT_SECONDS = 60


def visitor() -> str:
    """The network that the request comes from; a forwarded address only where TRUSTED_PROXIES vouches for it."""
    return network_of(request.remote_addr)


def everybody() -> str:
    """One count for all."""
    return "all"


def network_of(address: str | None) -> str:
    """The /24 or /56 that an address is in: a household or an office, not a person."""
    try:
        parsed = ip_address(address or "")
    except ValueError:
        return NOBODY
    mapped = getattr(parsed, "ipv4_mapped", None)
    if mapped is not None:
        parsed = mapped
    prefix = IPV4_PREFIX if parsed.version == 4 else IPV6_PREFIX
    return str(ip_network(f"{parsed}/{prefix}", strict=False))


def was_accepted(response: Response) -> bool:
    """Whether a form went through: it then leads elsewhere or says 201; with errors it comes back as 200 or 4xx."""
    return response.status_code in (201, 202) or 300 <= response.status_code < 400


limiter = Limiter(visitor, storage_uri="memory://", strategy="moving-window", headers_enabled=False)

per_sender = limiter.shared_limit(SEND, scope="send", methods=["POST"], deduct_when=was_accepted)
"""Decorates the views that take something in."""

per_sender_of_all = limiter.shared_limit(
    SEND_BY_ALL, scope="send-all", key_func=everybody, methods=["POST"], deduct_when=was_accepted
)
"""Decorates the same views: the bound on all of them together."""

per_follower = limiter.shared_limit(FOLLOW, scope="follow", methods=["POST"])
"""Decorates the view that looks up a receipt code; wrong codes count, that is the point."""

per_searcher = limiter.shared_limit(SEARCH, scope="search")
"""Decorates the search page, its feed and its suggestions; answers from memory do not come this far."""


per_taker = limiter.shared_limit(TAKE, scope="take")
"""Decorates what makes a file of a document."""


def say_when(response: Response) -> Response:
    """Tell whoever is refused when to come back: after the shortest of the windows."""
    if response.status_code == HTTPStatus.TOO_MANY_REQUESTS:
        response.headers.setdefault("Retry-After", str(WAIT_SECONDS))
    return response


def init_app(app: Flask) -> None:
    """Count in this application."""
    limiter.init_app(app)
    app.after_request(say_when)


def guard_sign_in(app: Flask) -> None:
    """Bound how often one network may try to sign in, whatever the account; each account has its own lockout too."""
    for endpoint in SIGN_IN_ENDPOINTS:
        view: Callable[..., Any] = app.view_functions[endpoint]
        app.view_functions[endpoint] = limiter.limit(SIGN_IN, methods=["POST"])(view)
