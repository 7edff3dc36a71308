"""An empty portal without its pages: both stores, files, a standing clock."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask

from content.db import db, make_durable
from content.demo.loader import FOLDER
from content.demo.loading import load
from content.editorial.projector import Projector
from content.kinds import PROJECTABLE
from content.public.store import PublicStore
from content.services import Services
from content.storage import Storage
from tests.clock import StandingClock

SECRET = "a secret of the tests"


@contextmanager
def empty_portal(folder: Path) -> Iterator[Services]:
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = f"sqlite:///{folder}/private.db"
    db.init_app(app)
    with app.app_context():
        make_durable(db.engine)
        db.create_all()
        written = PublicStore(f"sqlite:///{folder}/public.db", read_only=False)
        written.create_tables()
        public = PublicStore(f"sqlite:///{folder}/public.db", read_only=True, check_every=0)
        clock = StandingClock()
        private_files, public_files = Storage(folder / "files"), Storage(folder / "public_files")
        projector = Projector(db.engine, written, PROJECTABLE, private_files, public_files, clock)
        yield Services(clock, public, private_files, public_files, projector)
        db.session.remove()
        db.engine.dispose()
        written.dispose()
        public.dispose()


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    """An empty portal."""
    with empty_portal(tmp_path) as made:
        yield made


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """The province, loaded once for all tests of a module that only look at it."""
    with empty_portal(tmp_path_factory.mktemp("province")) as made:
        assert load(FOLDER, made, SECRET)
        made.projector.run_pending()
        yield made
