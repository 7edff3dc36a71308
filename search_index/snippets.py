"""The piece of a text that shows why it was found, as marked segments; never as HTML."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from content.vietnamese import nfc_clean
from search_index.analysis import WORD, token, without_marks
from search_index.port import Segment

WINDOW = 36
"""Tokens in a snippet."""
_LEAD = 6
_LONG_WORD = 14
_ELLIPSIS = "…"
_LONGEST_WITHOUT_MARKS = 240
_SPACES = re.compile(r"\s+")
_SENTENCE = re.compile(r"[.;!?]\W*\s")
_ENDS = (".", ",", ";", ":", "!", "?", "…")


class Marks(dict[str, bool]):
    """Whether a word as written is one that was asked for; each word that is met is looked at once."""

    def __init__(self, exact: frozenset[str] = frozenset(), *, folded: frozenset[str] = frozenset()) -> None:
        super().__init__()
        self._exact, self._folded = exact, folded

    def __missing__(self, word: str) -> bool:
        form = token(word)
        self[word] = asked = form in self._exact or without_marks([form])[0] in self._folded
        return asked


def best_passage(inside: Sequence[tuple[int, int]], worth: Sequence[float]) -> tuple[int, int]:
    """The first and last token of the passage where the most telling of the words that stand at some places meet."""
    best, found = -1.0, (0, 0)
    held: dict[int, int] = {}
    value, tail = 0.0, 0
    for place, slot in inside:
        held[slot] = held.get(slot, 0) + 1
        # A word seen again in the window is worth little, but more than nothing.
        value += worth[slot] if held[slot] == 1 else 0.1
        while place - inside[tail][0] >= WINDOW - _LEAD:
            gone = inside[tail][1]
            held[gone] -= 1
            value -= worth[gone] if held[gone] == 0 else 0.1
            tail += 1
        if value > best + 1e-9:
            best, found = value, (inside[tail][0], place)
    return found


def beginning(text: str, passage: tuple[int, int]) -> int:
    """The token at which a snippet should begin: that of the clause, else of the sentence, if the passage then fits."""
    first, last = passage
    earliest = max(0, last - WINDOW + 1)
    clause = sentence = -1
    clean = nfc_clean(text[: (first + 1) * _LONG_WORD])
    # The token before the first that may be it tells where the space before that begins.
    known = max(0, earliest - 1)
    words = list(islice(WORD.finditer(clean), known, first + 1))
    for place, word in enumerate(words, known):
        if place < earliest:
            continue
        between = clean[words[place - known - 1].end() if place > known else 0 : word.start()]
        if not place or "\n" in between or "·" in between:
            clause = place
        elif _SENTENCE.search(between):
            sentence = place
    if clause >= 0:
        return clause
    return sentence if sentence >= 0 else max(0, first - _LEAD)


def snippet(text: str, start: int, marks: Marks) -> tuple[Segment, ...]:
    """The window of a text that begins at a token, with what was asked for marked."""
    # The part of the text that the window most likely ends in; a long article is not read to its end for a snippet.
    clean = nfc_clean(text[: (start + WINDOW) * _LONG_WORD])
    begin = _offset(clean, start)
    cut = clean[begin : begin + WINDOW * 14]
    words = list(islice(WORD.finditer(cut), WINDOW))
    if not words:
        return plain(clean[: _LONGEST_WITHOUT_MARKS * 2])
    end = words[-1].end()
    more = len(text) > len(clean) or WORD.search(clean, begin + end) is not None
    segments = _segments(cut[:end], [word for word in words if marks[word[0]]])
    if start and begin:
        segments.insert(0, (f"{_ELLIPSIS} ", False))
    if more:
        segments.append((f" {_ELLIPSIS}", False))
    else:
        segments.append((cut[end : end + 2].rstrip(), False))
    return tuple((_SPACES.sub(" ", part), marked) for part, marked in segments if part)


def marked(text: str, marks: Marks) -> tuple[Segment, ...]:
    """A whole short text, a title, with what was asked for marked."""
    clean = nfc_clean(text)
    return tuple(_segments(clean, [word for word in WORD.finditer(clean) if marks[word[0]]]))


def in_one_line(text: str) -> str:
    """A text whose lines are told apart where no sign does: names below each other, not sentences."""
    lines = [line for line in (line.strip() for line in text.split("\n")) if line]
    return "".join(line + (" " if line.endswith(_ENDS) else " · ") for line in lines[:-1]) + "".join(lines[-1:])


def plain(text: str) -> tuple[Segment, ...]:
    """The beginning of a text, with nothing marked."""
    flat = " ".join(text.split())
    if len(flat) <= _LONGEST_WITHOUT_MARKS:
        return ((flat, False),) if flat else ()
    return ((f"{flat[:_LONGEST_WITHOUT_MARKS].rsplit(' ', 1)[0]} {_ELLIPSIS}", False),)


def _offset(text: str, count: int) -> int:
    """Where the token after ``count`` others begins."""
    if not count:
        first = WORD.search(text)
        return first.start() if first else 0
    found = next(islice(WORD.finditer(text), count, None), None)
    return found.start() if found else 0


def _segments(text: str, found: Sequence[re.Match[str]]) -> list[Segment]:
    """The text cut at the words found; neighbours that are both found become one marked piece."""
    segments: list[Segment] = []
    end = 0
    for word in found:
        between = text[end : word.start()]
        if segments and segments[-1][1] and not between.strip():
            segments[-1] = (segments[-1][0] + between + word[0], True)
        else:
            if between:
                segments.append((between, False))
            segments.append((word[0], True))
        end = word.end()
    if text[end:]:
        segments.append((text[end:], False))
    return segments
