"""Which article answers best: the engine's proposals judged once more, by what engines do not look at.

BM25 with a low saturation on syllables and on pairs of syllables; nearness; the heading; an article that explains the
term asked for; the law and the Điều that were named. Nothing here knows any collection: frequencies come from the
engine, and the weights, all round figures, do as well on either half of the questions they were tried on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import NamedTuple

from search_index.analysis import PAIR, folded_term
from search_index.port import Candidate

SATURATION, LENGTH_WEIGHT = 0.5, 0.4
HEADING_SATURATION, HEADING_LENGTH = 0.9, 12.0
REACH = 3
"""How many tokens apart two words may stand and still be near."""
_REACH_IN_SIGNS = 60
MOST_PLACES = 24
"""So often a word is noticed in one article; more says nothing new."""

TRIPLE, NEAR, HEADING, HEADING_PAIR = 0.2, 0.1, 0.2, 0.3
"""Weights beside words and pairs, which weigh 1."""

LAW, ARTICLE, EXPLAINED, EXPLAINED_AND_ASKED = 0.4, 0.5, 0.3, 0.5
"""Additions, as parts of the best score among the proposals."""


def rarity(frequency: int, documents: int) -> float:
    """BM25's inverse document frequency."""
    return log(1 + (documents - frequency + 0.5) / (frequency + 0.5))


@dataclass(frozen=True)
class Wanted:
    """The words of a question as places (slots) in it, with how telling each is."""

    slots: Mapping[str, int]
    """Exact token to slot; without marks several tokens share one."""
    rarities: Sequence[float]
    pairs: Mapping[tuple[int, int], float]
    triples: Mapping[tuple[int, int, int], float]
    near: Mapping[tuple[int, int], float]
    defined: Mapping[str, int]
    """Terms whose explanation would answer, and how many words of the question each is."""
    asks_meaning: bool
    laws: frozenset[str]
    article: str
    average_length: float
    exact: bool
    """Whether words count with their marks."""


@dataclass(frozen=True)
class Scored:
    """A proposal, its score, and where in it the words stand."""

    candidate: Candidate
    score: float
    judged: _Judged

    def text_places(self) -> list[tuple[int, int]]:
        """Where which slot stands in the text under the heading, counted in tokens."""
        line, first = self.judged.line, self.judged.heading_end + 2
        found: list[tuple[int, int]] = []
        counted, token = first, 0
        for start, _, slot in self.judged.places:
            if start >= first:
                token += line.count(" ", counted, start)
                counted = start
                found.append((token, slot))
        return found

    def heading_slots(self) -> set[int]:
        """The slots whose words stand in the heading."""
        return {slot for start, _, slot in self.judged.places if start < self.judged.heading_end}


class _Judged(NamedTuple):
    candidate: Candidate
    base: float
    score: float
    line: str
    heading_end: int
    places: list[tuple[int, int, int]]


def judge(candidates: Sequence[Candidate], wanted: Wanted) -> list[Scored]:
    """The proposals, best first."""
    judged = [_judge_one(candidate, wanted) for candidate in candidates]
    best = max((one.base for one in judged), default=0.0) or 1.0
    scored = [
        Scored(one.candidate, one.score / best + _additions(one.candidate, one.line.rpartition(" | ")[2], wanted), one)
        for one in judged
    ]
    # Of equals the engine's order stays.
    return sorted(scored, key=lambda one: -one.score)


