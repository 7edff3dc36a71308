"""What was found in a file, in words for the officer, and the list that collects it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

SAMPLE = 120
"""Letters of hidden text that are shown."""
MOST_SAMPLED = 4_000
"""Letters of hidden text that are looked at for a sample."""


@dataclass(frozen=True)
class Finding:
    """One kind of hidden thing in a file: its code, a sentence that names it, a little of it, and what becomes of it.

    ``removable`` says whether the cleaned copy is without it, ``blocks`` that the file must not be published at all.
    """

    code: str
    sentence: str
    sample: str = ""
    removable: bool = True
    blocks: bool = False


@dataclass(frozen=True)
class Cleaned:
    """A copy of a file without what was found: its bytes, what went, and what could not go."""

    data: bytes
    removed: tuple[Finding, ...]
    left: tuple[Finding, ...]
    signed: bool = False


@dataclass
class _Kind:
    sentence: str
    count: int = 0
    names: list[str] = field(default_factory=list)
    sample: str = ""
    removable: bool = True
    blocks: bool = False


class Findings:
    """Gathers what readers of a format come upon; the same thing found again is counted, not repeated."""

    def __init__(self) -> None:
        self._kinds: dict[str, _Kind] = {}

    def add(
        self,
        code: str,
        sentence: str,
        sample: str = "",
        *,
        names: Iterable[str] = (),
        removable: bool = True,
        blocks: bool = False,
    ) -> None:
        """Note one more; in the sentence ``{n}`` becomes how many there are and ``{of}`` whose or which."""
        kind = self._kinds.setdefault(code, _Kind(sentence))
        kind.count += 1
        kind.removable &= removable
        kind.blocks |= blocks
        kind.names.extend(name for name in map(one_line, names) if name and name not in kind.names)
        if len(kind.sample) < MOST_SAMPLED and sample not in kind.sample:
            kind.sample = f"{kind.sample} {sample}".strip()

    def add_all(self, others: Iterable[Finding], sentence: str) -> None:
        """Note what was found in a file inside this file; ``{sentence}`` becomes its own sentence."""
        for other in others:
            within = replace(
                other, code=f"inside_{other.code}", sentence=sentence.replace("{sentence}", other.sentence)
            )
            self.add(
                within.code,
                within.sentence.replace("{", "(").replace("}", ")"),
                within.sample,
                removable=within.removable,
                blocks=within.blocks,
            )

    def __contains__(self, code: str) -> bool:
        return code in self._kinds

    def listed(self) -> tuple[Finding, ...]:
        """Everything found, in the order in which it was first come upon."""
        return tuple(
            Finding(
                code,
                kind.sentence.replace("{n}", str(kind.count)).replace("{of}", _enumerated(kind.names)),
                shortened(kind.sample),
                kind.removable,
                kind.blocks,
            )
            for code, kind in self._kinds.items()
        )


def one_line(text: str) -> str:
    """Text on one line, without what a terminal or a browser would obey instead of showing."""
    return " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]", " ", text).split())


def shortened(text: str) -> str:
    """The beginning of a text on one line, with an ellipsis where it was cut."""
    line = one_line(text[:MOST_SAMPLED])
    return line if len(line) <= SAMPLE else line[: SAMPLE - 1].rstrip() + "…"


def _enumerated(names: list[str]) -> str:
    shown = [shortened(name) for name in names[:5]]
    more = f" và {len(names) - 5} tên khác" if len(names) > 5 else ""
    return ", ".join(shown) + more
