"""What a document must have before it is published. Pure."""

from __future__ import annotations

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
    wrong = {}
    if not document.type.strip():
        wrong["type"] = "Hãy chọn loại văn bản."
    if not document.title.strip():
        wrong["title"] = "Hãy ghi trích yếu."
    if document.issued and document.effective and document.effective < document.issued:
        wrong["effective"] = "Ngày có hiệu lực không thể trước ngày ban hành."
    if document.effective and document.expires and document.expires < document.effective:
        wrong["expires"] = "Ngày hết hiệu lực không thể trước ngày có hiệu lực."
    if document.declared_status and document.declared_status not in set(LegalStatus):
        wrong["declared_status"] = "Tình trạng hiệu lực không có trong danh mục."
    if any(relation.get("type") not in set(RelationType) for relation in document.relations):
        wrong["relations"] = "Có quan hệ văn bản không thuộc danh mục."
    if wrong:
        raise Invalid("Văn bản chưa đủ điều kiện công bố: " + " ".join(wrong.values()), **wrong)
