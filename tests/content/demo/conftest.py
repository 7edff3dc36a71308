"""An empty portal without its pages: both stores, files, a standing clock."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from content.db import db
from content.demo.loader import FOLDER
from content.demo.loading import load
from content.editorial.projector import Projector
from content.kinds import PROJECTABLE
from content.public.store import PublicStore
from content.services import Services
from content.storage import Storage
from tests.clock import StandingClock
from tests.stores import Places, PostgresTemplate, SqliteTemplate, small_app

SECRET = "a secret of the tests"


@contextmanager
def empty_portal(places: Places, folder: Path) -> Iterator[Services]:
    """Services on empty stores; files are kept in the folder."""
    with small_app(places.private).app_context():
        written = PublicStore(places.public_written, read_only=False)
        public = PublicStore(places.public, read_only=True, check_every=0)
        clock = StandingClock()
        private_files, public_files = Storage(folder / "files"), Storage(folder / "public_files")
        projector = Projector(db.engine, written, PROJECTABLE, private_files, public_files, clock)
        yield Services(clock, public, private_files, public_files, projector)
        db.session.remove()
        db.engine.dispose()
        written.dispose()
        public.dispose()


@pytest.fixture
def services(places: Places, tmp_path: Path) -> Iterator[Services]:
    """An empty portal."""
    with empty_portal(places, tmp_path) as made:
        yield made


@pytest.fixture(scope="module")
def province(
    template: SqliteTemplate | PostgresTemplate, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Services]:
    """The province, loaded once for all tests of a module that only look at it."""
    folder = tmp_path_factory.mktemp("province")
    with template.copy(folder) as places, empty_portal(places, folder) as made:
        assert load(FOLDER, made, SECRET)
        made.projector.run_pending()
        yield made
