"""The table of attachments; the bytes are in the storage, under ``sha256``."""

from __future__ import annotations

import base64
import secrets
from datetime import datetime

from sqlalchemy import JSON, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from content.db import Base, new_id
from content.moments import UtcDateTime


def new_token() -> str:
    """128 random bits in small base 32: a file's public address, which nobody can guess."""
    return base64.b32encode(secrets.token_bytes(16)).decode().rstrip("=").lower()


class Attachment(Base):
    """One file of one record."""

    __tablename__ = "attachment"
    __table_args__ = (Index("ix_attachment_record", "kind", "record_id", "position"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    kind: Mapped[str] = mapped_column(String(32))
    record_id: Mapped[str] = mapped_column(String(32))
    position: Mapped[int]
    token: Mapped[str] = mapped_column(String(32), unique=True, default=new_token)
    name: Mapped[str] = mapped_column(String(200))
    label: Mapped[str] = mapped_column(Text, default="")
    media_type: Mapped[str] = mapped_column(String(120))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    width: Mapped[int | None]
    height: Mapped[int | None]
    hidden: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]")
    """What the file hides and nobody could take out, in sentences for who approves."""
    added_by_id: Mapped[str] = mapped_column(String(32))
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)
