"""Which documents can hold at all, and what a document must have. Pure."""

from __future__ import annotations

from datetime import date
from typing import Any, Protocol

from content.errors import Invalid
from content.validity.codes import LegalStatus, RelationType
from content.validity.history import Terms
from content.vietnamese import fold

REGULATING = frozenset({"nghi quyet", "quyet dinh", "chi thi", "quy che", "quy dinh", "noi quy", "dieu le"})
"""Types of documents of direction that lay something down, folded; the others tell, ask, plan or report."""


def lays_down(type_: str) -> bool:
    """Whether a document of direction of this type can be in force at all."""
    return fold(type_).strip() in REGULATING


def may_stand(type_: str, terms: Terms, status: LegalStatus) -> bool:
    """Whether a status is one to show: of what lays nothing down only what a day or a declared end proves.

    Registers call every letter and every plan in force; nobody has said so who could.
    """
    proved = terms.effective is not None or status in (LegalStatus.EXPIRED, LegalStatus.SUSPENDED)
    return proved or lays_down(type_)


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
