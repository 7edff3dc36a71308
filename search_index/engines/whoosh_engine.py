"""The engine without compiled code: Whoosh, for small collections and machines that tantivy has no wheel for.

Its traps are closed here: nothing is parsed by it, what it pickles lies in the portal's own folder, a page past the end
is empty, every record has a day, and whatever goes wrong inside it is told as damage.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from whoosh import fields, index, query, scoring, sorting
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.reading import IndexReader, TermNotFound
from whoosh.searching import Searcher
from whoosh.writing import SegmentWriter

from search_index.analysis import PAIR, folded_term, pairs, without_marks
from search_index.port import (
    Candidate,
    Damaged,
    Listed,
    Match,
    ProvisionDocument,
    RecordDocument,
    Sought,
    Words,
    Writing,
)
from search_index.query import FACETS, Filters, Order
from search_index.rank import age, rank

_SMALL_MEMORY, _BULK_MEMORY = 32, 128
_TITLE_WEIGHT, _TITLE_PAIR_WEIGHT, _PREFERRED_WEIGHT, _PINNED_SCORE = 2.0, 2.0, 0.5, 1_000_000.0
_DEFINED_SCORE, _LAW_SCORE, _ARTICLE_SCORE = 8.0, 8.0, 4.0
_MOST_TITLE_WORDS = 64

Given = ParamSpec("Given")
Answer = TypeVar("Answer")


def _telling_damage(method: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """Whatever goes wrong in the library, told as one."""

    @wraps(method)
    def told(*given: Given.args, **named: Given.kwargs) -> Answer:
        try:
            return method(*given, **named)
        except Damaged:
            raise
        except Exception as error:
            # A broken file shows as almost any exception: struct.error, KeyError, UnpicklingError, AssertionError …
            raise Damaged(f"{type(error).__name__}: {error}") from error

    return told


class WhooshEngine:
    """See ``port.Engine``."""

    name = "whoosh"

    @_telling_damage
    def create(self, folder: Path) -> None:
        """Make an empty index in an empty folder, and open it."""
        for part, schema in (("records", _record_schema()), ("provisions", _provision_schema())):
            (folder / part).mkdir(parents=True)
            index.create_in(folder / part, schema).close()
        self.open(folder)

    @_telling_damage
    def open(self, folder: Path) -> None:
        """Open an index; raises Damaged when it cannot be read."""
        self._records = index.open_dir(folder / "records")
        self._provisions = index.open_dir(folder / "provisions")
        self._record_searcher: Searcher = self._records.searcher(weighting=scoring.BM25F())
        self._provision_searcher: Searcher = self._provisions.searcher(weighting=scoring.BM25F())

    @_telling_damage
    def reload(self) -> None:
        """See what has been written since."""
        self._record_searcher = self._record_searcher.refresh()
        self._provision_searcher = self._provision_searcher.refresh()

    def close(self) -> None:
        """Let go of files."""
        self._record_searcher.close()
        self._provision_searcher.close()

    @_telling_damage
    def write(self, *, bulk: bool = False) -> Writing:
        """Begin a batch; a bulk batch may take more memory."""
        memory = _BULK_MEMORY if bulk else _SMALL_MEMORY
        return _WhooshWriting(self, self._records.writer(), self._provisions.writer(limitmb=memory))

    @_telling_damage
    def records(self, match: Match, order: Order, limit: int, offset: int = 0) -> Listed:
        """The records meant, best first or by day and id."""
        searcher = self._record_searcher
        if order is Order.RELEVANCE and not match.matches_all:
            results = searcher.search(self._record_query(match), limit=offset + limit)
        else:
            oldest = order is Order.OLDEST
            by_day = sorting.FieldFacet("age" if oldest else "rank", reverse=not oldest)
            results = searcher.search(self._record_query(match), limit=offset + limit, sortedby=by_day)
        found = tuple(
            (str(searcher.stored_fields(number)["id"]), float(score))
            for score, number in results.top_n[offset : offset + limit]
        )
        return Listed(len(results), found)

    @_telling_damage
    def among(self, match: Match, record_ids: Sequence[str]) -> frozenset[str]:
        """Which of some records are meant."""
        if not record_ids:
            return frozenset()
        meant = query.And([_any_of("id", record_ids), self._record_query(match)])
        searcher = self._record_searcher
        return frozenset(str(searcher.stored_fields(number)["id"]) for number in searcher.docs_for_query(meant))

    def holding(self, phrases: Sequence[Words], record_ids: Sequence[str]) -> Mapping[str, int]:
        """How many of some phrases each of some records holds; a record with none of them is left out."""
        return Counter(one for phrase in phrases for one in self.among(Match(phrases=(phrase,)), record_ids))

    @_telling_damage
    def facets(self, match: Match, names: Sequence[str]) -> Mapping[str, Mapping[str, int]]:
        """How many of the records meant have each value of each facet."""
        counts: dict[str, dict[str, int]] = {name: {} for name in names}
        searcher = self._record_searcher
        for number in searcher.docs_for_query(self._record_query(match)):
            stored = searcher.stored_fields(number)
            for name, counted in counts.items():
                if stored[name]:
                    counted[stored[name]] = counted.get(stored[name], 0) + 1
        return counts

    @_telling_damage
    def provisions(self, sought: Sought, limit: int) -> list[Candidate]:
        """The provisions that speak most of what is sought."""
        words, two, defined = ("e", "ep", "ed") if sought.exact else ("f", "fp", "fd")
        clauses: list[query.Query] = [query.Term(words, word) for word in sought.words]
        clauses += [query.Term(two, pair) for pair in sought.pairs]
        if sought.defined:
            clauses.append(query.ConstantScoreQuery(_any_of(defined, sought.defined), _DEFINED_SCORE))
        if sought.laws:
            clauses.append(query.ConstantScoreQuery(_any_of("record", sought.laws), _LAW_SCORE))
        if sought.article:
            clauses.append(query.ConstantScoreQuery(query.Term("article", sought.article), _ARTICLE_SCORE))
        if not clauses:
            return []
        narrowing = [_any_of("record", sought.records)] if sought.records else []
        narrowing += _filter_queries(sought.filters)
        searcher = self._provision_searcher
        results = searcher.search(query.Or(clauses), limit=limit, filter=query.And(narrowing) if narrowing else None)
        return [_candidate(score, searcher.stored_fields(number)) for score, number in results.top_n]

    @_telling_damage
    def frequencies(self, words: Sequence[str], *, exact: bool) -> list[int]:
        """How many provisions hold each token or pair."""
        one, two = ("e", "ep") if exact else ("f", "fp")
        reader: IndexReader = self._provision_searcher.reader()
        found: list[int] = []
        for word in words:
            try:
                found.append(int(reader.doc_frequency(two if PAIR in word else one, word)))
            except TermNotFound:
                found.append(0)
        return found

    @_telling_damage
    def held(self, record_ids: Sequence[str]) -> list[str]:
        """What the provisions of some records hold, each as ``Candidate.tokens``."""
        searcher = self._provision_searcher
        theirs = searcher.docs_for_query(_any_of("record", record_ids))
        return [str(searcher.stored_fields(number)["tokens"]) for number in theirs]

    @_telling_damage
    def continuations(self, prefix: str, limit: int) -> list[tuple[str, int]]:
        """The commonest folded pairs that begin so, and how many provisions hold each."""
        reader: IndexReader = self._provision_searcher.reader()
        found = [(text.decode(), int(info.doc_frequency())) for text, info in reader.iter_prefix("fp", prefix)]
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))[:limit]

    @_telling_damage
    def titled(self, words: Sequence[str], prefix: str, limit: int) -> list[str]:
        """Records whose title holds the folded words in a row, the last of them begun with a prefix, newest first."""
        searcher = self._record_searcher
        clauses: list[query.Query] = [query.Term("ftp", pair) for pair in pairs(words)]
        name, begin = ("ftp", f"{words[-1]}{PAIR}{prefix}") if words else ("ft", prefix)
        if prefix:
            begun = [text.decode() for text in searcher.reader().expand_prefix(name, begin)][:_MOST_TITLE_WORDS]
            if not begun:
                return []
            clauses.append(_any_of(name, begun))
        elif len(words) == 1:
            clauses.append(query.Term("ft", words[0]))
        if not clauses:
            return []
        newest = sorting.FieldFacet("rank", reverse=True)
        results = searcher.search(query.And(clauses), limit=limit, sortedby=newest)
        return [str(searcher.stored_fields(number)["id"]) for _, number in results.top_n]

    @_telling_damage
    def counts(self) -> tuple[int, int]:
        """How many records and provisions are in the index."""
        return self._record_searcher.doc_count(), self._provision_searcher.doc_count()

    @_telling_damage
    def contents(self) -> dict[str, str]:
        """The hash that each record was put with, by its id."""
        return {str(held["id"]): str(held["content"]) for held in self._record_searcher.documents()}

    # -- queries -------------------------------------------------------------------------------------------------------

    def _record_query(self, match: Match) -> query.Query:
        meant = self._in_any_language(match)
        other = match.filters.but_language
        return query.AndNot(meant, query.Term("language", other)) if other else meant

    def _in_any_language(self, match: Match) -> query.Query:
        filters = _filter_queries(match.filters)
        if match.matches_all:
            return query.And(filters) if filters else query.Every()
        meant: query.Query
        if match.only_pinned:
            meant = _pinned(match.pinned)
        else:
            meant = self._meant(match)
            if match.pinned:
                meant = query.Or([meant, _pinned(match.pinned)])
        return query.And([meant, *(_unscored(one) for one in filters)])

    def _meant(self, match: Match) -> query.Query:
        holds = [query.Term("e" if exact else "f", word) for word, exact in match.held]
        required: list[query.Query] = []
        if holds and match.enough >= len(holds):
            required += holds
        elif holds:
            required += [query.Or(holds), _unscored(self._at_least(holds, max(match.enough, 1)))]
        required += [_words(words) for words in match.phrases]
        meant: query.Query = query.And(required) if required else query.Every()
        raising = list(_raising(match))
        if raising:
            meant = query.AndMaybe(meant, query.Or(raising))
        if match.excluded:
            meant = query.AndNot(meant, query.Or([_words(words) for words in match.excluded]))
        return meant

    def _at_least(self, holds: Sequence[query.Term], enough: int) -> query.Query:
        """The records that hold so many of the words: Whoosh has no such query, so they are counted."""
        counts: dict[int, int] = {}
        searcher = self._record_searcher
        for held in holds:
            for number in searcher.docs_for_query(held):
                counts[number] = counts.get(number, 0) + 1
        ids = [str(searcher.stored_fields(number)["id"]) for number, count in counts.items() if count >= enough]
        return _any_of("id", ids)


class _WhooshWriting:
    """See ``port.Writing``."""

    def __init__(self, engine: WhooshEngine, records: SegmentWriter, provisions: SegmentWriter) -> None:
        self._engine = engine
        self._records = records
        self._provisions = provisions

    @_telling_damage
    def put(self, record: RecordDocument, provisions: Sequence[ProvisionDocument]) -> None:
        """Add a record that is not in the index."""
        values = {facet: getattr(record, facet) for facet in FACETS}
        values["day"] = record.day.toordinal()
        text, title = without_marks(record.text), without_marks(record.title)
        self._records.add_document(
            **values,
            id=record.id,
            language=record.language,
            content=record.content,
            rank=rank(record.day, record.id),
            age=age(record.day, record.id),
            e=" ".join(record.text),
            f=" ".join(text),
            et=" ".join(record.title),
            ft=" ".join(title),
            ftp=" ".join(pairs(title)),
        )
        for provision in provisions:
            exact = [*provision.heading, *provision.text]
            plain = without_marks(exact)
            stored = (" ".join(part) for part in (provision.heading, provision.text, provision.defined))
            self._provisions.add_document(
                **values,
                record=provision.record,
                position=provision.position,
                article=provision.article,
                tokens=" | ".join(stored),
                e=" ".join(exact),
                f=" ".join(plain),
                ep=" ".join(pairs(exact)),
                fp=" ".join(pairs(plain)),
                ed=" ".join(provision.defined),
                fd=" ".join(folded_term(term) for term in provision.defined),
            )

    @_telling_damage
    def remove(self, record_ids: Sequence[str]) -> None:
        """Take records out, whether they are in or not."""
        for record_id in record_ids:
            self._records.delete_by_term("id", record_id)
            self._provisions.delete_by_term("record", record_id)

    @_telling_damage
    def finish(self) -> None:
        """Make the batch visible and safe on disk."""
        self._provisions.commit()
        self._records.commit()
        self._engine.reload()

    @_telling_damage
    def abandon(self) -> None:
        """Forget the batch."""
        self._provisions.cancel()
        self._records.cancel()


def _pinned(record_ids: Sequence[str]) -> query.Query:
    return query.ConstantScoreQuery(_any_of("id", record_ids), _PINNED_SCORE)


def _unscored(condition: query.Query) -> query.Query:
    """A condition that adds nothing to a score; Whoosh's own Require loses documents of later segments."""
    return query.ConstantScoreQuery(condition, 0.0)


