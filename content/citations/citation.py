"""A document or a provision that a text names, as a value."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Citation:
    """What a text names between two of its places.

    Without ``key``, ``name`` and ``own`` the text names a provision and does not say of which document.
    """

    start: int
    end: int
    key: str = ""
    """Of the document's number: ``30-2020-ndcp``."""
    name: str = ""
    """Of a law cited by name: ``Luật Đất đai``."""
    year: str = ""
    own: bool = False
    """Whether the text says that it means the document in which it stands: ``Nghị định này``."""
    provision: str = ""
    """Anchor of the provision, empty for the whole document: ``dieu-5-khoan-2-diem-b``."""
    through: str = ""
    """Anchor of the last provision, where a range is named: ``từ Điều 5 đến Điều 9``."""
