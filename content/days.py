"""A day that somebody typed, and a day so many working days away."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from holidays import country_holidays

from content.clock import VIETNAM, local_date

_AS_PEOPLE_WRITE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")

_HOLIDAYS = country_holidays("VN")
"""Public holidays of Vietnam, Tết included."""


def typed_day(text: str) -> date | None:
    """22/11/2026, 22-11-2026 or 22.11.2026 as people write, 2026-11-22 as machines do; None when it is no day."""
    written = _AS_PEOPLE_WRITE.fullmatch(text)
    try:
        return date(int(written[3]), int(written[2]), int(written[1])) if written else date.fromisoformat(text)
    except ValueError:
        return None


def is_working_day(day: date) -> bool:
    """Whether offices work on a day; a working Saturday that makes up for a day off is not known."""
    return day.weekday() < 5 and day not in _HOLIDAYS


def due_on(received: date, days: int) -> date:
    """The last of so many working days, counted from the day after what was received."""
    due = received
    while days > 0:
        due += timedelta(days=1)
        days -= is_working_day(due)
    return due


def due_by(received: datetime, days: int) -> datetime:
    """The last moment, in Vietnam, of the day that something received at a moment is due."""
    return datetime.combine(due_on(local_date(received), days), time.max, VIETNAM)
