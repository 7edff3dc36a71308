"""The portal's own bulk layout: one document a line, its articles apart; see README.md beside this file."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from content.document_numbers import DOCUMENT_KINDS, key
from content.errors import Invalid
from content.imports.dates import read_days
from content.imports.files import lines
from content.imports.incoming import Incoming, Rejected, source_key
from content.imports.register import (
    Place,
    change_in,
    changes,
    citations,
    related_codes,
    remark_of_related,
    shown_note,
    without_remarks,
)
from content.imports.wording import issuer_of, line_of, text_of
from content.provisions.structure import from_articles
from content.validity.codes import LegalStatus, RelationType

FORMAT = "articles-jsonl"
MOST_ARTICLES = 5_000
LONGEST_DOCUMENT = 20_000_000
"""Characters of all articles of a document."""

TOPICS: Mapping[str, str] = tomllib.loads((Path(__file__).parent / "topics.toml").read_text("utf-8"))
_CUT_NUMBER = re.compile(r"(?P<rest>[/\-][ ]?[0-9A-ZĐƯ][\w/.&\-]{1,60}) (?P<title>.+)", re.DOTALL)


@dataclass(slots=True)
class Index:
    """What the first pass learns of the whole file: where codes lead, and who changed whom."""

    places: dict[str, Place | None] = field(default_factory=dict)
    """By code; None for a code that two articles carry."""
    changed: dict[str, list[tuple[RelationType, Place]]] = field(default_factory=dict)
    """By the number key of the document that made the change."""
    documents: int = 0


def read(path: Path) -> Iterator[Incoming | Rejected]:
    """Every document of the file in its order; the file is read twice, so that articles can name each other."""
    index = first_pass(path)
    for given in lines(path):
        if isinstance(given, Rejected):
            yield given
            continue
        number, line = given
        if line.strip():
            yield read_line(number, line, index)


def count(path: Path) -> int:
    """How many lines there are to read."""
    return sum(1 for _ in lines(path))


def first_pass(path: Path) -> Index:
    """Codes and changes of the whole file; lines that cannot be read are left to the second pass."""
    index = Index()
    for given in lines(path):
        if isinstance(given, Rejected):
            continue
        try:
            _learn(json.loads(given[1]), index)
        except (ValueError, RecursionError, Invalid, AttributeError, TypeError):
            continue
    return index


def read_line(number: int, line: str, index: Index) -> Incoming | Rejected:
    """One document, or why it is none."""
    try:
        document = json.loads(line)
    except (ValueError, RecursionError):
        return Rejected(number, "Dòng không phải là JSON hợp lệ.")
    try:
        return _document(number, document, index)
    except Invalid as wrong:
        return Rejected(number, str(wrong))


def _learn(document: Any, index: Index) -> None:
    index.documents += 1
    type_, number = line_of(document.get("type"), "type"), _number(document)
    for article in document.get("articles") or ():
        place = Place(type_, number, _label(line_of(article.get("article"), "article")))
        if code := article.get("code"):
            index.places[code] = place if code not in index.places else None
        change = change_in(text_of(article.get("note"), "note"))
        if change:
            index.changed.setdefault(change[1], []).append((change[0], place))


def _document(line: int, document: Any, index: Index) -> Incoming:
    if not isinstance(document, dict):
        raise Invalid("Mỗi dòng phải là một đối tượng JSON.")
    articles = document.get("articles") or []
    if not isinstance(articles, list) or not all(isinstance(article, dict) for article in articles):
        raise Invalid("Trường “articles” phải là danh sách các điều.")
    if len(articles) > MOST_ARTICLES:
        raise Invalid(f"Văn bản có quá {MOST_ARTICLES} điều.")
    fields = _head(document)
    kind = line_of(document.get("kind"), "kind") or "legal"
    if kind not in DOCUMENT_KINDS:
        raise Invalid(f"Trường “kind” phải là một trong: {', '.join(DOCUMENT_KINDS)}.")
    reader = _Articles(fields["number"], index)
    provisions = from_articles(reader.read(articles))
    fields["relations"] = citations(reader.cited, fields["number"]) + changes(
        index.changed.get(key(fields["number"]), ())
    )
    if reader.repealed:
        fields["declared_status"] = str(LegalStatus.PARTLY)
        fields["status_note"] = f"Theo ghi chú của nguồn, có nội dung bị bãi bỏ tại {_listed(reader.repealed)}."
    return Incoming(line, kind, fields, source_key(FORMAT, fields), provisions)


def _head(document: Mapping[str, Any]) -> dict[str, Any]:
    to_check: list[str] = []
    type_ = line_of(document.get("type"), "type")
    if not type_:
        raise Invalid("Thiếu loại văn bản (“type”).")
    number, title = _number(document), line_of(document.get("title"), "title")
    if number != line_of(document.get("number"), "number"):
        to_check.append("Số, ký hiệu trong nguồn bị tách sang trích yếu; đã ghép lại, cần đối chiếu với bản gốc.")
        title = _without_rest(document, title)
    if not number and not title:
        raise Invalid("Thiếu cả số, ký hiệu và trích yếu.")
    if not title:
        title = f"{type_} số {number}"
        to_check.append("Nguồn không ghi trích yếu; tên hiển thị lấy theo loại và số, ký hiệu.")
    days, doubts = read_days(dict(document))
    issuer = issuer_of(document.get("agency"), doubts)
    if not issuer:
        doubts.append("Nguồn không ghi cơ quan ban hành.")
    topics = _topics(document.get("topics"))
    return {
        "type": type_,
        "number": number,
        "title": title,
        "summary": text_of(document.get("summary"), "summary"),
        "issuer": issuer,
        "signer": line_of(document.get("signer"), "signer"),
        **days,
        "field": topics[0]["name"] if topics else "",
        "topics": topics,
        "preamble": text_of(document.get("text"), "text"),
        "to_check": to_check + doubts,
    }


def _number(document: Mapping[str, Any]) -> str:
    """The number; one that the collector cut in two, its end in front of the title, is joined again."""
    number = line_of(document.get("number"), "number").lstrip("'’` ")
    cut = _cut(number, line_of(document.get("title"), "title"))
    return number + cut["rest"].replace(" ", "") if cut else number


def _without_rest(document: Mapping[str, Any], title: str) -> str:
    cut = _cut(line_of(document.get("number"), "number").lstrip("'’` "), title)
    return cut["title"].strip() if cut else title


def _cut(number: str, title: str) -> re.Match[str] | None:
    return _CUT_NUMBER.match(title) if number.isdecimal() else None


def _topics(given: Any) -> list[dict[str, str]]:
    if given is None:
        return []
    if not isinstance(given, list):
        raise Invalid("Trường “topics” phải là danh sách.")
    keys = [line_of(one, "topics") for one in given]
    return [{"key": one, "name": TOPICS.get(one, one)} for one in keys if one]


class _Articles:
    """Cleans the articles of one document and gathers what their notes say of other documents."""

    def __init__(self, number: str, index: Index) -> None:
        self._number = number
        self._index = index
        self._room = LONGEST_DOCUMENT
        self.cited: dict[str, list[Place]] = {}
        self.repealed: list[str] = []

    def read(self, articles: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, str]]:
        """Each article as :func:`content.provisions.structure.from_articles` takes it."""
        for article in articles:
            printed = line_of(article.get("article"), "article")
            text, remarks = without_remarks(text_of(article.get("text"), "text"))
            self._room -= len(text)
            if self._room < 0:
                raise Invalid(f"Toàn văn dài quá {LONGEST_DOCUMENT // 1_000_000} triệu ký tự.")
            note = text_of(article.get("note"), "note")
            if "bị bãi bỏ" in note:
                self.repealed.append(_label(printed))
            said = [shown_note(note), *remarks, self._related(article.get("related"), remarks, _label(printed))]
            heading = line_of(article.get("heading"), "heading")
            yield {"article": printed, "heading": heading, "text": text, "note": "\n".join(one for one in said if one)}

    def _related(self, related: Any, remarks: list[str], label: str) -> str:
        if related is not None and (not isinstance(related, list) or not all(isinstance(one, str) for one in related)):
            raise Invalid("Trường “related” phải là danh sách mã điều.")
        codes = related_codes(related or (), remarks)
        places = {code: place for code in codes if (place := self._index.places.get(code))}
        if places:
            self.cited.setdefault(label, []).extend(places.values())
        return remark_of_related(codes, places, self._number)


def _label(printed: str) -> str:
    return f"Điều {printed}" if printed[:1].isdigit() else printed.lstrip("([* ")


def _listed(labels: list[str]) -> str:
    return ", ".join(labels[:10]) + (" …" if len(labels) > 10 else "")
