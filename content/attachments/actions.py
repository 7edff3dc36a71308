"""Adding and removing a record's files; what an edition froze stays as it was."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import ClassVar, Protocol

from content.accounts.policy import Person
from content.attachments.models import Attachment
from content.attachments.queries import of_record
from content.attachments.rules import Accepted, accept
from content.attachments.stamps import require_unstamped_file
from content.audit.actions import write
from content.db import db
from content.errors import Invalid
from content.secrecy import require_unstamped
from content.storage import Storage

MOST = 50
"""Files of one record."""


class Owner(Protocol):
    """A record that has files."""

    KIND: ClassVar[str]
    id: str


def attach(
    record: Owner,
    data: bytes,
    name: str,
    label: str,
    *,
    storage: Storage,
    by: Person,
    now: datetime,
    look_into: Callable[[Accepted], None] = require_unstamped_file,
) -> Attachment:
    """Keep a file with a record; the bytes are on the disk before the row exists. Raises Invalid when refused.

    ``look_into`` reads what it says, before anything of it is kept.

    The caller has asked permission to revise the record and notes the change with ``Editing.touch``.
    """
    present = of_record(record.KIND, record.id)
    if len(present) >= MOST:
        raise Invalid(f"Một nội dung có nhiều nhất {MOST} tệp.")
    require_unstamped({"label": label})
    taken = accept(data, name)
    look_into(taken)
    attachment = Attachment(
        kind=record.KIND,
        record_id=record.id,
        position=max((one.position for one in present), default=-1) + 1,
        name=taken.name,
        label=label.strip(),
        media_type=taken.media_type,
        size=len(taken.data),
        sha256=storage.add(taken.data),
        width=taken.width,
        height=taken.height,
        added_by_id=by.id,
        added_at=now,
    )
    db.session.add(attachment)
    details = {"sha256": attachment.sha256, "size": attachment.size}
    write("desk:attachment:added", by, now, kind=record.KIND, record_id=record.id, details=details)
    return attachment


def remove(record: Owner, attachment: Attachment, *, by: Person, now: datetime) -> None:
    """Take a file from a record's working copy; its bytes stay, because an edition may name them."""
    db.session.delete(attachment)
    details = {"sha256": attachment.sha256}
    write("desk:attachment:removed", by, now, kind=record.KIND, record_id=record.id, details=details)
