"""The table of this kind; its columns are ``content.documents.models.Document``."""

from __future__ import annotations

from content.db import Base
from content.documents.models import Document


class LegalDocument(Document, Base):
    """A legal document (văn bản quy phạm pháp luật)."""

    __tablename__ = "legal_document"
    KIND = "legal"
