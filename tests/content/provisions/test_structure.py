"""Legal texts taken apart, and put together again."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.provisions.parsed import read, read_marked
from content.provisions.provision import LONGEST_ANCHOR, LONGEST_LABEL, Level, Provision
from content.provisions.structure import from_articles, parse

DECISION = """ỦY BAN NHÂN DÂN TỈNH

QUYẾT ĐỊNH
Ban hành Quy chế quản lý chợ

Điều 1. Ban hành kèm theo Quyết định này Quy chế quản lý chợ.
Điều 2. Quyết định này có hiệu lực từ ngày ký.

Nơi nhận:
- Như Điều 2;
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

QUY CHẾ
Quản lý chợ trên địa bàn tỉnh
(Ban hành kèm theo Quyết định số 15/2024/QĐ-UBND)

Chương I
QUY ĐỊNH CHUNG

Điều 1. Phạm vi điều chỉnh
1. Quy chế này quy định về chợ.
2. Chợ gồm:
a) Chợ hạng 1;
b) Chợ hạng 2.

Mục 1. TỔ CHỨC
Điều 2. Đối tượng áp dụng

PHỤ LỤC I
DANH MỤC CHỢ
Chợ trung tâm"""

LINES = st.sampled_from(
    [
        "Chương I", "QUY ĐỊNH CHUNG", "Điều 1. Phạm vi", "Điều 2.", "Điều 3. Mọi người có quyền.", "1. Khoản một",
        "a) điểm a;", "Phần thứ hai", "Mục 2. HỒ SƠ", "PHỤ LỤC II", "PHỤ LỤC", "Nơi nhận:", "CHỦ TỊCH", "QUY CHẾ",
        "(Ban hành kèm theo Quyết định này)", "“Điều 9. Trích", "”", "Điều 40. Xa", "theo quy định tại", "", "  ",
        "Điều 1", "Chương", "Điều", "*Điều 5. Nghiêng*", "\x0b\x85", "\u2028", "🙂",
    ]
)  # fmt: skip
TEXTS = st.lists(LINES | st.text(max_size=40)).map("\n".join) | st.text()


def words(text):
    """Letters and figures only: a heading's dot and a line's end are set anew."""
    return re.sub(r"[\W_]", "", text).casefold()


def test_a_decision_and_its_regulation_are_told_apart():
    structure = parse(DECISION)
    assert [part.anchor for part in structure.provisions] == [
        "dieu-1",
        "dieu-2",
        "quy-che",
        "quy-che-chuong-i",
        "quy-che-dieu-1",
        "quy-che-chuong-i-muc-1",
        "quy-che-dieu-2",
        "phu-luc-i",
    ]
    assert structure.preamble.startswith("ỦY BAN NHÂN DÂN TỈNH")
    assert structure.closing.startswith("Nơi nhận:")


def test_parts_stand_in_each_other():
    parents = {part.anchor: part.parent for part in parse(DECISION).provisions}
    assert parents["quy-che-dieu-2"] == "quy-che-chuong-i-muc-1"
    assert parents["quy-che-chuong-i"] == "quy-che"
    assert parents["dieu-1"] is None


def test_a_sentence_behind_the_number_is_text_and_a_name_is_a_heading():
    first, *_, _, last = (part for part in parse(DECISION).provisions if part.kind is Level.ARTICLE)
    assert (first.heading, first.text) == ("", "Ban hành kèm theo Quyết định này Quy chế quản lý chợ.")
    assert (last.heading, last.text) == ("Đối tượng áp dụng", "")


def test_clauses_and_points_stay_in_their_article():
    article = next(part for part in parse(DECISION).provisions if part.anchor == "quy-che-dieu-1")
    assert article.text.endswith("a) Chợ hạng 1;\nb) Chợ hạng 2.")


def test_the_closing_is_one_of_all_parts_and_stands_before_the_annexes():
    complete = parse(DECISION).complete()
    assert [part.anchor for part in complete[:4]] == ["dieu-1", "dieu-2", "phan-ky", "quy-che"]
    assert [part.position for part in complete] == list(range(9))


def test_a_name_broken_by_the_page_is_one_name():
    article = parse("Điều 1. Thời gian đóng bảo hiểm của chủ hộ\nkinh doanh\n1. Một.").provisions[0]
    assert article.heading == "Thời gian đóng bảo hiểm của chủ hộ kinh doanh"


def test_quoted_articles_belong_to_the_article_that_quotes():
    text = "Điều 1. Sửa đổi\n“Điều 5. Hồ sơ\nMột.\nĐiều 6. Lệ phí\nHai.”\nĐiều 2. Hiệu lực\nBa."
    assert [part.anchor for part in parse(text).provisions] == ["dieu-1", "dieu-2"]


def test_a_quotation_that_never_ends_does_not_swallow_the_document():
    text = "Điều 1. Sửa đổi\n“Điều 5. Hồ sơ\nĐiều 2. Hiệu lực\nBa.\nĐiều 3. Thi hành"
    assert [part.anchor for part in parse(text).provisions] == ["dieu-1", "dieu-2", "dieu-3"]


def test_a_citation_at_the_start_of_a_line_is_no_article():
    text = "Điều 1. Phạm vi\ntheo quy định tại\nĐiều 124. Bộ luật\nĐiều 2. Đối tượng"
    assert [part.anchor for part in parse(text).provisions] == ["dieu-1", "dieu-2"]


def test_what_looked_like_a_signature_goes_back_when_articles_go_on():
    structure = parse("Điều 1. Một\nNơi nhận: kho bạc\nĐiều 2. Hai")
    assert structure.closing == ""
    assert structure.provisions[0].text == "Nơi nhận: kho bạc"


def test_a_signature_in_an_annex_belongs_to_the_annex():
    structure = parse("Điều 1. Một\nPHỤ LỤC I\nNơi nhận:\nChợ")
    assert (structure.closing, structure.provisions[1].text) == ("", "Nơi nhận:\nChợ")


def test_chapters_that_start_again_in_a_new_part_keep_their_own_addresses():
    text = "Phần thứ nhất\nChương I\nMỘT\nĐiều 1. Một\nPhần thứ hai\nChương I\nHAI\nĐiều 2. Hai"
    anchors = [part.anchor for part in parse(text).provisions]
    assert anchors == ["phan-thu-nhat", "chuong-i", "dieu-1", "phan-thu-hai", "phan-thu-hai-chuong-i", "dieu-2"]


def test_points_d_and_dd_are_two():
    first, second = parse("Điều 5d. Một\nĐiều 5đ. Hai").provisions
    assert (first.anchor, second.anchor) == ("dieu-5d", "dieu-5dd")


def test_a_text_without_articles_is_one_piece():
    structure = parse("CHỈ THỊ\n\n1. Các sở có trách nhiệm:\na) Báo cáo.")
    assert (structure.provisions, structure.closing) == ((), "")
    assert structure.text() == "CHỈ THỊ\n\n1. Các sở có trách nhiệm:\na) Báo cáo."


@given(TEXTS)
def test_joining_the_parts_gives_the_text_back(text):
    assert words(parse(text).text()) == words(text)


@given(TEXTS)
def test_anchors_are_unique_plain_and_short(text):
    anchors = [part.anchor for part in parse(text).complete()]
    assert len(set(anchors)) == len(anchors)
    assert all(re.fullmatch(r"[a-z0-9-]+", anchor) and len(anchor) <= LONGEST_ANCHOR for anchor in anchors)


@given(TEXTS)
def test_parents_come_before_their_children(text):
    parts = parse(text).complete()
    assert [part.position for part in parts] == list(range(len(parts)))
    known = set()
    for part in parts:
        assert part.parent is None or part.parent in known
        known.add(part.anchor)


@pytest.mark.parametrize(
    "line",
    [
        "Điều 1. Một\n",
        "Chương I\n",
        "QUY CHẾ\n",
        "“",
        "Điều ",
        "Mục 1 ",
        "**",
        "PHỤ LỤC\n",
        "nơi nhận\n",
        "Điều 1.\na\n",
        "Điều 9 Kho\n",
        "“Điều 2. Kho\n",
        "[+]\n",
        "CÔNG BÁO/Số 1/Ngày 2-3-2024\n7\n",
    ],
)
def test_a_line_many_times_over_is_read_to_its_end(line):
    text = "Điều 1. Một\n" + line * 16_000
    assert parse(text).complete()[0].label == "Điều 1"
    assert read_marked(read(text).marked()).doubts == read(text).doubts


def test_articles_that_are_apart_already_keep_note_and_order():
    articles = [
        {"article": "1", "heading": "Phạm vi", "text": "Một.", "note": ""},
        {"article": "13a", "heading": "Thêm", "text": "Hai.", "note": "Được bổ sung."},
    ]
    first, second = from_articles(articles)
    assert (first.anchor, first.label, first.number) == ("dieu-1", "Điều 1", "1")
    assert (second.anchor, second.note, second.position) == ("dieu-13a", "Được bổ sung.", 1)


@pytest.mark.parametrize(
    ("printed", "anchor", "label", "kind"),
    [
        ("(Điều 1", "dieu-1", "Điều 1", Level.ARTICLE),
        ("[*(Điều 1", "dieu-1", "Điều 1", Level.ARTICLE),
        ("*Điều 13a", "dieu-13a", "Điều 13a", Level.ARTICLE),
        ("Mục\xa05", "muc-5", "Mục 5", Level.SECTION),
        ("Điều", "dieu", "Điều", Level.ARTICLE),
        ("", "dieu", "Điều", Level.ARTICLE),
        (
            "Danh mục được quy định tại Điều 7",
            "danh-muc-duoc-quy-dinh-tai-dieu-7",
            "Danh mục được quy định tại Điều 7",
            Level.TEXT,
        ),
    ],
)
def test_odd_numbers_of_a_register_are_kept(printed, anchor, label, kind):
    (part,) = from_articles([{"article": printed}])
    assert (part.anchor, part.label, part.kind) == (anchor, label, kind)


def test_a_number_that_comes_twice_gets_two_addresses():
    assert [part.anchor for part in from_articles([{"article": "20"}] * 3)] == ["dieu-20", "dieu-20-2", "dieu-20-3"]


@given(st.lists(st.fixed_dictionaries({"article": st.text(), "heading": st.text(), "text": st.text()})))
def test_any_articles_become_provisions(articles):
    parts = from_articles(articles)
    assert len({part.anchor for part in parts}) == len(articles)
    assert all(len(part.label) <= LONGEST_LABEL for part in parts)


@given(TEXTS)
def test_a_provision_survives_the_way_through_json(text):
    for part in parse(text).complete():
        assert Provision.from_json(part.as_json()) == part
