"""From a query to one page of results: match, rank, look up, show."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from math import ceil, sqrt

from sqlalchemy import Connection, select

from content.public.tables import record
from search_index import hits, numbers, places, snippets
from search_index.analysis import PAIR, folded, folded_term, is_exact, tokens, without_marks
from search_index.collection import Collection
from search_index.did_you_mean import did_you_mean
from search_index.facets import facets
from search_index.hits import Shown
from search_index.natures import COUNTING, TITLED, called_so, newest_of_a_matter_first, worths
from search_index.natures import read as read_natures
from search_index.port import (
    Candidate,
    Facet,
    Hit,
    Listed,
    Match,
    Results,
    Sought,
    Understood,
    Words,
)
from search_index.query import MOST_OPERANDS, Filters, Order, Query
from search_index.scoring import Scored, Wanted, defined_candidates, judge, rarity

POOL = 50
"""Records that are sorted anew by how well they answer."""
JUDGED = 24
"""Provisions that are judged a second time; more of them change nothing."""
_FEW_WORDS = 8
"""So many words must all be found; of a longer question most of them."""
_MOST_OF_MANY = 0.6
_ARTICLE_WEIGHT = 1.0
_MARKED_WEIGHT = 1.0
"""Of a record that holds every word with the marks it was typed with."""
_TOGETHER_WEIGHT = 2.0
"""Of a record that holds side by side what was typed side by side: as much as all its words can earn it apart."""
_LIKELY_CALLED = 50
"""So many of the best are looked at for what they are called."""
_ONE_WORD = 0.05
"""Two neighbours that stand together in so great a part of the provisions that hold them are looked for together."""
_TELLING = 0.7
"""Rarity below which a word is not worth a mark when others are."""
_MOST_VARIANTS = 12
"""So many markings of one word typed without marks are looked for inside articles."""
_LIKELY = 0.3
"""A pair of words so much rarer than the commonest reading of the same letters is not marked."""
_FEW_FOUND = 10
"""Where fewer records than this hold the marks that were typed, it is told how many hold the letters."""
_ALL_MARKED = 4
"""Of so few words each is marked."""


def find(query: Query, collection: Collection, connection: Connection) -> Results:
    """One page of results."""
    return _Finding(query, collection, connection).results()


def answers(query: Query, collection: Collection, limit: int) -> list[tuple[str, int]]:
    """The provisions that answer best, as record id and position."""
    finding = _Finding(query, collection, None)
    return [(one.candidate.record, one.candidate.position) for one in finding.judged(())[:limit]]


class _Finding:
    """One query on its way to its results; lives as long as one call."""

    def __init__(self, query: Query, collection: Collection, connection: Connection | None) -> None:
        self.query = query
        self.collection = collection
        self.engine = collection.engine
        self.connection = connection
        self._counted: dict[str, int] = {}
        self._counted_facets: tuple[Match, tuple[Facet, ...]] | None = None
        self.laws: tuple[str, ...] = ()
        self.words: tuple[str | None, ...] = query.words
        self.exact = query.marked
        rest, self.laws = collection.laws.take(query.words)
        if any(rest):
            self.words = tuple(rest)
        self.words += tuple(word for phrase in query.phrases for word in (None, *phrase.tokens))
        self.wanted = self._wanted()
        self._marks = self._marking()

    def _seek_instead(self, words: tuple[str, ...]) -> None:
        """Look for these words inside provisions: those of a number, where nothing else was asked for."""
        self.words, self.exact = words, False
        self.wanted = self._wanted()
        self._marks = snippets.Marks(folded=frozenset(self.forms))

    # -- words ---------------------------------------------------------------------------------------------------------

    def _wanted(self) -> Wanted:
        """What to look for inside provisions, with how rare it is in them."""
        words = list(dict.fromkeys(word for word in self.words if word))
        plain = without_marks(words)
        forms = words if self.exact else plain
        known = self.engine.frequencies(forms, exact=self.exact)
        plausible = {} if self.exact else self._plausible()
        slots: dict[str, int] = {}
        slot_of: dict[str, int] = {}
        for slot, (word, bare, count) in enumerate(zip(words, plain, known, strict=True)):
            slot_of[word] = slot
            slots[word] = slot
            if not self.exact or not count:
                for variant in plausible.get(bare) or self.collection.vocabulary.variants(bare)[:_MOST_VARIANTS]:
                    slots.setdefault(variant, slot)
        total = self.collection.provisions
        rarities = [rarity(count, total) for count in known]
        line = [slot_of[word] if word else None for word in self.words]
        side_by_side = [(a, b) for a, b in pairwise(line) if a is not None and b is not None]
        names = [f"{forms[a]}{PAIR}{forms[b]}" for a, b in side_by_side]
        counts = self.engine.frequencies(names, exact=self.exact)
        known_pairs = {pair: rarity(count, total) for pair, count in zip(side_by_side, counts, strict=True)}
        triples = {
            (a, b, c): max(known_pairs[a, b], known_pairs[b, c])
            for (a, b), (again, c) in pairwise(side_by_side)
            if b == again
        }
        near: dict[tuple[int, int], float] = {}
        solid = [slot for slot in line if slot is not None]
        for place, one in enumerate(solid):
            for other in solid[place + 1 : place + 4]:
                if one != other:
                    near[min(one, other), max(one, other)] = rarities[one] + rarities[other]
        self.pair_names = tuple(dict.fromkeys(names))
        self.forms = tuple(forms)
        article = self.query.place.article if self.query.place else ""
        return Wanted(
            slots=slots,
            rarities=rarities,
            pairs=known_pairs,
            triples=triples,
            near=near,
            defined=self._defined(),
            asks_meaning=self.query.asks_meaning,
            laws=frozenset(self.laws),
            article=article,
            average_length=self.collection.average_length,
            exact=self.exact,
        )

    def _plausible(self) -> Mapping[str, frozenset[str]]:
        """The markings that words typed without marks may have, judging by their neighbours."""
        line = without_marks(word for word in self.words if word)
        return self.collection.vocabulary.plausible(line, self._together)

    def _together(self, names: Sequence[str]) -> list[int]:
        """How many provisions hold each exact pair; none is counted twice."""
        new = [name for name in dict.fromkeys(names) if name not in self._counted]
        self._counted.update(zip(new, self.engine.frequencies(new, exact=True), strict=True))
        return [self._counted[name] for name in names]

    def _defined(self) -> dict[str, int]:
        # The name of a law may also be the term it explains: "an ninh mạng là gì".
        phrased = (word for phrase in self.query.phrases for word in (None, *phrase.tokens))
        found = defined_candidates((*self.query.words, *phrased))
        if self.exact:
            return found
        return {folded_term(term): length for term, length in found.items()}

    def _telling(self, words: Sequence[str], rarities: Sequence[float]) -> tuple[str, ...]:
        """The words that find: all of a short query, the rarest of a long one."""
        if len(words) <= MOST_OPERANDS:
            return tuple(words)
        rare = sorted(range(len(words)), key=lambda place: -rarities[place])[:MOST_OPERANDS]
        return tuple(words[place] for place in sorted(rare))

    # -- provisions ----------------------------------------------------------------------------------------------------

    def sought(self, records: Sequence[str]) -> Sought:
        """What the engine is to propose provisions by."""
        words = self._telling(self.forms, self.wanted.rarities)
        kept = set(words)
        joined = [pair for pair in self.pair_names if kept.issuperset(pair.split(PAIR))][:MOST_OPERANDS]
        return Sought(
            words=words,
            exact=self.exact,
            pairs=tuple(joined),
            defined=tuple(self.wanted.defined),
            laws=self.laws,
            article=self.wanted.article,
            records=tuple(records),
            filters=self.query.filters,
        )

    def judged(self, records: Sequence[str], limit: int = JUDGED) -> list[Scored]:
        """Provisions, best first; of some records only, or of all."""
        return judge(self.engine.provisions(self.sought(records), limit), self.wanted)

    def _best_of(self, records: Sequence[str]) -> dict[str, Scored]:
        """The provision of each record that the engine proposes first."""
        first: dict[str, Candidate] = {}
        for candidate in self.engine.provisions(self.sought(records), 2 * len(records)):
            first.setdefault(candidate.record, candidate)
        return {scored.candidate.record: scored for scored in judge(list(first.values()), self.wanted)}

    # -- records -------------------------------------------------------------------------------------------------------

    def results(self) -> Results:
        """The page asked for."""
        query, connection = self.query, self._connection()
        numbered = numbers.find(connection, query.number) if query.number else ()
        pinned = tuple(one.id for one in numbered)
        matches = self._matches(numbered, pinned)
        for match in matches:
            total, page_ids, best = self._page(match, pinned)
            if total:
                break
        relaxed = match.enough < matches[0].enough and bool(total)
        apart = ""
        if total and not relaxed and not pinned and self._is_pair():
            (pair,) = self._joined(match)
            if not self.engine.records(_only(match, pair), Order.NEWEST, 1).total:
                apart = query.text
        more = 0
        if match.typed and total < _FEW_FOUND and not relaxed:
            more = self.engine.records(replace(match, typed=()), Order.NEWEST, 1).total - total
        named = pinned or self.laws
        asked = places.look(connection, named, query.place) if named and query.place else {}
        return Results(
            total=total,
            hits=self._hits(page_ids, best, pinned, asked),
            facets=self._facets(match),
            understood=replace(
                self._understood(numbered, named, asked),
                relaxed=relaxed,
                apart=apart,
                other_marks=bool(matches[0].typed and not match.typed and total),
                more_without_marks=more,
            ),
            did_you_mean=did_you_mean(
                query,
                self.collection,
                self._together,
                sound=bool(total) and not relaxed and match.typed == matches[0].typed,
                few=total < _FEW_FOUND,
                marks_held=not (total and matches[0].typed and not match.typed),
            ),
            page=query.page,
            pages=ceil(total / query.per_page),
        )

    def _connection(self) -> Connection:
        if self.connection is None:
            raise RuntimeError("results need the public store")
        return self.connection

    def _offset(self) -> int:
        return (self.query.page - 1) * self.query.per_page

    def _matches(self, numbered: Sequence[numbers.Numbered], pinned: tuple[str, ...]) -> list[Match]:
        """Which records are meant; and where words are many, what will do when nothing holds enough of them."""
        query = self.query
        terms = query.terms
        plain = list(dict.fromkeys(without_marks(terms)))
        phrases = [Words(phrase.tokens, phrase.marked) for phrase in query.phrases]
        if query.number and not terms and not phrases:
            # Beside the document itself, those that cite it.
            cited = tuple(tokens(numbered[0].number if numbered else _figures(query.number_text)))
            phrases = [Words(cited, exact=False)] if cited else []
            self._seek_instead(cited)
        rarities = [rarity(count, self.collection.provisions) for count in self.engine.frequencies(plain, exact=False)]
        telling = self._telling(plain, rarities)
        count = len(telling)
        most = ceil(_MOST_OF_MANY * count)
        match = Match(
            words=telling,
            enough=count if count <= _FEW_WORDS else most,
            preferred=tuple(word for word in terms if self.exact),
            by_title=True,
            phrases=tuple(phrases),
            excluded=tuple(Words(phrase.tokens, phrase.marked) for phrase in query.exclusions),
            pinned=pinned,
            filters=query.filters,
        )
        marked = {folded(term): term for term in reversed(terms) if is_exact(term)}
        strict = replace(match, typed=tuple(marked.get(word, "") for word in telling))
        # A number finds its document, whatever stands beside it.
        matches = [strict] if marked and pinned else [strict, match] if marked else [match]
        if not pinned and count > 1:
            matches += [replace(one, enough=fewer) for fewer in (most, 1) if fewer < match.enough for one in matches]
        return matches

    def _page(self, match: Match, pinned: Sequence[str]) -> tuple[int, list[str], dict[str, Scored]]:
        """How many there are, the ids of the page, and the best provision of each record, as far as it is known."""
        query = self.query
        if query.order is Order.RELEVANCE and not match.matches_all:
            return self._most_relevant(match, pinned)
        listed = self.engine.records(match, query.order, query.per_page, self._offset())
        return listed.total, [record_id for record_id, _ in listed.found], {}

    def _most_relevant(self, match: Match, pinned: Sequence[str]) -> tuple[int, list[str], dict[str, Scored]]:
        """How many there are, the ids of the page, and the best provision of each record that has one."""
        offset, per_page = self._offset(), self.query.per_page
        listed = self.engine.records(match, Order.RELEVANCE, POOL)
        if not listed.total:
            return 0, [], {}
        best: dict[str, Scored] = {}
        for scored in self.judged(()):
            best.setdefault(scored.candidate.record, scored)
        block = self._sorted_block(match, listed, best, pinned)
        ids = block
        if offset + per_page > len(block) and listed.total > len(block):
            more = self.engine.records(match, Order.RELEVANCE, offset + per_page)
            inside = set(block)
            ids = block + [record_id for record_id, _ in more.found if record_id not in inside]
        return listed.total, ids[offset : offset + per_page], best

    def _sorted_block(
        self, match: Match, listed: Listed, best: Mapping[str, Scored], pinned: Sequence[str]
    ) -> list[str]:
        """The first records, sorted by how well they and their best provisions answer, and by what they are."""
        scores = dict(listed.found)
        highest = max((score for record_id, score in scores.items() if record_id not in pinned), default=1.0) or 1.0
        lowest = min(scores.values(), default=0.0)
        others = [record_id for record_id in best if record_id not in scores]
        meant = self.engine.among(match, others)
        found = [*scores, *(record_id for record_id in others if record_id in meant)]
        joined = self._joined(match)
        if self._is_pair():
            # The two common syllables of a word stand apart in so many records that these say nothing of it.
            together = self.engine.records(_only(match, joined[0]), Order.RELEVANCE, POOL)
            most = max((score for _, score in together.found), default=1.0) or 1.0
            scores = {one: 0.5 * score for one, score in scores.items()} | {
                record_id: score / most * highest for record_id, score in together.found
            }
            found = list(dict.fromkeys([*found, *scores]))
        natures = read_natures(self._connection(), self._counting(match, found))
        worth = worths(natures)
        holding = self.engine.holding(joined, found)
        # What a record has to hold anyway it need not be asked for.
        marked = frozenset() if all(match.typed) else self._holding_the_marks(found)
        top = max((scored.score for scored in best.values()), default=1.0) or 1.0
        combined: dict[str, float] = {}
        for record_id in found:
            value = scores.get(record_id, lowest) / highest + worth.get(record_id, 0.0)
            if record_id in best:
                value += _ARTICLE_WEIGHT * best[record_id].score / top
            if record_id in self.laws:
                value += _ARTICLE_WEIGHT
            if record_id in marked:
                value += _MARKED_WEIGHT
            if joined:
                value += _TOGETHER_WEIGHT * holding.get(record_id, 0) / len(joined)
            combined[record_id] = value
        if self._is_pair():
            # Of the others none comes so far.
            likely = sorted(holding, key=lambda one: -combined[one])[:_LIKELY_CALLED]
            for record_id in called_so(self._connection(), likely, joined[0]):
                combined[record_id] += TITLED
        first = [record_id for record_id in pinned if record_id in combined]
        rest = sorted((record_id for record_id in combined if record_id not in first), key=lambda one: -combined[one])
        alike = frozenset(one for one in found if holding.get(one, 0) == len(joined))
        return first + newest_of_a_matter_first(rest, natures, alike)

    def _counting(self, match: Match, found: Sequence[str]) -> frozenset[str]:
        """The records whose nature counts; they are looked for where the filters that are counted anyway name some."""
        (kinds,) = (facet for facet in self._facets(match) if facet.name == "kind")
        if not any(value.count and value.value in COUNTING for value in kinds.values):
            return frozenset()
        return self.engine.among(Match(filters=Filters(kind=COUNTING)), found)

    def _facets(self, match: Match) -> tuple[Facet, ...]:
        """The ways to narrow what a match means, counted once."""
        if self._counted_facets is None or self._counted_facets[0] is not match:
            self._counted_facets = match, facets(self.query, match, self.collection)
        return self._counted_facets[1]

    def _is_pair(self) -> bool:
        """Whether nothing but two neighbours is asked for: most often the two syllables of one word."""
        return len(self.query.words) == 2 and all(self.query.words)

    def _joined(self, match: Match) -> list[Words]:
        """The neighbours in the question that are one word: both of two, and of more those that are seldom apart."""
        exact = self.exact and (bool(match.typed) or not any(map(is_exact, self.query.terms)))
        line = self.query.words if exact else [word and folded(word) for word in self.query.words]
        neighbours = list(dict.fromkeys((one, other) for one, other in pairwise(line) if one and other))
        if len(line) > 2:
            words = list(dict.fromkeys(word for word in line if word))
            known = dict(zip(words, self.engine.frequencies(words, exact=exact), strict=True))
            counts = self.engine.frequencies([PAIR.join(two) for two in neighbours], exact=exact)
            neighbours = [
                (one, other)
                for (one, other), count in zip(neighbours, counts, strict=True)
                if count and count >= _ONE_WORD * sqrt(max(known[one], 1) * max(known[other], 1))
            ]
        return [Words(two, exact) for two in neighbours[:MOST_OPERANDS]]

    def _holding_the_marks(self, record_ids: Sequence[str]) -> frozenset[str]:
        words = tuple(Words((word,), exact=True) for word in self.query.terms)
        if not self.exact or not words:
            return frozenset()
        return self.engine.among(Match(phrases=words), record_ids)

    # -- what is shown -------------------------------------------------------------------------------------------------

    def _hits(
        self,
        page_ids: Sequence[str],
        best: dict[str, Scored],
        pinned: Sequence[str],
        asked: Mapping[str, places.Asked],
    ) -> tuple[Hit, ...]:
        connection = self._connection()
        if not page_ids:
            return ()
        missing = [record_id for record_id in page_ids if record_id not in best]
        if missing and (self.forms or self.wanted.article):
            best |= self._best_of(missing)
        return hits.read(connection, page_ids, best, Shown(self.wanted, self._marks), pinned, asked)

    def _marking(self) -> snippets.Marks:
        """What to mark: words as typed; of words without marks the readings that were likely meant."""
        worth = self._worth_a_mark()
        if self.exact:
            return snippets.Marks(worth)
        vocabulary = self.collection.vocabulary
        line = without_marks(word for word in self.query.words if word)
        likely = vocabulary.plausible(line, self._together, _LIKELY)
        readings = {plain: likely.get(plain) or vocabulary.variants(plain) for plain in worth}
        # A word may have come into the collection after its vocabulary was read.
        unknown = frozenset(plain for plain, some in readings.items() if not some)
        return snippets.Marks(worth.union(*readings.values()), folded=unknown)

    def _worth_a_mark(self) -> frozenset[str]:
        """The words that tell something, or all when none does: exact tokens, or folded ones of an unmarked query."""
        phrased = [word for phrase in self.query.phrases for word in phrase.tokens]
        asked = [*self.query.terms, *phrased]
        forms = asked if self.exact else without_marks(asked)
        if len(asked) <= _ALL_MARKED:
            return frozenset(forms)
        total = self.collection.provisions
        known = self.engine.frequencies(forms, exact=self.exact)
        telling = {
            form
            for form, count in zip(forms, known, strict=True)
            if rarity(count, total) >= _TELLING or form in phrased
        }
        return frozenset(telling or forms)

    def _understood(
        self,
        numbered: Sequence[numbers.Numbered],
        named: Sequence[str],
        asked: Mapping[str, places.Asked],
    ) -> Understood:
        query = self.query
        lacking = None
        if query.place and len(named) == 1:
            lacking = places.lacking(self._connection(), named[0], query.place, asked.get(named[0]))
        law = ""
        if self.laws:
            law = self._connection().execute(select(record.c.title).where(record.c.id == self.laws[0])).scalar() or ""
        return Understood(
            number=numbered[0].number if len(numbered) == 1 else query.number_text,
            number_found=bool(numbered),
            place=query.place.label if query.place else "",
            lacking=lacking,
            law=law,
            ignored=query.ignored,
            without_marks=not query.marked and bool(query.terms or query.phrases),
        )


def _only(match: Match, pair: Words) -> Match:
    """The same, but with two words side by side in place of the words."""
    return replace(
        match, words=(), typed=(), enough=0, preferred=(), by_title=False, phrases=(*match.phrases, pair), pinned=()
    )


def _figures(number: str) -> str:
    """A number without the word for a type before it, which stands there in one citation and not in the next."""
    figures = re.search(r"\d.*", number)
    return figures[0] if figures else number
