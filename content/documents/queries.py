"""Reading documents."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from content.db import db
from content.documents.models import Document
from content.slugs import issuer_key


def twins(document: Document, models: Iterable[type[Document]]) -> list[Document]:
    """Other documents of these tables with the same number, from the same issuer in the same year as far as known."""
    found: list[Document] = []
    for model in models if document.number_key else ():
        found += db.session.scalars(
            select(model).where(model.number_key == document.number_key, model.id != document.id).order_by(model.id)
        )
    return [one for one in found if issuer_key(one.issuer) == issuer_key(document.issuer) and _same_year(one, document)]


def _same_year(one: Document, other: Document) -> bool:
    return not one.issued or not other.issued or one.issued.year == other.issued.year
