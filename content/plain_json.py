"""JSON as it is kept in columns: Vietnamese as itself, which takes a third of the room of escapes."""

from __future__ import annotations

import json
from typing import Any


def dumps(value: Any) -> str:
    """The text of a plain value."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
