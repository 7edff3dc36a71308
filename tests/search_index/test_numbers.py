"""A document number leads to its document, however it is typed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.public.store import PublicStore
from content.vietnamese import fold
from search_index import numbers
from search_index.query import parse
from tests.search_index.collection import empty_store, publish

NUMBERS = {
    "deci0001": "15/2024/QĐ-UBND",
    "decr0002": "64/2007/NĐ-CP",
    "circ0003": "07/2019/TT-BTC",
    "laws0004": "31/2024/QH15",
    "reso0005": "128/2023/NQ-HĐND",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PublicStore]:
    store = empty_store(tmp_path_factory.mktemp("numbers"))
    for record_id, number in NUMBERS.items():
        publish(store, record_id, "Văn bản", number=number)
    yield store
    store.dispose()


@given(
    st.sampled_from(sorted(NUMBERS)),
    st.sampled_from([str, str.lower, fold, lambda number: fold(number).lower()]),
    st.sampled_from(["/", " ", "-", " / "]),
    st.sampled_from(["-", " "]),
    st.sampled_from(["", "số ", "văn bản số ", "so "]),
)
def test_a_number_in_any_spelling_finds_its_document(store, record_id, letters, between, within, before):
    head, year, signs = NUMBERS[record_id].split("/")
    typed = before + letters(between.join((head, year, signs.replace("-", within))))
    query = parse(typed)
    assert query.number, typed
    with store.connect() as connection:
        assert [one.id for one in numbers.find(connection, query.number)] == [record_id], typed
