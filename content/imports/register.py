"""What a codified register adds to the text of an article: remarks, codes of related articles, headings of its own.

None of it is the legislator's word, so it leaves the text and goes to the article's note; nothing of it is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from content.document_numbers import find_numbers, key
from content.provisions.anchors import part_anchor
from content.validity.codes import RelationType

CODE = re.compile(r"[0-9]{1,3}\.[0-9]{1,3}\.[A-ZĐ]{2,5}(?:\.[0-9]{1,4}[a-zđ]?){1,3}")
"""How a register names an article: ``15.1.TT.1.12``."""

_REMARK = "(Điều này có nội dung liên quan"
_LIST = "## Danh sách điều khoản"
_TAIL = re.compile(
    r"(?:\n|(?<=[.;:)/]))[ ]*(?P<tail>(?:Phần|Chương|Mục|Tiểu mục)"
    r" (?:[IVXLC]{1,8}|[0-9]{1,3}|thứ \w{2,6})\b[^.;]{0,400})\Z"
)
_TAIL_WITHIN = 500
_LONGEST_LIST = 300


@dataclass(frozen=True, slots=True)
class Place:
    """An article somewhere in the file."""

    type: str
    number: str
    label: str

    def cited(self) -> str:
        """As people cite it: ``Điều 12 Thông tư 15/2016/TT-BTC``."""
        return f"{self.label} {self.type} {self.number}"


def without_remarks(text: str) -> tuple[str, list[str]]:
    """The article's own text, and what the register wrote behind it."""
    remarks: list[str] = []
    text, at, listed = text.partition(_LIST)
    if at:
        remarks.append("Nguồn ghi tiếp: " + " ".join(_written(listed)))
    text = text.rstrip()
    if match := _TAIL.search(text, max(0, len(text) - _TAIL_WITHIN)):
        tail = _written(match["tail"])
        if len(tail) > 1 or match["tail"].isupper() or _name_of(match["tail"]).isupper():
            remarks.append("Trong nguồn, tiếp sau điều này là " + " ".join(tail) + ".")
            text = text[: match.start()].rstrip()
    start = text.rfind(_REMARK)
    if start >= 0 and text.endswith(")"):
        remarks.insert(0, text[start + 1 : -1].strip() + ".")
        text = text[:start].rstrip()
    return text, remarks


def related_codes(related: Iterable[str], remarks: Iterable[str]) -> list[str]:
    """Every code of another article, once, in order."""
    said = list(related)
    for remark in remarks:
        said += CODE.findall(remark)
    return list(dict.fromkeys(said))


def remark_of_related(codes: Iterable[str], places: Mapping[str, Place], own_number: str) -> str:
    """One sentence that names related articles by their documents; a code that leads nowhere stands as it is."""
    by_document: dict[str, list[str]] = {}
    for code in codes:
        place = places.get(code)
        if place is None:
            by_document.setdefault("", []).append(code)
        else:
            name = "văn bản này" if place.number == own_number else f"{place.type} {place.number}"
            by_document.setdefault(name, []).append(place.label)
    unknown = by_document.pop("", [])
    said = [f"{', '.join(labels)} {name}" for name, labels in by_document.items()]
    if unknown:
        said.append(f"mã trong nguồn: {', '.join(unknown)}")
    return f"Nội dung liên quan: {'; '.join(said)}." if said else ""


def citations(cited: Mapping[str, list[Place]], own_number: str) -> list[dict[str, Any]]:
    """One relation for each other document that articles are related to; ``cited`` is by the citing article's label."""
    by_document: dict[tuple[str, str], list[str]] = {}
    for label, places in cited.items():
        for place in places:
            if place.number != own_number:
                by_document.setdefault((place.type, place.number), []).append(label)
    return [
        _relation(RelationType.CITES, number, f"{type_} {number}", "Nội dung liên quan tại ", labels)
        for (type_, number), labels in by_document.items()
    ]


def change_in(note: str) -> tuple[RelationType, str] | None:
    """Which document changed the article, and how; None unless the note names one document and one sort of change."""
    found = {key(note[one.start : one.end]) or one.number.key: one for one in find_numbers(note)}
    if len(found) != 1:
        return None
    amended, repealed = "sửa đổi" in note, "bị bãi bỏ" in note
    if repealed and not amended and "bổ sung" not in note:
        # Where a part of the article was repealed, the article itself still holds: it reads otherwise.
        sort = RelationType.AMENDS if "có nội dung bị bãi bỏ" in note else RelationType.REPEALS
        return sort, next(iter(found.values())).number.key
    if repealed:
        return None
    if amended:
        return RelationType.AMENDS, next(iter(found.values())).number.key
    return (RelationType.SUPPLEMENTS, next(iter(found.values())).number.key) if "bổ sung" in note else None


def changes(made: Iterable[tuple[RelationType, Place]]) -> list[dict[str, Any]]:
    """Relations of the document that made changes to articles of others, each with the articles it changed."""
    by_document: dict[tuple[RelationType, str, str], list[str]] = {}
    for type_, place in made:
        by_document.setdefault((type_, place.type, place.number), []).append(place.label)
    return [
        _relation(type_, number, f"{name} {number}", "Đối với ", labels)
        | {"provisions": [_anchor(label) for label in dict.fromkeys(labels)]}
        for (type_, name, number), labels in by_document.items()
    ]


def _anchor(label: str) -> str:
    word, _, number = label.partition(" ")
    return part_anchor(word, number)


def shown_note(note: str) -> str:
    """A register's note as a sentence: it is printed there behind the article's number, after a comma."""
    said = " ".join(note.split()).lstrip(",;. ")
    return said[:1].upper() + said[1:] + ("" if said.endswith(".") else ".") if said else ""


def _relation(type_: RelationType, number: str, title: str, words: str, labels: list[str]) -> dict[str, Any]:
    listed = ", ".join(dict.fromkeys(labels))
    if len(listed) > _LONGEST_LIST:
        listed = listed[:_LONGEST_LIST].rpartition(",")[0] + " …"
    return {"type": str(type_), "target_number": number, "target_title": title, "note": f"{words}{listed}"}


def _written(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _name_of(tail: str) -> str:
    return " ".join(tail.split()[2:])
