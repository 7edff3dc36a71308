"""Which status of a document is one to show."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from content.validity.codes import LegalStatus
from content.validity.history import Act, Terms, history, on
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


def shown_status(kind: str, type_: str, terms: Terms, day: date, acts: Iterable[Act] = ()) -> LegalStatus | None:
    """The status of a document on a day, as it is shown; none where there is none to show.

    ``kind`` is the noun of content.kinds: every legal document has a status, of the others some have.
    """
    status = on(history(terms, acts), day).status
    return status if kind == "legal" or may_stand(type_, terms, status) else None
