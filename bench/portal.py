"""Pages, through the whole WSGI application in this process: from the environ to the last byte of the answer."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from flask import Flask
from sqlalchemy import func, select
from werkzeug.test import create_environ

from bench import workspace
from bench.figures import Figure, middle, percentile, timed
from config import Config
from content.public.tables import provision, record
from portal.factory import create_app

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication, WSGIEnvironment

FIRST_MS, LONG_MS, REPEATED_MS, SEARCH_MS, LIST_MS = 10, 30, 1, 10, 10
LONG_ARTICLES = 200
ACCEPTED = "gzip, deflate, br"
SEED = 64_2007
QUERIES = 300
LEAST_WORDS = 6
BARE = "bare Flask answer"


Write = Callable[[bytes], object]


class Visitor:
    """Readers who ask the application directly, each from a network of their own, and read every byte."""

    def __init__(self, app: WSGIApplication) -> None:
        self.app = app
        self.headers: dict[str, str] = {}
        self.status = ""
        self.asked = 0

    def asks(self, path: str, query: str = "", **headers: str) -> Callable[[], bytes]:
        """A question that is ready to be put; what makes it ready is not measured."""
        self.asked += 1
        environ = create_environ(path, query_string=query, headers={"Accept-Encoding": ACCEPTED, **headers})
        environ["REMOTE_ADDR"] = f"127.{self.asked >> 8 & 255}.{self.asked & 255}.1"
        return lambda: self.put(dict(environ))

    def put(self, environ: WSGIEnvironment) -> bytes:
        """Put one question and read the answer."""

        def start_response(status: str, headers: list[tuple[str, str]], exc_info: object = None) -> Write:
            self.status, self.headers = status, dict(headers)
            return lambda data: None

        chunks = self.app(environ, start_response)
        body = b"".join(chunks)
        getattr(chunks, "close", lambda: None)()
        return body


def measure(*, quick: bool = False) -> Iterator[Figure]:
    """Every page figure."""
    workspace.prepare()
    app = create_app(Config.from_env({"PORTAL_INSTANCE": str(workspace.INSTANCE)}))
    bench = Bench(app)
    yield from bench.documents(most=200 if quick else None)
    yield from bench.lists()
    yield from bench.searches()


class Bench:
    """The application with what is asked of it."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.cache = app.extensions["page_cache"]
        self.visitor = Visitor(app.wsgi_app)
        self.random = random.Random(SEED)
        self.bare = middle([timed(Visitor(bare_app().wsgi_app).asks("/")) for _ in range(500)])
        with app.extensions["services"].public.connect() as connection:
            legal = select(record.c.path, record.c.title, record.c.type, record.c.year).where(record.c.kind == "legal")
            rows = connection.execute(legal.order_by(record.c.path)).all()
            articles = func.count().label("articles")
            counted = (
                select(record.c.path, articles)
                .join(provision, provision.c.record_id == record.c.id)
                .where(provision.c.kind == "article")
                .group_by(record.c.path)
            )
            self.articles = {row.path: row.articles for row in connection.execute(counted)}
        self.paths = [row.path for row in rows]
        self.titles = [row.title for row in rows if len(row.title.split()) > LEAST_WORDS]
        self.filters = sorted({(row.type, row.year) for row in rows if row.type and row.year})

    def documents(self, most: int | None = None) -> Iterator[Figure]:
        """Document pages: first, long, repeated, known."""
        paths = self.random.sample(self.paths, min(most or len(self.paths), len(self.paths)))
        self.first(paths[:20])
        times = self.first(paths)
        long = [path for path, count in self.articles.items() if count >= LONG_ARTICLES]
        yield Figure("bare Flask answer", self.bare, "ms")
        note = f"p95 {percentile(times, 95):.1f} ms, {len(times)} documents"
        yield Figure("document page, first", middle(times), "ms", FIRST_MS, against=self.reference, note=note)
        near = sorted(long, key=lambda path: self.articles[path])[:5]
        if near:
            name = f"document of {self.articles[near[0]]} articles, first"
            yield Figure(name, middle(self.first(near * 3)), "ms", LONG_MS, against=self.reference)
            largest = max(long, key=lambda path: self.articles[path])
            name = f"largest document, {self.articles[largest]} articles"
            yield Figure(name, middle(self.first([largest] * 3)), "ms", against=self.reference)
        yield from self.repeated(paths[:100])

    @property
    def reference(self) -> tuple[str, float]:
        """What every page is compared with."""
        return (BARE, self.bare)

    def first(self, paths: Sequence[str]) -> list[float]:
        """Times of pages that nobody has asked for yet."""
        times = []
        for path in paths:
            self.cache.clear()
            times.append(timed(self.visitor.asks(path)))
            assert self.visitor.status.startswith("200"), (path, self.visitor.status)
        return times

    def repeated(self, paths: Sequence[str]) -> Iterator[Figure]:
        """Times of pages that somebody has asked for."""
        known = {}
        for path in paths:
            self.visitor.asks(path)()
            known[path] = self.visitor.headers["ETag"]
        times = [timed(self.visitor.asks(path)) for path in paths for _ in range(20)]
        yield Figure("document page, repeated", middle(times), "ms", REPEATED_MS, against=self.reference)
        times = [timed(self.visitor.asks(path, **{"If-None-Match": known[path]})) for path in paths for _ in range(20)]
        assert self.visitor.status.startswith("304")
        yield Figure("document page, 304", middle(times), "ms", REPEATED_MS, against=self.reference)

    def lists(self) -> Iterator[Figure]:
        """Lists with two filters and their counts."""
        times = []
        for name, year in self.random.sample(self.filters, min(100, len(self.filters))):
            self.cache.clear()
            times.append(timed(self.visitor.asks("/van-ban/", urlencode({"loai": name, "nam": year}))))
            assert self.visitor.status.startswith("200"), (name, year, self.visitor.status)
        yield Figure("list with two filters", middle(times), "ms", LIST_MS, against=self.reference)
        yield Figure("home", middle(self.first(["/"] * 20)), "ms", against=self.reference)

    def searches(self) -> Iterator[Figure]:
        """Searches, the whole request: facets, snippets, page."""
        times = []
        for words in self.queries():
            self.cache.clear()
            times.append(timed(self.visitor.asks("/tim-kiem", urlencode({"q": words}))))
            assert self.visitor.status.startswith("200"), (words, self.visitor.status)
        note = f"p95 {percentile(times, 95):.1f} ms"
        yield Figure("search, whole request", middle(times), "ms", SEARCH_MS, against=self.reference, note=note)

    def queries(self) -> list[str]:
        """Two to five words in a row out of titles."""
        found = []
        for title in self.random.sample(self.titles, min(QUERIES, len(self.titles))):
            words = title.split()
            start = self.random.randrange(len(words) - 5)
            found.append(" ".join(words[start : start + self.random.randint(2, 5)]))
        return found


def bare_app() -> Flask:
    """A Flask application that says one word."""
    app = Flask("bare")
    app.add_url_rule("/", "bare", lambda: "bare")
    return app
