"""What a reader must be told beside the status: changed but not consolidated, a day unknown, registers at odds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from content.validity.codes import ENDING, LegalStatus, RelationType
from content.validity.history import Act, Reason, Terms, history, on


class Warned(StrEnum):
    """What a caution warns of."""

    NOT_YET = "not_yet"
    """It will hold from a day to come."""
    NOT_CONSOLIDATED = "not_consolidated"
    """An act has changed it, and the text here is the one before."""
    DAY_UNKNOWN = "day_unknown"
    """Somebody ended, stopped or changed it, and no source says from when."""
    AT_ODDS = "at_odds"
    """The register it came from says otherwise."""
    GROUND_ENDED = "ground_ended"
    """What it implements or guides has ended."""


@dataclass(frozen=True, slots=True)
class Caution:
    """One warning, and what it rests on."""

    warned: Warned
    act: Act | None = None
    day: date | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What a register says and what the documents say, with the documents' proofs."""

    declared: LegalStatus
    computed: LegalStatus
    reasons: tuple[Reason, ...]


def disagreement(day: date, terms: Terms, acts: Sequence[Act] = ()) -> Disagreement | None:
    """Where the documents come to another status than the register; none where one of them has nothing to say."""
    if not terms.declared or LegalStatus(terms.declared) is LegalStatus.UNKNOWN:
        return None
    spell = on(history(replace(terms, declared="", declared_on=None), acts), day)
    declared = LegalStatus(terms.declared)
    if spell.status in (declared, LegalStatus.UNKNOWN):
        return None
    return Disagreement(declared, spell.status, spell.reasons)


def cautions(
    day: date, terms: Terms, acts: Sequence[Act] = (), *, consolidated: bool = False, ended_grounds: Iterable[str] = ()
) -> tuple[Caution, ...]:
    """Every caution for a reader on a day.

    ``consolidated`` says that the text shown holds the changes; ``ended_grounds`` names the documents that this one
    implements or guides and that hold no more: whether it fell with them is for an officer to find out.
    """
    spell = on(history(terms, acts), day)
    found: list[Caution] = []
    if spell.status is LegalStatus.NOT_YET:
        found.append(Caution(Warned.NOT_YET, day=terms.effective))
    if spell.status is not LegalStatus.EXPIRED:
        if not consolidated:
            changes = (act for act in acts if act.start is not None and act.start <= day and _alters(act))
            found += [Caution(Warned.NOT_CONSOLIDATED, act, act.start) for act in changes]
        undated = (act for act in acts if act.start is None and (_alters(act) or act.type in ENDING))
        found += [Caution(Warned.DAY_UNKNOWN, act) for act in undated]
        found += [Caution(Warned.GROUND_ENDED, by=by) for by in ended_grounds]
    if disagreement(day, terms, acts):
        found.append(Caution(Warned.AT_ODDS))
    return tuple(found)


def _alters(act: Act) -> bool:
    """Whether the text here is no longer what holds."""
    altering = (RelationType.AMENDS, RelationType.SUPPLEMENTS, RelationType.CORRECTS)
    return act.type in altering or bool(act.provision and act.type in ENDING)
