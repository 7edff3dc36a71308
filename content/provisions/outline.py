"""The text under a heading to nested lists: clauses, points, dashes, each under the one it belongs to."""

from __future__ import annotations

import re
from dataclasses import dataclass

from content.provisions.anchors import Anchors, part_anchor
from content.provisions.inline import inline

_ITEM = re.compile(
    r"""(?P<stars>\*{0,3})\s{0,4}(?P<label>
      (?P<clause>[0-9]{1,3}[a-zđ]?)(?:\.(?![0-9])|(?P<bracket>\)))
    | (?P<step>[0-9]{1,2}(?:\.[0-9]{1,3}){1,4})\.?(?=\s)
    | (?P<quote>“?)(?P<point>[a-zđ])(?P<tail>[0-9]{0,2})(?:\)|\.(?=\s))
    | (?P<roman>[IVX]{1,5})\.(?=\s)
    | \((?P<small>[ivx]{1,5}|[0-9]{1,2}|[a-zđ])\)(?=\s)
    | (?P<plus>\+)(?=[\s*])
    | (?P<dash>[-–—•●○▪\uf000-\uf0ff]{1,2})(?=[\s*\[])
    )(?P<after>\*{0,3})\s*""",
    re.VERBOSE,
)
_SECTION_SIGN = re.compile(r"#{1,6}\s*")
_RULE = re.compile(r"[*\s]*[-_=*]{3,}[*\s]*")
_LONGEST_SYMBOL = 40
_BROKEN_NUMBER = re.compile(r"[0-9]/[\w&\-/]{0,30}\Z")
"""A document number that goes on in the next line: ``29/2014/TTLT-``."""

_SENTENCE_ENDS = (".", ";", ":", "!", "?", "/")

_CONCLUSION = re.compile(
    r"(?:Chỉ thị|Quyết định|Kế hoạch|Công văn|Thông báo|Nghị quyết|Chương trình|Văn bản) này\b"
    r"|(?:Yêu cầu|Đề nghị|Giao|Trên đây|Nhận được|Nơi nhận|Văn phòng|Trong quá trình)\b"
)
"""With these words a text without articles ends its last list and speaks of the whole again."""

ROMAN, CLAUSE, STEP, POINT, SUBPOINT, SMALL, DASH, PLUS = 0, 1, 2, 7, 8, 9, 10, 11
"""How deep each sort of item stands; steps (1.1, 1.1.1) take 2 to 6."""

_WORDS = {ROMAN: "muc", CLAUSE: "khoan", POINT: "diem", SUBPOINT: "diem"}
_MAY_START = frozenset("0123456789abcdefghijklmnopqrstuvwxyzđIVX(+-–—•●○▪*“") | {
    chr(code) for code in range(0xF000, 0xF100)
}


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause or a point of an article, with all that stands under it."""

    anchor: str
    """``dieu-5-khoan-2-diem-b``, the id that it has on the page."""
    label: str
    """As printed: ``2.``, ``b)``."""
    text: str
    """Its words without the label, a paragraph to a line, those of its points among them."""
    first: int
    """Which of the text's :func:`paragraphs` it begins, from 0; each line of its text is one of them."""


@dataclass(frozen=True, slots=True)
class _Item:
    rank: int
    number: str
    label: str
    text: str


@dataclass(slots=True)
class _Level:
    rank: int
    number: str
    anchor: str


def outline(text: str, anchor: str = "") -> str:
    """Safe HTML of a text; clauses and points are list items with ids under ``anchor``: ``dieu-5-khoan-2-diem-b``."""
    writer = _Writer(anchor)
    for line in paragraphs(text):
        writer.add(line)
    return writer.finished()


def clauses(text: str, anchor: str = "") -> tuple[Clause, ...]:
    """The clauses and points of a text that have an address, in their order."""
    writer = _Writer(anchor)
    found: list[tuple[str, str, list[str], int]] = []
    within: list[tuple[int, list[str]]] = []
    for at, line in enumerate(paragraphs(text)):
        item = writer.add(line)
        depth = writer.depth
        while within and within[-1][0] > depth - (item is not None):
            within.pop()
        for _, lines in within:
            lines.append(line)
        if item and (address := writer.anchor):
            lines = [item.text]
            found.append((address, item.label, lines, at))
            within.append((depth, lines))
    return tuple(Clause(address, label, "\n".join(lines), first) for address, label, lines, first in found)


def paragraphs(text: str) -> list[str]:
    """The written lines, those joined that a page's width had broken: they start small, behind no end of a sentence."""
    joined: list[str] = []
    pieces: list[str] = []
    for raw in text.split("\n"):
        line = raw.strip()
        if pieces and not (line and _goes_on(pieces[-1], line)):
            joined.append("".join(pieces))
            pieces = []
        if line:
            pieces.append(line if not pieces or _ends_in_a_number(pieces[-1]) else f" {line}")
    return [*joined, "".join(pieces)] if pieces else joined


