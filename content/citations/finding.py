"""Every document and provision that a Vietnamese text names. Pure, for any Unicode, in time linear in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from content.citations.citation import Citation
from content.citations.places import ARTICLE, CLAUSE, Run, find_runs
from content.document_numbers import TYPE_SYMBOLS, find_bare
from content.vietnamese import fold_with_offsets, nfc_clean

_LAWS = r"bo\s{1,3}luat|luat|phap\s{1,3}lenh|hien\s{1,3}phap"
_TYPES = "|".join(sorted((name.replace(" ", r"\s{1,3}") for name in TYPE_SYMBOLS), key=len, reverse=True))
_ATTACHED = "quy che|quy dinh|dieu le|noi quy|quy trinh|huong dan|de an|chuong trinh|phu luc|hien phap|quy chuan"
_OWN = re.compile(rf"(?<!\w)(?:{_TYPES}|{_ATTACHED})\s{{1,3}}nay(?!\w)")
_DATED_NAME = re.compile(
    rf"(?<!\w)(?P<name>(?P<type>{_LAWS})(?P<rest>\s[^;.:()\[\]\n\u201c\u201d\"\d]{{0,140}}?)?)\s{{1,3}}"
    r"(?:nam\s{1,3}(?P<year>(?:18|19|20)\d\d)(?!\d)|ngay\s{1,3}\d{1,2}(?:/|\s{1,3}thang\s{1,3})\d{1,2}"
    r"(?:/|\s{1,3}nam\s{1,3})(?P<dated>(?:18|19|20)\d\d)(?!\d))"
)
_NAME_BEFORE_NUMBER = re.compile(rf"(?<!\w)(?:{_LAWS})\s[^;.:()\[\]\n\d]{{2,140}}$")
_COMMA = r"(?:,(?=\s(?:chong|su dung|thue|tam giam|cong nhan|xuat canh)\s))?"
_BARE_NAME = re.compile(rf"(?P<type>{_LAWS})(?P<rest>(?:\s{{1,3}}(?:[^\W\d]|[-\u2013]){{1,12}}{_COMMA}){{1,18}})")
_WORD = re.compile(r"\S+")
_INNER_LAW = re.compile(rf"(?<!\w)(?:{_LAWS})\s")
_ENDS_NAME = frozenset(
    {"này", "về", "được", "thì", "phải", "tại", "theo", "của", "trong", "nếu", "khi", "để", "là", "mà", "còn", "vẫn"}
    | {"đến", "từ", "bị", "không", "do", "như", "ngày", "số", "nhưng", "hoặc", "quy định", "có hiệu", "có quy"}
    | {"có liên", "hiện hành", "đã được", "đã có", "bao gồm", "và các", "và nghị", "và luật", "và bộ", "và điều"}
    | {"và khoản", "và quy", "và thông", "và văn", "và pháp", "và hướng"}
)
"""What no name of a law holds: with these words, or pairs of words, the sentence goes on."""
_AMENDING = re.compile(r"(?:sua\s{1,3}doi|bo\s{1,3}sung)[^;.\n]{0,60}\sdieu\s(?:cua\s)?(?:cac\s)?$")
_LINK = re.compile(r"[\s,(]{0,4}(?:(?:cua|vao|tai|trong|thuoc|ban hanh kem theo|kem theo|cac)\s{1,3}){0,2}")
_LINK_BACK = re.compile(r"[\s,]{0,3}[(]?(?:(?:tai)\s{1,3})?")
_NAMELESS = frozenset({"luật", "bộ luật", "pháp lệnh"})
LONGEST_NAME = 160


@dataclass(frozen=True, slots=True)
class _Document:
    start: int
    end: int
    citation: Citation


def find(text: str, *, within: str = "") -> tuple[Citation, ...]:
    """What a text names, in order and without overlap; ``within`` is the anchor of the article it stands in."""
    folded, offsets = fold_with_offsets(text)
    written = [text[place:following] for place, following in pairwise(offsets)]
    documents = _documents(folded, written)
    found: list[Citation] = []
    at = 0
    for run in find_runs(folded, written):
        while at < len(documents) and documents[at].start < run.end and documents[at].end <= run.start:
            found.append(documents[at].citation)
            at += 1
        if at < len(documents) and documents[at].start < run.end:
            continue  # Figures in the name of a document are no place.
        if at < len(documents) and _LINK.fullmatch(folded, run.end, documents[at].start):
            found += _in_document(run, documents[at], within)
            at += 1
        elif name := _undated(folded, written, run.end):
            found += _in_document(run, name, within)
        elif found and _LINK_BACK.fullmatch(folded, found[-1].end, run.start) and _takes_place(found[-1]):
            before = found.pop()
            found += _in_document(run, _Document(before.start, before.end, before), within)
        else:
            found += _in_document(run, None, within)
    found += [document.citation for document in documents[at:]]
    return tuple(replace(one, start=offsets[one.start], end=offsets[one.end - 1] + 1) for one in _apart(found))


def _apart(found: list[Citation]) -> Iterator[Citation]:
    """Citations without those that begin in the one before."""
    end = 0
    for one in found:
        if one.start >= end:
            yield one
            end = one.end


def _takes_place(citation: Citation) -> bool:
    return bool(citation.key or citation.name) and not citation.provision


def _in_document(run: Run, document: _Document | None, within: str) -> Iterator[Citation]:
    """The places of a run, each with the document; its words belong to the place that stands next to them."""
    base = document.citation if document else Citation(0, 0)
    if document is None and run.places[-1].highest > ARTICLE:
        return  # A heading, or a chapter of who knows what.
    articles = any(place.highest >= ARTICLE for place in run.places)
    for at, place in enumerate(run.places):
        start, end = place.start, place.end
        if document and document.start < run.start and at == 0:
            start = document.start
        if document and document.start >= run.end and at == len(run.places) - 1:
            end = document.end
        # A clause without its article is one of the article in which this is written, if anybody knows which.
        lost = place.highest < ARTICLE and not place.here and (document is None or articles)
        here = place.here or (lost and articles and place.highest == CLAUSE)
        said = replace(place, here=here)
        anchor = said.anchor(within)
        if lost and not (here and anchor):
            continue
        spoken = Citation(0, 0, own=True) if here else base
        yield replace(spoken, start=start, end=end, provision=anchor, through=said.last_anchor(within))


def _documents(folded: str, written: list[str]) -> list[_Document]:
    """The documents named by number, by name and year, or as this one; the first of those that overlap."""
    found = [*_numbered(folded, written), *_named(folded, written), *_own(folded, written)]
    found.sort(key=lambda one: (one.start, -one.end))
    kept: list[_Document] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _numbered(folded: str, written: list[str]) -> Iterator[_Document]:
    after = 0
    for start, end, number in find_bare(folded):
        typed = folded[start].isalpha() and not folded.startswith("so", start)
        name = None if typed else _NAME_BEFORE_NUMBER.search(folded, max(after, start - LONGEST_NAME), start)
        begin, title = start, ""
        if name:
            inner = [one.start() for one in _INNER_LAW.finditer(folded, name.start(), start) if _is_name(written, one)]
            begin = inner[-1] if inner else start
            title = _said(written, begin, start).removesuffix("số").strip()
        after = end
        yield _Document(begin, end, Citation(begin, end, key=number.key, name=title, year=number.year))


def _named(folded: str, written: list[str]) -> Iterator[_Document]:
    for match in _DATED_NAME.finditer(folded):
        starts = [match.start(), *(one.start() for one in _INNER_LAW.finditer(folded, match.start() + 1, match.end()))]
        begin = next((one for one in reversed(starts) if written[one].isupper()), None)
        if begin is None or _AMENDING.search(folded, max(0, begin - 90), begin):
            continue
        name = _said(written, begin, match.end("name"))
        if name.casefold() in _NAMELESS or _name_end(folded, written, begin, match.end("name")) < match.end("name"):
            continue
        year = match["year"] or match["dated"]
        yield _Document(begin, match.end(), Citation(begin, match.end(), name=name[:LONGEST_NAME], year=year))


def _own(folded: str, written: list[str]) -> Iterator[_Document]:
    for match in _OWN.finditer(folded):
        if "".join(written[match.end() - 3 : match.end()]).lower() in {"này", "nay"}:
            yield _Document(match.start(), match.end(), Citation(match.start(), match.end(), own=True))


def _undated(folded: str, written: list[str], after: int) -> _Document | None:
    """A law named without its year, directly behind a place: ``Điều 5 Luật Đất đai quy định``."""
    link = _LINK.match(folded, after)
    match = _BARE_NAME.match(folded, link.end() if link else after)
    if match is None or not written[match.start()].isupper():
        return None
    end = _name_end(folded, written, match.start("rest"), match.end())
    if end <= match.start("rest"):
        return None
    return _Document(match.start(), end, Citation(match.start(), end, name=_said(written, match.start(), end)))


def _name_end(folded: str, written: list[str], start: int, end: int) -> int:
    """Where the name of a law ends that begins at a place and goes no further than another."""
    spans = [word.span() for word in _WORD.finditer(folded, start, end)]
    words = [_said(written, *span).lower() for span in spans]
    for at, word in enumerate(words):
        pair = f"{word} {words[at + 1]}" if at + 1 < len(words) else word
        if word in _ENDS_NAME or pair in _ENDS_NAME:
            return spans[at - 1][1] if at else start
    return spans[-1][1] if spans else start


def _is_name(written: list[str], match: re.Match[str]) -> bool:
    return written[match.start()].isupper()


def _said(written: list[str], start: int, end: int) -> str:
    return " ".join(nfc_clean("".join(written[start:end])).split())
