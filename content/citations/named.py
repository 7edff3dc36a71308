"""Provisions as an officer types them, ``Điều 13; khoản 3 Điều 17``, and anchors in those words. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from content.citations.places import ARTICLE, Place, find_runs
from content.validity.history import RANGE
from content.vietnamese import fold_with_offsets

_WORDS = {
    "dieu": "Điều", "khoan": "khoản", "diem": "điểm", "chuong": "Chương", "muc": "Mục", "phu-luc": "Phụ lục",
}  # fmt: skip
_STEP = re.compile(rf"(?P<word>{'|'.join(_WORDS)})-(?P<number>[a-z0-9]+)(?:-|\Z)")
_ROMAN = re.compile(r"[ivxlc]+")
_AROUND = re.compile(r"(?:tu|cac)?[\s.,]*")
_SEPARATORS = re.compile(r"[;\n]")


def read_provisions(text: str) -> list[str] | None:
    """The anchors that a list of provisions names, a range as ``dieu-5:dieu-7``; None when it names anything else."""
    found: list[str] = []
    for piece in _SEPARATORS.split(text):
        if not piece.strip():
            continue
        named = _anchors(piece)
        if named is None:
            return None
        found += named
    return list(dict.fromkeys(found))


def in_words(anchors: Iterable[str]) -> str:
    """The list that :func:`read_provisions` reads as these anchors; an anchor of another sort stands as it is."""
    return "; ".join(_range(*anchor.partition(RANGE)) for anchor in anchors)


def _anchors(piece: str) -> list[str] | None:
    folded, offsets = fold_with_offsets(piece)
    runs = list(find_runs(folded, [piece[place:following] for place, following in pairwise(offsets)]))
    # One breath names all of a piece, and there is nothing beside it.
    if len(runs) != 1 or not _AROUND.fullmatch(folded[: runs[0].start] + folded[runs[0].end :]):
        return None
    # A clause of no article is nowhere.
    if any(place.highest < ARTICLE for place in runs[0].places):
        return None
    return list(_each(runs[0].places))


def _each(places: list[Place]) -> Iterator[str]:
    ends_range = False
    for place in places:
        if not ends_range:
            yield f"{place.anchor()}{RANGE}{place.last_anchor()}" if place.through else place.anchor()
        ends_range = bool(place.through)


def _range(first: str, between: str, last: str) -> str:
    if not between:
        return _spoken(first)
    steps, until = _steps(first), _steps(last)
    if not steps or steps[:-1] != until[:-1]:
        return f"{first}{between}{last}"
    ((word, number), (_, end)), above = (steps[-1], until[-1]), steps[:-1]
    return " ".join([f"{_said(word, number)} đến {_said(word, end)}", *(_said(*step) for step in reversed(above))])


def _spoken(anchor: str) -> str:
    steps = _steps(anchor)
    return " ".join(_said(*step) for step in reversed(steps)) if steps else anchor


def _steps(anchor: str) -> list[tuple[str, str]]:
    """Word and number of each step, the largest first; nothing for an anchor that is not made of such steps."""
    steps = [(found["word"], found["number"]) for found in _STEP.finditer(anchor)]
    return steps if "-".join(f"{word}-{number}" for word, number in steps) == anchor else []


def _said(word: str, number: str) -> str:
    if word == "diem":
        number = number.replace("dd", "đ")
    elif word in ("chuong", "phu-luc") and _ROMAN.fullmatch(number):
        number = number.upper()
    return f"{_WORDS[word]} {number}"
