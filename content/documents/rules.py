"""Whether a document holds on a day, and what a document must have. Pure; the day is handed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Protocol

from content.errors import Invalid
from content.vietnamese import fold


class LegalStatus(StrEnum):
    """Whether a document holds, in the words of the national database of legislation."""

    NOT_YET = "not_yet"
    IN_FORCE = "in_force"
    PARTLY = "partly"
    EXPIRED = "expired"
    SUSPENDED = "suspended"
    UNKNOWN = "unknown"


class RelationType(StrEnum):
    """How one document acts on another."""

    AMENDS = "amends"
    SUPPLEMENTS = "supplements"
    REPLACES = "replaces"
    REPEALS = "repeals"
    SUSPENDS = "suspends"
    CORRECTS = "corrects"
    IMPLEMENTS = "implements"
    GUIDES = "guides"
    CONSOLIDATES = "consolidates"
    BASED_ON = "based_on"
    CITES = "cites"


@dataclass(frozen=True)
class Validity:
    """What decides a document's status: its dates and what its register declared."""

    effective: date | None
    expires: date | None
    declared: str = ""


def status_on(day: date, validity: Validity) -> LegalStatus:
    """The status on a day: dates first, then a declared end, then what was declared at all.

    Without a date of effect and without a declaration nobody knows, and that is what is said.
    """
    if validity.expires is not None and day > validity.expires:
        return LegalStatus.EXPIRED
    declared = LegalStatus(validity.declared) if validity.declared else LegalStatus.UNKNOWN
    if declared in (LegalStatus.EXPIRED, LegalStatus.SUSPENDED):
        return declared
    if validity.effective is not None and day < validity.effective:
        return LegalStatus.NOT_YET
    if declared is LegalStatus.PARTLY:
        return declared
    if validity.effective is not None:
        return LegalStatus.IN_FORCE
    return LegalStatus.UNKNOWN if declared is LegalStatus.NOT_YET else declared


REGULATING = frozenset({"nghi quyet", "quyet dinh", "chi thi", "quy che", "quy dinh", "noi quy", "dieu le"})
"""Types of documents of direction that lay something down, folded; the others tell, ask, plan or report."""


def lays_down(type_: str) -> bool:
    """Whether a document of direction of this type can be in force at all."""
    return fold(type_).strip() in REGULATING


def status_with_evidence(day: date, validity: Validity) -> LegalStatus | None:
    """The status of what need not have any: only what a day or a declared end proves.

    Registers call every letter and every plan in force; nobody has said so who could.
    """
    status = status_on(day, validity)
    proved = validity.effective is not None or status in (LegalStatus.EXPIRED, LegalStatus.SUSPENDED)
    return status if proved else None


def turning_days(validity: Validity) -> list[date]:
    """The days from which the status may read otherwise, in order: the first day of effect, the day after the last."""
    after_end = date.fromordinal(validity.expires.toordinal() + 1) if validity.expires else None
    return sorted(day for day in (validity.effective, after_end) if day is not None)


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
