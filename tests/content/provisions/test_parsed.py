"""Plain texts taken apart without losing a letter, and put right by hand."""

from __future__ import annotations

import re

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.provisions.cuts import split
from content.provisions.parsed import read, read_marked
from content.provisions.provision import LONGEST_ANCHOR, Level
from content.vietnamese import nfc_clean
from tests.content.provisions.test_structure import TEXTS

MARKED_LINES = st.sampled_from(
    [
        "[Điều] Điều 1. Phạm vi", "[Điều] Không số", "[+] áp dụng", "[+]", "[Lề] 4", "[Lề]", "[Chữ ký] Nơi nhận:",
        "[Phụ lục] QUY CHẾ", "[Mục]", "[Tiểu mục] 3", "\\[Điều] Chữ", "\\\\[+] x", "[điều] Điều 2.", "Điều 3. Chữ", "",
        "[Phần] " + "a" * 500, "[Chương] Chương " + "I" * 100, "[Điều]Điều 5.", "CÔNG BÁO/Số 1/Ngày 2-3-2024", "5", "6",
    ]
)  # fmt: skip
MARKED = st.lists(MARKED_LINES | st.text(max_size=20)).map("\n".join)


def anchors(text):
    return [part.anchor for part in read(text).provisions]


def articles(text):
    return [(part.number, part.heading) for part in read(text).provisions if part.kind is Level.ARTICLE]


@given(TEXTS | MARKED)
def test_the_lines_of_the_parts_are_the_text_that_went_in(text):
    assert read(text).text() == "\n".join(split(text))


@given(TEXTS | MARKED)
def test_the_marked_text_reads_back_to_the_same_parts(text):
    parsed = read(text)
    assert read_marked(parsed.marked()) == parsed
    assert read_marked(parsed.marked()).parts == parsed.parts


@given(MARKED)
def test_whatever_is_marked_survives_being_marked_again(text):
    parsed = read_marked(text)
    assert read_marked(parsed.marked()) == parsed


@given(TEXTS | MARKED)
def test_anchors_stay_unique_plain_and_short_however_the_text_is_marked(text):
    for parsed in (read(text), read_marked(text)):
        found = [part.anchor for part in parsed.provisions]
        assert len(set(found)) == len(found)
        assert all(re.fullmatch(r"[a-z0-9-]+", anchor) and len(anchor) <= LONGEST_ANCHOR for anchor in found)


@given(TEXTS | MARKED)
def test_any_text_has_its_doubts_said_in_sentences(text):
    assert all(doubt.endswith(".") for doubt in read(text).doubts)


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("Điều 1. Phạm vi điều chỉnh", "Phạm vi điều chỉnh"),
        ("Điều 1: Phạm vi điều chỉnh", "Phạm vi điều chỉnh"),
        ("ĐIỀU 1 – PHẠM VI ĐIỀU CHỈNH", "PHẠM VI ĐIỀU CHỈNH"),
        ("Điều 1 Phạm vi điều chỉnh", "Phạm vi điều chỉnh"),
        ("Điều 1\nPhạm vi điều chỉnh", "Phạm vi điều chỉnh"),
        ("Điều 1.\n\nPhạm vi điều chỉnh", "Phạm vi điều chỉnh"),
        ("Điều 1. Phạm vi\nđiều chỉnh", "Phạm vi điều chỉnh"),
        ("Điều 1. Hồ sơ,\nthủ tục", "Hồ sơ, thủ tục"),
        ("Điều 1. Quyền của công dân và\nNhà nước", "Quyền của công dân và Nhà nước"),
        ("**Điều 1.** **Phạm vi**", "Phạm vi"),
    ],
)
def test_a_heading_is_found_however_it_is_printed(line, heading):
    assert articles(f"{line}\n1. Khoản một.") == [("1", heading)]


def test_a_name_that_ends_with_a_dot_is_a_name_before_clauses():
    assert articles("Điều 1. Giáo dục vệ sinh.\n1- Các cơ quan tổ chức.") == [("1", "Giáo dục vệ sinh.")]


def test_an_order_is_no_name_though_clauses_follow_it_in_a_new_sentence():
    (part,) = read("Điều 1. Giao Sở Tài chính chủ trì.\nĐịnh kỳ báo cáo.").provisions
    assert (part.heading, part.text) == ("", "Giao Sở Tài chính chủ trì.\nĐịnh kỳ báo cáo.")


