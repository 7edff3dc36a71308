"""Two texts, word by word: what was kept, what went and what came."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_WORD = re.compile(r"(?:\w+(?:[./,\-]\w+)*|[^\w\s])\s*")
"""A word with the space behind it; numbers of documents and amounts stay whole, a full stop is a word of its own."""

FEWEST_KEPT = 3
"""Kept words between two changes that are worth a reader's eye; fewer are told as changed with what is around them."""

LEAST_LIKENESS = 0.35
"""Below this share of common words two lines are told as one gone and one come, not as a changed one."""

MOST_PAIRS = 4_000_000
"""Words of one side times words of the other; a block above it is told line by line."""


class Change(StrEnum):
    """What became of a passage."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Passage:
    """Some words in a row with one fate; line ends are part of the text."""

    change: Change
    text: str


def compare(old: str, new: str) -> tuple[Passage, ...]:
    """The passages from one text to the other, in the order of reading.

    The kept and removed ones joined are the words of the old text, the kept and added ones those of the new. Spaces
    do not count; kept passages show the spaces of the new text.
    """
    if old == new:
        return (Passage(Change.KEPT, new),) if new else ()
    old_lines, new_lines = _lines(old), _lines(new)
    matcher = SequenceMatcher(None, _keys(old_lines), _keys(new_lines), autojunk=False)
    passages: list[Passage] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            passages.append(Passage(Change.KEPT, "".join(new_lines[j1:j2])))
        else:
            passages.extend(_block(old_lines[i1:i2], new_lines[j1:j2]))
    return tuple(_joined(passages))


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def _keys(lines: Iterable[str]) -> list[tuple[str, ...]]:
    return [tuple(line.split()) for line in lines]


def _block(old: Sequence[str], new: Sequence[str]) -> Iterator[Passage]:
    """Lines that stand in each other's place: changed lines pairwise, the rest gone or come."""
    if len(old) == len(new):
        for before, after in zip(old, new, strict=True):
            yield from _line(before, after)
    else:
        yield from _line("".join(old), "".join(new))


def _line(old: str, new: str) -> Iterator[Passage]:
    old_words, new_words = _WORD.findall(old), _WORD.findall(new)
    if old_words and new_words and len(old_words) * len(new_words) <= MOST_PAIRS:
        matcher = SequenceMatcher(None, _bare(old_words), _bare(new_words), autojunk=False)
        steps = matcher.get_opcodes()
        kept = sum(i2 - i1 for tag, i1, i2, _, _ in steps if tag == "equal")
        if 2 * kept >= LEAST_LIKENESS * (len(old_words) + len(new_words)):
            yield from _words(old_words, new_words, steps)
            return
    if old:
        yield Passage(Change.REMOVED, old)
    if new:
        yield Passage(Change.ADDED, new)


def _bare(words: Iterable[str]) -> list[str]:
    return [word.rstrip() for word in words]


def _words(
    old: Sequence[str], new: Sequence[str], steps: Sequence[tuple[str, int, int, int, int]]
) -> Iterator[Passage]:
    """The passages of one line, short islands of kept words told with the changes around them."""
    removed: list[str] = []
    added: list[str] = []
    last = len(steps) - 1
    for place, (tag, i1, i2, j1, j2) in enumerate(steps):
        if tag == "equal" and (place in (0, last) or i2 - i1 >= FEWEST_KEPT):
            yield from _change(removed, added)
            removed, added = [], []
            yield Passage(Change.KEPT, "".join(new[j1:j2]))
        else:
            removed.extend(old[i1:i2])
            added.extend(new[j1:j2])
    yield from _change(removed, added)


def _change(removed: Sequence[str], added: Sequence[str]) -> Iterator[Passage]:
    if removed:
        yield Passage(Change.REMOVED, "".join(removed))
    if added:
        yield Passage(Change.ADDED, "".join(added))


def _joined(passages: Iterable[Passage]) -> Iterator[Passage]:
    """Neighbours of one fate as one passage."""
    before: Passage | None = None
    for passage in passages:
        if before is not None and before.change is passage.change:
            before = Passage(before.change, before.text + passage.text)
            continue
        if before is not None:
            yield before
        before = passage
    if before is not None:
        yield before
