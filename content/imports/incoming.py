"""What a reader makes of one record of a file: a document to store, or the reason why it is none."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

from content.document_numbers import key
from content.provisions.provision import Provision
from content.vietnamese import fold


@dataclass(frozen=True, slots=True)
class Incoming:
    """A document as its source gives it; ``fields`` are columns of ``content.documents.models.Document``."""

    line: int
    """Where it stands in the file, from 1, for messages."""
    kind: str
    """One of ``DOCUMENT_KINDS``."""
    fields: dict[str, Any]
    source_key: str
    """The same for the same document in every import; see :func:`source_key`."""
    provisions: tuple[Provision, ...] = field(default=())

    def columns(self) -> dict[str, Any]:
        """Everything that is stored, provisions included."""
        return {**self.fields, "provisions": [provision.as_json() for provision in self.provisions]}

    def sha256(self) -> str:
        """Hash of all that is stored: another one means that the source has changed."""
        return _digest([self.kind, self.columns()])


@dataclass(frozen=True, slots=True)
class Rejected:
    """A record that cannot be taken in, with the reason in Vietnamese."""

    line: int
    reason: str


def source_key(form: str, fields: dict[str, Any]) -> str:
    """Which document it is: format, number, issuer, type and date; the title only where there is no number."""
    named = key(fields.get("number") or "") or fold(fields.get("title") or "")
    issued = fields.get("issued") or fields.get("effective") or ""
    return _digest([form, named, fold(fields.get("issuer") or ""), fold(fields.get("type") or ""), str(issued)])


def _digest(value: Any) -> str:
    said = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()
