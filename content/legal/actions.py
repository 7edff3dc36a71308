"""The moves of this kind's documents."""

from __future__ import annotations

from content.accounts.permissions import Permission
from content.documents.editing import document_editing
from content.legal.models import LegalDocument
from content.legal.rules import TYPES

editing = document_editing(LegalDocument, Permission.WRITE_LEGAL, TYPES)
