"""Places inside a document as texts name them, ``điểm a, b khoản 2 Điều 5``, taken apart. Pure, in linear time.

Texts go upward (điểm, khoản, Điều), list (``Điều 5, 6 và 7``), mix both (``điểm a khoản 1, khoản 2 Điều 5``) and name
ranges (``từ Điều 5 đến Điều 9``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from content.provisions.anchors import part_anchor

POINT, CLAUSE, ARTICLE, SECTION, CHAPTER = range(5)
MOST_UNITS = 60
"""In one run: more is no sentence that anybody wrote, and work grows with their square."""

_LEVELS = {"diem": POINT, "khoan": CLAUSE, "dieu": ARTICLE, "muc": SECTION, "chuong": CHAPTER, "phu luc": CHAPTER}

_FIGURE = r"\d{1,4}[a-z]?(?!\w|[/.]\d)"
_LETTER = r"[a-z]\d{0,2}(?!\w)"
_ROMAN = r"[ivxlc]{1,7}(?!\w)"
_AND = r"\s{0,3}(?:[,;]\s{0,3}(?:(?:va|hoac)\s{1,3})?|\s(?:va|hoac)\s{1,3})"
_TO = r"\s{0,3}(?:\sden(?:\shet)?\s{1,3}|[-\u2013]\s{0,3})"


def _listed(word: str, number: str, group: str) -> str:
    items = rf"{number}(?:(?:{_AND}|{_TO}){number}){{0,60}}"
    return rf"(?:cac\s{{1,3}})?(?P<{group}>{word})[^\S\n]{{1,3}}(?P<{group}_items>{items})"


_UNIT = re.compile(
    r"(?<!\w)(?:"
    + "|".join(
        (
            _listed("diem", _LETTER, "p"),
            _listed("khoan", _FIGURE, "c"),
            _listed("dieu", _FIGURE, "a"),
            _listed("muc|chuong|phu luc", rf"(?:{_FIGURE}|{_ROMAN})", "h"),
        )
    )
    + ")"
)
_ITEM = re.compile(r"(?<!\w)(?:\d{1,4}[a-z]?|[a-z]\d{0,2}|[ivxlc]{1,7})(?!\w)")
_DIRECT = re.compile(r"\s{0,3}(?:[,(]\s{0,3})?(?:(?:cua|tai|trong|thuoc)\s{1,3})?")
_BESIDE = re.compile(rf"{_AND}(?:(?:tai|cua)\s{{1,3}})?(?:cac\s{{1,3}})?")
_UNTIL = re.compile(_TO)
_HERE = re.compile(r"[\s,]{1,3}(?:cua\s{1,3})?dieu\s{1,3}nay(?!\w)")


@dataclass(frozen=True, slots=True)
class Place:
    """A place, and where the text names it; ``here`` when it stands in the article that names it."""

    start: int
    end: int
    numbers: tuple[tuple[str, str], ...]
    """Word and number of each level named, the smallest first."""
    lowest: int
    highest: int
    here: bool = False
    through: str = ""

    def anchor(self, within: str = "") -> str:
        """The anchor of the place, in the article ``within`` when it says ``Điều này``; empty without one."""
        parts = [part_anchor(word, number) for word, number in reversed(self.numbers) if _LEVELS[word] <= self._top()]
        if self.here:
            return "-".join([within, *parts]) if within else ""
        return "-".join(parts)

    def last_anchor(self, within: str = "") -> str:
        """The anchor of the last place of a range, empty where there is no range."""
        if not self.through:
            return ""
        (word, _), *above = self.numbers
        return replace(self, numbers=((word, self.through), *above)).anchor(within)

    def _top(self) -> int:
        """An article's anchor does not name its chapter."""
        return ARTICLE if any(word == "dieu" for word, _ in self.numbers) else CHAPTER


@dataclass(slots=True)
class Run:
    """Places named in one breath, which belong to one document."""

    start: int
    end: int
    places: list[Place] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Unit:
    start: int
    end: int
    level: int
    word: str
    items: tuple[tuple[int, int, bool], ...]
    """Where each number stands, and whether it ends a range."""


