"""What a document must have before it is published, and what more before an officer hands it on. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, Protocol

from content.errors import Invalid
from content.validity.codes import LegalStatus, RelationType


class Described(Protocol):
    """What is asked of a document before it is published."""

    type: str
    title: str
    issued: date | None
    effective: date | None
    expires: date | None
    declared_status: str
    relations: list[dict[str, Any]]


def check(document: Described) -> None:
    """Raise Invalid, naming every field at fault, unless the document can be published."""
    refuse(faults(document))


def refuse(wrong: Mapping[str, str]) -> None:
    """Raise Invalid when anything is wrong with a document."""
    if wrong:
        raise Invalid("Văn bản chưa đủ điều kiện công bố: " + " ".join(wrong.values()), **wrong)


def faults(document: Described) -> dict[str, str]:
    """What no document can be published with, wherever it comes from, by field."""
    wrong = {}
    if not document.type.strip():
        wrong["type"] = "Hãy chọn loại văn bản."
    if not document.title.strip():
        wrong["title"] = "Hãy ghi trích yếu."
    wrong |= out_of_order(document.issued, document.effective, document.expires)
    if document.declared_status and document.declared_status not in set(LegalStatus):
        wrong["declared_status"] = "Tình trạng hiệu lực không có trong danh mục."
    if any(relation.get("type") not in set(RelationType) for relation in document.relations):
        wrong["relations"] = "Có quan hệ văn bản không thuộc danh mục."
    return wrong


def out_of_order(issued: date | None, effective: date | None, expires: date | None) -> dict[str, str]:
    """What is wrong with days that contradict each other, by field."""
    wrong = {}
    if issued and effective and effective < issued:
        wrong["effective"] = "Ngày có hiệu lực không thể trước ngày ban hành."
    if effective and expires and expires < effective:
        wrong["expires"] = "Ngày hết hiệu lực không thể trước ngày có hiệu lực."
    return wrong


def gaps(frozen: Mapping[str, Any], types: Collection[str], today: date) -> dict[str, str]:
    """What an officer must still say of a document, by field; registers, which are brought in, may know less.

    ``frozen`` is its snapshot, ``types`` what its kind of documents are called.
    """
    wrong = {}
    if frozen["type"].strip() and frozen["type"] not in types:
        wrong["type"] = f"“{frozen['type']}” không có trong danh mục loại văn bản."
    if not frozen["number"].strip():
        wrong["number"] = "Hãy ghi số, ký hiệu."
    if not frozen["issuer"].strip():
        wrong["issuer"] = "Hãy ghi cơ quan ban hành."
    if not frozen["issued"]:
        wrong["issued"] = "Hãy ghi ngày ban hành."
    elif date.fromisoformat(frozen["issued"]) > today:
        wrong["issued"] = "Ngày ban hành không thể sau hôm nay."
    if not (frozen["preamble"].strip() or frozen["provisions"] or frozen["files"]):
        wrong["provisions"] = "Hãy ghi toàn văn, hoặc thêm tệp của văn bản."
    return wrong
