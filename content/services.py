"""What the portal is run with: clock, stores, files; made once and handed to whatever needs it."""

from __future__ import annotations

from dataclasses import dataclass

from content.clock import Clock
from content.editorial.projector import Projector
from content.public.store import PublicStore
from content.storage import Storage


@dataclass(frozen=True)
class Services:
    """The things with effects."""

    clock: Clock
    public: PublicStore
    """As the site reads it."""
    private_files: Storage
    public_files: Storage
    projector: Projector
