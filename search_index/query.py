"""What somebody asks: a small frozen value, read from any text whatever by a bounded grammar that never refuses.

    đất đai "giấy chứng nhận" -thuê điểm b khoản 2 điều 5 nđ 42/2022 từ 01/01/2020 đến 31/12/2022

Words, phrases in quotation marks, exclusions after a hyphen, one document number, one place in a document, one range
of days. Nothing of it ever reaches an engine as syntax. What is beyond the bounds is left out and named.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

from content.document_numbers import DocumentNumber, Place, find_place, find_typed
from content.vietnamese import fold, has_marks, nfc_clean
from search_index.analysis import tokens

MOST_CHARACTERS = 256
MOST_OPERANDS = 16
"""Phrases, exclusions, and words that must be found; of a longer question the most telling words."""
MOST_PER_PAGE = 100
MOST_PAGES = 500
FACETS = ("kind", "type", "issuer", "field", "year", "status")
MOST_CHOICES = 32
_LONGEST_CHOICE = 300

_QUOTED = re.compile(r'((?:(?<=\s)|^)-)?["“”«»„]([^"“”«»„]{1,200})["“”«»„]')
_EXCLUDED = re.compile(r"(?:(?<=\s)|^)-([^\W_][\w/-]{0,60})")
_DAY = r"(?:ngày\s{1,2})?(\d{1,2})[/.-](\d{1,2})[/.-]((?:18|19|20)\d\d)"
_RANGE = re.compile(rf"(?<!\w)(?:từ|tu)\s{{1,2}}{_DAY}\s{{1,2}}(?:đến|den|tới|toi)\s{{1,2}}{_DAY}(?!\w)", re.IGNORECASE)

_QUESTION_PHRASES = (
    "có đúng không",
    "đúng hay không",
    "đúng hay sai",
    "đúng hoặc sai",
    "phải không",
    "được không",
    "hay không",
    "hay chưa",
    "sau đây",
    "dưới đây",
    "như thế nào",
    "thế nào",
    "ra sao",
    "là gì",
    "những gì",
    "cái gì",
    "bao nhiêu",
    "bao lâu",
    "bao giờ",
    "khi nào",
    "lúc nào",
    "tại sao",
    "vì sao",
    "ở đâu",
    "đâu",
    "là ai",
    "ai",
    "gì",
    "nào",
    "mấy",
    "sao",
    "xin hỏi",
    "cho hỏi",
    "cho tôi hỏi",
)
_ASKS_MEANING = re.compile(
    r"(?<!\w)(?:là gì|nghĩa là|được hiểu|hiểu là|định nghĩa|khái niệm|thế nào là|giải thích từ ngữ|"
    r"la gi|nghia la|duoc hieu|"
    r"dinh nghia|khai niem|the nao la)(?!\w)"
)


class Order(StrEnum):
    """How the found records are sorted."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True)
class Filters:
    """What a record must be: within a facet any of the chosen values, and every facet that has choices."""

    kind: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    issuer: tuple[str, ...] = ()
    field: tuple[str, ...] = ()
    year: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    date_from: date | None = None
    date_to: date | None = None
    but_language: str = ""
    """What is there in several languages is left out where it is in this one."""

    def chosen(self, facet: str) -> tuple[str, ...]:
        """The values chosen in a facet."""
        values: tuple[str, ...] = getattr(self, facet)
        return values

    def __bool__(self) -> bool:
        return any(self.chosen(facet) for facet in FACETS) or bool(self.date_from or self.date_to)


@dataclass(frozen=True)
class Phrase:
    """Exact tokens that must stand side by side."""

    tokens: tuple[str, ...]
    marked: bool


