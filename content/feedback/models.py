"""The tables of feedback: what was sent, by whom, what the sender may see by code, and what happened to it.

Four tables, because four sorts of reader may see four different things. The public process may only insert into them,
and read the receipt it names with the title of its message and the document that this is about; so every key is made by
the client and nothing needs to be read back on insert.
"""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from content.db import Base, new_id
from content.editorial.models import Record
from content.feedback.rules import State
from content.moments import UtcDateTime

PUBLIC_AUTHOR = "public"
"""Who stands as the author of a message: nobody who has an account."""


class Message(Record, Base):
    """One message as it was sent, and what an agency makes of it.

    ``title`` and ``body`` are the sender's own words and never public; ``public_title``, ``public_text`` and
    ``answer_markdown`` are the officer's, and become public by an edition when the sender agreed.
    """

    __tablename__ = "feedback_message"
    KIND: ClassVar[str] = "feedback"

    received_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    category: Mapped[str] = mapped_column(String(16))
    title: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(Text)
    document_path: Mapped[str | None] = mapped_column(String(300))
    document_title: Mapped[str | None] = mapped_column(Text)
    may_publish: Mapped[bool]

    state: Mapped[str] = mapped_column(String(16), default=State.RECEIVED, index=True)
    public_title: Mapped[str] = mapped_column(String(200), default="")
    public_text: Mapped[str] = mapped_column(Text, default="")
    answer_markdown: Mapped[str] = mapped_column(Text, default="")
    resolution: Mapped[str | None] = mapped_column(String(32))
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When the first answer was approved; a correction does not move it."""

    sender: Mapped[Sender | None] = relationship(back_populates="message")
    receipt: Mapped[Receipt] = relationship(back_populates="message")


class Sender(Base):
    """Who sent a message, as far as they said: apart from the message, so that it can be hidden and erased apart."""

    __tablename__ = "feedback_sender"

    message_id: Mapped[str] = mapped_column(ForeignKey("feedback_message.id"), primary_key=True)
    name: Mapped[str | None] = mapped_column(String(120))
    phone: Mapped[str | None] = mapped_column(String(32))
    email: Mapped[str | None] = mapped_column(String(254))
    notice_version: Mapped[str] = mapped_column(String(16))
    """Which wording of the notice on personal data the sender agreed to."""

    message: Mapped[Message] = relationship(back_populates="sender")


class Receipt(Base):
    """What whoever holds the code may see, beside the title: no other word of the message, nothing of its sender."""

    __tablename__ = "feedback_receipt"

    code_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    message_id: Mapped[str] = mapped_column(ForeignKey("feedback_message.id"), unique=True)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    state: Mapped[str] = mapped_column(String(16))
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    organisation: Mapped[str | None] = mapped_column(String(300))
    resolution: Mapped[str | None] = mapped_column(String(32))
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answer_html: Mapped[str | None] = mapped_column(Text)
    public_path: Mapped[str | None] = mapped_column(String(300))

    message: Mapped[Message] = relationship(back_populates="receipt")


class Step(Base):
    """One line of a message's history: never changed."""

    __tablename__ = "feedback_step"

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    message_id: Mapped[str] = mapped_column(ForeignKey("feedback_message.id"), index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    move: Mapped[str] = mapped_column(String(16))
    state: Mapped[str] = mapped_column(String(16))
    """The state that the move led to."""
    person_id: Mapped[str] = mapped_column(String(32))
    organisation_id: Mapped[str | None] = mapped_column(String(32))
    """The organisation that has the message after the move."""
    reason: Mapped[str] = mapped_column(Text, default="")
