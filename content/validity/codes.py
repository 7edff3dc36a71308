"""The words of the field: whether a document holds, and how one document acts on another."""

from __future__ import annotations

from enum import StrEnum


class LegalStatus(StrEnum):
    """Whether a document holds, in the words of the national database of legislation."""

    NOT_YET = "not_yet"
    IN_FORCE = "in_force"
    PARTLY = "partly"
    EXPIRED = "expired"
    SUSPENDED = "suspended"
    UNKNOWN = "unknown"


class RelationType(StrEnum):
    """How one document acts on another."""

    AMENDS = "amends"
    SUPPLEMENTS = "supplements"
    REPLACES = "replaces"
    REPEALS = "repeals"
    SUSPENDS = "suspends"
    CORRECTS = "corrects"
    IMPLEMENTS = "implements"
    GUIDES = "guides"
    CONSOLIDATES = "consolidates"
    BASED_ON = "based_on"
    CITES = "cites"


ENDING = frozenset({RelationType.REPLACES, RelationType.REPEALS})
"""Acts after which what they meet holds no more."""

STOPPING = frozenset({RelationType.SUSPENDS})
"""Acts while which what they meet does not hold."""
