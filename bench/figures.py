"""One measured figure and how it is shown: beside what it is compared with in the same run, and beside its goal."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles

MILLISECONDS = 1_000


@dataclass(frozen=True)
class Figure:
    """A thing measured. ``against`` is a reference measured in the same run, so that machines can be compared."""

    name: str
    value: float
    unit: str
    goal: float | None = None
    more_is_better: bool = False
    against: tuple[str, float] | None = None
    note: str = ""

    @property
    def is_met(self) -> bool | None:
        """Whether the goal is reached; nothing where there is none."""
        if self.goal is None:
            return None
        return self.value >= self.goal if self.more_is_better else self.value <= self.goal

    @property
    def of_goal(self) -> float | None:
        """The figure as a share of its goal: below 1 is within it, whichever way is better."""
        if self.goal is None or not self.value:
            return None
        return self.goal / self.value if self.more_is_better else self.value / self.goal


def table(figures: Iterable[Figure]) -> str:
    """All figures as lines of text."""
    rows = [("what", "measured", "of its goal", "against", "")]
    rows += [row(figure) for figure in figures]
    widths = [max(len(line[column]) for line in rows) for column in range(4)]
    return "\n".join(
        f"{name:<{widths[0]}}  {value:>{widths[1]}}  {share:>{widths[2]}}  {against:<{widths[3]}}  {note}".rstrip()
        for name, value, share, against, note in rows
    )


def row(figure: Figure) -> tuple[str, str, str, str, str]:
    """One line of the table."""
    share = "" if figure.of_goal is None else f"{figure.of_goal:.2f} × {number(figure.goal or 0)} {figure.unit}"
    mark = {None: "", True: "", False: "MISSED "}[figure.is_met]
    against = ""
    if figure.against and figure.against[1]:
        against = f"{figure.value / figure.against[1]:.2f} × {figure.against[0]}"
    return figure.name, f"{number(figure.value)} {figure.unit}", share, against, mark + figure.note


def number(value: float) -> str:
    """Three digits that say something."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}" if value >= 0.1 else f"{value:.3f}"


def timed(work: Callable[[], object]) -> float:
    """Milliseconds that one call takes."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * MILLISECONDS


def middle(times: Sequence[float]) -> float:
    """The median."""
    return median(times)


def percentile(times: Sequence[float], share: int) -> float:
    """The time that ``share`` per cent stay within."""
    return quantiles(times, n=100, method="inclusive")[share - 1] if len(times) > 1 else times[0]
