"""The moves of this kind's documents."""

from __future__ import annotations

from content.accounts.permissions import Permission
from content.directions.models import Direction
from content.directions.rules import TYPES
from content.documents.editing import document_editing

editing = document_editing(Direction, Permission.WRITE_DIRECTIONS, TYPES)
