"""A document's history as spells of days, each with its status and what proves it.

The rules, in this order. What has ended stays ended: an end comes from its own last day, or from the document that
replaces or repeals it. What has not begun is not yet in force. What is suspended holds again after the last day of the
suspension. What was changed in part holds in part, as the national database counts it: the wording before an amendment
is no longer in force. What a register declares counts from the day it was read; of the
days before that day it proves nothing. Without a date of effect and without a declaration nobody knows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from content.validity.codes import ENDING, STOPPING, LegalStatus, RelationType

RANGE = ":"
"""Between the first and the last provision of a range where one text holds both: ``dieu-3:dieu-7``."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a document itself and its register say of when it holds."""

    effective: date | None = None
    expires: date | None = None
    """The last day on which it holds."""
    declared: str = ""
    """A ``LegalStatus``, as a register has it."""
    declared_on: date | None = None
    """The day on which the register said so; without one, its word counts for every day."""


@dataclass(frozen=True, slots=True)
class Act:
    """What another document does to this one."""

    type: RelationType
    by: str
    """Whatever names the acting document to the caller."""
    start: date | None
    """The first day of it; none where no source names one."""
    end: date | None = None
    """The last day of a suspension."""
    provision: str = ""
    """Anchor of the provision acted on; empty for the whole document."""
    through: str = ""
    """Anchor of the last provision of a range."""
    evidence: str = ""
    """The sentence that says so."""


class Cause(StrEnum):
    """What a status rests on."""

    EFFECTIVE = "effective"
    EXPIRES = "expires"
    DECLARED = "declared"
    ACT = "act"


@dataclass(frozen=True, slots=True)
class Reason:
    """One proof of a status, and the day from which it counts, where that is known."""

    cause: Cause
    day: date | None = None
    act: Act | None = None


@dataclass(frozen=True, slots=True)
class Spell:
    """Days on end with one status for the same reasons."""

    status: LegalStatus
    reasons: tuple[Reason, ...]
    first: date | None
    """None: since ever."""
    last: date | None
    """None: until something else is known."""

    def holds(self, day: date) -> bool:
        """Whether a day lies in it."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


Outline = Sequence[tuple[str, str | None]]
"""The provisions of a document in their order: anchor, and anchor of the one around it."""


def history(terms: Terms, acts: Iterable[Act] = ()) -> tuple[Spell, ...]:
    """The spells of a document, in order and without a gap."""
    return _spells(terms, [(act, not act.provision) for act in acts])


def history_of_provision(anchor: str, outline: Outline, terms: Terms, acts: Iterable[Act] = ()) -> tuple[Spell, ...]:
    """The spells of one provision: those of its document, and what was done to it, around it and within it."""
    acts = list(acts)
    outline = _with_clauses(outline, acts)
    met: list[tuple[Act, bool]] = []
    for act in acts:
        if not act.provision:
            # That something in the document was amended says nothing of this provision.
            if act.type in ENDING | STOPPING:
                met.append((act, True))
            continue
        reached = reach(act, outline)
        if reached.intersection(_around(anchor, outline)):
            met.append((act, True))
        elif any(anchor in _around(one, outline) for one in reached):
            met.append((act, False))
    return _spells(terms, met)


def on(spells: Sequence[Spell], day: date) -> Spell:
    """The spell of a day."""
    return next(spell for spell in spells if spell.holds(day))


def turning_days(terms: Terms, acts: Iterable[Act] = ()) -> list[date]:
    """The days from which the status may read otherwise, in order."""
    days = [terms.effective, _after(terms.expires), terms.declared_on]
    for act in acts:
        days += [act.start, _after(act.end)]
    return sorted({day for day in days if day is not None})


def _spells(terms: Terms, acts: Sequence[tuple[Act, bool]]) -> tuple[Spell, ...]:
    turns = turning_days(terms, (act for act, _ in acts))
    if not turns:
        return (Spell(*_state(None, terms, acts), None, None),)
    spells: list[Spell] = []
    for first, following in zip([None, *turns], [*turns, None], strict=True):
        if first is None and turns[0] == date.min:
            continue
        state = _state(first or _before(turns[0]), terms, acts)
        last = _before(following) if following else None
        if spells and (spells[-1].status, spells[-1].reasons) == state:
            spells[-1] = Spell(*state, spells[-1].first, last)
        else:
            spells.append(Spell(*state, first if spells else None, last))
    return tuple(spells)


State = tuple[LegalStatus, tuple[Reason, ...]]


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is known on one day; the day is none where nothing is dated."""

    day: date | None
    terms: Terms
    acts: Sequence[tuple[Act, bool]]
    """Each with whether it meets the whole of what the status is of."""

    @property
    def declared(self) -> LegalStatus:
        """What the register says, whenever it said so."""
        return LegalStatus(self.terms.declared) if self.terms.declared else LegalStatus.UNKNOWN

    @property
    def said(self) -> tuple[Reason, ...]:
        """The register's word as a proof."""
        return (Reason(Cause.DECLARED, self.terms.declared_on),)

    def says(self, *statuses: LegalStatus) -> bool:
        """Whether the register says one of these, of this day."""
        read = self.terms.declared_on
        return self.declared in statuses and (read is None or (self.day is not None and self.day >= read))

    def whole(self, types: frozenset[RelationType]) -> list[Reason]:
        """Acts of some types on the whole, on this day."""
        return [_proof(act) for act, whole in self.acts if whole and act.type in types and _acts_on(act, self.day)]