def _raising(match: Match) -> Iterator[query.Query]:
    """What raises the score of a record without being asked for."""
    if match.by_title:
        title, title_words = ("et", match.preferred) if match.preferred else ("ft", match.words)
        for word in title_words:
            yield query.Term(title, word, boost=_TITLE_WEIGHT)
        for pair in pairs(match.words):
            yield query.Term("ftp", pair, boost=_TITLE_PAIR_WEIGHT)
    for word in match.preferred:
        yield query.Term("e", word, boost=_PREFERRED_WEIGHT)


def _words(words: Words) -> query.Query:
    """A phrase, or a single word."""
    name = "e" if words.exact else "f"
    tokens = list(words.tokens if words.exact else without_marks(words.tokens))
    return query.Term(name, tokens[0]) if len(tokens) == 1 else query.Phrase(name, tokens)


def _any_of(name: str, values: Iterable[str]) -> query.Query:
    return query.Or([query.Term(name, value) for value in values])


def _filter_queries(filters: Filters) -> list[query.Query]:
    found = [_any_of(facet, filters.chosen(facet)) for facet in FACETS if filters.chosen(facet)]
    if filters.date_from or filters.date_to:
        first = (filters.date_from or date.min).toordinal()
        last = (filters.date_to or date.max).toordinal()
        found.append(query.NumericRange("day", first, last))
    return found


