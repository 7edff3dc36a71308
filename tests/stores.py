"""An empty pair of stores for each test, quickly: made once by the real migrations, then copied.

SQLite copies a file. PostgreSQL, where ``TEST_POSTGRES_URL`` names a server, copies a database; its three roles are a
real installation's: the desk's owns both stores, the intake's adds, the reader's reads what is public.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import flask_migrate
import psycopg
from flask import Flask
from sqlalchemy import make_url

import content
from content import grants
from content.db import db, make_durable
from content.public.store import PublicStore

MIGRATIONS = str(Path(content.__file__).parent / "migrations")
DESK, INTAKE, READER = "portal_desk", "portal_intake", "portal_site"


@dataclass(frozen=True)
class Places:
    """Where one test's stores are, for each of the three who use them; in SQLite they are all one."""

    private: str
    intake: str
    public: str
    public_written: str


def small_app(url: str) -> Flask:
    """An application with a private store and nothing else."""
    app = Flask("store")
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    db.init_app(app)
    with app.app_context():
        make_durable(db.engine)
    return app


def migrate(url: str) -> None:
    """Bring an empty database to the present layout, as ``portal migrate`` does."""
    app = small_app(url)
    flask_migrate.Migrate(app, db, directory=MIGRATIONS)
    with app.app_context():
        flask_migrate.upgrade(directory=MIGRATIONS)
        db.engine.dispose()


class SqliteTemplate:
    """A file to copy."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        migrate(f"sqlite:///{folder}/private.db")
        store = PublicStore(f"sqlite:///{folder}/public.db", read_only=False)
        store.create_tables()
        store.dispose()

    @contextmanager
    def copy(self, folder: Path) -> Iterator[Places]:
        """Both files and the link, in a test's own folder."""
        shutil.copytree(self.folder, folder, symlinks=True, dirs_exist_ok=True)
        private, public = f"sqlite:///{folder}/private.db", f"sqlite:///{folder}/public.db"
        yield Places(private, private, public, public)


class PostgresTemplate:
    """A database to copy, on a server that is there for tests."""

    def __init__(self, url: str) -> None:
        self.url = make_url(url).set(drivername="postgresql")
        self.name = f"portal_template_{uuid4().hex[:8]}"
        self._sql(*(self._role(role) for role in (DESK, INTAKE, READER)))
        self._sql(f'CREATE DATABASE "{self.name}" OWNER {DESK} TEMPLATE template0 ENCODING UTF8')
        desk = self._as(DESK, self.name)
        migrate(desk)
        store = PublicStore(desk, read_only=False)
        store.create_tables()
        with store.engine.begin() as connection:
            grants.grant(connection, intake=INTAKE, reader=READER)
        store.dispose()

    @contextmanager
    def copy(self, folder: Path) -> Iterator[Places]:
        """A database of a test's own, dropped after it."""
        name = f"portal_test_{uuid4().hex[:8]}"
        self._sql(f'CREATE DATABASE "{name}" OWNER {DESK} TEMPLATE "{self.name}"')
        try:
            yield Places(self._as(DESK, name), self._as(INTAKE, name), self._as(READER, name), self._as(DESK, name))
        finally:
            self._sql(f'DROP DATABASE "{name}" WITH (FORCE)')

    def drop(self) -> None:
        """Away with the template."""
        self._sql(f'DROP DATABASE "{self.name}" WITH (FORCE)')

    def _as(self, role: str, database: str) -> str:
        url = self.url.set(drivername="postgresql+psycopg", username=role, password=None, database=database)
        return url.render_as_string(hide_password=False)

    def _role(self, name: str) -> str:
        return (
            f"DO $$ BEGIN CREATE ROLE {name} LOGIN; "
            "EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"
        )

    def _sql(self, *statements: str) -> None:
        with psycopg.connect(self.url.render_as_string(hide_password=False), autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement.encode())
