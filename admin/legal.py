"""The desk of legal documents."""

from __future__ import annotations

from admin.documents import DocumentForm, DocumentView
from content.legal.rules import TYPES


class LegalForm(DocumentForm):
    """A legal document as its officer sees it."""

    types = TYPES


class LegalView(DocumentView):
    """Laws, decrees, resolutions and decisions of general effect."""

    noun = "legal"
    form_class = LegalForm


VIEW = LegalView