def _state(day: date | None, terms: Terms, acts: Sequence[tuple[Act, bool]]) -> State:
    """Status and reasons on a day: what the first rule that has something to say says."""
    facts = _Facts(day, terms, acts)
    return next((found for rule in _RULES if (found := rule(facts))), (LegalStatus.UNKNOWN, ()))


def _has_ended(facts: _Facts) -> State | None:
    ends = facts.whole(ENDING)
    last = facts.terms.expires
    if last is not None and facts.day is not None and facts.day > last:
        ends.append(Reason(Cause.EXPIRES, last))
    if ends:
        return LegalStatus.EXPIRED, _in_order(ends)
    return (LegalStatus.EXPIRED, facts.said) if facts.says(LegalStatus.EXPIRED) else None


def _is_declared_stopped(facts: _Facts) -> State | None:
    if not facts.says(LegalStatus.SUSPENDED):
        return None
    return LegalStatus.SUSPENDED, _in_order(facts.whole(STOPPING)) or facts.said


def _has_not_begun(facts: _Facts) -> State | None:
    first = facts.terms.effective
    if first is None or facts.day is None or facts.day >= first:
        return None
    return LegalStatus.NOT_YET, (Reason(Cause.EFFECTIVE, first),)


def _is_stopped(facts: _Facts) -> State | None:
    stops = facts.whole(STOPPING)
    return (LegalStatus.SUSPENDED, _in_order(stops)) if stops else None


def _is_ended_nobody_knows_when(facts: _Facts) -> State | None:
    types = ENDING | STOPPING
    undated = [_proof(act) for act, whole in facts.acts if whole and act.start is None and act.type in types]
    return (LegalStatus.UNKNOWN, tuple(undated)) if undated else None


def _was_declared_ended_later(facts: _Facts) -> State | None:
    """It came to its end, or to a stop, on some day before the register was read: on this side of it or beyond."""
    ended = facts.declared in (LegalStatus.EXPIRED, LegalStatus.SUSPENDED)
    return (LegalStatus.UNKNOWN, facts.said) if ended and not _is_explained(facts) else None


def _holds_in_part(facts: _Facts) -> State | None:
    changes = [
        _proof(act) for act, whole in facts.acts if _acts_on(act, facts.day) and _leaves_the_rest(act, whole=whole)
    ]
    if changes:
        return LegalStatus.PARTLY, _in_order(changes)
    return (LegalStatus.PARTLY, facts.said) if facts.says(LegalStatus.PARTLY) and not _is_explained(facts) else None


