"""The moves of a document, the same for each kind of documents."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from content.accounts.permissions import Permission
from content.accounts.policy import Person, require
from content.clock import local_date
from content.documents.models import Document
from content.documents.projection import snapshot
from content.documents.rules import check, faults, gaps, refuse
from content.editorial.actions import Editing
from content.editorial.queries import editions_of

D = TypeVar("D", bound=Document)


@dataclass(frozen=True)
class DocumentEditing(Editing[D]):
    """The moves of one kind of documents; ``types`` is what they are called."""

    types: Collection[str] = ()

    def submit(self, record: D, by: Person, now: datetime, change_note: str = "") -> D:
        """Hand the working copy to another person; raises Invalid when something is missing.

        What the newest edition lacked already is not asked for: a register may not have known it.
        """
        require(by, self.permission, organisation_id=record.organisation_id)
        today = local_date(now)
        missing = gaps(self.snapshot(record, now), self.types, today)
        editions = editions_of(record.KIND, record.id)
        before = gaps(editions[-1].snapshot, self.types, today) if editions else {}
        refuse(faults(record) | {name: said for name, said in missing.items() if before.get(name) != said})
        return super().submit(record, by, now, change_note)


def document_editing(model: type[D], permission: Permission, types: Collection[str]) -> DocumentEditing[D]:
    """The moves of one kind, for whoever has the permission to write it."""
    return DocumentEditing(
        model,
        permission,
        snapshot=snapshot,
        check=check,
        words=lambda document: document.number or f"{document.type} {document.title}",
        searched=lambda document: f"{document.number} {document.type} {document.title}",
        types=types,
    )
