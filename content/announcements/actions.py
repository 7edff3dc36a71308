"""The moves of an announcement."""

from __future__ import annotations

from content.accounts.permissions import Permission
from content.announcements.models import Announcement
from content.announcements.projection import check_whole, snapshot
from content.editorial.actions import Editing

editing = Editing(
    Announcement,
    Permission.WRITE_ANNOUNCEMENTS,
    snapshot=snapshot,
    check=check_whole,
    words=lambda announcement: announcement.title,
    searched=lambda announcement: f"{announcement.title} {announcement.type or ''}",
)
