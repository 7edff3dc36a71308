"""A private and a public store with a projector between them, and people of the desk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import select

from content.accounts.roles import Role
from content.db import db
from content.editorial.projector import Projector
from content.kinds import KINDS
from content.public import tables
from content.public.store import PublicStore
from content.storage import Storage
from tests.clock import StandingClock
from tests.stores import Places


@dataclass(frozen=True)
class Person:
    id: str
    role: Role
    scope: str | None = None
    active: bool = True

    @property
    def name(self):
        return f"Cán bộ {self.id}"

    def grants(self):
        return [(self.role, self.scope)]


AUTHOR = Person("author", Role.AUTHOR)
APPROVER = Person("approver", Role.APPROVER)


@dataclass
class House:
    """Both stores, the projector and a clock that stands still."""

    projector: Projector
    public: PublicStore
    clock: StandingClock

    def paths(self, kind="announcements"):
        with self.public.connect() as connection:
            record = tables.record
            return list(connection.execute(select(record.c.path).where(record.c.kind == kind)).scalars())

    def rows(self, table):
        with self.public.connect() as connection:
            return connection.execute(select(table)).all()


@pytest.fixture
def house(store: None, places: Places, clock: StandingClock, tmp_path: Path) -> Iterator[House]:
    written = PublicStore(places.public_written, read_only=False)
    public = PublicStore(places.public, read_only=True, check_every=0)
    kinds = {noun: kind.projection for noun, kind in KINDS.items()}
    files = Storage(tmp_path / "files"), Storage(tmp_path / "public_files")
    yield House(Projector(db.engine, written, kinds, *files, clock), public, clock)
    written.dispose()
    public.dispose()
