"""Where a legal text is cut into parts, and the same text with the cuts marked in it, for an officer to correct.

>>> marked(["Điều 1. Phạm vi", "Một."], Cuts((Cut(Level.ARTICLE, 0, 1),)))
'[Điều] Điều 1. Phạm vi\\nMột.'
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from content.provisions.provision import Level

MARKS = {
    Level.PART: "Phần",
    Level.CHAPTER: "Chương",
    Level.SECTION: "Mục",
    Level.SUBSECTION: "Tiểu mục",
    Level.ARTICLE: "Điều",
    Level.ANNEX: "Phụ lục",
    Level.TEXT: "Chữ ký",
}
"""What stands in brackets before the line that opens a part."""
CONTINUED = "+"
"""Before a line that goes on with the heading above it."""
ASIDE = "Lề"
"""Before a line that belongs to the page and not to the text: a running head, a stamp."""

_LEVELS = {name.casefold(): level for level, name in MARKS.items()}
_MARK = re.compile(
    r"\[(" + "|".join([*MARKS.values(), re.escape(CONTINUED), ASIDE]) + r")\](?: (.*)|)", re.IGNORECASE | re.DOTALL
)
_ESCAPED = re.compile(r"\\+\[")
_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Cut:
    """Here a part begins."""

    kind: Level
    """``TEXT`` is the block of signature and recipients."""
    start: int
    """The line that opens the part, from 0."""
    body: int
    """The first line behind its heading; equal to ``start`` where it has none."""


@dataclass(frozen=True, slots=True)
class Cuts:
    """Everything that has to be known to take a text apart: the lines before the first cut are its preamble."""

    parts: tuple[Cut, ...] = ()
    asides: frozenset[int] = frozenset()
    """Lines that belong to the page and not to the text."""


def split(text: str) -> list[str]:
    """The lines of a text, whatever ends them."""
    return _LINE_END.split(text)


def marked(lines: list[str], cuts: Cuts) -> str:
    """The text with a mark before each line that opens a part, goes on with a heading, or is no text."""
    marks: dict[int, str] = {}
    for cut in cuts.parts:
        marks |= dict.fromkeys(range(cut.start + 1, cut.body), CONTINUED)
        marks[cut.start] = MARKS[cut.kind]
    marks |= dict.fromkeys(cuts.asides, ASIDE)
    return "\n".join(
        f"[{marks[place]}] {line}" if place in marks else _escaped(line) for place, line in enumerate(lines)
    )


def read_marked(text: str) -> tuple[list[str], Cuts]:
    """The lines without their marks, and the cuts that the marks made."""
    lines: list[str] = []
    cuts: list[Cut] = []
    asides: set[int] = set()
    in_heading = False
    for place, line in enumerate(split(text)):
        match = _MARK.fullmatch(line)
        mark = match[1].casefold() if match else ""
        if match is None:
            lines.append(line[1:] if _ESCAPED.match(line) else line)
            in_heading = False
            continue
        lines.append(match[2] or "")
        if mark == ASIDE.casefold():
            asides.add(place)
        elif mark == CONTINUED:
            # A heading goes on over what the page put between its lines; without a heading above it is text.
            if in_heading:
                cuts[-1] = Cut(cuts[-1].kind, cuts[-1].start, place + 1)
        else:
            kind = _LEVELS[mark]
            in_heading = kind is not Level.TEXT
            cuts.append(Cut(kind, place, place + in_heading))
    return lines, Cuts(tuple(cuts), frozenset(asides))


def _escaped(line: str) -> str:
    """A line that looks like a mark gets a stroke before it, and one with strokes gets one more."""
    return f"\\{line}" if _MARK.fullmatch(line) or _ESCAPED.match(line) else line
