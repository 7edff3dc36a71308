"""The search: whole answers, bare queries beside raw tantivy on the same text, the other engine, and the rebuild.

The questions are pieces of real titles, with marks and without, and real numbers: drawn by a seeded chance.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import tantivy
from sqlalchemy import select

from bench import workspace
from bench.figures import Figure, middle, percentile, timed
from content.public.store import PublicStore
from content.public.tables import provision, record
from content.vietnamese import fold, has_marks
from search_index.analysis import WORD, pairs, tokens, without_marks
from search_index.engines import ENGINES
from search_index.index import SearchIndex
from search_index.port import Engine, Match, Sought
from search_index.query import Order, parse

Question = TypeVar("Question")

SEED = 64
SHOWN = 20
_HEAP = 120_000_000
_QUICK, _WHOLE = 40, 300
_FOR_WHOOSH = 40
_FOLDER = workspace.INSTANCE / "search-bench"


def measure(*, quick: bool = False) -> Iterator[Figure]:
    """Every figure of the search."""
    store = PublicStore(f"sqlite:///{workspace.INSTANCE / 'public.db'}", read_only=True)
    questions = list(_questions(store, _QUICK if quick else _WHOLE))
    index, took, megabytes = _built("tantivy", store, anew=not quick)
    if took is not None:
        yield Figure("index rebuild", took, "s", goal=60)
        yield Figure("index on disk", megabytes, "MB", goal=600)
    whole = _times(lambda question: index.search(parse(question)), questions)
    yield Figure("search, facets and snippets: median", middle(whole), "ms", goal=6)
    yield Figure("search, facets and snippets: p95", percentile(whole, 95), "ms")
    engine = ENGINES["tantivy"]()
    engine.open(_copy("tantivy"))
    with TemporaryDirectory() as place:
        yield from _beside_raw(engine, store, questions, Path(place))
    engine.close()
    index.close()
    if not quick:
        yield from _other_engine(store, questions, middle(whole))
    store.dispose()


def _times(ask: Callable[[Question], object], questions: Sequence[Question]) -> list[float]:
    """Milliseconds that each question takes."""
    return [timed(partial(ask, question)) for question in questions]


def _questions(store: PublicStore, count: int) -> Iterator[str]:
    """Pieces of titles, with and without marks, and numbers."""
    chance = random.Random(SEED)
    with store.connect() as connection:
        rows = connection.execute(select(record.c.title, record.c.number).order_by(record.c.id)).all()
    for _ in range(count):
        row = chance.choice(rows)
        words = row.title.split()
        start = chance.randrange(max(len(words) - 3, 1))
        piece = " ".join(words[start : start + chance.randint(2, 5)])
        yield chance.choice((piece, piece, fold(piece), row.number or piece))


def _built(name: str, store: PublicStore, *, anew: bool) -> tuple[SearchIndex, float | None, float]:
    """An index by an engine, the seconds it took to build, and its megabytes."""
    folder = _FOLDER / name
    if anew:
        shutil.rmtree(folder, ignore_errors=True)
    index = SearchIndex(folder, store, name)
    seconds = timed(index.catch_up) / 1_000
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1_000_000
    index.search(parse(""))
    return index, seconds if anew else None, size


def _copy(name: str) -> Path:
    folder = _FOLDER / name
    return folder / (folder / "current").read_text().strip()


def _beside_raw(engine: Engine, store: PublicStore, questions: Sequence[str], place: Path) -> Iterator[Figure]:
    """The engine's own queries, beside raw tantivy with its own tokeniser on the same words of the same text."""
    # Only questions with marks: raw tantivy finds nothing for the others, and that at once.
    questions = [question for question in questions if has_marks(question)]
    asked = [list(dict.fromkeys(tokens(question))) for question in questions]
    raw_records, raw_provisions = _raw(store, place)
    spelled = [WORD.findall(question.lower()) for question in questions]
    in_records = _times(lambda words: _ask_raw(raw_records, words, tantivy.Occur.Must), spelled)
    in_articles = _times(lambda words: _ask_raw(raw_provisions, words, tantivy.Occur.Should), spelled)
    for name, ours, raw in (
        (
            "bare query, records",
            _times(lambda words: engine.records(_match(words), Order.RELEVANCE, SHOWN), asked),
            in_records,
        ),
        (
            "bare query, articles",
            _times(lambda words: engine.provisions(Sought(words=tuple(words)), SHOWN), asked),
            in_articles,
        ),
        (
            "the same with titles and marks weighed",
            _times(lambda words: engine.records(_weighed(words), Order.RELEVANCE, SHOWN), asked),
            in_records,
        ),
        (
            "the same with pairs weighed",
            _times(
                lambda words: engine.provisions(Sought(words=tuple(words), pairs=tuple(pairs(words))), SHOWN), asked
            ),
            in_articles,
        ),
    ):
        goal = 2 * middle(raw) if name.startswith("bare") else None
        yield Figure(f"{name}: median", middle(ours), "ms", goal=goal, against=("raw tantivy", middle(raw)))


