"""The kinds that the portal publishes: what is entered here, the projector, the preview and the audit trail know.

The rest is said of each kind where it belongs: its migration and its permission (``accounts.permissions``, ``policy``),
its view at the desk (``admin.desk``), its words, template and filters on the site (``portal.web.words``,
``portal.views.records``, ``portal.web.lists``, ``portal.web.navigation``), its place in the laws of ``pyproject.toml``
and its part of the demonstration (``demo.fields``). ``tests/contracts/test_kinds.py`` fails until all are there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from content.announcements.actions import editing as announcements
from content.announcements.projection import PROJECTION as ANNOUNCEMENTS
from content.directions.actions import editing as directions
from content.directions.projection import PROJECTION as DIRECTIONS
from content.editorial.actions import Editing
from content.editorial.models import Record
from content.editorial.projection import EditorialProjection
from content.editorial.projector import Projectable
from content.feedback.actions import editing as feedback
from content.feedback.projection import PROJECTION as FEEDBACK
from content.legal.actions import editing as legal
from content.legal.projection import PROJECTION as LEGAL
from content.organisations.actions import editing as organisations
from content.organisations.projection import PROJECTION as ORGANISATIONS
from content.pages.projection import PROJECTION as PAGES
from content.public.records import PublicRecord


@dataclass(frozen=True)
class Kind:
    """One kind: its noun in code, its names for people, how it is edited and what is public of it."""

    noun: str
    label_vi: str
    editing: Editing[Any]
    projection: EditorialProjection[Any]

    @property
    def model(self) -> type[Record]:
        """The table of its records."""
        found: type[Record] = self.projection.model
        return found

    @property
    def path(self) -> str:
        """The address of its list."""
        return self.projection.path

    def preview(self, record: Record, now: datetime) -> PublicRecord:
        """What the public would see if the working copy were approved now."""
        return self.projection.preview(record, self.editing.snapshot(record, now), now)


KINDS: Mapping[str, Kind] = {
    kind.noun: kind
    for kind in (
        Kind("legal", "Văn bản pháp luật", legal, LEGAL),
        Kind("directions", "Chỉ đạo điều hành", directions, DIRECTIONS),
        Kind("announcements", "Thông cáo, phát ngôn", announcements, ANNOUNCEMENTS),
        Kind("feedback", "Góp ý, phản ánh, kiến nghị", feedback, FEEDBACK),
        Kind("organisations", "Cơ quan", organisations, ORGANISATIONS),
    )
}
"""What staff maintain, by noun, in the order of menus."""

PROJECTABLE: Mapping[str, Projectable] = {noun: kind.projection for noun, kind in KINDS.items()} | {"pages": PAGES}
"""Everything that reaches the public store."""
