"""The moves of this kind's documents."""

from __future__ import annotations

from content.accounts.permissions import Permission
from content.documents.projection import snapshot
from content.documents.rules import check
from content.editorial.actions import Editing
from content.legal.models import LegalDocument

editing = Editing(
    LegalDocument,
    Permission.WRITE_LEGAL,
    snapshot=snapshot,
    check=check,
    words=lambda document: document.number or f"{document.type} {document.title}",
    searched=lambda document: f"{document.number} {document.type} {document.title}",
)
