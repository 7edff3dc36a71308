"""Anchors of provisions: plain ASCII, stable, and unique in their document."""

from __future__ import annotations

from content.provisions.provision import LONGEST_ANCHOR
from content.slugs import slugify

_COUNTER_ROOM = 8
"""Characters kept free for the ``-2`` of a repeated anchor."""


def part_anchor(word: str, number: str | None) -> str:
    """``dieu-5``, ``chuong-ii``, ``diem-dd``: the letter đ is written twice, because point d is another point."""
    spelled = (number or "").lower().replace("đ", "dd")
    return slugify(f"{word} {spelled}", LONGEST_ANCHOR - _COUNTER_ROOM) or "phan"


class Anchors:
    """Gives each anchor once; what comes again gets a number behind it."""

    def __init__(self) -> None:
        self._given: set[str] = set()
        self._next: dict[str, int] = {}

    def take(self, wanted: str) -> str:
        """The anchor wanted, or the first free one with a number behind it."""
        wanted = wanted[: LONGEST_ANCHOR - _COUNTER_ROOM].strip("-")
        anchor = wanted
        while anchor in self._given:
            count = self._next.get(wanted, 2)
            self._next[wanted] = count + 1
            anchor = f"{wanted}-{count}"
        self._given.add(anchor)
        return anchor

    def first_free(self, *wanted: str) -> str:
        """The first of several anchors that is free, or the last of them with a number behind it."""
        for anchor in wanted[:-1]:
            if anchor not in self._given:
                return self.take(anchor)
        return self.take(wanted[-1])
