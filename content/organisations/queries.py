"""Reading organisations."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import undefer

from content.db import db
from content.editorial.models import Edition
from content.editorial.queries import visible_of
from content.organisations.models import Organisation
from content.publishing import visible_edition


def by_name(name: str) -> Organisation | None:
    """The organisation of exactly that name."""
    return db.session.scalar(select(Organisation).where(Organisation.name == " ".join(name.split())))


def named(organisation_id: str | None) -> str:
    """The name of an organisation as the desk knows it, or nothing."""
    found = db.session.get(Organisation, organisation_id) if organisation_id else None
    return found.name if found else ""


def published_name(organisation_id: str | None, now: datetime) -> str:
    """The name of an organisation as the public knows it, or nothing: a new name may still wait for approval."""
    found = db.session.get(Organisation, organisation_id) if organisation_id else None
    edition = visible_of(found, now) if found else None
    return str(edition.snapshot["name"]) if edition else ""


def published_names(now: datetime) -> dict[str, str]:
    """The public names of the organisations that are public, by their keys and in the order of lists."""
    everyone = all_of_them()
    wanted = select(Edition).where(Edition.kind == Organisation.KIND).order_by(Edition.number)
    editions: dict[str, list[Edition]] = {one.id: [] for one in everyone}
    for edition in db.session.scalars(wanted.options(undefer(Edition.snapshot))):
        editions[edition.record_id].append(edition)
    visible = {one.id: visible_edition(editions[one.id], withdrawn_at=one.withdrawn_at, now=now) for one in everyone}
    return {key: str(edition.snapshot["name"]) for key, edition in visible.items() if edition}


def all_of_them() -> Sequence[Organisation]:
    """Every organisation in the order of lists."""
    return db.session.scalars(select(Organisation).order_by(Organisation.position, Organisation.name)).all()
