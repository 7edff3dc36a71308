"""Real numbers in a thousand spellings, each to its own document; needs the shared data, see tests/machine.py."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from sqlalchemy import insert

from content.document_numbers import key
from content.public.store import PublicStore
from content.public.tables import record
from content.vietnamese import fold
from search_index.index import SearchIndex
from search_index.query import parse
from tests.machine import shared_data
from tests.search_index.collection import MOMENT, empty_store

DOCUMENTS = shared_data() / "documents" / "central_legislation.jsonl.gz"
SPELLINGS = 1_200

pytestmark = [
    pytest.mark.data,
    pytest.mark.skipif(not DOCUMENTS.exists(), reason="the shared data folder is not on this machine"),
]

HABITS: tuple[Callable[[str], str], ...] = (
    str,
    str.lower,
    fold,
    lambda number: number.replace("/", " ").replace("-", " "),
    lambda number: fold(number).replace("/", " ").replace("-", " "),
    lambda number: number.replace("/", "-"),
    lambda number: number.replace("-", ""),
    lambda number: number.replace("-", " - ").replace("/", " / "),
    lambda number: number.replace("/", "/ "),
    lambda number: number.replace("-", "\u2013"),
    lambda number: number.replace("Đ", "\u00d0"),
    lambda number: number.replace("C", "\u0421").replace("P", "\u0420"),
    lambda number: f"0{number}",
    lambda number: number.lstrip("0"),
    lambda number: f"số {number}",
    lambda number: f"văn bản số: {number}",
    lambda number: number.replace("/", "/\u200b").replace("-", "\u00ad-"),
    lambda number: number.replace("/", "\u00a0/\u00a0"),
    lambda number: number.replace("N", "n").replace("Đ", "đ"),
    lambda number: f"điều 5 {number}",
    lambda number: f"{number} khoản 2 điều 3",
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchIndex]:
    folder = tmp_path_factory.mktemp("numbers")
    store = empty_store(folder)
    rows = [_row(place, number, title) for place, (number, title) in enumerate(_documents())]
    with store.write() as connection:
        connection.execute(insert(record), rows)
    index = SearchIndex(folder / "index", PublicStore(f"sqlite:///{folder / 'public.db'}", read_only=True))
    index.catch_up()
    yield index
    index.close()


def _documents() -> Iterator[tuple[str, str]]:
    with gzip.open(DOCUMENTS, "rt", encoding="utf-8") as lines:
        for line in lines:
            document = json.loads(line)
            yield document["number"], document["title"] or document["number"]


def _row(place: int, number: str, title: str) -> dict[str, object]:
    return {
        "id": f"{place:08d}",
        "kind": "legal",
        "path": f"/van-ban/{place}",
        "language": "vi",
        "number": number,
        "number_key": key(number),
        "title": title,
        "summary": "",
        "sort_date": date(2000, 1, 1),
        "published_at": MOMENT,
        "updated_at": MOMENT,
        "edition": 1,
        "data": {},
    }


def test_every_spelling_goes_to_the_document(index):
    whole = [
        number
        for number, _ in _documents()
        if "/" in number and key(number).count("-") == 2 and key(number)[-1].isalnum()
    ]
    chance = random.Random(2026)
    wrong = []
    for _ in range(SPELLINGS):
        number = chance.choice(whole)
        typed = chance.choice(HABITS)(number)
        hits = index.search(parse(typed, per_page=1)).hits
        if not hits or key(hits[0].number or "") != key(number):
            wrong.append((number, typed, hits[0].number if hits else None))
    assert wrong == []
