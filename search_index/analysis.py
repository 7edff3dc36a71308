"""Text as the index sees it: syllables in an exact and a folded form, and pairs of neighbours.

Vietnamese writes each syllable apart and most words have two, so a pair of neighbouring syllables is the nearest thing
to a word. Engines get finished tokens joined by spaces, so that every engine, the query and the snippet agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from content.vietnamese import TONES, canonical_syllable, fold, nfc_clean

VERSION = 1
"""Raised with every change of what tokens come out; an index of another version is rebuilt."""

WORD = re.compile(r"[^\W_]+")
"""A syllable, a figure, or a run of both."""

LONGEST_TOKEN = 40
PAIR = "_"
"""Joins the two syllables of a pair; no token contains it."""

_MEMORY = 200_000
_TONE_SIGNS = "".join(TONES.values())

_DEFINED = re.compile(
    r"^\W{0,4}(?:\d{1,3}[.)]|[a-zđ][.)])?[\s\"“*]*(.{2,90}?)[\"”*]*\s+(?:\([^()]{0,80}\)\s*)?là\s", re.IGNORECASE
)
_LONGEST_DEFINED = 10


class _Canonical(dict[str, str]):
    """Words met and their canonical forms; emptied before junk can fill the memory."""

    def __missing__(self, word: str) -> str:
        if len(self) >= _MEMORY:
            self.clear()
        self[word] = form = canonical_syllable(word[:LONGEST_TOKEN])
        return form


class _Folded(dict[str, str]):
    """Canonical tokens met and their forms without marks; emptied before junk can fill the memory."""

    def __missing__(self, token: str) -> str:
        if len(self) >= _MEMORY:
            self.clear()
        # Some signs, ⒈ or ﷺ, fold to several words; a token stays one.
        self[token] = form = "".join(WORD.findall(fold(token.rstrip(_TONE_SIGNS)))) or token
        return form


_CANONICAL = _Canonical()
_FOLDED = _Folded()


def tokens(text: str) -> list[str]:
    """The exact token of every syllable and figure of a text, in order."""
    forms = _CANONICAL
    return [forms[word] for word in WORD.findall(nfc_clean(text).lower())]


def token(word: str) -> str:
    """The exact token of one word of clean text."""
    return _CANONICAL[word.lower()]


def without_marks(exact: Iterable[str]) -> list[str]:
    """The folded token of each exact one."""
    forms = _FOLDED
    return [forms[token] for token in exact]


def folded(token: str) -> str:
    """The folded form of one exact token."""
    return _FOLDED[token]


def pairs(sequence: Sequence[str]) -> list[str]:
    """Each token with the one after it."""
    return [f"{one}{PAIR}{other}" for one, other in pairwise(sequence)]


def folded_term(term: str) -> str:
    """The folded form of exact tokens joined to one."""
    return PAIR.join(without_marks(term.split(PAIR)))


def is_exact(token: str) -> bool:
    """Whether an exact token carries a mark, so that it can only have been written on purpose."""
    return _FOLDED[token] != token


def defined_terms(text: str) -> list[str]:
    """The terms that a legal text explains: what stands before "là" at the head of a paragraph, as joined tokens."""
    found: list[str] = []
    for paragraph in text.split("\n"):
        match = _DEFINED.match(paragraph.lstrip()[:220])
        if match:
            term = tokens(match[1])
            if 0 < len(term) <= _LONGEST_DEFINED:
                found.append(PAIR.join(term))
    return found
