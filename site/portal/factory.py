"""Makes the application: a list of steps, each of which puts one thing in its place."""

from __future__ import annotations

from collections.abc import Hashable
from pathlib import Path

from flask import Flask
from flask_wtf.csrf import CSRFProtect
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from werkzeug.middleware.proxy_fix import ProxyFix

import admin
from config import Config
from content.clock import Clock
from content.db import db, make_durable
from content.editorial.projector import Projector
from content.events import projected
from content.kinds import PROJECTABLE
from content.public.store import PublicStore
from content.services import Services
from content.storage import Storage
from portal import views, web
from portal.web import assets, bounds, headers, limits
from portal.web.page_cache import PageCache
from portal.web.turnstile import Turnstile
from search_index.index import SearchIndex

SITE = Path(__file__).resolve().parent.parent
DESK_STATIC = Path(admin.__file__).resolve().parent / "static"
LARGEST_REQUEST = 25 * 1024 * 1024
"""Bytes: one file of the desk and its form; what visitors may send is far less, see ``views.feedback``."""


def create_app(config: Config, *, clock: Clock | None = None, check_every: float = 0.25) -> Flask:
    """The portal as ``config`` wants it; tests hand in a clock of their own."""
    app = Flask("portal", template_folder=str(SITE / "templates"), static_folder=None)
    configure(app, config)
    open_private_store(app)
    with app.app_context():
        services = make_services(config, db.engine, clock or Clock(), check_every)
    app.extensions["services"] = services
    search = SearchIndex(config.search_index, services.public, engine=config.search_engine)
    app.extensions["search"] = search
    bounds.init_app(app)
    CSRFProtect(app)
    web.init_app(app)
    headers.init_app(app, secure=config.secure)
    if config.role != "desk":
        views.init_app(app)
    if config.role != "public":
        admin.init_app(app)
        limits.guard_sign_in(app)
    put_in_front(app, config, services, search)
    return app


def configure(app: Flask, config: Config) -> None:
    """Flask's own settings."""
    app.config.update(
        PORTAL=config,
        PROVINCE=config.province,
        DEMO=config.demo,
        PUBLIC_URL=config.base_url,
        SECRET_KEY=config.secret_key,
        SQLALCHEMY_DATABASE_URI=config.database_url,
        # A thread may hold two for a moment; the threads are the bound, so nobody ever waits for a connection.
        SQLALCHEMY_ENGINE_OPTIONS={"pool_size": config.threads, "max_overflow": -1},
        SESSION_COOKIE_NAME="__Host-portal" if config.secure else "portal",
        SESSION_COOKIE_SECURE=config.secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_TIME_LIMIT=None,
        MAX_CONTENT_LENGTH=LARGEST_REQUEST,
        MAX_FORM_MEMORY_SIZE=4 * 1024 * 1024,
        MAX_FORM_PARTS=2_000,
    )
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.json.ensure_ascii = False  # type: ignore[attr-defined]  # the provider is Flask's own
    app.json.sort_keys = False  # type: ignore[attr-defined]


def open_private_store(app: Flask) -> None:
    """The private store, durable before its first connection."""
    db.init_app(app)
    with app.app_context():
        make_durable(db.engine)


def make_services(config: Config, engine: Engine, clock: Clock, check_every: float = 0.25) -> Services:
    """Stores, files and projector of an instance."""
    config.instance.mkdir(parents=True, exist_ok=True)
    public = PublicStore(config.public_database_url, read_only=True, check_every=check_every, kept_open=config.threads)
    # In PostgreSQL the projector writes with the desk's role what the site reads with a role that can only read.
    embedded = config.public_database_url.startswith("sqlite")
    written = PublicStore(config.public_database_url if embedded else config.database_url, read_only=False)
    private_files, public_files = Storage(config.files), Storage(config.public_files)
    projector = Projector(engine, written, PROJECTABLE, private_files, public_files, clock)
    projected.connect(lambda _sender: public.refresh(), weak=False)
    return Services(clock, public, private_files, public_files, projector)


def _what_pages_are_made_of(public: PublicStore, search: SearchIndex, clock: Clock) -> Hashable:
    try:
        return public.store_id(), public.generation(), search.generation(), clock.today()
    except DBAPIError:
        # Equal to nothing: while the store cannot be asked no kept page is shown, and a page made anew says so.
        return object()


def put_in_front(app: Flask, config: Config, services: Services, search: SearchIndex) -> None:
    """What answers before Flask: the turnstile, static files, kept pages; around all, the visitor's true address."""
    collected = assets.collect({"": SITE / "static", "desk/": DESK_STATIC}, config.instance / "static")
    app.jinja_env.globals["asset"] = collected.address
    public, clock = services.public, services.clock
    app.extensions["page_cache"] = PageCache(
        app.wsgi_app,
        validity=lambda: _what_pages_are_made_of(public, search, clock),
        by_host=not config.base_url,
        strict=app.testing,
    )
    app.wsgi_app = app.extensions["page_cache"]  # type: ignore[method-assign]
    app.wsgi_app = assets.serve(  # type: ignore[method-assign]
        app.wsgi_app, collected, add_headers=headers.static_headers(secure=config.secure)
    )
    app.wsgi_app = Turnstile(app.wsgi_app)  # type: ignore[method-assign]
    if config.trusted_proxies:
        hops = config.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
