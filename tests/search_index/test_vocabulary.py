"""Marks put back, letters mended, tones put on their vowels."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_index.analysis import tokens, without_marks
from search_index.vocabulary import Vocabulary, spell, spell_all

WORDS = Vocabulary([("đât'", 90), ("đat.", 20), ("đai", 60), ("đai.", 50), ("giây'", 40), ("phep'", 30)])


def frequencies(names):
    return [{"đât'_đai": 50, "đai._đât'": 1}.get(name, 0) for name in names]


def test_the_commonest_pair_wins():
    assert WORDS.restore(["dat", "dai"], frequencies) == ("đât'", "đai")
    assert WORDS.restore(["xyz"], frequencies) == ("xyz",)
    assert WORDS.restore([], frequencies) == ()


@given(st.lists(st.sampled_from(["dat", "dai", "giay", "phep", "xyz"]), max_size=8), st.integers(0, 60))
def test_only_marks_are_restored(plain, together):
    restored = WORDS.restore(plain, lambda names: [together] * len(names))
    assert restored == () or without_marks(restored) == plain


def counted(**together: int):
    return lambda names: [together.get(name, 0) for name in names]


def test_a_common_word_does_not_outweigh_a_pair():
    words = Vocabulary([("bên", 3000), ("bên'", 280), ("xe", 1500)])
    assert words.restore(["ben", "xe"], counted(**{"bên'_xe": 14, "bên_xe": 2})) == ("bên'", "xe")


def test_words_that_never_meet_are_not_put_together():
    words = Vocabulary([("trang", 3800), ("trai?", 180), ("trai.", 390), ("chăn", 340), ("nuôi", 350)])
    together = counted(**{"trang_trai?": 148, "trang_trai.": 36, "trai._chăn": 10, "chăn_nuôi": 336})
    assert words.restore(["trang", "trai", "chan", "nuoi"], together) == ("trang", "trai.", "chăn", "nuôi")


def test_nothing_is_restored_where_a_word_is_not_sure():
    words = Vocabulary([("bên", 3000), ("bên'", 280), ("do", 11000), ("đo'", 6000), ("đo`", 1200)])
    assert words.restore(["ben", "do"], counted(**{"bên_do": 6, "bên_đo'": 9, "bên'_đo`": 1})) == ()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("giayy", "giay"), ("gaiy", "giay"), ("pheep", "phep"), ("giay", None), ("q", None), ("zzzzz", None)],
)
def test_one_wrong_letter_is_mended(typed, meant):
    assert WORDS.mend(typed) == meant


@pytest.mark.parametrize(
    "word",
    [
        "hòa",
        "ủy",
        "quý",
        "giá",
        "của",
        "ngoài",
        "thuế",
        "người",
        "nghĩa",
        "khuỷu",
        "toàn",
        "kỹ",
        "giữa",
        "gì",
        "quyết",
        "đất",
        "mùa",
        "già",
    ],
)
def test_a_token_is_spelled_as_people_write_it(word):
    assert spell(tokens(word)[0]) == word


def test_words_are_spelled_together():
    assert spell_all(tokens("Uỷ ban nhân dân")) == "ủy ban nhân dân"
