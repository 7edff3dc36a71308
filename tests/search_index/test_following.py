"""An index that followed every change holds what one made anew would hold."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search_index.copies import About, Copies
from search_index.engines import ENGINES
from search_index.index import SearchIndex
from search_index.port import Results
from search_index.query import Order, parse
from tests.search_index.collection import empty_store, publish, withdraw

WORDS = ("đất", "đai", "giấy", "phép", "phếp", "chợ", "bến", "đò")
QUESTIONS = ("", "đất đai", "giay phep", "ben do", '"giấy phép"', "chơ", "dat -cho")

Said = st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join)
Step = st.one_of(
    st.tuples(st.sampled_from("abcd"), st.lists(Said, max_size=2), Said),
    st.sampled_from("abcd"),
)
"""A record published anew or for the first time, by articles and text; or one withdrawn, whether it is there or not."""


def held(folder: Path) -> About:
    """What the copy in use says of itself, but for its files and what store it follows."""
    copies = Copies(folder)
    copy = copies.current()
    assert copy is not None
    return replace(copies.about(copy), files={})


def found(results: Results) -> tuple[object, ...]:
    facets = {facet.name: {(one.value, one.count) for one in facet.values} for facet in results.facets}
    return (
        results.total, {hit.record_id for hit in results.hits}, facets, results.understood, results.did_you_mean,
        results.degraded,
    )  # fmt: skip


@pytest.mark.parametrize("engine", ENGINES)
@settings(max_examples=12, deadline=None)
@given(steps=st.lists(Step, min_size=1, max_size=8))
def test_an_index_that_followed_is_one_made_anew(engine, steps):
    with TemporaryDirectory() as name:
        folder = Path(name)
        store = empty_store(folder)
        publish(store, "first", "Quy định", articles={"1": ("Đất", "giấy phép")}, text="bến đò")
        followed = SearchIndex(folder / "followed", store, engine)
        followed.catch_up()
        for step in steps:
            if isinstance(step, str):
                withdraw(store, step)
            else:
                one, articles, text = step
                parts = {str(place): ("", said) for place, said in enumerate(articles, start=1)}
                withdraw(store, one)
                publish(store, one, "Quy định", articles=parts, text=text)
            assert not followed.catch_up().rebuilt
        anew = SearchIndex(folder / "anew", store, engine)
        assert anew.catch_up().rebuilt
        assert held(folder / "followed") == held(folder / "anew")
        for question in QUESTIONS:
            asked = parse(question)
            assert found(followed.search(asked)) == found(anew.search(asked)), question
            newest = replace(asked, order=Order.NEWEST)
            lists = [[hit.record_id for hit in index.search(newest).hits] for index in (followed, anew)]
            assert lists[0] == lists[1], question
        for index in (followed, anew):
            index.close()
        store.dispose()


@pytest.mark.parametrize("engine", ENGINES)
def test_a_word_that_left_the_collection_is_suggested_no_more(engine, tmp_path):
    store = empty_store(tmp_path)
    publish(store, "first", "Quản lý chợ")
    index = SearchIndex(tmp_path / "index", store, engine)
    index.catch_up()
    publish(store, "second", "Bến đò", text="bến đò")
    assert index.search(parse("bem do")).did_you_mean is not None
    withdraw(store, "second")
    assert index.search(parse("bem do")).did_you_mean is None
    index.close()
    store.dispose()