def _match(words: Sequence[str]) -> Match:
    plain = tuple(dict.fromkeys(without_marks(words)))
    return Match(words=plain, enough=len(plain))


def _weighed(words: Sequence[str]) -> Match:
    return replace(_match(words), preferred=tuple(words), by_title=True)


def _raw(store: PublicStore, place: Path) -> tuple[tantivy.Index, tantivy.Index]:
    """The same text given to tantivy as it is: whole records, and articles."""
    builder = tantivy.SchemaBuilder().add_text_field("id", stored=True, tokenizer_name="raw")
    with_text = tantivy.SchemaBuilder().add_text_field("id", stored=True, tokenizer_name="raw")
    schemas = {"records": builder.add_text_field("text").build()}
    # Of articles the text is given back, as the engine gives it back to be judged.
    schemas["articles"] = with_text.add_text_field("text", stored=True).build()
    found: list[tantivy.Index] = []
    whole: dict[str, list[str]] = {}
    articles: list[tuple[str, str]] = []
    with store.connect() as connection:
        for row in connection.execute(select(record.c.id, record.c.title)):
            whole[row.id] = [row.title]
        for part in connection.execute(select(provision.c.record_id, provision.c.heading, provision.c.text)):
            text = f"{part.heading} {part.text}"
            whole[part.record_id].append(text)
            articles.append((part.record_id, text))
    for name, texts in (("records", ((one, " ".join(parts)) for one, parts in whole.items())), ("articles", articles)):
        (place / name).mkdir()
        index = tantivy.Index(schemas[name], path=str(place / name))
        writer = index.writer(_HEAP, 1)
        for record_id, text in texts:
            writer.add_document(tantivy.Document(id=record_id, text=text))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        found.append(index)
    return found[0], found[1]


def _ask_raw(index: tantivy.Index, words: Sequence[str], occur: tantivy.Occur) -> list[str]:
    searcher = index.searcher()
    clauses = [(occur, tantivy.Query.term_query(index.schema, "text", word)) for word in words]
    hits = searcher.search(tantivy.Query.boolean_query(clauses), SHOWN).hits
    found = [searcher.doc(address) for _, address in hits]
    return [str(document.get_first("text") or document.get_first("id")) for document in found]


def _other_engine(store: PublicStore, questions: Sequence[str], usual: float) -> Iterator[Figure]:
    index, took, megabytes = _built("whoosh", store, anew=True)
    times = _times(lambda question: index.search(parse(question)), questions[:_FOR_WHOOSH])
    yield Figure("Whoosh: index rebuild", took or 0.0, "s", note=f"{megabytes:.0f} MB on disk")
    yield Figure("Whoosh: search, facets and snippets: median", middle(times), "ms", against=("tantivy", usual))
    index.close()
