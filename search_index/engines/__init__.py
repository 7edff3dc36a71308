"""The engines that can hold the index; each imports its own library, and nobody else does."""

from __future__ import annotations

from search_index.engines.tantivy_engine import TantivyEngine
from search_index.engines.whoosh_engine import WhooshEngine
from search_index.port import Engine

ENGINES: dict[str, type[Engine]] = {"tantivy": TantivyEngine, "whoosh": WhooshEngine}
"""The values of ``SEARCH_ENGINE``; the first is the default."""