def test_a_number_with_a_letter_follows_its_figure():
    assert anchors("Điều 5. Một\nĐiều 5a. Hai\nĐiều 5đ. Ba\nĐiều 6. Bốn") == ["dieu-5", "dieu-5a", "dieu-5dd", "dieu-6"]


def test_articles_of_annexes_have_addresses_of_their_own():
    text = (
        "Điều 1. Một\nNơi nhận:\n- Như trên.\nPHỤ LỤC I\nNỘI QUY CHỢ\nĐiều 1. Giờ mở cửa\nĐiều 2. Vệ sinh\n"
        "QUY CHẾ QUẢN LÝ CHỢ\n(Ban hành kèm theo Quyết định số 1/QĐ-UBND)\nĐiều 1. Chung\nMẫu số 01\nĐơn đề nghị"
    )
    assert anchors(text) == [
        "dieu-1",
        "phan-ky",
        "phu-luc-i",
        "phu-luc-i-dieu-1",
        "phu-luc-i-dieu-2",
        "quy-che",
        "quy-che-dieu-1",
        "mau-so-01",
    ]


def test_an_annex_named_between_articles_is_text():
    assert anchors("Điều 1. Một\nPHỤ LỤC I\nĐiều 2. Hai\nNơi nhận:\nPHỤ LỤC I\nChợ") == [
        "dieu-1",
        "dieu-2",
        "phan-ky",
        "phu-luc-i",
    ]


@pytest.mark.parametrize(("opening", "closing"), [("“", "”"), ('"', '"')])
def test_quoted_articles_are_text_of_the_article_that_amends(opening, closing):
    text = f"Điều 1. Sửa đổi\n{opening}Điều 2. Hồ sơ\nMột.\nĐiều 3. Lệ phí\nHai.{closing}.\nĐiều 2. Hiệu lực\nBa."
    assert articles(text) == [("1", "Sửa đổi"), ("2", "Hiệu lực")]


def test_one_sign_may_close_a_quoted_word_and_the_quotation():
    text = "Điều 1. Sửa đổi\n“Điều 5. Tên\nGọi là “kho.”\n“Điều 6. Bến\nĐiều 7. Bãi”\nĐiều 2. Hiệu lực"
    assert articles(text) == [("1", "Sửa đổi"), ("2", "Hiệu lực")]


def test_a_lost_sign_of_quotation_does_not_swallow_the_articles_up_to_a_stray_one():
    text = "Điều 1. Một\n“1. Khoản.\nĐiều 2. Hai\nĐiều 3. Ba”\nĐiều 4. Bốn"
    assert [number for number, _ in articles(text)] == ["1", "2", "3", "4"]


def test_running_heads_and_their_page_numbers_are_in_no_article():
    text = "Điều 1. Một\nPhần đầu\n4\nCÔNG BÁO/Số 637 + 638/Ngày 16-6-2021\nphần cuối"
    (part,) = read(text).provisions
    assert part.text == "Phần đầu\nphần cuối"


def test_a_figure_alone_in_its_line_is_text():
    (part,) = read("Điều 1. Bảng\nTT\n1\n2\n3").provisions
    assert part.text == "TT\n1\n2\n3"


def test_rows_of_a_table_are_kept_as_they_are():
    (part,) = read("Điều 1. Bảng\nTT\tTên\n1\tChợ A | B").provisions
    assert part.text == "TT\tTên\n1\tChợ A | B"


def test_a_mark_added_by_hand_makes_a_line_an_article():
    text = read("Điều 1. Một\nĐiều thứ hai Kho\nBa.").marked().replace("Điều thứ hai", "[Điều] Điều thứ hai")
    assert [(part.anchor, part.heading) for part in read_marked(text).provisions] == [
        ("dieu-1", "Một"),
        ("dieu", "Điều thứ hai Kho"),
    ]


def test_a_mark_taken_away_makes_an_article_text():
    text = read("Điều 1. Một\nĐiều 2. Hai").marked().replace("[Điều] Điều 2", "Điều 2")
    assert [(part.anchor, part.text) for part in read_marked(text).provisions] == [("dieu-1", "Điều 2. Hai")]


