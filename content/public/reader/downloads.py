"""The files of records."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from content.public.tables import file

COLUMNS = tuple(column for column in file.c if column.name not in ("record_id", "position"))


@dataclass(frozen=True, slots=True)
class File:
    """One file to take away."""

    token: str
    name: str
    label: str
    media_type: str
    size: int
    sha256: str
    width: int | None
    height: int | None

    @property
    def path(self) -> str:
        """Where it is served."""
        return f"/tep/{self.token}/{self.name}"


def files(connection: Connection, record_id: str) -> tuple[File, ...]:
    """The files of a record in their order."""
    rows = connection.execute(select(*COLUMNS).where(file.c.record_id == record_id).order_by(file.c.position))
    return tuple(File(**row._mapping) for row in rows)


def file_at(connection: Connection, token: str, name: str) -> File | None:
    """The file at an unguessable address."""
    row = connection.execute(select(*COLUMNS).where(file.c.token == token, file.c.name == name)).first()
    return File(**row._mapping) if row else None
