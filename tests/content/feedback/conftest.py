"""An empty private store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from content.db import db, make_durable


@pytest.fixture
def store(tmp_path: Path) -> Iterator[None]:
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = f"sqlite:///{tmp_path}/private.db"
    db.init_app(app)
    with app.app_context():
        make_durable(db.engine)
        db.create_all()
        yield
        db.session.remove()
        db.engine.dispose()
