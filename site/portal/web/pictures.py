"""The figures behind the pictures: what is drawn where, in per cent of the width."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from statistics import median

from content.public.reader import Answered, Record
from content.validity.codes import LegalStatus
from content.validity.history import Spell
from portal.web.catalogue import gettext as _

ONE_DAY = timedelta(days=1)

STEPS = (5, 10, 15, 30)
"""Days in which answers are counted."""


@dataclass(frozen=True)
class Bar:
    """One row of a chart: its words, its number and its share of the longest bar, in per cent."""

    label: str
    count: int
    width: float


@dataclass(frozen=True)
class Answers:
    """How the province answers: how many, half of them within how many days, and how they spread."""

    total: int
    median: float
    bars: Sequence[Bar]


@dataclass(frozen=True)
class Stretch:
    """Days on end with one status: where it begins on the line and how long it is, in per cent."""

    status: str
    start: float
    width: float


@dataclass(frozen=True)
class Timeline:
    """The life of a document on a line: what it was when, and where today stands."""

    first: date
    last: date
    stretches: Sequence[Stretch]
    today: float | None
    ends_today: bool


def answers(found: Sequence[Answered]) -> Answers | None:
    """How quickly feedback was answered; nothing where none was."""
    days = [max(0, (one.answered - one.received).days) for one in found]
    if not days:
        return None
    edges = [0, *STEPS]
    labels = [_("Trong %(days)s ngày", days=STEPS[0])]
    labels += [_("%(first)s đến %(last)s ngày", first=low + 1, last=high) for low, high in pairwise(STEPS)]
    labels.append(_("Trên %(days)s ngày", days=STEPS[-1]))
    numbers = [sum(low < max(day, 1) <= high for day in days) for low, high in pairwise(edges)]
    numbers.append(sum(day > STEPS[-1] for day in days))
    most = max(numbers)
    return Answers(
        total=len(days),
        median=median(days),
        bars=[Bar(label, count, round(100 * count / most, 1)) for label, count in zip(labels, numbers, strict=True)],
    )


def timeline(record: Record, spells: Sequence[Spell], today: date) -> Timeline | None:
    """The line of a document's life; nothing where its days do not make one."""
    turns = [spell.first for spell in spells if spell.first is not None]
    if not turns or record.effective is None:
        return None
    first = min([*turns, *([record.issued] if record.issued else [])])
    # A line that ends with the document ends on its last day, the one that its facts name.
    ends = spells[-1].status is LegalStatus.EXPIRED
    last = max([*turns[:-1], turns[-1] - ONE_DAY if ends else turns[-1], today])
    length = (last - first).days
    if length < 1 or turns == [first]:
        # In force from the first day on: a line would say no more than the sentence above it.
        return None

    def place(day: date) -> float:
        return round(100 * (min(max(day, first), last) - first).days / length, 2)

    stretches = []
    for spell in spells:
        start = place(spell.first or first)
        end = place(spell.last + ONE_DAY if spell.last else last)
        if end > start:
            stretches.append(Stretch(spell.status, start, round(end - start, 2)))
    return Timeline(
        first=first,
        last=last,
        stretches=stretches,
        today=place(today) if first < today < last else None,
        ends_today=last == today,
    )
