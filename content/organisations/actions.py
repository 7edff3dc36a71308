"""The moves of an organisation's description."""

from __future__ import annotations

from content.accounts.permissions import Permission
from content.editorial.actions import Editing
from content.organisations.models import Organisation
from content.organisations.projection import snapshot
from content.organisations.rules import check

editing = Editing(
    Organisation,
    Permission.WRITE_ORGANISATIONS,
    snapshot=snapshot,
    check=check,
    words=lambda organisation: organisation.name,
    searched=lambda organisation: f"{organisation.name} {organisation.short_name}",
    discardable=False,
)
