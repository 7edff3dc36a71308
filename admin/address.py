"""Where the desk is: what the site must know of it to give it its sessions and headers."""

from __future__ import annotations

DESK = "/admin"


def is_desk(path: str) -> bool:
    """Whether a path is the desk's."""
    return path == DESK or path.startswith(f"{DESK}/")
