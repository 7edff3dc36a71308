"""The desk of legal documents."""

from __future__ import annotations

from admin.documents import DocumentView


class LegalView(DocumentView):
    """Laws, decrees, resolutions and decisions of general effect."""

    noun = "legal"


VIEW = LegalView
