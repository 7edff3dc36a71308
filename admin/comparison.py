"""What a working copy changes of the edition before it: field by field, word by word, and in its files. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

MOST_WORDS = 4_000
"""Words and spaces of one changed passage that are compared one by one; a longer one is shown whole, old and new."""
ALIKE = 0.4
"""Passages less alike than this read better whole, the old one and then the new one."""
SHORT = 120
"""Characters of a value that is shown whole."""
_WORD = re.compile(r"\s+|\S+")


class Part(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"
    SKIPPED = "skipped"


@dataclass(frozen=True)
class Piece:
    """Some text, and what became of it."""

    part: Part
    text: str


@dataclass(frozen=True)
class Change:
    """One field that reads otherwise: its passages, each a row of pieces."""

    label: str
    rows: list[list[Piece]]


def changes(before: Mapping[str, str], after: Mapping[str, str]) -> list[Change]:
    """The fields that differ, by label, in the order of ``after``."""
    return [
        Change(label, rows_of(before.get(label, ""), text))
        for label, text in after.items()
        if before.get(label, "") != text
    ]


def rows_of(before: str, after: str) -> list[list[Piece]]:
    """How one text became the other, in passages; of what stayed, only the lines beside a change."""
    if max(len(before), len(after)) <= SHORT and "\n" not in before + after:
        return [_whole(before, after)]
    old, new = before.split("\n"), after.split("\n")
    rows: list[list[Piece]] = []
    for act, i, j, k, m in SequenceMatcher(None, old, new).get_opcodes():
        if act == "equal":
            rows += _beside(old[i:j], first=i == 0, last=j == len(old))
        else:
            rows.append(_passage("\n".join(old[i:j]), "\n".join(new[k:m])))
    return [row for row in rows if row]


def files_changed(
    before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]
) -> tuple[list[str], list[str]]:
    """The names of files removed, and of files added."""
    old, new = ([(one["name"], one["sha256"], one["label"]) for one in files] for files in (before, after))
    return [one[0] for one in old if one not in new], [one[0] for one in new if one not in old]


def _whole(before: str, after: str) -> list[Piece]:
    return [piece for piece in (Piece(Part.REMOVED, before), Piece(Part.ADDED, after)) if piece.text.strip()]


def _passage(before: str, after: str) -> list[Piece]:
    old, new = _WORD.findall(before), _WORD.findall(after)
    if len(old) + len(new) > MOST_WORDS:
        return _whole(before, after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return list(_pieces(matcher, old, new)) if matcher.ratio() >= ALIKE else _whole(before, after)


def _pieces(matcher: SequenceMatcher[str], old: list[str], new: list[str]) -> Iterator[Piece]:
    for act, i, j, k, m in matcher.get_opcodes():
        if act == "equal":
            yield Piece(Part.SAME, "".join(old[i:j]))
            continue
        if i < j:
            yield Piece(Part.REMOVED, "".join(old[i:j]))
        if k < m:
            yield Piece(Part.ADDED, "".join(new[k:m]))


def _beside(lines: list[str], *, first: bool, last: bool) -> list[list[Piece]]:
    """The line before and the line after a change, and a mark for what is left out between them."""
    shown = [line for line in lines if line.strip()]
    if not shown:
        return []
    kept = ([] if first else shown[:1]), ([] if last else shown[-1:])
    if len(shown) == 1:
        return [[Piece(Part.SAME, shown[0])]]
    middle = [[Piece(Part.SKIPPED, "…")]] if len(shown) > len(kept[0]) + len(kept[1]) else []
    start, end = ([[Piece(Part.SAME, line)] for line in one] for one in kept)
    return [*start, *middle, *end]
