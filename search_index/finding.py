"""From a query to one page of results: match, rank, look up, show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from math import ceil
from typing import Any

from sqlalchemy import Connection, Select, and_, bindparam, func, or_, select

from content.public.tables import body, provision, record
from search_index import numbers, snippets
from search_index.analysis import PAIR, WORD, folded_term, token, tokens, without_marks
from search_index.documents import OUTSIDE
from search_index.port import (
    Candidate,
    Engine,
    Facet,
    FacetValue,
    Hit,
    Listed,
    Match,
    Provision,
    Results,
    Segment,
    Sought,
    Understood,
    Words,
)
from search_index.query import FACETS, MOST_OPERANDS, Filters, Order, Query
from search_index.scoring import Scored, Wanted, defined_candidates, judge, rarity
from search_index.vocabulary import Vocabulary, has_marks, spell_all

POOL = 50
"""Records that are sorted anew by how well they answer."""
JUDGED = 30
"""Provisions that are judged a second time; more of them change nothing."""
_FEW_WORDS = 8
"""So many words must all be found; of a longer question most of them."""
_MOST_OF_MANY = 0.6
_ARTICLE_WEIGHT = 1.0
_MARKED_WEIGHT = 1.0
"""Of a record that holds every word with the marks it was typed with."""
_TELLING = 0.7
"""Rarity below which a word is not worth a mark when others are."""
_MOST_VARIANTS = 12
"""So many markings of one word typed without marks are looked for inside articles."""
_ALL_MARKED = 4
"""Of so few words each is marked."""
_LAW_TYPES = ("luật", "bộ luật", "hiến pháp", "pháp lệnh")
_LAW_TYPES_WRITTEN = [
    written for name in _LAW_TYPES for written in {name, name.upper(), name.capitalize(), name.title()}
]
"""So that the database picks the few laws; not every database lowers Vietnamese letters."""
_MOST_FACET_VALUES = 100


@dataclass(frozen=True)
class Laws:
    """Laws by their names in tokens, so that one named in a question is recognised."""

    by_name: Mapping[tuple[str, ...], tuple[str, ...]]
    lengths: tuple[int, ...]

    @classmethod
    def read(cls, connection: Connection) -> Laws:
        """Every law, code, ordinance and constitution in the store."""
        by_name: dict[tuple[str, ...], tuple[str, ...]] = {}
        rows = connection.execute(
            select(record.c.id, record.c.type, record.c.title)
            .where(
                record.c.kind == "legal",
                or_(record.c.type.in_(_LAW_TYPES_WRITTEN), *map(record.c.title.startswith, _LAW_TYPES_WRITTEN)),
            )
            .order_by(record.c.id)
        )
        for row in rows:
            name = _law_name(row.type, row.title)
            if name:
                by_name[name] = (*by_name.get(name, ()), row.id)
                plain = tuple(without_marks(name))
                if plain != name:
                    by_name[plain] = (*by_name.get(plain, ()), row.id)
        return cls(by_name, tuple(sorted({len(name) for name in by_name}, reverse=True)))

    def take(self, words: Sequence[str | None]) -> tuple[list[str | None], tuple[str, ...]]:
        """The words that are no name of a law, and the laws that were named."""
        rest: list[str | None] = []
        named: dict[str, None] = {}
        place = 0
        while place < len(words):
            for length in self.lengths:
                name = tuple(words[place : place + length])
                if len(name) == length and name in self.by_name:
                    named.update(dict.fromkeys(self.by_name[name]))  # type: ignore[index]
                    rest.append(None)
                    place += length
                    break
            else:
                rest.append(words[place])
                place += 1
        return rest, tuple(named)


@dataclass(frozen=True)
class Collection:
    """An open index with what is known of its words."""

    engine: Engine
    vocabulary: Vocabulary
    laws: Laws
    provisions: int
    average_length: float
    issuers: Mapping[str, str]
    """Name of each issuer by its key."""


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
        self.laws: tuple[str, ...] = ()
        self.words: tuple[str | None, ...] = query.words
        self.exact = query.marked
        rest, self.laws = collection.laws.take(query.words)
        if any(rest):
            self.words = tuple(rest)
        self.words += tuple(word for phrase in query.phrases for word in (None, *phrase.tokens))
        self.wanted = self._wanted()
        self._marks = snippets.Marks(self._worth_a_mark(), exact=self.exact)

    def _seek_instead(self, words: tuple[str, ...]) -> None:
        """Look for these words inside provisions: those of a number, where nothing else was asked for."""
        self.words, self.exact = words, False
        self.wanted = self._wanted()
        self._marks = snippets.Marks(frozenset(self.forms), exact=False)

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
        frequencies = self.engine.frequencies
        line = without_marks(word for word in self.words if word)
        return self.collection.vocabulary.plausible(line, lambda names: frequencies(names, exact=True))

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
        relaxed = match is not matches[0] and bool(total)
        return Results(
            total=total,
            hits=self._hits(page_ids, best, pinned),
            facets=self._facets(match),
            understood=self._understood(numbered, relaxed=relaxed),
            did_you_mean=self._did_you_mean(sound=bool(total) and not relaxed),
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
            cited = tuple(tokens(numbered[0].number if numbered else query.number_text))
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
            phrases=tuple(phrases),
            excluded=tuple(Words(phrase.tokens, phrase.marked) for phrase in query.exclusions),
            pinned=pinned,
            filters=query.filters,
        )
        if pinned or count < 2:
            return [match]
        return [match, *(replace(match, enough=fewer) for fewer in (most, 1) if fewer < match.enough)]

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
        """The first records, sorted by how well they and their best provisions answer."""
        scores = dict(listed.found)
        highest = max((score for record_id, score in scores.items() if record_id not in pinned), default=1.0) or 1.0
        lowest = min(scores.values(), default=0.0)
        others = [record_id for record_id in best if record_id not in scores]
        meant = self.engine.among(match, others)
        marked = self._holding_the_marks([*scores, *meant])
        top = max((scored.score for scored in best.values()), default=1.0) or 1.0
        combined: dict[str, float] = {}
        for record_id in [*scores, *(record_id for record_id in others if record_id in meant)]:
            value = scores.get(record_id, lowest) / highest
            if record_id in best:
                value += _ARTICLE_WEIGHT * best[record_id].score / top
            if record_id in self.laws:
                value += _ARTICLE_WEIGHT
            if record_id in marked:
                value += _MARKED_WEIGHT
            combined[record_id] = value
        first = [record_id for record_id in pinned if record_id in combined]
        rest = sorted((record_id for record_id in combined if record_id not in first), key=lambda one: -combined[one])
        return first + rest

    def _holding_the_marks(self, record_ids: Sequence[str]) -> frozenset[str]:
        words = tuple(Words((word,), exact=True) for word in self.query.terms)
        if not self.exact or not words:
            return frozenset()
        return self.engine.among(Match(phrases=words), record_ids)

    # -- what is shown -------------------------------------------------------------------------------------------------

    def _hits(self, page_ids: Sequence[str], best: dict[str, Scored], pinned: Sequence[str]) -> tuple[Hit, ...]:
        connection = self._connection()
        if not page_ids:
            return ()
        missing = [record_id for record_id in page_ids if record_id not in best]
        if missing and (self.forms or self.wanted.article):
            best |= self._best_of(missing)
        places = [
            (record_id, best[record_id].candidate.position)
            for record_id in page_ids
            if record_id in best and best[record_id].candidate.position != OUTSIDE
        ]
        rows = {row.id: row for row in connection.execute(_RECORDS, {"ids": list(page_ids)})}
        parts = {}
        if places:
            named = {f"record_{n}": record_id for n, (record_id, _) in enumerate(places)}
            values: dict[str, str | int] = named | {f"position_{n}": position for n, (_, position) in enumerate(places)}
            parts = {row.record_id: row for row in connection.execute(_provisions(len(places)), values)}
        for record_id in pinned:
            # The document itself is meant, not an article of it that happens to hold the same words.
            parts.pop(record_id, None)
            best.pop(record_id, None)
        if self.query.place:
            told = [record_id for record_id in page_ids if record_id in pinned or record_id in self.laws]
            asked = connection.execute(_ARTICLES, {"ids": told, "anchor": self.query.place.anchor})
            for row in asked:
                parts[row.record_id] = row
                best.pop(row.record_id, None)
        return tuple(
            self._hit(rows[record_id], parts.get(record_id), best.get(record_id))
            for record_id in page_ids
            if record_id in rows
        )

    def _hit(self, row: Any, part: Any, scored: Scored | None) -> Hit:
        if part is not None and scored is not None:
            start = snippets.best_window(scored.text_places(), self.wanted.rarities)
            shown = snippets.snippet(part.text, start, self._marks)
        elif part is not None:
            shown = snippets.snippet(part.text, 0, self._marks)
        else:
            shown = self._outside(row)
        provision_shown = Provision(part.anchor, part.label, part.heading) if part is not None else None
        return Hit(
            record_id=row.id,
            kind=row.kind,
            path=row.path,
            language=row.language,
            title=snippets.marked(row.title, self._marks),
            number=row.number,
            type=row.type,
            issuer=row.issuer,
            date=row.sort_date,
            status=row.status,
            provision=provision_shown,
            snippet=shown,
        )

    def _outside(self, row: Any) -> tuple[Segment, ...]:
        """A snippet of what stands outside the provisions: the summary, or where the words are."""
        if not self.wanted.slots:
            return snippets.plain(row.summary or row.text)
        for text in (row.summary, row.text):
            places = [
                (place, slot)
                for place, word in enumerate(WORD.findall(text.lower()))
                if (slot := self.wanted.slots.get(token(word))) is not None
            ]
            if places:
                return snippets.snippet(text, snippets.best_window(places, self.wanted.rarities), self._marks)
        return snippets.plain(row.summary or row.text)

    def _worth_a_mark(self) -> frozenset[str]:
        """The tokens to mark: those that tell something, or all when none does."""
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

    def _facets(self, match: Match) -> tuple[Facet, ...]:
        filters = self.query.filters
        free = [name for name in FACETS if not filters.chosen(name)]
        counted = dict(self.engine.facets(match, free)) if free else {}
        for name in FACETS:
            if filters.chosen(name):
                counted |= self.engine.facets(replace(match, filters=_without(filters, name)), [name])
        return tuple(self._facet(name, counted.get(name, {})) for name in FACETS)

    def _facet(self, name: str, counts: Mapping[str, int]) -> Facet:
        chosen = self.query.filters.chosen(name)
        labels = self.collection.issuers if name == "issuer" else {}
        values = [
            FacetValue(value, labels.get(value, value), counts.get(value, 0), value in chosen)
            for value in dict.fromkeys((*counts, *chosen))
        ]
        if name == "year":
            values.sort(key=lambda value: value.value, reverse=True)
        else:
            values.sort(key=lambda value: (-value.count, value.label))
        kept = values[:_MOST_FACET_VALUES] + [value for value in values[_MOST_FACET_VALUES:] if value.chosen]
        return Facet(name, tuple(kept))

    def _understood(self, numbered: Sequence[numbers.Numbered], *, relaxed: bool) -> Understood:
        query = self.query
        law = ""
        if self.laws:
            law = self._connection().execute(select(record.c.title).where(record.c.id == self.laws[0])).scalar() or ""
        return Understood(
            number=numbered[0].number if len(numbered) == 1 else query.number_text,
            number_found=bool(numbered),
            place=query.place.label if query.place else "",
            law=law,
            ignored=query.ignored,
            relaxed=relaxed,
            without_marks=not query.marked and bool(query.terms or query.phrases),
        )

    def _did_you_mean(self, *, sound: bool) -> str | None:
        """The question with the marks that its words most likely have, or with a mistyped word mended."""
        query = self.query
        if query.number or query.place or query.phrases or query.exclusions:
            return None
        typed = tokens(query.text)
        plain = without_marks(typed)
        if not typed or len(typed) > _MOST_RESTORED or (query.marked and sound):
            return None
        vocabulary = self.collection.vocabulary
        mended = [vocabulary.mend(word) or word for word in plain]
        if query.marked and mended == plain:
            return None
        restored = vocabulary.restore(mended, lambda names: self.engine.frequencies(names, exact=True))
        if not restored:
            return None
        meant = spell_all(restored)
        differs = list(restored) != typed and (mended != plain or has_marks(restored))
        return meant if differs else None


_MOST_RESTORED = 16

_RECORDS = (
    select(
        record.c.id,
        record.c.kind,
        record.c.path,
        record.c.language,
        record.c.title,
        record.c.number,
        record.c.type,
        record.c.issuer,
        record.c.sort_date,
        record.c.status,
        record.c.summary,
        func.coalesce(func.substr(body.c.text, 1, 6000), "").label("text"),
    )
    .outerjoin(body, body.c.record_id == record.c.id)
    .where(record.c.id.in_(bindparam("ids", expanding=True)))
)
_PART = (
    provision.c.record_id,
    provision.c.anchor,
    provision.c.label,
    provision.c.heading,
    provision.c.text,
)


@cache
def _provisions(count: int) -> Select[Any]:
    """The statement that reads so many provisions by record and position; comparing tuples would use no index."""
    return select(*_PART).where(
        or_(
            *(
                and_(
                    provision.c.record_id == bindparam(f"record_{n}"),
                    provision.c.position == bindparam(f"position_{n}"),
                )
                for n in range(count)
            )
        )
    )


_ARTICLES = select(*_PART).where(
    provision.c.record_id.in_(bindparam("ids", expanding=True)), provision.c.anchor == bindparam("anchor")
)


def _without(filters: Filters, facet: str) -> Filters:
    chosen = {name: filters.chosen(name) for name in FACETS if name != facet}
    return Filters(**chosen, date_from=filters.date_from, date_to=filters.date_to)


def _law_name(kind: str | None, title: str) -> tuple[str, ...]:
    """The name by which a law is called: its title, with its type in front when the title leaves it out."""
    lower = title.strip().lower()
    if not lower or len(lower) > 120:
        return ()
    if lower.startswith(_LAW_TYPES):
        return tuple(tokens(lower))
    if (kind or "").strip().lower() in _LAW_TYPES:
        return tuple(tokens(f"{kind} {title}"))
    return ()
