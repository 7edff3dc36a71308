"""Goes once through the lines of a legal text and finds where each part begins."""

from __future__ import annotations

import re

from content.provisions.cuts import Cut, Cuts
from content.provisions.furniture import asides
from content.provisions.headings import (
    LONGEST_HEADING,
    Heading,
    cites_on,
    is_capitals,
    opens_closing,
    read_attached,
    read_heading,
    read_unpointed,
)
from content.provisions.provision import Level
from content.provisions.quotations import quoted

LINES_OF_A_NAME = 6
"""A chapter's name in capitals may run over so many lines."""

LINES_TO_ATTACHMENT = 10
"""So many lines may stand between ``QUY CHẾ`` and ``(Ban hành kèm theo …)``."""

LONGEST_LEAP = 50
"""An article so far ahead of the one before is a citation at the start of a line."""

LONGEST_NAME_BELOW = 200
"""A longer line under ``Điều 5`` is the article's text."""

LISTED = re.compile(r"(?:\d{1,3}|[a-zđ]\d?)\s*[.)]|[-+•–]|\d{1,3}\s*[-–]\s")
_RUNS_ON = (",", " và", " hoặc", " của", " các")
"""A name that ends so goes on in the next line, whatever that starts with."""
_SENTENCE_ENDS = (".", ";", ":", "/")


def find_cuts(lines: list[str]) -> Cuts:
    """Where the parts of a document begin; a text without articles is not cut."""
    reader = _Reader(lines)
    reader.read()
    return Cuts(tuple(reader.cuts) if reader.found_articles else (), reader.asides)


