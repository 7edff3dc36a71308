"""Adding and removing a record's files; what an edition froze stays as it was."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from content.accounts.policy import Person
from content.attachments.inspection import inspected
from content.attachments.models import Attachment
from content.attachments.queries import of_record
from content.attachments.rules import Accepted, accept
from content.audit.actions import write
from content.db import db
from content.editorial.actions import Editing
from content.editorial.models import Record
from content.errors import Invalid
from content.hidden_data.findings import Cleaned, Finding
from content.secrecy import require_unstamped
from content.storage import Storage

R = TypeVar("R", bound=Record)

MOST = 50
"""Files of one record."""
NOT_SEEN = "Hãy xác nhận đã xem dữ liệu ẩn còn trong tệp."
NO_WORDS = "Hãy mô tả ảnh, cho người không xem được ảnh."


@dataclass(frozen=True)
class Upload:
    """A file as it is handed in: its bytes, what it is called, what it is or shows."""

    data: bytes
    name: str
    label: str


@dataclass(frozen=True)
class Attached:
    """A file that was kept, and what hid in it and was taken out."""

    attachment: Attachment
    taken_out: Sequence[Finding]


def attach(
    record: R,
    upload: Upload,
    *,
    editing: Editing[R],
    storage: Storage,
    by: Person,
    now: datetime,
    inspect: Callable[[Accepted], Cleaned] = inspected,
) -> Attached:
    """Keep a file with a record's working copy; the bytes are on the disk before the row exists.

    The file is read, by ``inspect`` for what it says and hides, and a picture drawn again, before anything is
    written: the store's only writer waits for neither. Raises Invalid when it is refused.
    """
    editing.require_open(record, by)
    present = of_record(record.KIND, record.id)
    if len(present) >= MOST:
        raise Invalid(f"Một nội dung có nhiều nhất {MOST} tệp.")
    require_unstamped({"label": upload.label})
    taken = accept(upload.data, upload.name)
    if taken.width and not upload.label.strip():
        raise Invalid(NO_WORDS, label=NO_WORDS)
    cleaned = inspect(taken)
    sha256 = hashlib.sha256(cleaned.data).hexdigest()
    twin = next((one for one in present if one.sha256 == sha256), None)
    if twin is not None:
        raise Invalid(f"Tệp này đã có trong nội dung: “{twin.name}”.")
    attachment = Attachment(
        kind=record.KIND,
        record_id=record.id,
        position=max((one.position for one in present), default=-1) + 1,
        name=taken.name,
        label=upload.label.strip(),
        media_type=taken.media_type,
        size=len(cleaned.data),
        sha256=storage.add(cleaned.data),
        width=taken.width,
        height=taken.height,
        hidden=[finding.sentence for finding in cleaned.left],
        added_by_id=by.id,
        added_at=now,
    )
    db.session.add(attachment)
    details = {"sha256": attachment.sha256, "size": attachment.size}
    if cleaned.removed:
        # By their codes: the sentences name people.
        details["taken_out"] = [finding.code for finding in cleaned.removed]
    editing.touch(record, by, now)
    write("desk:attachment:added", by, now, kind=record.KIND, record_id=record.id, details=details)
    return Attached(attachment, cleaned.removed)


def require_seen(record: Record, *, seen: bool) -> None:
    """Raise Invalid unless whoever approves has seen what a record's files still hide, or they hide nothing."""
    hiding = [one for one in of_record(record.KIND, record.id) if one.hidden]
    if hiding and not seen:
        told = "; ".join(f"“{one.name}” ({', '.join(one.hidden)})" for one in hiding)
        raise Invalid(f"Hãy xem và xác nhận dữ liệu ẩn còn trong tệp: {told}.", seen_hidden=NOT_SEEN)


def remove(record: R, attachment: Attachment, *, editing: Editing[R], by: Person, now: datetime) -> None:
    """Take a file from a record's working copy; its bytes stay, because an edition may name them."""
    editing.require_open(record, by)
    editing.touch(record, by, now)
    db.session.delete(attachment)
    details = {"sha256": attachment.sha256}
    write("desk:attachment:removed", by, now, kind=record.KIND, record_id=record.id, details=details)
