"""What a question is answered from: an open index, with what is known of its words, laws and issuers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from search_index.laws import Laws
from search_index.port import Engine
from search_index.vocabulary import Vocabulary


@dataclass(frozen=True)
class Collection:
    """An open index with what is known of its words."""

    engine: Engine
    vocabulary: Vocabulary
    laws: Laws
    provisions: int
    average_length: float
    issuers: Mapping[str, str]
    """Name of each issuer by its key."""