class _Reader:
    """One pass over the lines, looking ahead a bounded number of them only."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._at = 0
        self.cuts: list[Cut] = []
        self.asides = asides(lines)
        self.found_articles = False
        self._quoted, self._perhaps_quoted = quoted(lines)
        self._pointed = _pointed_numbers(lines)
        self._beyond = _next_outside(lines, self._quoted)
        self._article: int | None = None
        self._main = 0
        """The last article of the document itself."""
        self._annexes_from: int | None = None
        """The cut from which on there are annexes without articles."""
        self._annexed = False
        self._signed = False
        self._closed = False
        """No signature is looked for any more: it was found, or annexes have begun."""
        self._before = ""

    def read(self) -> None:
        """Give every line to exactly one part."""
        while self._at < len(self._lines):
            place = self._at
            line = self._lines[place]
            self._at += 1
            if place in self.asides or not line.strip():
                continue
            if heading := self._heading(place, line):
                self._begin(place, heading)
            elif self.found_articles and not self._closed and opens_closing(line):
                self._closed = self._signed = True
                self.cuts.append(Cut(Level.TEXT, place, place))
            self._before = self._lines[self._at - 1]

    def _heading(self, place: int, line: str) -> Heading | None:
        heading = read_heading(line) or self._attached(line)
        if place in self._quoted:
            return heading if heading and self._was_never_quoted(place, heading) else None
        if heading:
            return heading if self._is_in_place(heading, perhaps_quoted=place in self._perhaps_quoted) else None
        heading = read_unpointed(line)
        if heading and heading.number not in self._pointed and self._follows(heading) and not cites_on(self._before):
            return heading
        return None

    def _attached(self, line: str) -> Heading | None:
        if not self.found_articles:
            return None
        return read_attached(line, self._lines[self._at : self._at + LINES_TO_ATTACHMENT])

    def _is_in_place(self, heading: Heading, *, perhaps_quoted: bool) -> bool:
        """Quoted articles, and citations at the start of a line, are text of the article they stand in."""
        if heading.kind is Level.ANNEX:
            return self.found_articles and not perhaps_quoted and not cites_on(self._before)
        if heading.kind is not Level.ARTICLE:
            return not perhaps_quoted and not cites_on(self._before)
        if not heading.rest and self._goes_on_in_lower_case():
            return False
        if self._article is None:
            return True
        if perhaps_quoted:
            # Behind a sign that is never closed: the next number, or a gap where no line has the next number.
            missing = str(self._article + 1) not in self._pointed
            return self._follows(heading) or (missing and self._goes_on(heading, self._article))
        if cites_on(self._before) and heading.number in self._pointed:
            return self._follows(heading)
        return heading.count == 1 or self._goes_on(heading, self._article) or self._resumes(heading)

    def _was_never_quoted(self, place: int, heading: Heading) -> bool:
        """Whether the document's own numbers run through a quotation, which then has lost one of its signs."""
        beyond = self._beyond[place]
        return heading.kind is Level.ARTICLE and self._follows(heading) and beyond > heading.count

    def _follows(self, heading: Heading) -> bool:
        return heading.count == (self._article or 0) + 1

    def _goes_on(self, heading: Heading, last: int) -> bool:
        return last <= heading.count <= (last + LONGEST_LEAP if last else 1)

    def _resumes(self, heading: Heading) -> bool:
        """Whether an article goes on behind what looked like an annex and had no articles."""
        return self._annexes_from is not None and not self._signed and self._goes_on(heading, self._main)

    def _goes_on_in_lower_case(self) -> bool:
        following = self._next_written(self._at)
        line = "" if following is None else self._lines[following].strip()
        return line[:1].islower() and not LISTED.match(line)

    def _begin(self, place: int, heading: Heading) -> None:
        if heading.kind is Level.ARTICLE:
            if self._annexes_from is not None:
                if heading.count > 1 and self._resumes(heading):
                    del self.cuts[self._annexes_from :]
                    self._closed = self._annexed = False
                self._annexes_from = None
            self._reopen()
            self.found_articles = True
            self._article = heading.count
            if not self._annexed:
                self._main = heading.count
            self._at = self._article_body(heading)
        else:
            if heading.kind is Level.ANNEX:
                # What is signed behind this is an annex's own form: the document's closing stands before its annexes.
                if self._annexes_from is None and self._article:
                    self._annexes_from = len(self.cuts)
                self._article, self._closed, self._annexed = 0, True, True
            else:
                self._reopen()
            self._at = self._division_body(heading)
        self.cuts.append(Cut(heading.kind, place, self._at))

    def _reopen(self) -> None:
        """An article that goes on behind a signature shows that it was none."""
        if self.cuts and self.cuts[-1].kind is Level.TEXT:
            self.cuts.pop()
            self._closed = self._signed = False

    def _article_body(self, heading: Heading) -> int:
        """Behind the lines into which the name of an article was broken."""
        at, name = self._at, heading.rest
        if not name:
            below = self._next_written(at)
            if below is None or not self._is_name_below(self._lines[below].strip()):
                return at
            at, name = below + 1, self._lines[below].strip()
        while len(name) < LONGEST_HEADING and not name.endswith(_SENTENCE_ENDS) and at < len(self._lines):
            following = self._lines[at].strip()
            goes_on = following[:1].islower() or (following and name.endswith(_RUNS_ON))
            if at in self.asides or not goes_on or LISTED.match(following):
                break
            name = f"{name} {following}"
            at += 1
        return at

    def _is_name_below(self, line: str) -> bool:
        if len(line) > LONGEST_NAME_BELOW or line.endswith((*_SENTENCE_ENDS, ",")) or LISTED.match(line):
            return False
        return line[0].isupper() and "\t" not in line and not (read_heading(line) or opens_closing(line))

    def _division_body(self, heading: Heading) -> int:
        """Behind the name of a chapter: in its line, or in the next ones, in capitals or one short line."""
        names = [heading.rest] if heading.rest else []
        body = self._at
        while len(names) < LINES_OF_A_NAME and (not names or is_capitals(names[-1])):
            at = self._next_written(body)
            line = self._lines[at].strip() if at is not None else ""
            if at is None or not _continues_name(line, names):
                break
            names.append(line.strip("* "))
            body = at + 1
        return body

    def _next_written(self, start: int) -> int | None:
        for at in range(start, min(start + LINES_OF_A_NAME, len(self._lines))):
            if self._lines[at].strip() and at not in self.asides:
                return at
        return None


def _pointed_numbers(lines: list[str]) -> frozenset[str]:
    """The numbers of articles that stand somewhere as they should, with a sign behind them."""
    headings = (read_heading(line) for line in lines)
    return frozenset(
        heading.number for heading in headings if heading and heading.kind is Level.ARTICLE and heading.number
    )


def _next_outside(lines: list[str], inside: frozenset[int]) -> dict[int, int]:
    """For each line in a quotation the next article that stands outside one, 0 where there is none."""
    found: dict[int, int] = {}
    following = 0
    for place in range(len(lines) - 1 if inside else -1, -1, -1):
        if place in inside:
            found[place] = following
        elif (heading := read_heading(lines[place])) and heading.kind is Level.ARTICLE:
            following = heading.count
    return found


def _continues_name(line: str, names: list[str]) -> bool:
    if len(line) > LONGEST_HEADING or read_heading(line) or LISTED.match(line) or opens_closing(line):
        return False
    return is_capitals(line) or (not names and line[0].isupper() and not line.endswith((*_SENTENCE_ENDS, ",")))
