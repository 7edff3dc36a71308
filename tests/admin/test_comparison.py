"""What is said to have changed is what has changed, and it can be put together again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from admin.comparison import Part, Piece, changes, files_changed, rows_of

LONG = "Điều 1. Phạm vi\n" + "\n".join(f"Dòng thứ {number} của một văn bản dài." for number in range(40))


def test_fields_that_stay_are_not_spoken_of():
    assert changes({"Tiêu đề": "a", "Tóm tắt": "b"}, {"Tiêu đề": "a", "Tóm tắt": "b"}) == []


def test_a_short_value_is_shown_whole_old_and_new():
    (change,) = changes({"Ngày": "10/11/2026"}, {"Ngày": "11/11/2026"})
    assert change.rows == [[Piece(Part.REMOVED, "10/11/2026"), Piece(Part.ADDED, "11/11/2026")]]


def test_of_a_long_text_the_changed_words_are_shown_between_their_neighbours():
    rows = rows_of(LONG, LONG.replace("Dòng thứ 20 của", "Dòng thứ hai mươi của"))
    assert rows == [
        [Piece(Part.SKIPPED, "…")],
        [Piece(Part.SAME, "Dòng thứ 19 của một văn bản dài.")],
        [
            Piece(Part.SAME, "Dòng thứ "),
            Piece(Part.REMOVED, "20 "),
            Piece(Part.ADDED, "hai mươi "),
            Piece(Part.SAME, "của một văn bản dài."),
        ],
        [Piece(Part.SAME, "Dòng thứ 21 của một văn bản dài.")],
        [Piece(Part.SKIPPED, "…")],
    ]


def test_passages_that_have_little_in_common_are_shown_whole():
    before, after = "Một câu về cây xanh của thành phố này.\n" * 5, "Chuyện khác hẳn: bến phà, đò ngang.\n" * 5
    assert [piece.part for row in rows_of(before, after) for piece in row][:2] == [Part.REMOVED, Part.ADDED]


def test_a_very_long_passage_is_not_compared_word_by_word():
    before, after = "một hai " * 4_000, "một ba " * 4_000
    assert [piece.part for row in rows_of(before, after) for piece in row] == [Part.REMOVED, Part.ADDED]


def test_other_spaces_and_line_ends_alone_leave_no_row():
    assert rows_of(LONG, LONG.replace("\n", "\n\n")) == []


texts = st.lists(st.sampled_from(["một hai ba", "bốn năm", "", "sáu bảy tám chín mười"]), max_size=8).map("\n".join)


@given(texts, texts)
def test_nothing_added_or_removed_is_left_out(before, after):
    pieces = [piece for row in rows_of(before, after) for piece in row]
    gone, come = set(before.split()) - set(after.split()), set(after.split()) - set(before.split())
    assert gone <= {word for piece in pieces if piece.part is Part.REMOVED for word in piece.text.split()}
    assert come <= {word for piece in pieces if piece.part is Part.ADDED for word in piece.text.split()}


def test_files_are_told_apart_by_what_is_in_them():
    old = [{"name": "a.pdf", "sha256": "1", "label": ""}, {"name": "b.pdf", "sha256": "2", "label": ""}]
    new = [{"name": "a.pdf", "sha256": "1", "label": ""}, {"name": "b.pdf", "sha256": "3", "label": ""}]
    assert files_changed(old, new) == (["b.pdf"], ["b.pdf"])
