"""The table of this kind; its columns are ``content.documents.models.Document``."""

from __future__ import annotations

from content.db import Base
from content.documents.models import Document


class Direction(Document, Base):
    """An administrative document of direction (văn bản chỉ đạo, điều hành)."""

    __tablename__ = "direction"
    KIND = "directions"
