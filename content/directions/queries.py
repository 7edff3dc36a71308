"""Reading this kind's documents at the desk."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from content.db import db
from content.directions.models import Direction
from content.document_numbers import key


def numbered(number: str) -> Sequence[Direction]:
    """The documents of that number, in whatever way it is written; numbers are not unique across issuers."""
    return db.session.scalars(
        select(Direction).where(Direction.number_key == key(number)).order_by(Direction.created_at)
    ).all()