def _holds(facts: _Facts) -> State | None:
    if facts.terms.effective is not None:
        return LegalStatus.IN_FORCE, (Reason(Cause.EFFECTIVE, facts.terms.effective),)
    return (LegalStatus.IN_FORCE, facts.said) if facts.says(LegalStatus.IN_FORCE) else None


_RULES = (
    _has_ended,
    _is_declared_stopped,
    _has_not_begun,
    _is_stopped,
    _is_ended_nobody_knows_when,
    _was_declared_ended_later,
    _holds_in_part,
    _holds,
)
"""Which proof counts more than which: the first that has something to say."""


def _acts_on(act: Act, day: date | None) -> bool:
    return act.start is not None and day is not None and act.start <= day and (act.end is None or day <= act.end)


def _leaves_the_rest(act: Act, *, whole: bool) -> bool:
    """Whether an act leaves the rest in force: an amendment, or the end or stop of a part."""
    return act.type is RelationType.AMENDS or (not whole and act.type in ENDING | STOPPING)


def _is_explained(facts: _Facts) -> bool:
    """Whether a dated act, or the last day, no later than the declaration, tells since when the declaration is true."""
    if facts.declared is LegalStatus.PARTLY:
        known = [act.start for act, whole in facts.acts if _leaves_the_rest(act, whole=whole)]
    else:
        wanted = ENDING if facts.declared is LegalStatus.EXPIRED else STOPPING
        known = [act.start for act, whole in facts.acts if whole and act.type in wanted]
    if facts.declared is LegalStatus.EXPIRED:
        known.append(_after(facts.terms.expires))
    read = facts.terms.declared_on
    return any(day is not None and (read is None or day <= read) for day in known)


def reach(act: Act, outline: Outline) -> frozenset[str]:
    """The provisions that an act names: one, or all of a range beside each other."""
    if not act.through:
        return frozenset({act.provision})
    anchors = [anchor for anchor, _ in outline]
    if act.provision not in anchors or act.through not in anchors:
        return frozenset({act.provision, act.through})
    between = anchors[anchors.index(act.provision) : anchors.index(act.through) + 1]
    # Not the heading of a chapter that begins between two articles: that would be the whole chapter.
    return frozenset(anchor for anchor in between if _shape(anchor) == _shape(act.provision))


def home(anchor: str, known: Collection[str]) -> str:
    """The provision of an outline that a clause or a point stands in; the anchor itself where the outline has it.

    Outlines stop at articles: ``dieu-5-khoan-2-diem-b`` stands in ``dieu-5``. Empty where no part of it is known.
    """
    while anchor and anchor not in known:
        # Two words for each step: what it is and its number.
        anchor = "-".join(anchor.split("-")[:-2])
    return anchor


def _with_clauses(outline: Outline, acts: Iterable[Act]) -> Outline:
    """The outline, and in it the clauses and points that acts name."""
    parents = dict(outline)
    named = dict.fromkeys(place for act in acts for place in (act.provision, act.through) if place not in parents)
    return [*outline, *((place, home(place, parents)) for place in named if home(place, parents))]


def _around(anchor: str, outline: Outline) -> frozenset[str]:
    """A provision and all that it stands in."""
    parents = dict(outline)
    found: set[str] = set()
    inside: str | None = anchor
    while inside is not None and inside not in found:
        found.add(inside)
        inside = parents.get(inside)
    return frozenset(found)


def _shape(anchor: str) -> str:
    return anchor.rpartition("-")[0]


def _proof(act: Act) -> Reason:
    return Reason(Cause.ACT, act.start, act)


def _in_order(reasons: Sequence[Reason]) -> tuple[Reason, ...]:
    return tuple(sorted(reasons, key=lambda reason: reason.day or date.min))


def _before(day: date) -> date:
    return date.fromordinal(day.toordinal() - 1)


def _after(day: date | None) -> date | None:
    return date.fromordinal(min(day.toordinal() + 1, date.max.toordinal())) if day else None
