"""The table of organisations."""

from __future__ import annotations

from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, validates

from content.db import Base
from content.editorial.models import Record


class Organisation(Record, Base):
    """An agency of the province, or one that issues documents which the province publishes."""

    __tablename__ = "organisation"
    KIND = "organisations"

    name: Mapped[str] = mapped_column(String(300), unique=True)
    short_name: Mapped[str] = mapped_column(String(120), default="")
    former_names: Mapped[list[str]] = mapped_column(JSON, default=list)
    level: Mapped[str] = mapped_column(String(32), default="department")
    """province, department, commune, central or other: see ``rules.Level``."""
    parent_id: Mapped[str | None] = mapped_column(ForeignKey("organisation.id"))
    position: Mapped[int] = mapped_column(default=100)
    """Where it stands among its like, smallest first."""
    address: Mapped[str] = mapped_column(Text, default="")
    phone: Mapped[str] = mapped_column(String(60), default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    website: Mapped[str] = mapped_column(String(300), default="")
    functions: Mapped[str] = mapped_column(Text, default="")
    """What it does, in Markdown."""
    spokesperson_name: Mapped[str] = mapped_column(String(200), default="")
    spokesperson_title: Mapped[str] = mapped_column(String(200), default="")
    spokesperson_phone: Mapped[str] = mapped_column(String(60), default="")
    spokesperson_email: Mapped[str] = mapped_column(String(254), default="")

    @validates("name", "short_name")
    def _trim(self, _name: str, value: str) -> str:
        return " ".join(value.split())
