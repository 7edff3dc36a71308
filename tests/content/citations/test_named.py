"""Provisions as officers type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.citations.named import in_words, read_provisions


@pytest.mark.parametrize(
    ("typed", "anchors"),
    [
        ("Điều 13; khoản 3 Điều 17", ["dieu-13", "dieu-17-khoan-3"]),
        ("Điều 6, Điều 9, Điều 15", ["dieu-6", "dieu-9", "dieu-15"]),
        ("Các Điều 6, 9 và 15.", ["dieu-6", "dieu-9", "dieu-15"]),
        ("từ Điều 5 đến Điều 7", ["dieu-5:dieu-7"]),
        ("khoản 2-4 Điều 5", ["dieu-5-khoan-2:dieu-5-khoan-4"]),
        ("điểm đ khoản 1 Điều 2\nChương II; Phụ lục I", ["dieu-2-khoan-1-diem-dd", "chuong-ii", "phu-luc-i"]),
        ("dieu 5; dieu 5", ["dieu-5"]),
        ("", []),
    ],
)
def test_a_list_of_provisions_is_read(typed, anchors):
    assert read_provisions(typed) == anchors


@pytest.mark.parametrize(
    "typed", ["mấy điều đầu", "Điều 5 và các điều sau", "Điều 5 Nghị định 42/2022/NĐ-CP", "13", "khoản 2"]
)
def test_what_is_no_list_of_provisions_is_not_guessed_at(typed):
    assert read_provisions(typed) is None


numbers = st.integers(1, 99).map(str)
articles = st.builds("dieu-{}{}".format, numbers, st.sampled_from(["", "a", "b"]))
clauses = st.builds("{}-khoan-{}".format, articles, numbers)
points = st.builds("{}-diem-{}".format, clauses, st.sampled_from(["a", "b", "d", "dd", "e", "g"]))
larger = st.sampled_from(["chuong-ii", "chuong-iv-muc-1", "phu-luc-i", "phu-luc-2"])
ranges = st.builds("dieu-{0}:dieu-{1}".format, numbers, numbers) | st.builds(
    "{0}-khoan-{1}:{0}-khoan-{2}".format, articles, numbers, numbers
)


@given(st.lists(articles | clauses | points | larger | ranges, max_size=6, unique=True))
def test_anchors_in_words_are_read_as_the_same_anchors(anchors):
    assert read_provisions(in_words(anchors)) == anchors


@given(st.text(max_size=200))
def test_any_text_at_all_is_read_or_not(text):
    assert read_provisions(text) is None or all(isinstance(one, str) for one in read_provisions(text))


def test_an_anchor_of_another_sort_stands_as_it_is():
    assert in_words(["phan-ky", "dieu-5"]) == "phan-ky; Điều 5"
