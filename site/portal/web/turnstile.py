"""The turnstile in front of everything: few requests that bring something pass at a time, readers are never counted.

The server reads what is sent in the thread that answers, as slowly as it comes. Whoever sends slowly therefore holds a
thread; the bound keeps most threads free for those who only read. It is counted by each process for itself, and by
network, so that one sender cannot take every place.
"""

from __future__ import annotations

import re
import threading
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from portal.web.limits import network_of

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

POSTS_AT_ONCE = 12
"""Requests with a body that one process works on at once; far fewer than its threads."""

POSTS_OF_A_NETWORK = 6
"""How many of them may come from one network."""

RETRY_SECONDS = 20
READING = frozenset({"GET", "HEAD", "OPTIONS"})
HOST = re.compile(r"[A-Za-z0-9.\-:\[\]]{1,255}")
"""What the name of a server is written with; anything else could make one address look like another."""

BUSY = "503 SERVICE UNAVAILABLE"
BUSY_TEXT = """\
Cổng đang nhận quá nhiều nội dung gửi đến. Nội dung vừa gửi chưa được lưu;
quý vị hãy quay lại trang trước và gửi lại sau ít phút.

The portal is taking in too much at once. Nothing was stored; please go back and send it again in a few minutes.
"""
WRONG_HOST = "400 BAD REQUEST"
WRONG_HOST_TEXT = """\
Tên máy chủ trong yêu cầu không đúng.

The request names a server that cannot exist.
"""


class Turnstile:
    """WSGI middleware that lets readers through and counts senders."""

    def __init__(
        self, app: WSGIApplication, *, at_once: int = POSTS_AT_ONCE, of_a_network: int = POSTS_OF_A_NETWORK
    ) -> None:
        self.app = app
        self.at_once = at_once
        self.of_a_network = of_a_network
        self._inside: Counter[str] = Counter()
        self._lock = threading.Lock()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Let the request pass, or send it away without reading what it brings."""
        host = environ.get("HTTP_HOST")
        if host is not None and HOST.fullmatch(host) is None:
            return send_away(WRONG_HOST, WRONG_HOST_TEXT, start_response)
        if not brings_something(environ):
            return self.app(environ, start_response)
        network = network_of(environ.get("REMOTE_ADDR"))
        if not self._enter(network):
            return send_away(BUSY, BUSY_TEXT, start_response, ("Retry-After", str(RETRY_SECONDS)))
        try:
            # What was sent has been read when the application returns; what it then streams holds no place.
            return self.app(environ, start_response)
        finally:
            self._leave(network)

    def _enter(self, network: str) -> bool:
        with self._lock:
            if self._inside.total() >= self.at_once or self._inside[network] >= self.of_a_network:
                return False
            self._inside[network] += 1
            return True

    def _leave(self, network: str) -> None:
        with self._lock:
            self._inside[network] -= 1
            if not self._inside[network]:
                del self._inside[network]


def brings_something(environ: WSGIEnvironment) -> bool:
    """Whether a request has a body or may have one."""
    return (
        environ["REQUEST_METHOD"] not in READING
        or environ.get("CONTENT_LENGTH", "") not in ("", "0")
        or "HTTP_TRANSFER_ENCODING" in environ
    )


def send_away(status: str, text: str, start_response: StartResponse, *headers: tuple[str, str]) -> list[bytes]:
    """A short answer in both languages, made without the application."""
    body = text.encode()
    start_response(
        status,
        [
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Length", str(len(body))),
            ("Cache-Control", "no-store"),
            ("X-Content-Type-Options", "nosniff"),
            *headers,
        ],
    )
    return [body]
