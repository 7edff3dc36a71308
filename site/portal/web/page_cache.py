"""Keeps whole public answers in memory, so that a page asked for again does not pass through Flask.

An answer is kept only when it says ``Cache-Control: public`` itself, depends on no cookie and is text. It is valid as
long as what public pages are made of stands still: the caller's ``validity`` names that (the public store's generation,
the index's, the day). ``KEPT_FOR_SECONDS`` is the net below: whatever else a page may come to depend on, it is made
anew after it.
"""

from __future__ import annotations

import gzip
import hashlib
import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import brotli
from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header, parse_etags

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

logger = logging.getLogger(__name__)

Headers = list[tuple[str, str]]
Key = tuple[str, ...]
"""Scheme, host, mount and language, path, query."""

KEPT_FOR_SECONDS = 60.0
LONGEST_KEY = 2_000
LARGEST_BODY_BYTES = 4_000_000
WEIGHT_OF_AN_ENTRY = 1_000
LEAST_COMPRESSED_WEIGHT = WEIGHT_OF_AN_ENTRY + 300
KEPT_STATUSES = ("200 ", "404 ", "410 ")
TEXT_TYPES = (
    "text/",
    "application/json",
    "application/xml",
    "application/atom+xml",
    "application/manifest+json",
    "application/ld+json",
    "application/akn+xml",
)
ENCODINGS = ("br", "gzip")
"""What a body is compressed to, the best first: it is taken where the asker likes several alike."""

BROTLI_QUALITY = 4
GZIP_LEVEL = 6


class CookieOnPublicPage(RuntimeError):
    """An answer calls itself public and carries or depends on a cookie: it could be shown to somebody else."""


@dataclass(slots=True)
class Entry:
    """One kept answer: the headers that all encodings share, and the body in each encoding asked for."""

    status: str
    headers: Headers
    digest: str
    stamp: Hashable
    born: float
    bodies: dict[str, tuple[Headers, bytes]] = field(default_factory=dict)
    weight: int = 0

    def in_encoding(self, encoding: str) -> tuple[Headers, bytes]:
        """The finished headers and body for one encoding, compressed the first time it is asked for."""
        return self.bodies.get(encoding) or self._made_in(encoding)

    def best_encoding(self, accepted: str) -> str:
        """The encoding to send to whoever accepts these; what is tiny is sent as it is."""
        return chosen_encoding(accepted) if self.weight > LEAST_COMPRESSED_WEIGHT else "identity"

    def _made_in(self, encoding: str) -> tuple[Headers, bytes]:
        body = compressed(self.bodies["identity"][1], encoding)
        made = self.bodies[encoding] = (self._headers_for(encoding, len(body)), body)
        return made

    def _headers_for(self, encoding: str, length: int) -> Headers:
        extra = [("ETag", etag(self.digest, encoding)), ("Content-Length", str(length))]
        if encoding != "identity":
            extra.append(("Content-Encoding", encoding))
        return self.headers + extra

    def keep_identity(self, body: bytes) -> None:
        """Put the body as Flask made it; the other encodings are made from it."""
        self.bodies["identity"] = (self._headers_for("identity", len(body)), body)
        # Room for the two compressed copies is counted at once, so the bound holds when they come.
        self.weight = len(body) * 3 // 2 + WEIGHT_OF_AN_ENTRY

    def not_modified_headers(self, encoding: str) -> Headers:
        """What a 304 carries: the validators and rules of the page, nothing about a body."""
        return [*self.headers, ("ETag", etag(self.digest, encoding))]


