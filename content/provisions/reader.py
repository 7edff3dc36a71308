"""Goes once through the lines of a legal text and gives each to the part it belongs to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from content.provisions.anchors import Anchors, part_anchor
from content.provisions.headings import (
    LONGEST_HEADING,
    Heading,
    is_capitals,
    opens_closing,
    read_attached,
    read_heading,
)
from content.provisions.provision import LONGEST_LABEL, LONGEST_NUMBER, Level, Provision

LINES_OF_A_NAME = 6
"""A chapter's name in capitals may run over so many lines."""

LINES_TO_ATTACHMENT = 10
"""So many lines may stand between ``QUY CHẾ`` and ``(Ban hành kèm theo …)``."""

LONGEST_LEAP = 50
"""An article so far ahead of the one before is a citation at the start of a line."""

_DEPTH = {Level.ANNEX: 0, Level.PART: 1, Level.CHAPTER: 2, Level.SECTION: 3, Level.SUBSECTION: 4, Level.ARTICLE: 5}
_LISTED = re.compile(r"(?:\d{1,3}|[a-zđ]\d?)\s*[.)]|[-+•–]")
_SENTENCE_ENDS = (".", ";", ":", ",", "/")


@dataclass(slots=True)
class _Part:
    """A provision while it is being read."""

    heading: Heading
    parent: int | None
    anchor: str
    name: str = ""
    lines: list[str] = field(default_factory=list)

    @property
    def depth(self) -> int:
        return _DEPTH[self.heading.kind]


