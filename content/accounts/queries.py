"""Reading accounts."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select

from content.accounts.models import Assignment, User
from content.accounts.roles import Role
from content.db import db


def by_email(email: str) -> User | None:
    """The account of an address, however its letters are cased."""
    address = email.strip().lower()
    # PostgreSQL answers a question that holds a NUL with an error, and no address holds such a character.
    return db.session.scalar(select(User).where(User.email == address)) if address.isprintable() else None


def all_of_them() -> Sequence[User]:
    """Every account, those in use first, by name."""
    return db.session.scalars(select(User).order_by(User.active.desc(), User.name, User.id)).all()


def names(ids: set[str]) -> dict[str, str]:
    """The names of these people; the system's own name is the policy's affair."""
    found = db.session.execute(select(User.id, User.name).where(User.id.in_(ids)))
    return {user_id: name for user_id, name in found}


def holders(role: Role) -> int:
    """How many people in use hold a role for the whole province."""
    held = (
        select(func.count(func.distinct(Assignment.user_id)))
        .join(User, User.id == Assignment.user_id)
        .where(Assignment.role == role, Assignment.organisation_id.is_(None), User.active)
    )
    return db.session.scalar(held) or 0
