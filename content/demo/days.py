"""Days and periods written relative to today, so that the demonstration looks alive whenever it is loaded."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from content.clock import VIETNAM

DAY = re.compile(r"(?P<base>\d{4}-\d{2}-\d{2}|(?:[a-z][a-z0-9-]*\.)?[a-z]+\d?)?\s*(?:(?P<offset>[+-]\d+)d)?")
MOMENT = re.compile(r"(?P<day>.+?)\s+(?P<hour>\d{2}):(?P<minute>\d{2})")
START = re.compile(r"(?P<unit>month|quarter)(?P<back>\d?)")
PERIOD = re.compile(r"(?P<offset>-\d+) (?P<unit>month|quarter)s?")
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
ROMAN = ("I", "II", "III", "IV")


@dataclass(frozen=True)
class Period:
    """The time an announcement reports on: a month, a quarter, or an occasion without either."""

    kind: str
    year: int | None = None
    number: int | None = None


def read_day(text: str, today: date, look_up: Callable[[str], date]) -> date:
    """The day that ``-45d``, ``issued+10d``, ``a-record.effective`` or ``2026-07-01`` means; ValueError if none."""
    found = DAY.fullmatch(text.strip())
    if not text.strip() or found is None:
        raise ValueError(f"not a day: {text!r}")
    base = found["base"]
    if base is None or base == "today":
        day = today
    elif base[0].isdigit():
        day = date.fromisoformat(base)
    elif start := START.fullmatch(base):
        day = first_day(start["unit"], int(start["back"] or 0), today)
    else:
        day = look_up(base)
    return day + timedelta(days=int(found["offset"] or 0))


def read_moment(text: str, today: date, look_up: Callable[[str], date]) -> datetime:
    """The moment in UTC that ``-3d 09:30`` (Vietnam time) means; ValueError if none."""
    found = MOMENT.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"not a moment: {text!r}")
    day = read_day(found["day"], today, look_up)
    return datetime.combine(day, time(int(found["hour"]), int(found["minute"])), VIETNAM).astimezone(UTC)


def working_day(day: date) -> date:
    """The day itself, or the Friday before when it falls on a week-end: offices sign on working days."""
    return day - timedelta(days=max(0, day.weekday() - 4))


def month_of(today: date, offset: int) -> tuple[int, int]:
    """Year and month so many months from the current one, which begins when the last one has been reported on."""
    today -= timedelta(days=5)
    months = today.year * 12 + today.month - 1 + offset
    return months // 12, months % 12 + 1


def quarter_of(today: date, offset: int) -> tuple[int, int]:
    """Year and quarter so many quarters from the current one, which begins when the last has been reported on."""
    today -= timedelta(days=20)
    quarters = today.year * 4 + (today.month - 1) // 3 + offset
    return quarters // 4, quarters % 4 + 1


def first_day(unit: str, back: int, today: date) -> date:
    """The first day of the current month or quarter, or of one before it."""
    if unit == "month":
        year, month = month_of(today, -back)
        return date(year, month, 1)
    year, quarter = quarter_of(today, -back)
    return date(year, quarter * 3 - 2, 1)


def read_period(text: str, today: date) -> Period:
    """The period that ``-1 month``, ``-1 quarter`` or ``irregular`` means; ValueError if none."""
    if text == "irregular":
        return Period("irregular")
    found = PERIOD.fullmatch(text.replace("last ", "-1 "))
    if found is None:
        raise ValueError(f"not a period: {text!r}")
    if found["unit"] == "month":
        year, month = month_of(today, int(found["offset"]))
        return Period("month", year, month)
    year, quarter = quarter_of(today, int(found["offset"]))
    return Period("quarter", year, quarter)


def short(day: date) -> str:
    """22/11/2026."""
    return f"{day:%d/%m/%Y}"


def long(day: date) -> str:
    """22 tháng 11 năm 2026; a day below ten and the months one and two carry a nought, as in official papers."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{day.day:02d} tháng {month} năm {day.year}"


def weekday(day: date) -> str:
    """thứ Hai … Chủ nhật."""
    return WEEKDAYS[day.weekday()]
