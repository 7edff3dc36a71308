"""Two texts, word by word."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.comparison.passages import Change, Passage, compare

SENTENCE = "cơ quan phải trả lời trong thời hạn năm mười ngày làm việc , . ; 15/2024/QĐ-UBND"
VIETNAMESE_WORDS = st.sampled_from(SENTENCE.split())
TEXTS = st.lists(st.lists(VIETNAMESE_WORDS, max_size=12).map(" ".join), max_size=6).map("\n".join) | st.text(
    max_size=80
)


def only(passages: tuple[Passage, ...], change: Change) -> list[str]:
    return [passage.text.strip() for passage in passages if passage.change is change]


def words(passages: tuple[Passage, ...], without: Change) -> str:
    return "".join("".join(passage.text for passage in passages if passage.change is not without).split())


@given(TEXTS, TEXTS)
def test_nothing_is_lost_and_nothing_made_up(old, new):
    passages = compare(old, new)
    assert words(passages, Change.ADDED) == "".join(old.split())
    assert words(passages, Change.REMOVED) == "".join(new.split())


@given(TEXTS)
def test_a_text_has_not_changed_from_itself(text):
    assert {passage.change for passage in compare(text, text)} <= {Change.KEPT}


@given(TEXTS, TEXTS)
def test_neighbours_never_share_their_fate(old, new):
    fates = [passage.change for passage in compare(old, new)]
    assert all(a is not b for a, b in pairwise(fates))


def test_it_shows_the_words_that_changed_and_no_more():
    old = "Cơ quan nhận được góp ý phải trả lời trong thời hạn 15 ngày làm việc."
    new = "Cơ quan nhận được góp ý phải trả lời trong thời hạn 10 ngày làm việc."
    passages = compare(old, new)
    assert only(passages, Change.REMOVED) == ["15"]
    assert only(passages, Change.ADDED) == ["10"]


def test_a_number_changes_as_a_whole():
    passages = compare("Theo Quyết định số 15/2024/QĐ-UBND của tỉnh", "Theo Quyết định số 16/2024/QĐ-UBND của tỉnh")
    assert only(passages, Change.REMOVED) == ["15/2024/QĐ-UBND"]


def test_an_amount_changes_as_a_whole():
    passages = compare("Mức thu là 100.000 đồng một lần", "Mức thu là 150.000 đồng một lần")
    assert only(passages, Change.ADDED) == ["150.000"]


def test_the_word_before_an_addition_at_the_end_of_a_line_is_kept():
    passages = compare("gửi về Sở Tài chính", "gửi về Sở Tài chính và Sở Nội vụ")
    assert only(passages, Change.REMOVED) == []
    assert only(passages, Change.ADDED) == ["và Sở Nội vụ"]


def test_a_stray_word_between_two_changes_is_told_with_them():
    passages = compare(
        "Người đứng đầu cơ quan chịu trách nhiệm về việc này", "Người đứng đầu đơn vị nhận nhiệm vụ về việc này"
    )
    assert len(only(passages, Change.REMOVED)) == 1


def test_two_sentences_with_nothing_in_common_are_not_mixed():
    passages = compare("Hỗ trợ học sinh bán trú vùng cao.", "Bãi bỏ phí qua phà Bến Lụa từ ngày mai!")
    assert [passage.change for passage in passages] == [Change.REMOVED, Change.ADDED]


def test_a_line_that_came_is_one_passage():
    passages = compare("1. Một\n2. Hai\n", "1. Một\n2. Hai\n3. Ba\n")
    assert passages == (Passage(Change.KEPT, "1. Một\n2. Hai\n"), Passage(Change.ADDED, "3. Ba\n"))


@pytest.mark.parametrize(("old", "new"), [("", ""), ("", "mới"), ("cũ", "")])
def test_an_empty_side_is_no_trouble(old, new):
    assert words(compare(old, new), Change.REMOVED) == new
