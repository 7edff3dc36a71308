"""Reading this kind's documents at the desk."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from content.db import db
from content.document_numbers import key
from content.legal.models import LegalDocument


def numbered(number: str) -> Sequence[LegalDocument]:
    """The documents of that number, in whatever way it is written; numbers are not unique across issuers."""
    return db.session.scalars(
        select(LegalDocument).where(LegalDocument.number_key == key(number)).order_by(LegalDocument.created_at)
    ).all()