def _goes_on(before: str, line: str) -> bool:
    """Whether a line goes on with the one directly before it."""
    if _ends_in_a_number(before):
        return True
    return line[0].islower() and not before.endswith(_SENTENCE_ENDS) and not _ITEM.match(line)


def _ends_in_a_number(line: str) -> bool:
    return line[-1] in "-/" and bool(_BROKEN_NUMBER.search(line[-_LONGEST_SYMBOL:]))


class _Writer:
    """Keeps the items that are open, and closes those that a new one does not stand under."""

    def __init__(self, anchor: str) -> None:
        self._html: list[str] = []
        self._open: list[_Level] = []
        self._anchor = anchor
        self._anchors = Anchors()

    @property
    def depth(self) -> int:
        """How many items are open."""
        return len(self._open)

    @property
    def anchor(self) -> str:
        """The address of the innermost open item; empty where it has none."""
        return self._open[-1].anchor

    def add(self, line: str) -> _Item | None:
        """One paragraph, or one item, which is given back."""
        if self._open and not self._anchor and _CONCLUSION.match(line):
            self._close_all()
        item = self._item(line) if line[0] in _MAY_START else None
        if item is None:
            self._html.append(_paragraph(line))
            return None
        new_list = self._close_to(item.rank)
        anchor = self._anchor_of(item)
        self._open.append(_Level(item.rank, item.number, anchor))
        identity = f' id="{anchor}"' if item.rank in _WORDS else ""
        start = f'<ol class="{_class(item.rank)}">' if new_list else "</li>"
        self._html.append(
            f'{start}<li{identity}><p><span class="label">{inline(item.label)}</span> {inline(item.text)}</p>'
        )
        return item

    def finished(self) -> str:
        """The HTML with everything closed."""
        self._close_all()
        return "".join(self._html)

    def _close_all(self) -> None:
        self._html.append("</li></ol>" * len(self._open))
        self._open.clear()

    def _close_to(self, rank: int) -> bool:
        """Close what is deeper than a rank; whether the next item needs a list of its own."""
        while self._open and self._open[-1].rank > rank:
            self._open.pop()
            self._html.append("</li></ol>")
        if self._open and self._open[-1].rank == rank:
            self._open.pop()
            return False
        return True

    def _anchor_of(self, item: _Item) -> str:
        word = _WORDS.get(item.rank)
        above = next((level.anchor for level in reversed(self._open) if level.anchor), self._anchor)
        if word is None:
            return ""
        if item.rank == SUBPOINT:
            above = above.rpartition("-diem-")[0] or above
        plain = part_anchor(word, item.number)
        return self._anchors.take(f"{above}-{plain}" if above else plain)

    def _item(self, line: str) -> _Item | None:
        match = _ITEM.match(line)
        if not match or _RULE.fullmatch(line):
            return None
        ranked = self._rank(match)
        if ranked is None:
            return None
        rank, number = ranked
        stars = match["stars"] if match["stars"] != match["after"] else ""
        after = match["after"] if match["stars"] != match["after"] else ""
        return _Item(rank, number, match["label"], f"{stars}{after}{line[match.end() :]}")

    def _rank(self, match: re.Match[str]) -> tuple[int, str] | None:
        """Depth and number of an item; none where a figure only looks like a number of the outline."""
        if number := match["clause"]:
            return (SMALL if match["bracket"] and self._number_at(CLAUSE) else CLAUSE), number
        if number := match["step"]:
            within = number.partition(".")[0] == self._number_at(CLAUSE).removesuffix(")")
            return (STEP + number.count(".") - 1, number) if within else None
        if number := match["point"]:
            if match["quote"] and self._number_at(POINT):
                # The new words of a point stand under the point that brings them.
                return None
            deeper = bool(match["tail"]) and self._number_at(POINT) == number
            return (SUBPOINT if deeper else POINT), number + match["tail"]
        if number := match["roman"]:
            return ROMAN, number
        if number := match["small"]:
            return SMALL, number
        return (PLUS if match["plus"] else DASH), ""

    def _number_at(self, rank: int) -> str:
        return next((level.number for level in reversed(self._open) if level.rank == rank), "")


def _paragraph(line: str) -> str:
    if line[0] == "#":
        return f'<p class="source-heading">{inline(_SECTION_SIGN.sub("", line, count=1))}</p>'
    if _RULE.fullmatch(line):
        return f'<p class="source-rule">{inline(line)}</p>'
    return f"<p>{inline(line)}</p>"


def _class(rank: int) -> str:
    if rank <= CLAUSE:
        return "clauses"
    if rank < POINT:
        return "steps"
    return "points" if rank <= SMALL else "dashes"
