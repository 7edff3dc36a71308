"""Pieces of text with what was asked for marked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from content.vietnamese import nfc_clean
from search_index.analysis import tokens
from search_index.snippets import WINDOW, Marks, beginning, best_passage, in_one_line, marked, plain, snippet


def asked(text: str) -> Marks:
    return Marks(frozenset(tokens(text)))


def joined(segments) -> str:
    return "".join(text for text, _ in segments)


def test_neighbours_are_marked_as_one():
    assert marked("Luật Đất đai mới", asked("đất đai")) == (("Luật ", False), ("Đất đai", True), (" mới", False))


def test_without_marks_every_marking_is_shown():
    assert marked("Đất dát", Marks(folded=frozenset({"dat"}))) == (("Đất dát", True),)


def test_markup_stays_text():
    assert ("<script>", False) not in marked("<script>đất</script>", asked("script"))
    assert joined(marked("<script>đất</script>", asked("đất"))) == "<script>đất</script>"


def test_a_window_shows_where_the_words_stand():
    text = "mở đầu " * 60 + "giấy phép xây dựng" + " phần cuối" * 60
    start = beginning(text, best_passage([(120, 0), (121, 1)], [2.0, 3.0]))
    shown = snippet(text, start, asked("giấy phép"))
    assert ("giấy phép", True) in shown
    assert joined(shown).startswith("… ")
    assert joined(shown).endswith(" …")


def test_a_snippet_begins_with_the_clause_or_else_the_sentence_that_holds_the_passage():
    clause = "1. Giá tối đa cho người đi bộ.\n2. Học sinh có thẻ, người khuyết tật được miễn vé khi qua sông."
    place = tokens(clause).index("ve'")
    assert joined(snippet(clause, beginning(clause, (place, place)), asked("vé"))).startswith("… 2. Học sinh")
    sentences = f"{'mở đầu ' * 40}. Bến mở cửa từ 5.30 giờ. Người đi bộ mua vé."
    place = tokens(sentences).index("ve'")
    assert joined(snippet(sentences, beginning(sentences, (place, place)), asked("vé"))).startswith("… Người đi bộ")


def test_of_a_clause_that_is_too_long_the_passage_is_shown():
    text = f"1. {'chữ ' * 80}giấy phép xây dựng"
    assert beginning(text, (81, 84)) == 75


def test_a_short_text_is_shown_whole():
    assert joined(snippet("Chỉ một câu.", 0, asked("x"))) == "Chỉ một câu."
    assert plain("") == ()
    assert plain("a b") == (("a b", False),)


@given(st.text(max_size=600), st.integers(0, 80))
def test_any_text_has_a_snippet(text, start):
    assert len(tokens(joined(snippet(text, start, asked("đất"))))) <= max(WINDOW, 480)
    assert joined(marked(text, asked("đất"))) == nfc_clean(text)


def test_lines_that_no_sign_ends_are_kept_apart():
    assert in_one_line("Sở Giao thông\nSXD\n\nQuy hoạch, \nnhà ở.\nSở lập.") == (
        "Sở Giao thông · SXD · Quy hoạch, nhà ở. Sở lập."
    )