def _judge_one(candidate: Candidate, wanted: Wanted) -> _Judged:
    # Searching the joined tokens for each word asked for is much faster than looking at every token in turn.
    line = f" {candidate.tokens} "
    heading_end = line.find(" | ")
    places = _places(line, line.rfind(" | "), wanted.slots)

    words: dict[int, int] = {}
    pairs: dict[tuple[int, int], int] = {}
    triples: dict[tuple[int, int, int], int] = {}
    near: dict[tuple[int, int], int] = {}
    head_words: set[int] = set()
    head_pairs: set[tuple[int, int]] = set()
    known_pairs, known_triples, known_near = wanted.pairs, wanted.triples, wanted.near
    before, older, before_end, before_pair = -1, -1, -1, False
    for index, (start, end, slot) in enumerate(places):
        words[slot] = words.get(slot, 0) + 1
        paired = start == before_end and (before, slot) in known_pairs
        if paired:
            pairs[before, slot] = pairs.get((before, slot), 0) + 1
            if before_pair and (older, before, slot) in known_triples:
                triples[older, before, slot] = triples.get((older, before, slot), 0) + 1
        if start < heading_end:
            head_words.add(slot)
            if paired:
                head_pairs.add((before, slot))
        older, before, before_end, before_pair = before, slot, end, paired
        for back in range(index - 1, max(index - REACH, 0) - 1, -1):
            other_start, other_end, other = places[back]
            if start - other_start > _REACH_IN_SIGNS:
                break
            both = (other, slot) if other < slot else (slot, other)
            if both in known_near and (other_end == start or line.count(" ", other_start + 1, start + 1) <= REACH):
                near[both] = near.get(both, 0) + 1

    norm = SATURATION * (1 - LENGTH_WEIGHT + LENGTH_WEIGHT * line.count(" ") / wanted.average_length)
    gain = SATURATION + 1
    rarities = wanted.rarities
    base = sum(rarities[slot] * count * gain / (count + norm) for slot, count in words.items())
    base += sum(known_pairs[pair] * count * gain / (count + norm) for pair, count in pairs.items())
    score = base
    score += TRIPLE * sum(known_triples[triple] * count * gain / (count + norm) for triple, count in triples.items())
    score += NEAR * sum(known_near[both] * count * gain / (count + norm) for both, count in near.items())
    if head_words:
        length = line.count(" ", 0, heading_end + 1)
        head_norm = HEADING_SATURATION * (1 - LENGTH_WEIGHT + LENGTH_WEIGHT * length / HEADING_LENGTH)
        head_gain = (HEADING_SATURATION + 1) / (1 + head_norm)
        score += HEADING * head_gain * sum(rarities[slot] for slot in head_words)
        score += HEADING_PAIR * head_gain * sum(known_pairs[pair] for pair in head_pairs)
    return _Judged(candidate, base, score, line, heading_end, places)


def _places(line: str, end: int, slots: Mapping[str, int]) -> list[tuple[int, int, int]]:
    """Where the words asked for stand: from the space before to the space after, with their slots, in order."""
    places: list[tuple[int, int, int]] = []
    find = line.find
    for word, slot in slots.items():
        sought = f" {word} "
        length = len(sought) - 1
        start, room = find(sought, 0, end), MOST_PLACES
        while start >= 0 and room:
            places.append((start, start + length, slot))
            start, room = find(sought, start + length, end), room - 1
    places.sort()
    return places


def _additions(candidate: Candidate, terms: str, wanted: Wanted) -> float:
    addition = 0.0
    if candidate.record in wanted.laws:
        addition += LAW
    if wanted.article and candidate.article == wanted.article:
        addition += ARTICLE
    if terms and wanted.defined:
        explained = terms.split() if wanted.exact else map(folded_term, terms.split())
        longest = max((wanted.defined.get(term, 0) for term in explained), default=0)
        share = longest / max(len(wanted.rarities), 1)
        addition += share * (EXPLAINED + (EXPLAINED_AND_ASKED if wanted.asks_meaning else 0.0))
    return addition


def defined_candidates(words: Sequence[str | None], longest: int = 10) -> dict[str, int]:
    """Every run of words in a question, as the joined token of a term that could be explained, and its length."""
    found: dict[str, int] = {}
    for start in range(len(words)):
        for end in range(start + 1, min(start + longest, len(words)) + 1):
            if words[end - 1] is None:
                break
            found[PAIR.join(word for word in words[start:end] if word)] = end - start
    return found
