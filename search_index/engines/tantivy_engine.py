"""The default engine: tantivy, a search library in Rust, embedded in the process.

Records and provisions are two indexes side by side, because BM25 counts documents and their lengths by index.
Everything is handed over as finished tokens, so its parser and tokenisers have no part.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

import tantivy

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

_SMALL_HEAP, _BULK_HEAP = 30_000_000, 160_000_000
_MOST_VALUES = 1_000
_TITLE_WEIGHT, _TITLE_PAIR_WEIGHT, _PREFERRED_WEIGHT, _PINNED_SCORE = 2.0, 2.0, 0.5, 1_000_000.0
_DEFINED_SCORE, _LAW_SCORE, _ARTICLE_SCORE = 8.0, 8.0, 4.0
_MOST_TITLE_WORDS = 64

_Query = tantivy.Query
_Clause = tuple[tantivy.Occur, tantivy.Query]
_MUST, _SHOULD, _NOT = tantivy.Occur.Must, tantivy.Occur.Should, tantivy.Occur.MustNot

Given = ParamSpec("Given")
Answer = TypeVar("Answer")


def _telling_damage(method: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """Every way in which the library meets a broken file, told as one."""

    @wraps(method)
    def told(*given: Given.args, **named: Given.kwargs) -> Answer:
        try:
            return method(*given, **named)
        except (ValueError, OSError, RuntimeError) as error:
            raise Damaged(str(error)) from error
        except BaseException as error:
            # A panic in Rust is no Exception, so that nobody catches it by chance.
            if type(error).__name__ == "PanicException":
                raise Damaged(str(error)) from error
            raise

    return told


class TantivyEngine:
    """See ``port.Engine``."""

    name = "tantivy"

    def __init__(self) -> None:
        self._record_schema = _record_schema()
        self._provision_schema = _provision_schema()

    @_telling_damage
    def create(self, folder: Path) -> None:
        """Make an empty index in an empty folder, and open it."""
        for part, schema in (("records", self._record_schema), ("provisions", self._provision_schema)):
            (folder / part).mkdir(parents=True)
            tantivy.Index(schema, path=str(folder / part), reuse=False)
        self.open(folder)

    @_telling_damage
    def open(self, folder: Path) -> None:
        """Open an index; raises Damaged when it cannot be read."""
        # Not ``Index.open``: this way a schema that differs is an error.
        self._records = tantivy.Index(self._record_schema, path=str(folder / "records"), reuse=True)
        self._provisions = tantivy.Index(self._provision_schema, path=str(folder / "provisions"), reuse=True)
        self._look()

    @_telling_damage
    def reload(self) -> None:
        """See what has been written since."""
        self._look()

    def _look(self) -> None:
        self._records.reload()
        self._provisions.reload()
        self._record_searcher = self._records.searcher()
        self._provision_searcher = self._provisions.searcher()

    def close(self) -> None:
        """Let go of files."""
        del self._records, self._provisions, self._record_searcher, self._provision_searcher

    @_telling_damage
    def write(self, *, bulk: bool = False) -> Writing:
        """Begin a batch; a bulk batch may take more memory."""
        heap = _BULK_HEAP if bulk else _SMALL_HEAP
        return _TantivyWriting(self, self._records.writer(_SMALL_HEAP, 1), self._provisions.writer(heap, 1))

    @_telling_damage
    def records(self, match: Match, order: Order, limit: int, offset: int = 0) -> Listed:
        """The records meant, best first or by day and id."""
        searcher = self._record_searcher
        query = self._record_query(match)
        if order is Order.RELEVANCE and not match.matches_all:
            result = searcher.search(query, limit, offset=offset)
        else:
            name, way = ("age", tantivy.Order.Asc) if order is Order.OLDEST else ("rank", tantivy.Order.Desc)
            result = searcher.search(query, limit, offset=offset, order_by_field=name, order=way)
        found = tuple((_id(searcher.doc(address)), float(score)) for score, address in result.hits)
        # The library's type stub has forgotten the count.
        total: int = result.count  # type: ignore[attr-defined]
        return Listed(total, found)

    @_telling_damage
    def among(self, match: Match, record_ids: Sequence[str]) -> frozenset[str]:
        """Which of some records are meant."""
        if not record_ids:
            return frozenset()
        return frozenset(self._of(record_ids, self._record_query(match, scored=False)))

    @_telling_damage
    def holding(self, phrases: Sequence[Words], record_ids: Sequence[str]) -> Mapping[str, int]:
        """How many of some phrases each of some records holds; a record with none of them is left out."""
        # One by one: several phrases in one query would be looked for in all records, not in these.
        return Counter(one for phrase in phrases for one in self._of(record_ids, self._words(phrase)))

    def _of(self, record_ids: Sequence[str], query: tantivy.Query) -> Iterator[str]:
        """Those of some records that a query finds."""
        # For a few ids this is four times as fast as a set of terms, which is made into an automaton first.
        ids: list[_Clause] = [
            (_SHOULD, _Query.term_query(self._record_schema, "id", one, "basic")) for one in record_ids
        ]
        these = _Query.const_score_query(_Query.boolean_query(ids), 0.0)
        searcher = self._record_searcher
        found = searcher.search(_Query.boolean_query([(_MUST, these), (_MUST, query)]), len(record_ids), count=False)
        return (_id(searcher.doc(address)) for _, address in found.hits)

    @_telling_damage
    def facets(self, match: Match, names: Sequence[str]) -> Mapping[str, Mapping[str, int]]:
        """How many of the records meant have each value of each facet."""
        wanted = {name: {"terms": {"field": name, "size": _MOST_VALUES}} for name in names}
        answer = self._record_searcher.aggregate(self._record_query(match, scored=False), wanted)
        return {
            name: {str(bucket["key"]): int(bucket["doc_count"]) for bucket in answer[name]["buckets"] if bucket["key"]}
            for name in names
        }

    @_telling_damage
    def provisions(self, sought: Sought, limit: int) -> list[Candidate]:
        """The provisions that speak most of what is sought."""
        schema = self._provision_schema
        words, two, defined = ("e", "ep", "ed") if sought.exact else ("f", "fp", "fd")
        clauses: list[_Clause] = []
        clauses += [(_SHOULD, _Query.term_query(schema, words, word, "freq")) for word in sought.words]
        clauses += [(_SHOULD, _Query.term_query(schema, two, pair, "freq")) for pair in sought.pairs]
        if sought.defined:
            explained = _Query.term_set_query(schema, defined, list(sought.defined))
            clauses.append((_SHOULD, _Query.const_score_query(explained, _DEFINED_SCORE)))
        if sought.laws:
            named = _Query.term_set_query(schema, "record", list(sought.laws))
            clauses.append((_SHOULD, _Query.const_score_query(named, _LAW_SCORE)))
        if sought.article:
            numbered = _Query.term_query(schema, "article", sought.article, "basic")
            clauses.append((_SHOULD, _Query.const_score_query(numbered, _ARTICLE_SCORE)))
        if not clauses:
            return []
        query = _Query.boolean_query(clauses)
        narrowing = [_Query.term_set_query(schema, "record", list(sought.records))] if sought.records else []
        narrowing += self._filter_queries(schema, sought.filters)
        if narrowing:
            must: list[_Clause] = [(_MUST, _Query.const_score_query(one, 0.0)) for one in narrowing]
            query = _Query.boolean_query([(_MUST, query), *must])
        searcher = self._provision_searcher
        return [
            _candidate(score, searcher.doc(address))
            for score, address in searcher.search(query, limit, count=False).hits
        ]

    @_telling_damage
    def frequencies(self, words: Sequence[str], *, exact: bool) -> list[int]:
        """How many provisions hold each token or pair."""
        one, two = ("e", "ep") if exact else ("f", "fp")
        searcher = self._provision_searcher
        return [searcher.doc_freq(two if PAIR in word else one, word) for word in words]

    @_telling_damage
    def held(self, record_ids: Sequence[str]) -> list[str]:
        """What the provisions of some records hold, each as ``Candidate.tokens``."""
        searcher = self._provision_searcher
        theirs = _Query.term_set_query(self._provision_schema, "record", list(record_ids))
        hits = searcher.search(theirs, max(searcher.num_docs, 1), count=False).hits
        return [_candidate(score, searcher.doc(address)).tokens for score, address in hits]

    @_telling_damage
    def continuations(self, prefix: str, limit: int) -> list[tuple[str, int]]:
        """The commonest folded pairs that begin so, and how many provisions hold each."""
        found = self._provision_searcher.terms_with_prefix("fp", prefix)
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))[:limit]

    @_telling_damage
    def titled(self, words: Sequence[str], prefix: str, limit: int) -> list[str]:
        """Records whose title holds the folded words in a row, the last of them begun with a prefix, newest first."""
        schema, searcher = self._record_schema, self._record_searcher
        clauses: list[_Clause] = [(_MUST, _Query.term_query(schema, "ftp", pair)) for pair in pairs(words)]
        name, begin = ("ftp", f"{words[-1]}{PAIR}{prefix}") if words else ("ft", prefix)
        if prefix:
            begun = [word for word, _ in searcher.terms_with_prefix(name, begin, limit=_MOST_TITLE_WORDS)]
            if not begun:
                return []
            clauses.append((_MUST, _Query.term_set_query(schema, name, begun)))
        elif len(words) == 1:
            clauses.append((_MUST, _Query.term_query(schema, "ft", words[0])))
        if not clauses:
            return []
        result = searcher.search(_Query.boolean_query(clauses), limit, count=False, order_by_field="rank")
        return [_id(searcher.doc(address)) for _, address in result.hits]

    @_telling_damage
    def counts(self) -> tuple[int, int]:
        """How many records and provisions are in the index."""
        return self._record_searcher.num_docs, self._provision_searcher.num_docs

    @_telling_damage
    def contents(self) -> dict[str, str]:
        """The hash that each record was put with, by its id."""
        searcher = self._record_searcher
        hits = searcher.search(_Query.all_query(), max(searcher.num_docs, 1), count=False).hits
        held = (searcher.doc(address) for _, address in hits)
        return {_id(document): str(document.get_first("content")) for document in held}

    # -- queries -------------------------------------------------------------------------------------------------------

    def _record_query(self, match: Match, *, scored: bool = True) -> tantivy.Query:
        schema = self._record_schema
        filters: list[_Clause] = [
            (_MUST, _Query.const_score_query(one, 0.0)) for one in self._filter_queries(schema, match.filters)
        ]
        if match.filters.but_language:
            other = _Query.term_query(schema, "language", match.filters.but_language, "basic")
            filters.append((_NOT, other))
        if match.matches_all:
            return _Query.boolean_query([(_MUST, _Query.all_query()), *filters]) if filters else _Query.all_query()
        if match.only_pinned:
            meant = self._pinned(match.pinned)
        else:
            meant = self._meant(match, scored=scored)
            if match.pinned:
                meant = _Query.boolean_query([(_SHOULD, meant), (_SHOULD, self._pinned(match.pinned))])
        if not filters:
            return meant
        return _Query.boolean_query([(_MUST, meant), *filters])

    def _pinned(self, record_ids: Sequence[str]) -> tantivy.Query:
        return _Query.const_score_query(
            _Query.term_set_query(self._record_schema, "id", list(record_ids)), _PINNED_SCORE
        )

    def _meant(self, match: Match, *, scored: bool) -> tantivy.Query:
        """The records that hold what is asked, scored by it."""
        schema = self._record_schema
        holds: list[_Clause] = [
            (_SHOULD, _Query.term_query(schema, "e" if exact else "f", word, "freq")) for word, exact in match.held
        ]
        clauses: list[_Clause] = []
        if holds and match.enough >= len(holds):
            clauses += [(_MUST, query) for _, query in holds]
        elif holds:
            clauses.append((_MUST, _Query.boolean_query(holds, minimum_number_should_match=max(match.enough, 1))))
        clauses += [(_MUST, self._words(words)) for words in match.phrases]
        clauses += [(_NOT, self._words(words)) for words in match.excluded]
        if not match.words and not match.phrases:
            clauses.append((_MUST, _Query.const_score_query(_Query.all_query(), 0.0)))
        if scored:
            clauses += [(_SHOULD, query) for query in self._raising(match)]
        return _Query.boolean_query(clauses)

    def _raising(self, match: Match) -> Iterator[tantivy.Query]:
        """What raises the score of a record without being asked for."""
        schema = self._record_schema
        if match.by_title:
            title, title_words = ("et", match.preferred) if match.preferred else ("ft", match.words)
            for word in title_words:
                yield _Query.boost_query(_Query.term_query(schema, title, word, "freq"), _TITLE_WEIGHT)
            for pair in pairs(match.words):
                yield _Query.boost_query(_Query.term_query(schema, "ftp", pair, "freq"), _TITLE_PAIR_WEIGHT)
        for word in match.preferred:
            yield _Query.boost_query(_Query.term_query(schema, "e", word, "freq"), _PREFERRED_WEIGHT)

    def _words(self, words: Words) -> tantivy.Query:
        """A phrase, or a single word."""
        name = "e" if words.exact else "f"
        tokens = list(words.tokens if words.exact else without_marks(words.tokens))
        if len(tokens) == 1:
            return _Query.term_query(self._record_schema, name, tokens[0], "freq")
        return _Query.phrase_query(self._record_schema, name, list(enumerate(tokens)))

    def _filter_queries(self, schema: tantivy.Schema, filters: Filters) -> list[tantivy.Query]:
        found = [
            _Query.term_set_query(schema, facet, list(filters.chosen(facet)))
            for facet in FACETS
            if filters.chosen(facet)
        ]
        if filters.date_from or filters.date_to:
            first = (filters.date_from or date.min).toordinal()
            last = (filters.date_to or date.max).toordinal()
            found.append(_Query.range_query(schema, "day", tantivy.FieldType.Unsigned, first, last))
        return found


class _TantivyWriting:
    """See ``port.Writing``."""

    def __init__(self, engine: TantivyEngine, records: tantivy.IndexWriter, provisions: tantivy.IndexWriter) -> None:
        self._engine = engine
        self._records = records
        self._provisions = provisions

    @_telling_damage
    def put(self, record: RecordDocument, provisions: Sequence[ProvisionDocument]) -> None:
        """Add a record that is not in the index."""
        values = {facet: getattr(record, facet) for facet in FACETS}
        day = record.day.toordinal()
        text, title = without_marks(record.text), without_marks(record.title)
        document = tantivy.Document(
            **values,
            id=record.id,
            language=record.language,
            content=record.content,
            e=" ".join(record.text),
            f=" ".join(text),
            et=" ".join(record.title),
            ft=" ".join(title),
            ftp=" ".join(pairs(title)),
        )
        document.add_unsigned("day", day)
        document.add_unsigned("rank", rank(record.day, record.id))
        document.add_unsigned("age", age(record.day, record.id))
        self._records.add_document(document)
        for provision in provisions:
            exact = [*provision.heading, *provision.text]
            plain = without_marks(exact)
            stored = (" ".join(part) for part in (provision.heading, provision.text, provision.defined))
            document = tantivy.Document(
                **values,
                record=provision.record,
                position=provision.position,
                article=provision.article,
                e=" ".join(exact),
                f=" ".join(plain),
                ep=" ".join(pairs(exact)),
                fp=" ".join(pairs(plain)),
                ed=" ".join(provision.defined),
                fd=" ".join(folded_term(term) for term in provision.defined),
            )
            document.add_bytes("tokens", " | ".join(stored).encode())
            document.add_unsigned("day", day)
            self._provisions.add_document(document)

    @_telling_damage
    def remove(self, record_ids: Sequence[str]) -> None:
        """Take records out, whether they are in or not."""
        for record_id in record_ids:
            self._records.delete_documents_by_term("id", record_id)
            self._provisions.delete_documents_by_term("record", record_id)

    @_telling_damage
    def finish(self) -> None:
        """Make the batch visible and safe on disk."""
        self._provisions.commit()
        self._records.commit()
        self._provisions.wait_merging_threads()
        self._records.wait_merging_threads()
        self._engine.reload()

    @_telling_damage
    def abandon(self) -> None:
        """Forget the batch."""
        self._provisions.rollback()
        self._records.rollback()
        self._provisions.wait_merging_threads()
        self._records.wait_merging_threads()


def _id(document: tantivy.Document) -> str:
    return str(document.get_first("id"))


def _candidate(score: float, document: tantivy.Document) -> Candidate:
    values = document.to_dict()
    return Candidate(
        values["record"][0],
        values["position"][0],
        float(score),
        values["article"][0],
        bytes(values["tokens"][0]).decode(),
    )


def _with_facets(builder: tantivy.SchemaBuilder, *, fast: bool) -> None:
    for facet in FACETS:
        builder.add_text_field(facet, tokenizer_name="raw", index_option="basic", fast=fast)
    builder.add_unsigned_field("day", indexed=True, fast=True)


def _record_schema() -> tantivy.Schema:
    """Fields: e exact, f folded; t of the title, p of pairs."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("content", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("language", tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("rank", fast=True)
    builder.add_unsigned_field("age", fast=True)
    _with_facets(builder, fast=True)
    for name in ("e", "f"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    for name in ("et", "ft", "ftp"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    return builder.build()


def _provision_schema() -> tantivy.Schema:
    """Fields: e exact, f folded; p of pairs, d of the terms explained."""
    builder = tantivy.SchemaBuilder()
    for name in ("record", "article"):
        builder.add_text_field(name, stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("position", stored=True)
    builder.add_bytes_field("tokens", stored=True)
    _with_facets(builder, fast=False)
    for name in ("e", "f", "ep", "fp"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    for name in ("ed", "fd"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="basic")
    return builder.build()