def find_runs(folded: str, written: Sequence[str]) -> Iterator[Run]:
    """The runs of places in a folded text; ``written`` has the writer's own letter for each folded one."""
    units = [_unit(folded, match) for match in _UNIT.finditer(folded)]
    first = 0
    while first < len(units):
        last = first
        while last + 1 < min(len(units), first + MOST_UNITS) and _joint(folded, units[last], units[last + 1]):
            last += 1
        yield _run(folded, written, units[first : last + 1])
        first = last + 1


def _unit(folded: str, match: re.Match[str]) -> _Unit:
    group = next(name for name in "pcah" if match[name])
    start, end = match.span(f"{group}_items")
    items: list[tuple[int, int, bool]] = []
    after = start
    for item in _ITEM.finditer(folded, start, end):
        ranged = bool(items) and bool(_UNTIL.fullmatch(folded, after, item.start()))
        items.append((item.start(), item.end(), ranged))
        after = item.end()
    return _Unit(match.start(), match.end(), _LEVELS[match[group]], match[group], tuple(items))


def _joint(folded: str, before: _Unit, after: _Unit) -> str:
    """How two units hang together: directly, side by side, as a range, or not at all."""
    if after.start - before.end > 20:
        return ""
    if before.level == after.level:
        if _UNTIL.fullmatch(folded, before.end, after.start):
            return "until"
        return "beside" if _BESIDE.fullmatch(folded, before.end, after.start) else ""
    if _DIRECT.fullmatch(folded, before.end, after.start):
        return "direct"
    return "beside" if _BESIDE.fullmatch(folded, before.end, after.start) else ""


def _run(folded: str, written: Sequence[str], units: list[_Unit]) -> Run:
    run = Run(units[0].start, units[-1].end)
    for at, unit in enumerate(units):
        joint = _joint(folded, units[at - 1], unit) if at else ""
        onward = at + 1 < len(units) and units[at + 1].level > unit.level
        onward = onward and _joint(folded, unit, units[at + 1]) == "direct"
        _add(run, unit, joint, written, goes_on=onward)
    if run.places[-1].highest < ARTICLE and (here := _HERE.match(folded, run.end)):
        run.end = here.end()
        run.places = [replace(place, here=place.highest < ARTICLE) for place in run.places]
        run.places[-1] = replace(run.places[-1], end=run.end)
    return run


def _add(run: Run, unit: _Unit, joint: str, written: Sequence[str], *, goes_on: bool) -> None:
    """Put one unit to the places of its run: above those that wait for it, below the last one, or beside."""
    numbers = [(_said(written, start, end), start, end, ranged) for start, end, ranged in unit.items]
    waiting = [at for at, place in enumerate(run.places) if _waits(place, unit.level)]
    if joint == "direct" and waiting and waiting[-1] == len(run.places) - 1:
        number, _, end, _ = numbers.pop(0)
        for at in waiting:
            place = run.places[at]
            run.places[at] = replace(place, numbers=(*place.numbers, (unit.word, number)), highest=unit.level)
        run.places[-1] = replace(run.places[-1], end=end)
    elif joint == "direct" and run.places and run.places[-1].lowest > unit.level and not goes_on:
        number, _, end, _ = numbers.pop(0)
        place = run.places[-1]
        run.places[-1] = replace(place, numbers=((unit.word, number), *place.numbers), lowest=unit.level, end=end)
    if joint == "until" and run.places:
        numbers[0] = (*numbers[0][:3], True)
    for number, start, end, ranged in numbers:
        begin = unit.start if start == unit.items[0][0] else start
        place = Place(begin, end, ((unit.word, number),), unit.level, unit.level)
        if ranged and run.places:
            run.places[-1] = replace(run.places[-1], through=number)
        run.places.append(place)


def _waits(place: Place, level: int) -> bool:
    """Whether a place still lacks a level; a clause stands in an article and not straight in a chapter."""
    return place.highest < level and not place.highest < ARTICLE < level


def _said(written: Sequence[str], start: int, end: int) -> str:
    """A number in the writer's own letters, because điểm d and điểm đ are two."""
    said = "".join(written[start:end]).lower()
    return said.lstrip("0") or said
