"""The table of announcements."""

from __future__ import annotations

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from content.db import Base
from content.editorial.models import Record


class Announcement(Record, Base):
    """One announcement, by one spokesperson, of one period or of an occasion."""

    __tablename__ = "announcement"
    KIND = "announcements"

    type: Mapped[str] = mapped_column(String(120), default="Thông cáo báo chí")
    title: Mapped[str] = mapped_column(Text)
    summary: Mapped[str] = mapped_column(Text, default="")
    body: Mapped[str] = mapped_column(Text, default="")
    """Markdown; a picture names an attachment's file: ``![what it shows](cau-moi.jpg)``."""
    language: Mapped[str] = mapped_column(String(2), default="vi")
    issuer: Mapped[str] = mapped_column(String(300), default="")
    period_kind: Mapped[str] = mapped_column(String(16), default="irregular")
    """See ``rules.PeriodKind``."""
    period_year: Mapped[int | None]
    period_number: Mapped[int | None]
    """The month (1-12) or quarter (1-4) that the announcement covers."""
    spokesperson_name: Mapped[str] = mapped_column(String(200), default="")
    spokesperson_title: Mapped[str] = mapped_column(String(200), default="")
    spokesperson_phone: Mapped[str] = mapped_column(String(60), default="")
    spokesperson_email: Mapped[str] = mapped_column(String(254), default="")
