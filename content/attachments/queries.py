"""Reading attachments."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from content.attachments.models import Attachment
from content.db import db


def of_record(kind: str, record_id: str) -> Sequence[Attachment]:
    """A record's files in their order."""
    wanted = select(Attachment).where(Attachment.kind == kind, Attachment.record_id == record_id)
    return db.session.scalars(wanted.order_by(Attachment.position, Attachment.id)).all()


def snapshot(kind: str, record_id: str) -> list[dict[str, Any]]:
    """A record's files as an edition freezes them."""
    return [
        {
            "token": one.token,
            "name": one.name,
            "label": one.label,
            "media_type": one.media_type,
            "size": one.size,
            "sha256": one.sha256,
            "width": one.width,
            "height": one.height,
        }
        for one in of_record(kind, record_id)
    ]
