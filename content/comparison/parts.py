"""Two versions of a document, article by article: which stayed, changed, moved to another number, came or went."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Protocol

from content.comparison.passages import Passage, compare


class Part(Protocol):
    """A provision of a version, private or public."""

    @property
    def anchor(self) -> str:
        """Its address in the document: ``dieu-5``."""

    @property
    def label(self) -> str:
        """As cited: ``Điều 5``."""

    @property
    def heading(self) -> str:
        """What stands beside the label."""

    @property
    def text(self) -> str:
        """The plain text under the heading."""


class Fate(StrEnum):
    """What became of a part."""

    SAME = "same"
    CHANGED = "changed"
    RENUMBERED = "renumbered"
    """The words are the same, the number is another."""
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Pair:
    """A part as it was and as it is; one of the two is missing where it came or went."""

    fate: Fate
    old: Part | None
    new: Part | None

    def passages(self) -> tuple[Passage, ...]:
        """Heading and text, word by word."""
        return compare(_words(self.old), _words(self.new))


def pair(old: Sequence[Part], new: Sequence[Part]) -> tuple[Pair, ...]:
    """The parts of two versions beside each other, in the order of reading; each part stands in exactly one pair.

    Parts with the same words belong together whatever their number, so that one new article does not make all that
    follow it look changed. What remains between them belongs together by its number, then by its heading.
    """
    matcher = SequenceMatcher(None, [_key(part) for part in old], [_key(part) for part in new], autojunk=False)
    pairs: list[Pair] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            pairs.extend(_unchanged(a, b) for a, b in zip(old[i1:i2], new[j1:j2], strict=True))
        else:
            pairs.extend(_between(old[i1:i2], new[j1:j2]))
    return tuple(pairs)


def _key(part: Part) -> tuple[str, ...]:
    return tuple(f"{part.heading}\n{part.text}".split())


def _words(part: Part | None) -> str:
    return "" if part is None else "\n".join(words for words in (part.heading, part.text) if words)


def _unchanged(old: Part, new: Part) -> Pair:
    return Pair(Fate.SAME if old.label == new.label else Fate.RENUMBERED, old, new)


def _between(old: Sequence[Part], new: Sequence[Part]) -> Iterator[Pair]:
    """Parts that differ: partners by number or by heading, never crossing each other."""
    partners = _partners(old, new)
    done = 0
    for place, part in enumerate(new):
        partner = partners.get(place)
        if partner is None:
            yield Pair(Fate.ADDED, None, part)
            continue
        yield from (Pair(Fate.REMOVED, gone, None) for gone in old[done:partner])
        same_words = _key(old[partner]) == _key(part)
        yield _unchanged(old[partner], part) if same_words else Pair(Fate.CHANGED, old[partner], part)
        done = partner + 1
    yield from (Pair(Fate.REMOVED, gone, None) for gone in old[done:])


def _partners(old: Sequence[Part], new: Sequence[Part]) -> dict[int, int]:
    """Place in the new version to place in the old one."""
    by_heading = {part.heading: place for place, part in enumerate(old) if part.heading}
    by_anchor = {part.anchor: place for place, part in enumerate(old)}
    partners: dict[int, int] = {}
    least = 0
    for place, part in enumerate(new):
        found = by_heading.get(part.heading) if part.heading else None
        if found is None:
            found = by_anchor.get(part.anchor)
        if found is not None and found >= least:
            partners[place] = found
            least = found + 1
    return partners