def test_a_line_that_looks_like_a_mark_is_told_from_one():
    assert read_marked("\\[Điều] Chữ").lines == ("[Điều] Chữ",)


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("Điều 1. Một\nĐiều 2. Hai\nĐiều 5. Ba", "Điều 5 đứng ngay sau Điều 2."),
        ("Điều 3. Một", "Điều 3 không có điều nào đứng trước."),
        ("Điều 1. Một\nĐiều 1. Hai", "Điều 1 xuất hiện hai lần."),
        ("Điều 1. Một\nĐiều 90. Kho", "Dòng 2 có thể là một điều: “Điều 90. Kho”."),
        ("Điều 1. Một\n1. A.\n2. B.\n4. C.", "Điều 1: khoản 4 đứng ngay sau khoản 2."),
        ("Điều 1. Sửa\n“Điều 5. Kho\nHai.", "Dấu ngoặc kép mở ở dòng 2 không có dấu đóng."),
        ("Điều 1. Một" + "\nchữ" * 20 + "\n1" + "\nchữ" * 20 + "\n2" + "\nchữ" * 20 + "\n3",
         "Các dòng 22, 43, 64 có thể là số trang."),
        ("Điều 1. Một\nNơi nhận:\nPHỤ LỤC I\nĐiều 1. A\nĐiều 3. B", "Điều 3 (phu-luc-i) đứng ngay sau Điều 1."),
    ],
)  # fmt: skip
def test_a_doubt_is_said(text, doubt):
    assert read(text).doubts == (doubt,)


def test_an_ordinary_text_leaves_no_doubt():
    assert read("Điều 1. Một\n1. A.\n2. B theo Điều 5.\nĐiều 2. Hai").doubts == ()


GAZETTE = {
    "nghi-quyet-so-78-2025": ["1–3"],
    "nghi-quyet-so-89-2025": ["1–3"],
    "quyet-dinh-so-169": ["1–3"],
    "thong-tu-so-01-2021": ["1–6"],
    "thong-tu-so-02-2021": ["1–7"],
    "thong-tu-so-06-2021": ["1–2"],
    "thong-tu-so-17-2023": ["1–12", "1–5"],
    "thong-tu-so-19-2021": ["1–5"],
    "thong-tu-so-32-2021": ["1–15"],
    "van-ban-hop-nhat-so-468": ["1–10"],
    "van-ban-hop-nhat-so-835": ["1–8", "1–3", "1–3", "1–3"],
}
"""First and last article of the document and of each form or annex behind it, counted in the printed gazette."""

WORD = {"100-2015-QH13": 426, "145-2020-ND-CP": 115, "41-2024-QH15": 141}


def runs(parsed):
    """``1–12`` for each run of articles that leaves no number out."""
    found = []
    for part in parsed.provisions:
        number = int(part.number or 0) if part.kind is Level.ARTICLE else 0
        if number == 1:
            found.append([1])
        elif number:
            assert number == found[-1][-1] + 1
            found[-1].append(number)
    return [f"{run[0]}–{run[-1]}" for run in found]


@pytest.mark.data
@pytest.mark.parametrize("name", GAZETTE)
def test_every_article_of_the_gazette_is_found(data, name):
    (path,) = data.glob(f"import_files/congbao/{name}*.txt")
    assert runs(read(nfc_clean(path.read_text("utf-8")))) == GAZETTE[name]


@pytest.mark.data
@pytest.mark.parametrize("name", WORD)
def test_every_article_of_a_law_in_word_is_found(data, name):
    (path,) = data.glob(f"import_files/docx_laws/{name}*.docx")
    text = nfc_clean("\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs))
    parsed = read(text)
    assert runs(parsed) == [f"1–{WORD[name]}"]
    assert parsed.text() == "\n".join(split(text))
    assert all(part.heading for part in parsed.provisions if part.kind is Level.ARTICLE)


@pytest.mark.data
def test_gazette_texts_come_back_letter_for_letter(data):
    for path in sorted(data.glob("import_files/*/*.txt")):
        text = nfc_clean(path.read_text("utf-8"))
        parsed = read(text)
        assert parsed.text() == "\n".join(split(text))
        assert read_marked(parsed.marked()).parts == parsed.parts
