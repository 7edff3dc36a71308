"""What tests are given: empty stores, the portal on them, a clock that stands still, readers."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import hypothesis
import pytest
from flask import Flask

from config import Config, Province
from content.db import db
from portal.factory import create_app
from tests.clock import StandingClock
from tests.machine import postgres_url, shared_data
from tests.page import CheckedClient
from tests.stores import Places, PostgresTemplate, SqliteTemplate, small_app

pytest_plugins = ["tests.capabilities", "tests.reached"]

hypothesis.settings.register_profile("default", deadline=None)
hypothesis.settings.register_profile("nightly", deadline=None, max_examples=100_000)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

PROVINCE = Province.from_file(Path(__file__).resolve().parent.parent / "content/demo/province.toml")


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqliteTemplate | PostgresTemplate]:
    """Empty stores, made once by the real migrations."""
    url = postgres_url()
    if url is None:
        yield SqliteTemplate(tmp_path_factory.mktemp("stores"))
        return
    made = PostgresTemplate(url)
    yield made
    made.drop()


@pytest.fixture
def places(template: SqliteTemplate | PostgresTemplate, tmp_path: Path) -> Iterator[Places]:
    """Where this test's own empty stores are."""
    with template.copy(tmp_path / "instance") as copied:
        yield copied


@pytest.fixture
def clock() -> StandingClock:
    """Sunday, 22 November 2026, 09:00 in Vietnam, until the test moves it."""
    return StandingClock()


@pytest.fixture
def store(places: Places) -> Iterator[None]:
    """The private store alone, in an application that has nothing else."""
    with small_app(places.private).app_context():
        yield
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def config(places: Places, tmp_path: Path) -> Config:
    """Settings of a portal in the test's own folder."""
    return Config(
        instance=tmp_path / "instance",
        database_url=places.private,
        public_database_url=places.public,
        secret_key="the secret of these tests, long enough for everything",
        province=PROVINCE,
    )


@pytest.fixture
def make_app(config: Config, clock: StandingClock) -> Iterator[Callable[..., Flask]]:
    """Makes a portal, with whatever settings differ."""
    made: list[Flask] = []

    def make(**settings: object) -> Flask:
        app = create_app(replace(config, **settings), clock=clock, check_every=0)
        app.testing = True
        app.test_client_class = CheckedClient
        app.extensions["page_cache"].strict = True
        made.append(app)
        return app

    yield make
    for app in made:
        # It may be at work beside a request, and would give its connection back to nobody.
        app.extensions["search"].close()
        with app.app_context():
            db.session.remove()
            db.engine.dispose()
        services = app.extensions["services"]
        services.public.dispose()
        services.projector.store.dispose()


@pytest.fixture
def app(make_app: Callable[..., Flask]) -> Flask:
    """The whole portal, outside any context: each request gets its own, as it does in real use."""
    return make_app()


@pytest.fixture
def client(app: Flask) -> CheckedClient:
    """A reader; every page it fetches is checked."""
    return app.test_client()  # type: ignore[return-value]


@pytest.fixture
def data() -> Path:
    """The folder of real documents; mark the test ``data``."""
    return shared_data()