@dataclass(frozen=True)
class Query:
    """A question understood: everything that any engine needs to know of it."""

    text: str = ""
    words: tuple[str | None, ...] = ()
    """Exact tokens in the order asked; ``None`` where something else stood between them."""
    phrases: tuple[Phrase, ...] = ()
    exclusions: tuple[Phrase, ...] = ()
    number: DocumentNumber | None = None
    number_text: str = ""
    place: Place | None = None
    marked: bool = False
    """Whether it was written with marks, so that its marks count."""
    asks_meaning: bool = False
    filters: Filters = field(default_factory=Filters)
    order: Order = Order.RELEVANCE
    page: int = 1
    per_page: int = 20
    ignored: tuple[str, ...] = ()
    """What was left out, in the writer's words."""

    @property
    def terms(self) -> tuple[str, ...]:
        """The different words asked for, in order."""
        return tuple(dict.fromkeys(word for word in self.words if word))

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked for, so that everything (that passes the filters) is listed."""
        return not (self.terms or self.phrases or self.exclusions or self.number)


def parse(
    text: str,
    *,
    filters: Filters | None = None,
    order: Order = Order.RELEVANCE,
    page: int = 1,
    per_page: int = 20,
    most_characters: int = MOST_CHARACTERS,
) -> Query:
    """The query that a text asks; any text is one, and page and filters are brought within their bounds."""
    ignored: list[str] = []
    clean = " ".join(nfc_clean(text[: 4 * most_characters]).split())
    rest = clean[:most_characters]
    if len(clean) > most_characters:
        ignored.append(clean[most_characters : most_characters + 80])
    asked = rest
    filters = _bounded(Filters() if filters is None else filters)
    rest, filters = _take_range(rest, filters)
    operands = _Operands(ignored)
    rest = _QUOTED.sub(operands.take_phrase, rest)
    rest = _EXCLUDED.sub(operands.take_exclusion, rest)
    around = rest
    rest, number, number_text, place = _take_number(rest)
    words = _words(rest)
    if place and not (number or words or operands.phrases):
        # A place in no document: its own words are all that can be looked for.
        rest, words = around, _words(around)
    return Query(
        text=asked,
        words=words,
        phrases=tuple(operands.phrases),
        exclusions=tuple(operands.exclusions),
        number=number,
        number_text=number_text,
        place=place,
        # The Đ of a number says nothing about how the words are written.
        marked=has_marks(rest),
        asks_meaning=bool(_ASKS_MEANING.search(rest.lower())),
        filters=filters,
        order=order,
        page=min(max(page, 1), MOST_PAGES),
        per_page=min(max(per_page, 1), MOST_PER_PAGE),
        ignored=tuple(ignored),
    )


class _Operands:
    """Phrases and exclusions gathered while they are cut out of the text."""

    def __init__(self, ignored: list[str]) -> None:
        self.ignored = ignored
        self.phrases: list[Phrase] = []
        self.exclusions: list[Phrase] = []

    def take_phrase(self, match: re.Match[str]) -> str:
        self._take(self.exclusions if match[1] else self.phrases, match[2], match[0])
        # A mark of its own, so that words on both sides do not become neighbours.
        return " | "

    def take_exclusion(self, match: re.Match[str]) -> str:
        self._take(self.exclusions, match[1], match[0])
        return " | "

    def _take(self, into: list[Phrase], inside: str, written: str) -> None:
        words = tuple(tokens(inside))
        if not words:
            return
        if len(self.phrases) + len(self.exclusions) >= MOST_OPERANDS // 2 or len(words) > MOST_OPERANDS:
            self.ignored.append(written)
            return
        into.append(Phrase(words, has_marks(inside)))


def _words(text: str) -> tuple[str | None, ...]:
    """The tokens of the words asked for, without those that only make a question of it."""
    found: list[str | None] = []
    for part in text.split("|"):
        found += [None, *_without_question(tokens(part))] if found else _without_question(tokens(part))
    if not any(found):
        return tuple(tokens(text))
    while found and found[-1] is None:
        found.pop()
    return tuple(found)


def _without_question(sequence: list[str]) -> list[str | None]:
    found: list[str | None] = []
    position = 0
    while position < len(sequence):
        for length in _QUESTION_LENGTHS:
            if tuple(sequence[position : position + length]) in _QUESTIONS:
                found.append(None)
                position += length
                break
        else:
            found.append(sequence[position])
            position += 1
    return found


def _take_number(text: str) -> tuple[str, DocumentNumber | None, str, Place | None]:
    citation = find_typed(text)
    if citation:
        written = text[citation.start : citation.end]
        rest = f"{text[: citation.start]} | {text[citation.end :]}"
        if citation.place:
            without, _ = _take_place(written)
            alone = find_typed(without)
            written = without[alone.start : alone.end] if alone else written
            return rest, citation.number, written, citation.place
        rest, place = _take_place(rest)
        return rest, citation.number, written, place
    rest, place = _take_place(text)
    return rest, None, "", place


def _take_place(text: str) -> tuple[str, Place | None]:
    found = find_place(text)
    if not found:
        return text, None
    start, end, place = found
    return f"{text[:start]} | {text[end:]}", place


def _take_range(text: str, filters: Filters) -> tuple[str, Filters]:
    match = _RANGE.search(text)
    first = _day(match.group(1, 2, 3)) if match else None
    last = _day(match.group(4, 5, 6)) if match else None
    if not match or not first or not last or first > last or filters.date_from or filters.date_to:
        return text, filters
    return f"{text[: match.start()]} | {text[match.end() :]}", replace(filters, date_from=first, date_to=last)


def _day(parts: tuple[str, ...]) -> date | None:
    day, month, year = (int(part) for part in parts)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _bounded(filters: Filters) -> Filters:
    chosen: dict[str, Any] = {
        facet: tuple(dict.fromkeys(value[:_LONGEST_CHOICE] for value in filters.chosen(facet)))[:MOST_CHOICES]
        for facet in FACETS
    }
    return replace(filters, **chosen)


_QUESTIONS = {tuple(tokens(phrase)) for phrase in _QUESTION_PHRASES}
# Without its marks a single question word may be another word: dau is dầu, may is máy.
_QUESTIONS |= {
    tuple(tokens(fold(phrase))) for phrase in _QUESTION_PHRASES if " " in phrase or phrase in {"ai", "gì", "nào"}
}
_QUESTION_LENGTHS = sorted({len(phrase) for phrase in _QUESTIONS}, reverse=True)
