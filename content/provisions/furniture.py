"""Lines that a page adds to the text of a legal document: running heads of the gazette, page numbers, stamps. Pure."""

from __future__ import annotations

import re

_RUNNING_HEAD = re.compile(r"\s*CÔNG BÁO\s*/\s*Số\s.{1,60}/\s*Ngày\s.{4,20}")
_PAGE_NUMBER = re.compile(r"\s*[-–]?\s*([0-9]{1,4})\s*[-–]?\s*")
_STAMP = re.compile(r"\s*(?:Người ký|Email|Cơ quan|Thời gian ký):\s.*")
_STAMP_LINES = 4
_PAGES = 3
"""So many figures alone in their line, each one more than the last, look like page numbers."""
_PAGE_LINES = 15
"""So many lines a page has at least."""


def asides(lines: list[str]) -> frozenset[int]:
    """The lines that surely are no text: running heads with the number beside them, and electronic stamps."""
    written = [place for place, line in enumerate(lines) if line.strip()]
    found: set[int] = set()
    for order, place in enumerate(written):
        if _RUNNING_HEAD.fullmatch(lines[place]):
            found.add(place)
            number = next((at for at in _beside(written, order) if _PAGE_NUMBER.fullmatch(lines[at])), None)
            if number is not None and number not in found:
                found.add(number)
        stamp = written[order : order + _STAMP_LINES]
        if lines[place].lstrip().startswith("Người ký:") and all(_STAMP.fullmatch(lines[at]) for at in stamp):
            found.update(stamp)
    return frozenset(found)


def page_numbers(lines: list[str], known: frozenset[int]) -> list[int]:
    """Lines that look like page numbers without a running head beside them: figures that count pages."""
    best: list[int] = []
    run: list[int] = []
    last = 0
    for place, line in enumerate(lines):
        match = _PAGE_NUMBER.fullmatch(line)
        if not match or place in known:
            continue
        if run and int(match[1]) == last + 1 and place - run[-1] >= _PAGE_LINES:
            run.append(place)
        elif run and int(match[1]) != 1 and len(run) >= _PAGES:
            continue
        else:
            run = [place]
        last = int(match[1])
        best = max(best, run, key=len)
    return list(best) if len(best) >= _PAGES else []


def _beside(written: list[int], order: int) -> list[int]:
    """The written lines before and behind one, those that directly touch it first."""
    return [written[at] for at in (order - 1, order + 1) if 0 <= at < len(written)]
