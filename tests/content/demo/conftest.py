"""An empty portal without its pages: both stores, files, a standing clock."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from content.db import db, make_durable
from content.editorial.projector import Projector
from content.kinds import PROJECTABLE
from content.public.store import PublicStore
from content.services import Services
from content.storage import Storage
from tests.clock import StandingClock


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = f"sqlite:///{tmp_path}/private.db"
    db.init_app(app)
    with app.app_context():
        make_durable(db.engine)
        db.create_all()
        written = PublicStore(f"sqlite:///{tmp_path}/public.db", read_only=False)
        written.create_tables()
        public = PublicStore(f"sqlite:///{tmp_path}/public.db", read_only=True, check_every=0)
        clock = StandingClock()
        private_files, public_files = Storage(tmp_path / "files"), Storage(tmp_path / "public_files")
        projector = Projector(db.engine, written, PROJECTABLE, private_files, public_files, clock)
        yield Services(clock, public, private_files, public_files, projector)
        db.session.remove()
        db.engine.dispose()
        written.dispose()
        public.dispose()
