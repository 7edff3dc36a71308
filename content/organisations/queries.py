"""Reading organisations."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from content.db import db
from content.organisations.models import Organisation


def by_name(name: str) -> Organisation | None:
    """The organisation of exactly that name."""
    return db.session.scalar(select(Organisation).where(Organisation.name == " ".join(name.split())))


def named(organisation_id: str | None) -> str:
    """The name of an organisation, or nothing."""
    found = db.session.get(Organisation, organisation_id) if organisation_id else None
    return found.name if found else ""


def all_of_them() -> Sequence[Organisation]:
    """Every organisation in the order of lists."""
    return db.session.scalars(select(Organisation).order_by(Organisation.position, Organisation.name)).all()
