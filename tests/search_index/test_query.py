"""Whatever is typed is a query."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.document_numbers import Place
from search_index.analysis import tokens
from search_index.query import MOST_CHARACTERS, MOST_OPERANDS, MOST_PAGES, MOST_PER_PAGE, Filters, Order, Phrase, parse

TYPED = st.text(max_size=400) | st.text('đất giấy -"“”|/0123456789nđcpđiềukhoản từ đến:*()[]\\', max_size=400)


def exact(text: str) -> tuple[str, ...]:
    return tuple(tokens(text))


def test_words_phrases_and_exclusions():
    query = parse('đất đai "giấy chứng nhận" -thuê -"hợp đồng"')
    assert query.terms == exact("đất đai")
    assert query.phrases == (Phrase(exact("giấy chứng nhận"), marked=True),)
    assert query.exclusions == (Phrase(exact("hợp đồng"), marked=True), Phrase(exact("thuê"), marked=True))
    assert query.marked


def test_a_number_with_its_place():
    query = parse("điểm b khoản 2 điều 5 nđ 42/2022")
    assert (query.number.key, query.place, query.terms) == ("42-2022-nd", Place("5", "2", "b"), ())


def test_a_hyphen_inside_a_number_excludes_nothing():
    assert parse("64/2007/NĐ-CP").exclusions == ()


def test_a_number_says_nothing_about_marks():
    assert not parse("dat dai nđ 42/2022").marked


def test_a_range_of_days():
    query = parse("đất đai từ ngày 1/7/2024 đến 31-12-2024")
    assert (query.filters.date_from, query.filters.date_to) == (date(2024, 7, 1), date(2024, 12, 31))
    assert query.terms == exact("đất đai")


@pytest.mark.parametrize("text", ["từ 31/2/2024 đến 1/3/2024", "từ 1/3/2024 đến 1/2/2024", "từ 2024"])
def test_days_that_are_none_are_words(text):
    assert not parse(text).filters


def test_days_chosen_in_the_form_win():
    chosen = Filters(date_from=date(2020, 1, 1))
    assert parse("từ 1/7/2024 đến 31/12/2024", filters=chosen).filters == chosen


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Cư trú là gì?", "Cư trú"),
        ("cu tru la gi", "cu tru"),
        ("Ai cấp giấy phép, đúng hay sai?", "cấp giấy phép"),
        ("là gì", "là gì"),
    ],
)
def test_words_that_only_ask_are_left_out_unless_nothing_else_is_there(question, words):
    assert parse(question).terms == exact(words)


@pytest.mark.parametrize("question", ["cư trú là gì", "cu tru la gi", "khái niệm cư trú", "cư trú được hiểu thế nào"])
def test_asking_for_a_meaning_is_noticed(question):
    assert parse(question).asks_meaning


def test_what_is_too_much_is_left_out_and_named():
    query = parse("a " * 300)
    assert len(query.text) == MOST_CHARACTERS
    assert query.ignored
    query = parse(" ".join(f'"{word}"' for word in "abcdefghijklmnop"))
    assert len(query.phrases) == MOST_OPERANDS // 2
    assert '"p"' in query.ignored


@pytest.mark.parametrize(("page", "bounded"), [(0, 1), (-5, 1), (3, 3), (10**9, MOST_PAGES)])
def test_pages_are_bounded(page, bounded):
    assert parse("", page=page).page == bounded


def test_filters_are_bounded():
    query = parse("", filters=Filters(kind=("a" * 999, *map(str, range(99)))), per_page=10**6)
    assert len(query.filters.kind) == 32
    assert max(map(len, query.filters.kind)) == 300
    assert query.per_page == MOST_PER_PAGE


def test_nothing_typed_asks_for_nothing():
    assert parse("").is_empty
    assert parse(" ?!… ").is_empty
    assert not parse("đất").is_empty


@given(TYPED, st.sampled_from(Order), st.integers(), st.integers())
def test_any_text_is_a_query_within_its_bounds(text, order, page, per_page):
    query = parse(text, order=order, page=page, per_page=per_page)
    assert len(query.text) <= MOST_CHARACTERS
    assert len(query.phrases) + len(query.exclusions) <= MOST_OPERANDS // 2
    assert 1 <= query.page <= MOST_PAGES
    assert 1 <= query.per_page <= MOST_PER_PAGE
    assert hash(query) == hash(parse(text, order=order, page=page, per_page=per_page))


@given(TYPED)
def test_what_was_understood_is_understood_again(text):
    query = parse(text)
    assert parse(query.text).terms == query.terms


@pytest.mark.parametrize("flood", ['"' * 100_000, "-a" * 50_000, "điều 1 " * 20_000, "\u0301" * 100_000, "1/" * 50_000])
def test_a_flood_is_read_to_its_bound(flood):
    assert len(parse(flood).text) <= 256


def test_a_number_is_told_apart_from_the_place_beside_it():
    assert parse("điều 5 qđ 999/2026").number_text == "qđ 999/2026"
    assert parse("khoản 2 điều 9 của Quyết định số 48/2026/QĐ-UBND").number_text == "Quyết định số 48/2026/QĐ-UBND"


def test_of_a_place_alone_the_words_are_looked_for():
    query = parse("điều 5")
    assert (query.place.article, query.terms, query.is_empty) == ("5", exact("điều 5"), False)
