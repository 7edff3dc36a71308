"""A legal text taken apart so that nothing is lost: each part with the very lines it was read from.

>>> parsed = read("Chương I\\nQUY ĐỊNH CHUNG\\nĐiều 1. Phạm vi\\nMột.")
>>> [part.anchor for part in parsed.provisions]
['chuong-i', 'dieu-1']
>>> read_marked(parsed.marked()).parts == parsed.parts
True
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from content.provisions.anchors import Anchors, part_anchor
from content.provisions.cuts import MARKS, Cut, Cuts, marked, split
from content.provisions.cuts import read_marked as _read_marked
from content.provisions.doubts import doubts
from content.provisions.headings import LONGEST_HEADING, Heading, attached, read_heading, read_unpointed
from content.provisions.provision import LONGEST_LABEL, LONGEST_NUMBER, Level, Provision
from content.provisions.reader import LISTED, find_cuts

LONGEST_LEAD = 200
"""``Diện tích tính thuế được quy định như sau:`` names its article; a longer line that ends so is its text."""

LONGEST_NAME = 100
"""A longer line that ends with a dot, and not before clauses, is a sentence."""

_ORDERS = re.compile(r"\bnày\b|^(?:Giao|Ban hành|Phê duyệt|Bãi bỏ|Sửa đổi|Cho phép|Công bố)\b|chịu trách nhiệm")
_DEPTH = {Level.ANNEX: 0, Level.PART: 1, Level.CHAPTER: 2, Level.SECTION: 3, Level.SUBSECTION: 4, Level.ARTICLE: 5}


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a document, and the lines that it was read from."""

    provision: Provision | None
    """Nothing for the preamble."""
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Parsed:
    """A text and where it is cut; whoever corrects it moves the cuts and never the words."""

    lines: tuple[str, ...]
    cuts: Cuts = field(default=Cuts())

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """Preamble, divisions, articles, signature block and annexes in the order of the text."""
        return tuple(_parts(list(self.lines), self.cuts))

    @cached_property
    def provisions(self) -> tuple[Provision, ...]:
        """The parts that can be addressed, the block of the signature (``phan-ky``) among them."""
        return tuple(part.provision for part in self.parts if part.provision)

    @cached_property
    def preamble(self) -> str:
        """What stands before the first part."""
        return self._text_of(0, self.cuts.parts[0].start if self.cuts.parts else len(self.lines))

    @cached_property
    def doubts(self) -> tuple[str, ...]:
        """What an officer should look at, in Vietnamese sentences; never a hindrance."""
        return doubts(self.lines, self.cuts, self.provisions)

    def text(self) -> str:
        """The lines of all parts joined: the text that went in."""
        return "\n".join(line for part in self.parts for line in part.lines)

    def marked(self) -> str:
        """The text with a mark such as ``[Điều]`` before each line that opens a part; :func:`read_marked` reads it."""
        return marked(list(self.lines), self.cuts)

    def _text_of(self, start: int, end: int) -> str:
        return _text(self.lines, range(start, end), self.cuts.asides)


def read(text: str) -> Parsed:
    """The parts of a plain text; a text without articles is all preamble."""
    lines = split(text)
    return Parsed(tuple(lines), find_cuts(lines))


def read_marked(text: str) -> Parsed:
    """The parts as the marks in a text say, whatever the text itself looks like."""
    lines, cuts = _read_marked(text)
    return Parsed(tuple(lines), cuts)


def _parts(lines: list[str], cuts: Cuts) -> list[Part]:
    starts = [cut.start for cut in cuts.parts] + [len(lines)]
    parts = [Part(None, tuple(lines[: starts[0]]))] if starts[0] else []
    builder = _Builder(lines, cuts)
    for position, cut in enumerate(cuts.parts):
        end = starts[position + 1]
        parts.append(Part(builder.provision(position, cut, end), tuple(lines[cut.start : end])))
    return parts


class _Builder:
    """Makes provisions of cuts, in their order: parents and anchors depend on what came before."""

    def __init__(self, lines: list[str], cuts: Cuts) -> None:
        self._lines = lines
        self._asides = cuts.asides
        self._anchors = Anchors()
        self._open: list[Provision] = []

    def provision(self, position: int, cut: Cut, end: int) -> Provision:
        """The provision that begins at a cut and ends before a line."""
        text = _text(self._lines, range(cut.body, end), self._asides)
        if cut.kind is Level.TEXT:
            return Provision(self._anchors.take("phan-ky"), None, Level.TEXT, None, "", "", text, position)
        heading = _heading(cut.kind, self._lines[cut.start].strip())
        names = [heading.rest, *_written(self._lines, range(cut.start + 1, cut.body), self._asides)]
        name = " ".join(one.strip("* ") if cut.kind is not Level.ARTICLE else one for one in names if one)
        if cut.kind is Level.ARTICLE and _is_text(name, text):
            name, text = "", "\n".join(one for one in (name, text) if one)
        while self._open and _DEPTH[self._open[-1].kind] >= _DEPTH[cut.kind]:
            self._open.pop()
        made = Provision(
            anchor=self._anchor(cut.kind, heading),
            parent=self._open[-1].anchor if self._open else None,
            kind=cut.kind,
            number=heading.number[:LONGEST_NUMBER] if heading.number else None,
            label=heading.label,
            heading=name.strip("* "),
            text=text,
            position=position,
        )
        self._open.append(made)
        return made

    def _anchor(self, kind: Level, heading: Heading) -> str:
        plain = part_anchor(heading.word or MARKS[kind], heading.number)
        if not self._open:
            return self._anchors.take(plain)
        in_annex = self._open[0].kind is Level.ANNEX
        around = self._open[0] if in_annex and kind is Level.ARTICLE else self._open[-1]
        within = f"{around.anchor}-{plain}"
        if in_annex or kind in (Level.SECTION, Level.SUBSECTION):
            return self._anchors.take(within)
        return self._anchors.first_free(plain, within)


def _heading(kind: Level, line: str) -> Heading:
    """What an opening line says, also one that only an officer knows to be one."""
    heading = read_heading(line) or (read_unpointed(line) if kind is Level.ARTICLE else attached(line))
    if heading and heading.kind is kind and len(heading.label) <= LONGEST_LABEL:
        return heading
    return Heading(kind, "", None, line)


def _is_text(name: str, text: str) -> bool:
    """Whether the line behind ``Điều 5.`` is a sentence, as in decisions, or the article's name with a dot."""
    if not name.endswith((".", ":", ";", ",", "/")):
        return len(name) > LONGEST_HEADING
    if name[-1] not in ".:" or not text or len(name) > LONGEST_LEAD:
        return True
    return not LISTED.match(text) and (len(name) > LONGEST_NAME or bool(_ORDERS.search(name)))


def _text(lines: tuple[str, ...] | list[str], places: range, asides: frozenset[int]) -> str:
    return "\n".join(lines[at] for at in places if at not in asides).strip()


def _written(lines: list[str], places: range, asides: frozenset[int]) -> list[str]:
    return [lines[at].strip() for at in places if at not in asides and lines[at].strip()]
