"""The columns of a document; legal and directions each have a table of them."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import JSON, String, Text
from sqlalchemy.orm import Mapped, mapped_column, validates

from content.document_numbers import key
from content.editorial.models import Record


class Document(Record):
    """A document as issued: what it is, when it holds, what it says."""

    type: Mapped[str] = mapped_column(String(120), index=True)
    """As it calls itself: Nghị định, Quyết định, Chỉ thị …"""
    number: Mapped[str] = mapped_column(String(120), default="")
    number_key: Mapped[str] = mapped_column(String(120), default="", index=True)
    title: Mapped[str] = mapped_column(Text)
    """Trích yếu, without the type and number before it."""
    summary: Mapped[str] = mapped_column(Text, default="")
    issuer: Mapped[str] = mapped_column(String(300), default="")
    signer: Mapped[str] = mapped_column(String(300), default="")
    signer_title: Mapped[str] = mapped_column(String(300), default="")
    issued: Mapped[date | None] = mapped_column(index=True)
    effective: Mapped[date | None]
    expires: Mapped[date | None]
    """The last day on which it holds."""
    declared_status: Mapped[str] = mapped_column(String(32), default="")
    """What the register it came from says; used where dates do not decide. See ``validity.codes.LegalStatus``."""
    status_note: Mapped[str] = mapped_column(Text, default="")
    field: Mapped[str] = mapped_column(String(200), default="")
    topics: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list)
    sectors: Mapped[list[str]] = mapped_column(JSON, default=list)
    gazette: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    preamble: Mapped[str] = mapped_column(Text, default="")
    """What stands before the first provision; the whole text of a document without provisions."""
    provisions: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list, deferred=True)
    """Parts of the text, each ``content.provisions.provision.Provision.as_json()``."""
    relations: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    """Ties to other documents: type (``RelationType``), target_number or target_id, target_title, note."""
    sources: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list)
    """Where the record was taken from: name, url."""
    to_check: Mapped[list[str]] = mapped_column(JSON, default=list)
    """What nobody has confirmed yet, as sentences; shown with the document."""

    @validates("number")
    def _keep_key(self, _name: str, number: str) -> str:
        self.number_key = key(number) if number else ""
        return number
