"""What was imported, so that the same record is never imported twice."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from content.db import Base
from content.moments import UtcDateTime


class ImportItem(Base):
    """One record of a source, and the record of the portal that was made of it."""

    __tablename__ = "import_item"

    source_key: Mapped[str] = mapped_column(String(64), primary_key=True)
    kind: Mapped[str] = mapped_column(String(32))
    record_id: Mapped[str] = mapped_column(String(32))
    sha256: Mapped[str] = mapped_column(String(64))
    """Of what the source said; unchanged means that there is nothing to do."""
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    """When it was last taken in; a record changed later was changed by people."""
