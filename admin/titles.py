"""What a record of any kind is called at the desk, outside its own pages."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from content.accounts.models import User
from content.accounts.permissions import Permission
from content.accounts.policy import Person, may
from content.db import db
from content.editorial.models import Record
from content.kinds import KINDS

ACCOUNTS = "accounts"
"""What lines of the trail about people call their kind."""
READ = {"feedback": Permission.READ_FEEDBACK}
"""The permission to read a kind's records at the desk, where it is not READ_DESK."""


@dataclass(frozen=True)
class Named:
    """A title, and the desk's page that it leads to, if it leads anywhere."""

    title: str
    address: str


def title_of(record: Record) -> str:
    """Number and title, or the name."""
    title = getattr(record, "title", "") or getattr(record, "name", "") or "(chưa có tên)"
    number = getattr(record, "number", "")
    return f"{number} – {title}" if number else title


def named_for(reader: Person, kind: str, record_id: str) -> Named | None:
    """What a line of the trail is about, as far as this reader may know; None where there is no such thing any more."""
    if kind == ACCOUNTS:
        user = db.session.get(User, record_id)
        if user is None:
            return None
        # Whoever reads what was done with an account knows whose it is; its page is another matter.
        opens = may(reader, Permission.MANAGE_ACCOUNTS, user.organisation_id)
        return Named(user.name, url_for("desk_accounts.edit_view", user_id=user.id) if opens else "")
    record = db.session.get(KINDS[kind].model, record_id) if kind in KINDS else None
    if record is None or not may(reader, READ.get(kind, Permission.READ_DESK), record.organisation_id):
        return None
    return Named(title_of(record), url_for(f"desk_{kind}.edit_view", record_id=record.id))
