"""How good the search is: questions with known answers, asked of a throw-away index.

A folder holds ``queries.jsonl`` (_id, text), ``corpus.jsonl`` or ``corpus.jsonl.gz`` (_id, law, article, title, text)
and ``qrels.tsv`` (query-id, corpus-id, score). Each law becomes a record and each article a provision of it: the
very search of the portal is judged. Only the text of a question is used.
"""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from math import log2
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import insert

from content.public.store import PublicStore
from content.public.tables import provision, record
from content.slugs import slugify
from content.vietnamese import fold
from search_index.index import SearchIndex
from search_index.query import MOST_CHARACTERS, parse

DEPTH = 10
_DAY = date(2000, 1, 1)
_MOMENT = datetime(2000, 1, 1, tzinfo=UTC)


class Unreadable(Exception):
    """A file of the question set is missing or is not what it should be."""


@dataclass(frozen=True)
class Question:
    """A question and the articles that answer it."""

    id: str
    text: str
    relevant: frozenset[str]


@dataclass(frozen=True)
class Quality:
    """Averages over the questions; recall is the part of a question's relevant articles that is found."""

    questions: int
    articles: int
    recall_1: float
    recall_10: float
    reciprocal_rank_10: float
    gain_10: float

    def as_dict(self) -> dict[str, float]:
        """The figures by the names that the literature gives them."""
        return {
            "questions": self.questions,
            "articles": self.articles,
            "R@1": round(self.recall_1, 4),
            "R@10": round(self.recall_10, 4),
            "MRR@10": round(self.reciprocal_rank_10, 4),
            "nDCG@10": round(self.gain_10, 4),
        }


def evaluate(folder: Path, *, engine: str = "tantivy", strip_marks: bool = False) -> Quality:
    """Ask every question that has an answer in the corpus, and say how well the answers were found."""
    questions = list(read_questions(folder))
    corpus = list(_lines(_corpus(folder)))
    with TemporaryDirectory(prefix="search-evaluate-") as place:
        store, names = _store(Path(place), corpus)
        index = SearchIndex(Path(place) / "index", store, engine)
        try:
            index.catch_up()
            ranked = [
                [names[found] for found in index.answers(_query(question.text, strip_marks), DEPTH) if found in names]
                for question in questions
            ]
        finally:
            index.close()
            store.dispose()
    return _quality(questions, ranked, len(corpus))


def read_questions(folder: Path) -> Iterator[Question]:
    """The questions that have at least one relevant article."""
    relevant: dict[str, set[str]] = defaultdict(set)
    try:
        rows = (folder / "qrels.tsv").read_text("utf-8").splitlines()
    except OSError as error:
        raise Unreadable(f"qrels.tsv: {error}") from error
    for number, row in enumerate(rows, start=1):
        parts = row.split("\t")
        if (number == 1 and parts[0] == "query-id") or not row.strip():
            continue
        if len(parts) < 2:
            raise Unreadable(f"qrels.tsv, line {number}: {row[:80]}")
        if len(parts) < 3 or float(parts[2]) > 0:
            relevant[parts[0]].add(parts[1])
    for line in _lines(folder / "queries.jsonl"):
        answers = relevant.get(str(line["_id"]))
        if answers:
            yield Question(str(line["_id"]), str(line["text"]), frozenset(answers))


def _query(text: str, strip_marks: bool) -> Any:
    # A question may be longer than what fits the search box; it is read whole.
    return parse(fold(text) if strip_marks else text, most_characters=max(len(text), MOST_CHARACTERS))


def _corpus(folder: Path) -> Path:
    packed = folder / "corpus.jsonl.gz"
    return packed if packed.exists() else folder / "corpus.jsonl"


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    opened = gzip.open if path.suffix == ".gz" else open
    try:
        with opened(path, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    try:
                        yield json.loads(line)
                    except ValueError as error:
                        raise Unreadable(f"{path.name}, line {number}: {error}") from error
    except OSError as error:
        raise Unreadable(f"{path.name}: {error}") from error


def _store(place: Path, corpus: Sequence[dict[str, Any]]) -> tuple[PublicStore, dict[tuple[str, int], str]]:
    """A public store that holds the corpus, and the name of each article in it."""
    store = PublicStore(f"sqlite:///{place / 'public.db'}", read_only=False)
    store.create_tables()
    by_law: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for article in corpus:
        by_law[str(article.get("law") or "")].append(article)
    names: dict[tuple[str, int], str] = {}
    with store.write() as connection:
        for number, (law, articles) in enumerate(by_law.items()):
            record_id = f"law{number:05d}"
            connection.execute(insert(record), [_record(record_id, law)])
            connection.execute(
                insert(provision), [_provision(record_id, place, article) for place, article in enumerate(articles)]
            )
            for position, article in enumerate(articles):
                names[record_id, position] = str(article["_id"])
    return store, names


def _record(record_id: str, law: str) -> dict[str, Any]:
    return {
        "id": record_id,
        "kind": "legal",
        "path": f"/van-ban/{slugify(law)}-{record_id}",
        "language": "vi",
        "type": "Luật",
        "title": law,
        "summary": "",
        "sort_date": _DAY,
        "published_at": _MOMENT,
        "updated_at": _MOMENT,
        "edition": 1,
        "data": {},
    }


def _provision(record_id: str, position: int, article: dict[str, Any]) -> dict[str, Any]:
    number = str(article.get("article") or "")
    return {
        "record_id": record_id,
        "position": position,
        "anchor": f"dieu-{position}",
        "kind": "article",
        "number": number[:40],
        "label": f"Điều {number}"[:80],
        "heading": str(article.get("title") or ""),
        "text": str(article.get("text") or ""),
        "html": "",
    }


def _quality(questions: Sequence[Question], ranked: Sequence[Sequence[str]], articles: int) -> Quality:
    first = ten = reciprocal = gain = 0.0
    for question, found in zip(questions, ranked, strict=True):
        wanted = question.relevant
        top = list(dict.fromkeys(found))[:DEPTH]
        first += len(wanted.intersection(top[:1])) / len(wanted)
        ten += len(wanted.intersection(top)) / len(wanted)
        reciprocal += next((1 / place for place, name in enumerate(top, start=1) if name in wanted), 0.0)
        ideal = sum(1 / log2(place + 1) for place in range(1, min(len(wanted), DEPTH) + 1))
        gain += sum(1 / log2(place + 1) for place, name in enumerate(top, start=1) if name in wanted) / ideal
    count = max(len(questions), 1)
    return Quality(len(questions), articles, first / count, ten / count, reciprocal / count, gain / count)
