"""The figures behind the pictures: what is drawn where, in per cent of the width."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import median

from content.public.reader import Answered, Record
from portal.web.catalogue import gettext as _

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
class Timeline:
    """The life of a document on a line: where it starts to apply, where it ends, where today stands."""

    first: date
    last: date
    effective: float
    end: float
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


def timeline(record: Record, today: date) -> Timeline | None:
    """The line of a document's life; nothing where its dates do not make one."""
    if record.effective is None:
        return None
    first = min(record.issued or record.effective, record.effective)
    if first == record.effective and not record.expires:
        # In force from the first day on: a line would say no more than the sentence above it.
        return None
    known = [first, record.effective, today, *([record.expires] if record.expires else [])]
    last = max(known)
    length = (last - first).days
    if length < 1:
        return None

    def place(day: date) -> float:
        return round(100 * (day - first).days / length, 2)

    return Timeline(
        first=first,
        last=last,
        effective=place(record.effective),
        end=place(min(record.expires or last, last)),
        today=place(today) if first < today < last else None,
        ends_today=last == today,
    )