class Reader:
    """One pass over the lines, looking ahead a bounded number of them only."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._at = 0
        self._preamble: list[str] = []
        self._parts: list[_Part] = []
        self._open: list[int] = []
        self._closing: list[str] = []
        self._in_closing = False
        self._closed = False
        self._article: int | None = None
        self._quotes = 0
        self._anchors = Anchors()
        self.found_articles = False

    def read(self) -> None:
        """Give every line to exactly one part."""
        while self._at < len(self._lines):
            line = self._lines[self._at]
            self._at += 1
            if heading := self._heading(line):
                self._begin(heading)
            else:
                self._add(line)

    def preamble(self) -> str:
        """What stands before the first part."""
        return _joined(self._preamble)

    def provisions(self) -> tuple[Provision, ...]:
        """The parts in their order of reading."""
        return tuple(self._provision(position, part) for position, part in enumerate(self._parts))

    def closing(self) -> str:
        """Signature and recipients."""
        return _joined(self._closing)

    def _add(self, line: str) -> None:
        self._quotes = max(0, self._quotes + line.count("“") - line.count("”"))
        if self.found_articles and not self._closed and opens_closing(line):
            self._in_closing = True
        if self._in_closing:
            self._closing.append(line)
        else:
            (self._parts[-1].lines if self._parts else self._preamble).append(line)

    def _heading(self, line: str) -> Heading | None:
        heading = read_heading(line) or self._attached(line)
        return heading if heading and self._is_in_place(heading) else None

    def _attached(self, line: str) -> Heading | None:
        if not self.found_articles or not line.isupper():
            return None
        return read_attached(line, self._lines[self._at : self._at + LINES_TO_ATTACHMENT])

    def _is_in_place(self, heading: Heading) -> bool:
        """Quoted articles, and citations at the start of a line, are text of the article they stand in."""
        if heading.kind is Level.ANNEX:
            return self.found_articles and not self._quotes
        if heading.kind is not Level.ARTICLE:
            return not self._quotes
        if not heading.rest and self._goes_on_in_lower_case():
            return False
        if self._article is None:
            return True
        if self._quotes:
            return heading.count == self._article + 1
        last = self._article + LONGEST_LEAP if self._article else 1
        return heading.count == 1 or self._article <= heading.count <= last

    def _goes_on_in_lower_case(self) -> bool:
        ahead = self._lines[self._at : self._at + LINES_OF_A_NAME]
        following = next((line.strip() for line in ahead if line.strip()), "")
        return following[:1].islower() and not _LISTED.match(following)

    def _begin(self, heading: Heading) -> None:
        if self._in_closing:
            self._end_closing(heading)
        while self._open and self._parts[self._open[-1]].depth >= _DEPTH[heading.kind]:
            self._open.pop()
        parent = self._open[-1] if self._open else None
        part = _Part(heading, parent, self._anchor(heading, parent))
        self._open.append(len(self._parts))
        self._parts.append(part)
        if heading.kind is Level.ARTICLE:
            self._begin_article(part)
        else:
            part.name = self._division_name(heading)
        if heading.kind is Level.ANNEX:
            # What is signed behind this is an annex's own form: the document's closing stands before its annexes.
            self._article, self._closed = 0, True

    def _begin_article(self, part: _Part) -> None:
        self.found_articles = True
        self._article = part.heading.count
        name = self._article_name(part.heading)
        self._quotes = max(0, name.count("“") - name.count("”"))
        if len(name) > LONGEST_HEADING or name.endswith(_SENTENCE_ENDS):
            part.lines.append(name)
        else:
            part.name = name.strip("* ")

    def _end_closing(self, heading: Heading) -> None:
        """An annex ends the closing; an article that goes on shows that it was none."""
        self._in_closing = False
        if heading.kind is not Level.ANNEX:
            self._parts[-1].lines += self._closing
            self._closing = []

    def _anchor(self, heading: Heading, parent: int | None) -> str:
        plain = part_anchor(heading.word, heading.number)
        if parent is None:
            return self._anchors.take(plain)
        within = f"{self._parts[parent].anchor}-{plain}"
        in_annex = self._parts[self._open[0]].heading.kind is Level.ANNEX
        if heading.kind is Level.ARTICLE and in_annex:
            within = f"{self._parts[self._open[0]].anchor}-{plain}"
        if in_annex or heading.kind in (Level.SECTION, Level.SUBSECTION):
            return self._anchors.take(within)
        return self._anchors.first_free(plain, within)

    def _article_name(self, heading: Heading) -> str:
        """The line behind ``Điều 5.``, with the lines it was broken into; in decisions it is a sentence."""
        name = heading.rest
        while (
            name and len(name) < LONGEST_HEADING and not name.endswith(_SENTENCE_ENDS) and self._at < len(self._lines)
        ):
            following = self._lines[self._at].strip()
            if not following[:1].islower() or _LISTED.match(following):
                break
            name = f"{name} {following}"
            self._at += 1
        return name

    def _division_name(self, heading: Heading) -> str:
        """The name of a chapter: behind its number, or in the next lines, in capitals or one short line."""
        names = [heading.rest] if heading.rest else []
        while len(names) < LINES_OF_A_NAME and (not names or is_capitals(names[-1])):
            at = self._next_written()
            line = self._lines[at].strip() if at is not None else ""
            if at is None or not _continues_name(line, names):
                break
            names.append(line.strip("* "))
            self._at = at + 1
        return " ".join(names)

    def _next_written(self) -> int | None:
        for at in range(self._at, min(self._at + LINES_OF_A_NAME, len(self._lines))):
            if self._lines[at].strip():
                return at
        return None

    def _provision(self, position: int, part: _Part) -> Provision:
        number = part.heading.number
        return Provision(
            anchor=part.anchor,
            parent=None if part.parent is None else self._parts[part.parent].anchor,
            kind=part.heading.kind,
            number=number[:LONGEST_NUMBER] if number else None,
            label=part.heading.label[:LONGEST_LABEL],
            heading=part.name,
            text=_joined(part.lines),
            position=position,
        )


def _continues_name(line: str, names: list[str]) -> bool:
    if len(line) > LONGEST_HEADING or read_heading(line) or _LISTED.match(line) or opens_closing(line):
        return False
    return is_capitals(line) or (not names and line[0].isupper() and not line.endswith(_SENTENCE_ENDS))


def _joined(lines: list[str]) -> str:
    return "\n".join(lines).strip()
