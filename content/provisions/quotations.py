"""Which lines of a text stand inside a quotation that began before them: quoted articles are no articles. Pure."""

from __future__ import annotations

import re

_QUOTES = re.compile('[“”"]')
_OPENS_A_PART = re.compile(
    r"[\s*]*[“\"][\s*]*(?:(?:Điều|Chương|Mục|Phần|Phụ lục|PHỤ LỤC|CHƯƠNG|MỤC|PHẦN|ĐIỀU)\s"
    r"|[0-9]{1,3}[a-zđ]?[.)]|[a-zđ]\))"
)


def quoted(lines: list[str]) -> tuple[frozenset[int], frozenset[int]]:
    """Lines surely in a quotation, and lines behind a sign that opens one and is never closed.

    A quotation holds articles only when it opens a line and with a part's number: other signs of quotation may be
    lost or doubled without harm. One sign may close several, as it does where a quoted article ends with a quoted
    word; whether it did so shows when the next quotation opens and the one before was not closed otherwise.
    """
    surely: set[int] = set()
    opened: int | None = None
    may_end: int | None = None
    depth = 0
    for place, line in enumerate(lines):
        opens = bool(_OPENS_A_PART.match(line))
        if opens and (opened is None or may_end is not None):
            if opened is not None and may_end is not None:
                surely.update(range(opened + 1, may_end + 1))
            opened, may_end, depth = place, None, 0
        if opened is None:
            continue
        depth = _depth_behind(line, depth)
        if depth == 0:
            surely.update(range(opened + 1, place + 1))
            opened = may_end = None
        elif depth == 1 and _ends_quotation(line):
            may_end = place
    if opened is None:
        return frozenset(surely), frozenset()
    if may_end is not None:
        return frozenset(surely) | frozenset(range(opened + 1, may_end + 1)), frozenset()
    return frozenset(surely), frozenset(range(opened + 1, len(lines)))


def _depth_behind(line: str, depth: int) -> int:
    """How many quotations are open behind a line."""
    for sign in _QUOTES.findall(line):
        if sign == "“" or (sign == '"' and depth == 0):
            depth += 1
        else:
            depth = max(0, depth - 1)
    return depth


def _ends_quotation(line: str) -> bool:
    return line.rstrip(" .;,*").endswith(("”", '"'))