def _candidate(score: float, stored: Mapping[str, Any]) -> Candidate:
    return Candidate(stored["record"], stored["position"], float(score), stored["article"], stored["tokens"])


def _finished() -> fields.TEXT:
    """A field of finished tokens, without positions."""
    return fields.TEXT(analyzer=SpaceSeparatedTokenizer(), phrase=False)


def _record_schema() -> fields.Schema:
    """Fields: e exact, f folded; t of the title, p of pairs."""
    return fields.Schema(
        id=fields.ID(stored=True, unique=True),
        content=fields.STORED,
        language=fields.ID,
        rank=fields.NUMERIC(int, bits=64, sortable=True),
        age=fields.NUMERIC(int, bits=64, sortable=True),
        day=fields.NUMERIC(int, sortable=True),
        **{facet: fields.ID(stored=True) for facet in FACETS},
        **{name: fields.TEXT(analyzer=SpaceSeparatedTokenizer(), phrase=True) for name in ("e", "f")},
        **{name: _finished() for name in ("et", "ft", "ftp")},
    )


def _provision_schema() -> fields.Schema:
    """Fields: e exact, f folded; p of pairs, d of the terms explained."""
    return fields.Schema(
        record=fields.ID(stored=True),
        article=fields.ID(stored=True),
        position=fields.STORED,
        tokens=fields.STORED,
        day=fields.NUMERIC(int),
        **{facet: fields.ID for facet in FACETS},
        **{name: _finished() for name in ("e", "f", "ep", "fp", "ed", "fd")},
    )
