"""The words of the collection: which marked words an unmarked one may be, and how people spell a token."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import log, sqrt

from content.vietnamese import TONES
from search_index.analysis import PAIR, folded, is_exact

_MOST_VARIANTS = 6
_SELDOM = 0.02
"""A pair so much rarer than the commonest reading of the same letters is not what was meant."""
_NEVER_TOGETHER = -2.0
_SURE = 0.2
"""A bond weaker than this comes about by chance: "bên đó" is no answer to "ben do"."""
_TONE_OF = {sign: mark for mark, sign in TONES.items()}
_VOWELS = frozenset("aăâeêioôơuưy")
_STRONG = frozenset("ăâêôơư")
_WRITTEN_WITH_Y = frozenset({"ki", "li", "mi", "ti", "hi", "qui"})
_ALPHABET = "abcdeghiklmnopqrstuvxy"
_SHORTEST_MENDED = 3

Frequencies = Callable[[Sequence[str]], Sequence[int]]
"""How many provisions hold each exact pair."""


@dataclass
class Tally:
    """How much the provisions of a collection hold, kept right while they come and go."""

    tokens: int = 0
    words: Counter[str] = field(default_factory=Counter)
    """How many provisions hold each exact token."""

    def more(self, said: Sequence[str]) -> None:
        """Count a provision that comes."""
        self.tokens += len(said)
        self.words.update(set(said))

    def less(self, said: Sequence[str]) -> None:
        """Count a provision no more."""
        self.tokens -= len(said)
        self.words.subtract(set(said))


class Vocabulary:
    """Every exact token of the collection with its frequency, by its folded form."""

    def __init__(self, counted: Iterable[tuple[str, int]]) -> None:
        by_folded: dict[str, list[tuple[int, str]]] = {}
        for token, count in counted:
            by_folded.setdefault(folded(token), []).append((count, token))
        self._variants = {
            plain: tuple(token for _, token in sorted(some, key=lambda one: (-one[0], one[1])))
            for plain, some in by_folded.items()
        }
        self._counts = {token: count for some in by_folded.values() for count, token in some}

    def variants(self, plain: str) -> tuple[str, ...]:
        """The exact tokens that have a folded form, commonest first."""
        return self._variants.get(plain, ())

    def count(self, token: str) -> int:
        """How many provisions hold an exact token."""
        return self._counts.get(token, 0)

    def mend(self, plain: str) -> str | None:
        """The commonest folded word one letter away from one that is not in the collection."""
        if len(plain) < _SHORTEST_MENDED or len(plain) > 12 or plain in self._variants or not plain.isalpha():
            return None
        known = [word for word in one_letter_away(plain) if word in self._variants]
        return max(known, key=lambda word: (self.count(self._variants[word][0]), word), default=None)

    def restore(self, plain: Sequence[str], frequencies: Frequencies) -> tuple[str, ...]:
        """The likeliest exact tokens for folded ones, by what stands side by side; none where a word is not sure."""
        columns = [self.variants(word)[:_MOST_VARIANTS] or (word,) for word in plain]
        if not columns:
            return ()
        if len(columns) == 1:
            return (columns[0][0],)
        together = _together(columns, frequencies)
        bonds = {
            (one, other): self._bond(one, other, together[f"{one}{PAIR}{other}"])
            for left, right in pairwise(columns)
            for one in left
            for other in right
        }
        best: dict[str, tuple[float, tuple[str, ...]]] = {token: (0.0, (token,)) for token in columns[0]}
        for before, column in pairwise(columns):
            # Words that never stand side by side are no likely reading of letters that do.
            none = _NEVER_TOGETHER if any(bonds[one, other] for one in before for other in column) else 0.0
            best = {
                token: max((score + (bonds[path[-1], token] or none), (*path, token)) for score, path in best.values())
                for token in column
            }
        restored = max(best.values())[1]
        bound = [bonds[pair] >= _SURE for pair in pairwise(restored)]
        return restored if all(left or right for left, right in pairwise((False, *bound, False))) else ()

    def _bond(self, one: str, other: str, together: int) -> float:
        """How much two neighbours are one word: often together, and seldom apart."""
        apart = sqrt(max(self.count(one), 1) * max(self.count(other), 1))
        return log(1 + together) * sqrt(together / apart)

    def plausible(
        self, plain: Sequence[str], frequencies: Frequencies, seldom: float = _SELDOM
    ) -> dict[str, frozenset[str]]:
        """For each folded word the exact tokens that stand beside a neighbour often enough to be meant.

        Often enough is at least ``seldom``, as a part of how often the commonest reading does.
        """
        columns = [self.variants(word)[:_MOST_VARIANTS] or (word,) for word in plain]
        together = _together(columns, frequencies)
        meant: dict[str, set[str]] = {}
        for place, (left, right) in enumerate(pairwise(columns)):
            counts = {(one, other): together[f"{one}{PAIR}{other}"] for one in left for other in right}
            enough = max(max(counts.values()) * seldom, 1)
            for (one, other), count in counts.items():
                if count >= enough:
                    meant.setdefault(plain[place], set()).add(one)
                    meant.setdefault(plain[place + 1], set()).add(other)
        return {word: frozenset(tokens) for word, tokens in meant.items()}


def _together(columns: Sequence[Sequence[str]], frequencies: Frequencies) -> dict[str, int]:
    """How often each token of a column stands before each of the next."""
    joined = [f"{one}{PAIR}{other}" for left, right in pairwise(columns) for one in left for other in right]
    return dict(zip(joined, frequencies(joined), strict=True))


def spell(token: str) -> str:
    """An exact token as people write it: its tone put on the vowel that carries it."""
    bare, tone = (token[:-1], _TONE_OF[token[-1]]) if token and token[-1] in _TONE_OF else (token, "")
    if bare in _WRITTEN_WITH_Y:
        bare = f"{bare[:-1]}y"
    if not tone:
        return bare
    place = _carrier(bare)
    return unicodedata.normalize("NFC", f"{bare[: place + 1]}{tone}{bare[place + 1 :]}")


def spell_all(exact: Iterable[str]) -> str:
    """Exact tokens as people write them."""
    return " ".join(spell(token) for token in exact)


def has_marks(exact: Iterable[str]) -> bool:
    """Whether any of the tokens carries a mark."""
    return any(is_exact(token) for token in exact)


def _carrier(bare: str) -> int:
    """The place of the vowel that carries the tone, in the older and more usual way: hòa, ủy."""
    start = 2 if bare.startswith("qu") or (bare.startswith("gi") and len(bare) > 2 and bare[2] in _VOWELS) else 0
    vowels = [place for place in range(start, len(bare)) if bare[place] in _VOWELS]
    if not vowels:
        vowels = [place for place, letter in enumerate(bare) if letter in _VOWELS] or [len(bare) - 1]
    strong = [place for place in vowels if bare[place] in _STRONG]
    if strong:
        return strong[-1]
    if len(vowels) == 1:
        return vowels[0]
    closed = vowels[-1] < len(bare) - 1
    return vowels[1] if closed or len(vowels) > 2 else vowels[0]


def one_letter_away(word: str) -> Iterable[str]:
    """Every folded word with a letter more, fewer, another, or two in the other order."""
    for place in range(len(word) + 1):
        head, tail = word[:place], word[place:]
        for letter in _ALPHABET:
            yield f"{head}{letter}{tail}"
            if tail:
                yield f"{head}{letter}{tail[1:]}"
        if tail:
            yield head + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
