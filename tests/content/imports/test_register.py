"""What a register writes behind an article, told from the article itself."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from content.imports.register import (
    Place,
    change_in,
    changes,
    citations,
    related_codes,
    remark_of_related,
    shown_note,
    without_remarks,
)
from content.validity.codes import RelationType

LAW, CIRCULAR = Place("Luật", "25/2018/QH14", "Điều 3"), Place("Thông tư", "15/2016/TT-BTC", "Điều 12")


def test_a_remark_leaves_the_text():
    text, remarks = without_remarks("1. Một.(Điều này có nội dung liên quan đến Điều 16.1.LQ.14. Chuẩn bị phạm tội)")
    assert text == "1. Một."
    assert remarks == ["Điều này có nội dung liên quan đến Điều 16.1.LQ.14. Chuẩn bị phạm tội."]


def test_the_registers_next_chapter_leaves_the_text():
    assert without_remarks("Một.\n\nChương III\n\nTỘI PHẠM") == (
        "Một.",
        ["Trong nguồn, tiếp sau điều này là Chương III TỘI PHẠM."],
    )


def test_a_chapter_glued_to_the_last_sentence_is_found_too():
    assert without_remarks("pháp luật khác.Chương III\n\nHOẠT ĐỘNG TÍN NGƯỠNG")[0] == "pháp luật khác."


def test_a_sentence_that_ends_with_a_chapter_stays():
    text = "Thực hiện theo quy định tại\nMục 3 Chương II Nghị định này"
    assert without_remarks(text) == (text, [])


def test_the_registers_list_of_articles_leaves_the_text():
    text, remarks = without_remarks("Một.\n\n## Danh sách điều khoản\n\n### 0400\n\nChương I NHỮNG QUY ĐỊNH CHUNG")
    assert text == "Một."
    assert remarks == ["Nguồn ghi tiếp: ### 0400 Chương I NHỮNG QUY ĐỊNH CHUNG"]


@given(
    st.text()
    | st.lists(st.sampled_from(["Chương I", "A.", "\n", "(Điều này có nội dung liên quan", ")", "##"])).map("".join)
)
def test_no_letter_is_lost_between_text_and_remarks(text):
    own, remarks = without_remarks(text)
    kept = "".join([own, *remarks])
    assert all(kept.count(letter) >= text.count(letter) for letter in set(text) if letter.isalnum())


def test_codes_are_found_in_remarks_and_told_once():
    assert related_codes(["15.1.TT.1.12"], ["liên quan đến Điều 9.2.NĐ.11. A; Điều 15.1.TT.1.12. B"]) == [
        "15.1.TT.1.12",
        "9.2.NĐ.11",
    ]


def test_related_articles_are_cited_by_document():
    places = {"a": LAW, "b": CIRCULAR, "c": Place("Luật", "25/2018/QH14", "Điều 4")}
    assert remark_of_related("abcd", places, "25/2018/QH14") == (
        "Nội dung liên quan: Điều 3, Điều 4 văn bản này; Điều 12 Thông tư 15/2016/TT-BTC; mã trong nguồn: d."
    )


def test_one_relation_for_each_other_document():
    (relation,) = citations({"Điều 1": [LAW, CIRCULAR], "Điều 2": [CIRCULAR]}, "25/2018/QH14")
    assert relation == {
        "type": "cites",
        "target_number": "15/2016/TT-BTC",
        "target_title": "Thông tư 15/2016/TT-BTC",
        "note": "Nội dung liên quan tại Điều 1, Điều 2",
    }


def test_a_note_names_the_document_that_changed():
    note = ", có nội dung được sửa đổi, có nội dung được bổ sung bởi Điều 1 Nghị định số 17/2018/NĐ-CP có hiệu lực"
    assert change_in(note) == (RelationType.AMENDS, "17-2018-ndcp")


def test_the_words_decide_the_sort_of_change():
    assert change_in(", bị bãi bỏ bởi Điều 1 Luật số 05/2017/QH14") == (RelationType.REPEALS, "5-2017-qh14")
    assert change_in(", được bổ sung bởi Điều 1 Luật số 05/2017/QH14") == (RelationType.SUPPLEMENTS, "5-2017-qh14")


def test_a_note_of_two_documents_or_two_sorts_stays_a_note():
    assert change_in("được sửa đổi bởi Nghị định số 89/2015/NĐ-CP và Nghị định số 17/2018/NĐ-CP") is None
    assert change_in("được sửa đổi, có nội dung bị bãi bỏ bởi Nghị định số 89/2015/NĐ-CP") is None
    assert change_in(", có hiệu lực thi hành đến ngày 01/01/2020") is None


def test_the_changing_document_gets_the_relation():
    (relation,) = changes([(RelationType.AMENDS, LAW)])
    assert (relation["type"], relation["target_number"], relation["note"]) == (
        "amends",
        "25/2018/QH14",
        "Đối với Điều 3",
    )
    assert relation["provisions"] == ["dieu-3"]


def test_an_article_repealed_in_part_still_holds():
    note = ", có nội dung bị bãi bỏ bởi Điều 1 Luật số 05/2017/QH14"
    assert change_in(note) == (RelationType.AMENDS, "5-2017-qh14")


def test_a_note_becomes_a_sentence():
    assert shown_note(", bị bãi bỏ\n bởi Điều 1") == "Bị bãi bỏ bởi Điều 1."
    assert shown_note("") == ""
