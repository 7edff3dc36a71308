"""A day that somebody typed."""

from __future__ import annotations

import re
from datetime import date

_AS_PEOPLE_WRITE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


def typed_day(text: str) -> date | None:
    """22/11/2026, 22-11-2026 or 22.11.2026 as people write, 2026-11-22 as machines do; None when it is no day."""
    written = _AS_PEOPLE_WRITE.fullmatch(text)
    try:
        return date(int(written[3]), int(written[2]), int(written[1])) if written else date.fromisoformat(text)
    except ValueError:
        return None
