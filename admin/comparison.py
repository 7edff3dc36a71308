"""What a working copy changes of the edition before it: field by field, word by word, and in its files. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from content.comparison.passages import Change as Fate
from content.comparison.passages import compare

SHORT = 120
"""Characters of a value that is shown whole."""


class Part(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"
    SKIPPED = "skipped"


PARTS = {Fate.KEPT: Part.SAME, Fate.REMOVED: Part.REMOVED, Fate.ADDED: Part.ADDED}


@dataclass(frozen=True)
class Piece:
    """Some text, and what became of it."""

    part: Part
    text: str


LEFT_OUT = [Piece(Part.SKIPPED, "…")]


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
    """How one text became the other, in passages; of what stayed, only the lines beside a change.

    No row at all when only spaces and line ends differ.
    """
    if max(len(before), len(after)) <= SHORT and "\n" not in before + after:
        return [_whole(before, after)]
    rows = [row for row in _lines(before, after) if any(piece.text.strip() for piece in row)]
    changed = [any(piece.part is not Part.SAME and piece.text.strip() for piece in row) for row in rows]
    shown: list[list[Piece]] = []
    for place, row in enumerate(rows):
        if any(changed[max(place - 1, 0) : place + 2]):
            shown.append(row)
        elif any(changed) and (not shown or shown[-1] != LEFT_OUT):
            shown.append(LEFT_OUT)
    return shown


def _lines(before: str, after: str) -> list[list[Piece]]:
    """The passages in rows: a line end that stayed ends a row."""
    rows: list[list[Piece]] = [[]]
    for passage in compare(before, after):
        if passage.change is Fate.KEPT:
            first, *others = passage.text.split("\n")
            rows[-1].append(Piece(Part.SAME, first))
            rows += [[Piece(Part.SAME, line)] for line in others]
        else:
            rows[-1].append(Piece(PARTS[passage.change], passage.text))
    return [[piece for piece in row if piece.text] for row in rows]


def files_changed(
    before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]
) -> tuple[list[str], list[str]]:
    """The names of files removed, and of files added."""
    old, new = ([(one["name"], one["sha256"], one["label"]) for one in files] for files in (before, after))
    return [one[0] for one in old if one not in new], [one[0] for one in new if one not in old]


def _whole(before: str, after: str) -> list[Piece]:
    return [piece for piece in (Piece(Part.REMOVED, before), Piece(Part.ADDED, after)) if piece.text.strip()]
