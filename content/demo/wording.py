"""Fills the ``{{…}}`` of a demonstration text: numbers of other records, days and periods relative to today."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

from content.demo.days import ROMAN, long, month_of, quarter_of, read_day, short, weekday

GAP = re.compile(r"\{\{\s*([^{}]+?)\s*\}\}")
WRITTEN: Mapping[str, Callable[[date], str]] = {
    "day": short,
    "long": long,
    "weekday": weekday,
    "yearof": lambda day: str(day.year),
}
RELATIVE = {"last": -1, "this": 0, "next": 1}


def fill(text: str, today: date, own_day: Callable[[str], date], own_word: Callable[[str], str]) -> str:
    """The text with every gap filled; ValueError, naming the gap, for one that means nothing."""

    def one(found: re.Match[str]) -> str:
        words = found[1].split()
        try:
            return fill_one(words, today, own_day, own_word)
        except (ValueError, KeyError, IndexError) as error:
            raise ValueError(f"nothing fills {found[0]} ({error})") from error

    return GAP.sub(one, text)


def fill_one(words: list[str], today: date, own_day: Callable[[str], date], own_word: Callable[[str], str]) -> str:
    """What one gap says: ``long issued``, ``day -3d``, ``month last``, ``quarter -2``, ``a-record.number``."""
    head, rest = words[0], words[1:]
    if head in WRITTEN:
        return WRITTEN[head](read_day(" ".join(rest), today, own_day))
    if head == "month":
        year, month = month_of(today, offset(rest))
        return f"{month}/{year}"
    if head == "monthname":
        year, month = month_of(today, offset(rest))
        return f"tháng {month} năm {year}"
    if head == "quarter":
        year, quarter = quarter_of(today, offset(rest))
        return f"{ROMAN[quarter - 1]}/{year}"
    if head == "year":
        return str(today.year + offset(rest or ["this"]))
    return own_word(head)


def offset(words: list[str]) -> int:
    """last, this, next, or a signed number."""
    return RELATIVE[words[0]] if words[0] in RELATIVE else int(words[0])