class PageCache:
    """WSGI middleware in front of the public site."""

    def __init__(
        self,
        app: WSGIApplication,
        *,
        validity: Callable[[], Hashable],
        by_host: bool = False,
        max_bytes: int = 64_000_000,
        strict: bool = False,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self.app = app
        self.validity = validity
        # Where the portal does not know its own address, feeds and the sitemap say the one they were asked at.
        self.by_host = by_host
        self.max_bytes = max_bytes
        self.strict = strict
        self.seconds = seconds
        self.kept_bytes = 0
        self._entries: OrderedDict[Key, Entry] = OrderedDict()
        self._lock = threading.Lock()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer from memory, or ask the site and keep what it says when it may be kept."""
        key = key_of(environ, by_host=self.by_host)
        if key is None:
            return self.app(environ, start_response)
        # Read before the page is made: one made while the store changes is then thought older than it is, never newer.
        stamp = self.validity()
        entry = self._find(key, stamp)
        if entry is not None:
            return answer(entry, environ, start_response)
        return self._ask(key, stamp, environ, start_response)

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._entries.clear()
            self.kept_bytes = 0

    def _find(self, key: Key, stamp: Hashable) -> Entry | None:
        with self._lock:
            entry = self._entries.get(key)
            if entry is None:
                return None
            if entry.stamp == stamp and self.seconds() - entry.born < KEPT_FOR_SECONDS:
                self._entries.move_to_end(key)
                return entry
            self._drop(key)
            return None

    def _ask(
        self, key: Key, stamp: Hashable, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        is_head = environ["REQUEST_METHOD"] == "HEAD"
        # A HEAD is asked as a GET, so that it fills the cache and tells the same length.
        asked = {**environ, "REQUEST_METHOD": "GET"} if is_head else environ
        status, headers, chunks = run(self.app, asked)
        if not self._may_keep(status, headers):
            start_response(status, headers)
            return without_body(chunks) if is_head else chunks
        body = joined(chunks)
        entry = Entry(status, shared_headers(headers), hashlib.sha256(body).hexdigest()[:32], stamp, self.seconds())
        entry.keep_identity(body)
        if len(body) <= LARGEST_BODY_BYTES:
            self._keep(key, entry)
        return answer(entry, environ, start_response)

    def _may_keep(self, status: str, headers: Headers) -> bool:
        named = {name.lower(): value for name, value in headers}
        rules = named.get("cache-control", "")
        # Immutable is what files say: browsers keep them for good, memory need not.
        if "public" not in rules or "immutable" in rules:
            return False
        if "set-cookie" in named or "cookie" in named.get("vary", "").lower():
            self._refuse(headers)
            return False
        return (
            status.startswith(KEPT_STATUSES)
            and named.get("content-type", "").startswith(TEXT_TYPES)
            and not {"content-encoding", "content-disposition", "content-range"} & named.keys()
        )

    def _refuse(self, headers: Headers) -> None:
        if self.strict:
            raise CookieOnPublicPage("Set-Cookie or Vary: Cookie on an answer that says Cache-Control: public")
        logger.error("A public answer carries or depends on a cookie; it is sent as private")
        headers[:] = [pair for pair in headers if pair[0].lower() != "cache-control"] + [("Cache-Control", "no-store")]

    def _keep(self, key: Key, entry: Entry) -> None:
        with self._lock:
            if key in self._entries:
                self._drop(key)
            self._entries[key] = entry
            self.kept_bytes += entry.weight
            while self.kept_bytes > self.max_bytes:
                self._drop(next(iter(self._entries)))

    def _drop(self, key: Key) -> None:
        self.kept_bytes -= self._entries.pop(key).weight


def key_of(environ: WSGIEnvironment, *, by_host: bool = False) -> Key | None:
    """What names a page, whoever asks: language prefix, path and query; nothing for what is not a page.

    The parts stay apart: joined, a question mark in a path would look like the beginning of a query.
    """
    if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or "HTTP_RANGE" in environ or "HTTP_AUTHORIZATION" in environ:
        return None
    host = (environ["wsgi.url_scheme"], environ.get("HTTP_HOST", "")) if by_host else ("", "")
    key = (*host, environ.get("SCRIPT_NAME", ""), environ.get("PATH_INFO", ""), environ.get("QUERY_STRING", ""))
    return key if sum(map(len, key)) <= LONGEST_KEY else None


def answer(entry: Entry, environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
    """Send a kept page: 304 to whoever has it, otherwise in the best encoding that the asker takes."""
    encoding = entry.best_encoding(environ.get("HTTP_ACCEPT_ENCODING", ""))
    known = environ.get("HTTP_IF_NONE_MATCH")
    if known and entry.status.startswith("200 ") and names_digest(known, entry.digest):
        start_response("304 NOT MODIFIED", entry.not_modified_headers(encoding))
        return []
    headers, body = entry.in_encoding(encoding)
    # A copy: servers and middleware outside may add to the list they are given.
    start_response(entry.status, headers[:])
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


def run(app: WSGIApplication, environ: WSGIEnvironment) -> tuple[str, Headers, Iterable[bytes]]:
    """Call a WSGI application and wait until it has said its status and headers."""
    said: list[tuple[str, Headers]] = []

    def start_response(status: str, headers: Headers, exc_info: Any = None) -> Callable[[bytes], object]:
        said[:] = [(status, headers)]
        return refuse_to_write

    chunks = app(environ, start_response)
    status, headers = said[0]
    return status, headers, chunks


def refuse_to_write(data: bytes) -> object:
    """The old imperative way of WSGI, which nothing here uses."""
    raise RuntimeError("write() of WSGI is not supported")


def joined(chunks: Iterable[bytes]) -> bytes:
    """The whole body; the answer is closed."""
    try:
        return b"".join(chunks)
    finally:
        close(chunks)


def without_body(chunks: Iterable[bytes]) -> list[bytes]:
    """Nothing, once the answer is closed: what a HEAD gets."""
    close(chunks)
    return []


def close(chunks: Iterable[bytes]) -> None:
    """Tell an answer that it is over, if it wants to know."""
    closing = getattr(chunks, "close", None)
    if closing is not None:
        closing()


def shared_headers(headers: Headers) -> Headers:
    """The headers that hold for every encoding of a page."""
    own = {"content-length", "etag", "vary", "last-modified"}
    return [*(pair for pair in headers if pair[0].lower() not in own), ("Vary", "Accept-Encoding")]


def compressed(body: bytes, encoding: str) -> bytes:
    """The body in an encoding; the page is compressed once and sent many times."""
    if encoding == "br":
        return bytes(brotli.compress(body, mode=brotli.MODE_TEXT, quality=BROTLI_QUALITY))
    if encoding == "gzip":
        return gzip.compress(body, GZIP_LEVEL, mtime=0)
    return body


def etag(digest: str, encoding: str) -> str:
    """A strong validator: it differs between encodings because their bytes do."""
    return f'"{digest}"' if encoding == "identity" else f'"{digest}-{encoding}"'


@lru_cache(maxsize=256)
def chosen_encoding(accepted: str) -> str:
    """The best encoding that an Accept-Encoding header allows."""
    return parse_accept_header(accepted, Accept).best_match(ENCODINGS, default="identity")


def names_digest(if_none_match: str, digest: str) -> bool:
    """Whether an If-None-Match header names this page in any of its encodings."""
    known = parse_etags(if_none_match)
    return known.contains_weak(digest) or any(known.contains_weak(f"{digest}-{encoding}") for encoding in ENCODINGS)
