"""Vietnamese document numbers, ``64/2007/NĐ-CP``, in whatever spelling: one key for each, and where a text cites them.

A number has a sequence (64, sometimes with a letter: 05a), mostly a year, and a symbol that tells type and issuer
(NĐ-CP, TTLT-BTC-BNV). Only these three make the key, so that hyphens, slashes, spaces, case, marks, zero padding and
look-alike letters make no difference. A place inside the document (điểm, khoản, Điều) may stand before or after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from content.vietnamese import fold, fold_with_offsets, nfc_clean

DOCUMENT_KINDS = ("legal", "directions")
"""The kinds whose records are documents: with a number, a validity, relations, and articles that have addresses."""

BY_NUMBER = "/van-ban/so/"
"""Before a number: the address that leads to the document which bears it, and to a search where none or several do."""

KEY_LENGTH = 120
"""As wide as the column that keeps keys."""

TYPE_SYMBOLS = {
    "bo luat": "",
    "luat": "",
    "phap lenh": "",
    "nghi quyet lien tich": "nqlt",
    "nghi quyet": "nq",
    "nghi dinh": "nd",
    "quyet dinh": "qd",
    "chi thi": "ct",
    "thong tu lien tich": "ttlt",
    "thong tu": "tt",
    "ke hoach": "kh",
    "thong bao": "tb",
    "bao cao": "bc",
    "to trinh": "ttr",
    "cong van": "",
    "cong dien": "cd",
    "huong dan": "hd",
    "lenh": "l",
    "sac lenh": "sl",
    "van ban hop nhat": "vbhn",
    "van ban": "",
}
"""How the symbol begins in a number of this type (written out and folded); empty where nothing can be said."""

_TYPE_PARTS = "bb|bc|cd|ct|ctr|cv|gm|hd|kh|kl|l|lct|lp|nd|nq|nqlt|pl|qc|qd|qyd|sl|tb|tt|ttlt|ttr|vbhn"
_ISSUER_PARTS = (
    "bbcvt|bca|bch|bcn|bct|bcd|bdt|bdttg|bgddt|bgd|bgtvt|bhxh|bkh|bkhcn|bkhdt|bldtbxh|bldtb|bng|bnn|bnnmt|bnnptnt|bnv|"
    "bql|bqp|btc|btm|btnmt|btp|bts|btt|btttt|bvhtt|bvhttdl|bxd|byt|cavn|ccbvn|cp|ctn|dctubtwmttqvn|dhqg|gddt|hdbt|hdnd|"
    "hdnn|hdqltt|hdtp|hdtv|ktnn|ldtbxh|mttq|mttw|nhnn|ptnt|qh|sct|sgddt|sgtvt|skhcn|skhdt|snn|snv|stc|stnmt|stp|stttt|"
    "svhttdl|sxd|syt|tandtc|tatc|tcct|tccp|tchq|tct|tlddl|tldld|tt[gh]|ttcp|tu|tw|tudtn|twdtn|twhccbvn|ub|ubdt|ubkhcn|"
    "ubnd|ubtdtt|ubtvqh|ubtwmttqvn|ubtwmttq|vkscs|vksndtc|vkstc|vpcp|vpct[nq]|vpqh|vpubnd"
)
_KNOWN_PART = re.compile(rf"(?:{_TYPE_PARTS})?(?:(?:{_ISSUER_PARTS})\d{{0,2}})+|(?:{_TYPE_PARTS})")
_ISSUER_PART = re.compile(rf"(?:(?:{_ISSUER_PARTS})\d{{0,2}})+")

_DASHES = r"/\-\\_\u2010-\u2015\u2212"
_SLASH = rf"\s{{0,3}}[{_DASHES}]\s{{0,3}}"
_SEQUENCE = r"(?P<sequence>0{0,8}\d{1,6}(?:[a-z](?![a-z]))?)"
_YEAR = r"(?P<year>(?:18|19|20)\d\d)(?!\d)"
_NAMED = "|".join(sorted((name.replace(" ", r"\s{1,3}") for name in TYPE_SYMBOLS), key=len, reverse=True))
_TYPE_WORD = rf"(?<![^\W_])(?!(?<=phap\s)luat)(?P<named>{_NAMED})"
"""The word for a type, which the end of ``quy phạm pháp luật`` is not."""
_BEFORE = rf"(?:{_TYPE_WORD}\s{{1,3}})?(?:(?<![^\W_])so\s{{0,3}}[:.]?\s{{0,3}})?(?<![\w/.,\-])"

_CITED = re.compile(
    rf"{_BEFORE}{_SEQUENCE}(?:{_SLASH}{_YEAR}|\s{{1,3}}nam\s{{1,3}}(?P<year_said>(?:18|19|20)\d\d)(?!\d))?"
)
"""The head of a number in running text."""

_TYPED = re.compile(
    rf"(?:(?<![^\W_])(?P<named>{_NAMED})\s{{0,3}})?(?:(?<![^\W_])so\s{{0,3}}[:.]?\s{{0,3}})?"
    rf"(?:(?<![^\W_])(?P<symbol>(?:{_TYPE_PARTS})(?:[{_DASHES}\s.]{{0,3}}(?:{_ISSUER_PARTS})\d{{0,2}}){{0,4}})"
    rf"[{_DASHES}\s.:]{{0,3}}(?:so\s{{0,3}}[:.]?\s{{0,3}})?)?(?<![\d/.,])"
    rf"{_SEQUENCE}(?:(?:\s{{1,3}}nam\s{{1,3}}|\s{{0,3}}[{_DASHES}.,]\s{{0,3}}|\s{{1,3}}){_YEAR})?"
)
"""The head of a number as people type it: spaces for slashes, the symbol in front."""

_PART = re.compile(r"([a-z]{1,24}(?:\d{1,2}(?!\d))?)(?!\d)")
_JOINT = re.compile(rf"\s{{0,3}}[{_DASHES}]\s{{0,3}}|[.&(]|\s{{1,3}}|")
_TERM_AFTER_SPACE = re.compile(r"\s{0,3}(\d{1,2})(?![\d/])")
_NO_SEQUENCE_AFTER = re.compile(
    r"(?:thang|quy|nam|ngay|ky|dot|dieu|khoan|diem|chuong|muc|phan|lop|khoa|lan thu)\s{0,3}$"
)
_LONGEST_SYMBOL_PARTS = 12

_PIECES = re.compile(r"[a-z]+|\d+")
_NUMBER_PREFIX = re.compile(rf"\s*(?:(?:{_NAMED})\s+)?(?:so\s*[:.]?\s*)?(?=\d)")
_GLUED_LETTER = re.compile(r"\D*\d+([a-z])(?![a-z])")
_YEAR_ONLY = re.compile(r"(?:18|19|20)\d\d")

_GAP = r"(?:\s{0,3}[,;]\s{0,3}|\s{1,3})"
_POINT = r"diem\s{1,3}(?P<point>[a-z]{1,2})(?!\w)"
_CLAUSE = r"khoan\s{1,3}(?P<clause>\d{1,3}[a-z]?)(?!\w)"
_ARTICLE = r"dieu\s{1,3}(?P<article>\d{1,4}[a-z]?)(?!\w)"
_PLACE_UPWARD = re.compile(rf"(?<!\w)(?:{_POINT}{_GAP})?(?:{_CLAUSE}{_GAP})?{_ARTICLE}")
_PLACE_DOWNWARD = re.compile(rf"(?<!\w){_ARTICLE}(?:{_GAP}{_CLAUSE})?(?:{_GAP}{_POINT})?")
_LINK = re.compile(r"[\s,;(]{0,4}(?:(?:cua|tai|trong|thuoc)\s{1,3})?")


@dataclass(frozen=True)
class Place:
    """A place inside a document: an article, and in it perhaps a clause and a point, as written."""

    article: str
    clause: str = ""
    point: str = ""

    @property
    def anchor(self) -> str:
        """The anchor of the article in its document: ``dieu-5``."""
        return f"dieu-{self.article}"

    @property
    def label(self) -> str:
        """The place as it is cited: ``điểm b khoản 2 Điều 5``."""
        point = f"điểm {self.point} " if self.point else ""
        clause = f"khoản {self.clause} " if self.clause else ""
        return f"{point}{clause}Điều {self.article}"


@dataclass(frozen=True)
class DocumentNumber:
    """What a number says: sequence without zero padding, year if it has one, symbol folded and joined."""

    sequence: str
    year: str = ""
    symbol: str = ""

    @property
    def key(self) -> str:
        """The one spelling: ``64-2007-ndcp``; without a year ``1182--qdubnd``."""
        return f"{self.sequence}-{self.year}-{self.symbol}"[:KEY_LENGTH]


@dataclass(frozen=True)
class Citation:
    """A document number in a text, where it stands there, and the place in the document if one is named beside it."""

    start: int
    end: int
    number: DocumentNumber
    place: Place | None = None


def key(number: str) -> str:
    """The key of a document number in any spelling; empty only when it holds neither letter nor figure."""
    parsed = parse(number)
    return parsed.key if parsed.sequence or parsed.symbol else ""


def parse(number: str) -> DocumentNumber:
    """A document number taken apart; text that is no number is kept whole as its symbol."""
    folded = fold(nfc_clean(number))
    folded = _NUMBER_PREFIX.sub("", folded, count=1)
    pieces: list[str] = _PIECES.findall(folded)
    if not pieces or not pieces[0].isdigit():
        return DocumentNumber("", "", "".join(pieces)[:KEY_LENGTH])
    sequence = _unpadded(pieces.pop(0))
    if pieces and _GLUED_LETTER.match(folded):
        sequence += pieces.pop(0)
    year = pieces.pop(0) if pieces and _YEAR_ONLY.fullmatch(pieces[0]) else ""
    return DocumentNumber(sequence[:20], year, "".join(pieces)[:KEY_LENGTH])


def find_numbers(text: str) -> list[Citation]:
    """Every document number that running text cites, in order, with the Điều, khoản and điểm named beside it."""
    folded, offsets = fold_with_offsets(text)
    return [_with_place(text, folded, offsets, start, end, number) for start, end, number in find_bare(folded)]


def find_bare(folded: str) -> Iterator[tuple[int, int, DocumentNumber]]:
    """Where a folded text names a document by number, type and ``số`` included, in order; no place in the document."""
    after = 0
    for head in _CITED.finditer(folded):
        if head.start("sequence") < after:
            continue
        symbol, end = _symbol(folded, head.end(), typed=False)
        year = head["year"] or head["year_said"] or ""
        named = TYPE_SYMBOLS.get(" ".join((head["named"] or "").split()), "")
        if not symbol and not (head["named"] and year):
            continue
        yield max(head.start(), after), end, DocumentNumber(_unpadded(head["sequence"]), year, symbol or named)
        after = end


def find_typed(text: str) -> Citation | None:
    """The document number that somebody typed into a search box, if there is one: spaces do for slashes and hyphens.

    The symbol may be missing, cut short or stand in front (``nđ 42/2022``); the number then holds what there is of it.
    """
    folded, offsets = fold_with_offsets(text)
    for head in _TYPED.finditer(folded):
        if (
            not head["named"]
            and not head["symbol"]
            and _NO_SEQUENCE_AFTER.search(folded, max(0, head.start() - 12), head.start())
        ):
            continue
        symbol, end = _symbol(folded, head.end(), typed=True)
        front = "".join(_PIECES.findall(head["symbol"] or ""))
        named = TYPE_SYMBOLS.get(" ".join((head["named"] or "").split()), "")
        said = _joined(front or named, symbol)
        slashed = "/" in folded[head.start("sequence") : head.end()]
        if len(said) < 2 and not (head["year"] and (head["named"] or slashed)):
            continue
        number = DocumentNumber(_unpadded(head["sequence"]), head["year"] or "", said)
        return _with_place(text, folded, offsets, head.start(), end, number)
    return None


def find_place(text: str) -> tuple[int, int, Place] | None:
    """The first place (Điều, with khoản and điểm around it) that a text names, and where it stands in the text."""
    folded, offsets = fold_with_offsets(text)
    places = _places(text, folded, offsets, 0, len(folded))
    if not places:
        return None
    start, end, place = places[0]
    return offsets[start], offsets[end - 1] + 1, place


def _unpadded(sequence: str) -> str:
    return sequence.lstrip("0") or "0"


def _joined(front: str, symbol: str) -> str:
    """A symbol with its type, which may have been typed in front of the number: ``tt 39/2014 btc``."""
    return front + symbol if symbol and _ISSUER_PART.fullmatch(symbol) else symbol or front


def _symbol(folded: str, start: int, *, typed: bool) -> tuple[str, int]:
    """The symbol that begins at a place, joined, and where it ends; empty when what stands there is none."""
    joined, end = "", start
    for _ in range(_LONGEST_SYMBOL_PARTS):
        joint = _JOINT.match(folded, end)
        part = _PART.match(folded, joint.end()) if joint else None
        if joint is None or part is None or not _belongs(joined, joint[0], part[1], typed=typed):
            break
        joined, end = joined + part[1], part.end()
        term = _TERM_AFTER_SPACE.match(folded, end) if typed and joined.endswith("qh") else None
        if term:
            joined, end = joined + term[1], term.end()
    return joined, end


def _belongs(symbol: str, joint: str, part: str, *, typed: bool) -> bool:
    """Whether a part goes on with the symbol read so far; a loose joint asks for a part that is known."""
    if not symbol:
        return bool(_KNOWN_PART.fullmatch(part)) and (typed or bool(joint.strip()))
    if joint in {"&", "("} or (joint.strip() and joint == joint.strip() and joint != "."):
        return True
    return bool(_ISSUER_PART.fullmatch(part))


def _with_place(text: str, folded: str, offsets: list[int], start: int, end: int, number: DocumentNumber) -> Citation:
    """The citation of a number together with the place that stands directly before or after it."""
    place = None
    for place_start, place_end, found in _places(text, folded, offsets, max(0, start - 60), min(len(folded), end + 60)):
        if place_end <= start and _LINK.fullmatch(folded, place_end, start):
            start, place = place_start, found
        elif place is None and place_start >= end and _LINK.fullmatch(folded, end, place_start):
            end, place = place_end, found
    return Citation(offsets[start], offsets[end - 1] + 1, number, place)


def _places(text: str, folded: str, offsets: list[int], start: int, end: int) -> list[tuple[int, int, Place]]:
    """The places named between two points of a text, in order; the longer reading of each."""
    found: list[tuple[int, int, Place]] = []
    position = start
    while match := _PLACE_UPWARD.search(folded, position, end):
        downward = _PLACE_DOWNWARD.match(folded, match.start(), end)
        if downward and downward.end() > match.end():
            match = downward
        found.append((match.start(), match.end(), _place(match, text, offsets)))
        position = match.end()
    return found


def _place(match: re.Match[str], text: str, offsets: list[int]) -> Place:
    """A place in the writer's own letters, because điểm d and điểm đ are two."""

    def written(group: str) -> str:
        if not match[group]:
            return ""
        first, last = match.span(group)
        return nfc_clean(text[offsets[first] : offsets[last]]).lower().strip()

    return Place(_unpadded(match["article"]), _unpadded(match["clause"]) if match["clause"] else "", written("point"))
