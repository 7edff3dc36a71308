"""What the index makes of text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.vietnamese import fold, nfc_clean
from search_index.analysis import LONGEST_TOKEN, PAIR, WORD, defined_terms, folded, pairs, tokens, without_marks

ANY_TEXT = st.text(max_size=200) | st.text("aăâeêioôơuưyđĐÐhklmnqstvấộửỹýòúũ \u0301\u0323\u00ad\u200b-_/1", max_size=80)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Quyết định", ["quyêt'", "đinh."]),
        ("hòa hoà HOÀ", ["hoa`"] * 3),
        ("lý lí", ["li'", "li'"]),
        ("15/2024/QĐ-UBND", ["15", "2024", "qđ", "ubnd"]),
        ("a_b", ["a", "b"]),
        ("TT-BT\u0421", ["tt", "btc"]),
        ("", []),
    ],
)
def test_text_becomes_tokens(text, expected):
    assert tokens(text) == expected


def test_folded_tokens_have_no_marks():
    assert without_marks(tokens("Đường quyết kỹ")) == ["duong", "quyet", "ki"]


def test_pairs_are_neighbours():
    assert pairs(["a", "b", "c"]) == ["a_b", "b_c"]
    assert pairs(["a"]) == pairs([]) == []


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("1. Cư trú là việc sinh sống.\n2. Nơi ở (sau đây gọi là nhà) là chỗ ở.", ["cư_tru'", "nơi_ơ?"]),
        ("a) “An ninh mạng” là sự bảo đảm", ["an_ninh_mang."]),
        ("Không có gì ở đây.", []),
    ],
)
def test_explained_terms_are_noticed(text, terms):
    assert defined_terms(text) == terms


@given(ANY_TEXT)
def test_tokens_are_words_that_engines_can_hold(text):
    for token in tokens(text):
        assert token
        assert PAIR not in token
        assert token.split() == [token]
        assert len(token) <= 3 * LONGEST_TOKEN + 1


@given(ANY_TEXT)
def test_the_same_text_in_other_clothes_gives_the_same_tokens(text):
    clean = nfc_clean(text)
    assert tokens(clean) == tokens(text)
    assert tokens(unicodedata.normalize("NFD", clean)) == tokens(text)


@given(ANY_TEXT)
def test_every_token_has_its_place_in_the_clean_text(text):
    assert len(tokens(text)) == len(WORD.findall(nfc_clean(text).lower()))


@given(ANY_TEXT)
def test_folding_ends(text):
    for token in tokens(text):
        assert folded(folded(token)) == folded(token)
        assert folded(token).split() == [folded(token)]


@given(ANY_TEXT)
def test_what_is_folded_stays_as_it_is(text):
    assert fold(fold(text)) == fold(text)
    assert without_marks(without_marks(tokens(text))) == without_marks(tokens(text))


@given(ANY_TEXT)
def test_any_text_may_explain_terms(text):
    defined_terms(text)
