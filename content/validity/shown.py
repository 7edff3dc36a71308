"""Which status of a document or of a provision is one to show, and what was done to which provision."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from content.validity.codes import ENDING, STOPPING, LegalStatus
from content.validity.history import Act, Outline, Terms, history, history_of_provision, home, on, reach
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


@dataclass(frozen=True, slots=True)
class Change:
    """What an act does to a provision, or to the clause or point of it that ``place`` names."""

    act: Act
    place: str
    """The anchor acted on: the provision's own, or that of a clause or point in it."""
    coming: bool
    """Whether its first day is still to come."""


def changes(acts: Iterable[Act], outline: Outline, day: date) -> Mapping[str, Sequence[Change]]:
    """What acts do to provisions, by the anchor of the provision at which the reader is told of it.

    A suspension that has passed changes nothing any more. Acts on the whole document are no part of this.
    """
    known = dict(outline)
    found: dict[str, list[Change]] = defaultdict(list)
    for act in acts:
        if not act.provision or (act.end is not None and act.end < day):
            continue
        for place in sorted(reach(act, outline)):
            if told_at := home(place, known):
                found[told_at].append(Change(act, place, coming=act.start is not None and act.start > day))
    return found


def provision_status(anchor: str, outline: Outline, terms: Terms, acts: Iterable[Act], day: date) -> LegalStatus | None:
    """The status of one provision; none where somebody changed the document and did not say which provisions.

    Nobody can tell of such a document which of its articles still read as they did.
    """
    acts = [*acts]
    if terms.declared == LegalStatus.PARTLY and any(act.provision and act.start for act in acts):
        # The register's word for the whole is explained by what was done to some provisions.
        terms = replace(terms, declared="", declared_on=None)
    status = on(history_of_provision(anchor, outline, terms, acts), day).status
    unclear = terms.declared == LegalStatus.PARTLY or any(
        not act.provision and act.type not in ENDING | STOPPING and act.start is not None and act.start <= day
        for act in acts
    )
    return None if unclear and status in (LegalStatus.IN_FORCE, LegalStatus.PARTLY) else status
