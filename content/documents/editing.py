"""The moves of a document, the same for each kind of documents."""

from __future__ import annotations

from typing import TypeVar

from content.accounts.permissions import Permission
from content.documents.models import Document
from content.documents.projection import snapshot
from content.documents.rules import check
from content.editorial.actions import Editing

D = TypeVar("D", bound=Document)


def document_editing(model: type[D], permission: Permission) -> Editing[D]:
    """The moves of one kind, for whoever has the permission to write it."""
    return Editing(
        model,
        permission,
        snapshot=snapshot,
        check=check,
        words=lambda document: document.number or f"{document.type} {document.title}",
        searched=lambda document: f"{document.number} {document.type} {document.title}",
    )
