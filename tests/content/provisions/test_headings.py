"""Which lines open a part, and which only cite one."""

from __future__ import annotations

import pytest

from content.provisions.headings import is_capitals, opens_closing, read_attached, read_heading
from content.provisions.provision import Level


@pytest.mark.parametrize(
    ("line", "kind", "label", "rest"),
    [
        ("Điều 5. Phạm vi điều chỉnh", Level.ARTICLE, "Điều 5", "Phạm vi điều chỉnh"),
        ("  Điều 13a: Điều tra cơ bản", Level.ARTICLE, "Điều 13a", "Điều tra cơ bản"),
        ("**Điều 7. Hồ sơ**", Level.ARTICLE, "Điều 7", "Hồ sơ"),
        ("ĐIỀU 2.", Level.ARTICLE, "Điều 2", ""),
        ("Chương II", Level.CHAPTER, "Chương II", ""),
        ("CHƯƠNG IV. ĐIỀU KHOẢN THI HÀNH", Level.CHAPTER, "Chương IV", "ĐIỀU KHOẢN THI HÀNH"),
        ("Chương I NHỮNG QUY ĐỊNH CHUNG", Level.CHAPTER, "Chương I", "NHỮNG QUY ĐỊNH CHUNG"),
        ("Mục 1", Level.SECTION, "Mục 1", ""),
        ("Tiểu mục 3. THỦ TỤC", Level.SUBSECTION, "Tiểu mục 3", "THỦ TỤC"),
        ("PHẦN THỨ NHẤT", Level.PART, "Phần thứ nhất", ""),
        ("PHỤ LỤC I", Level.ANNEX, "Phụ lục I", ""),
        ("PHỤ LỤC", Level.ANNEX, "Phụ lục", ""),
        ("Phụ lục số 02", Level.ANNEX, "Phụ lục 02", ""),
    ],
)
def test_a_heading_is_read(line, kind, label, rest):
    heading = read_heading(line)
    assert heading is not None
    assert (heading.kind, heading.label, heading.rest) == (kind, label, rest)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Điều này có hiệu lực từ ngày ký.",
        "Điều 5 của Luật này quy định về hồ sơ.",
        "Chương II của Nghị định này được bãi bỏ.",
        "Mục 1 khoản 1 Phụ lục IV không áp dụng",
        "Mục 3 Chương II Nghị định này;",
        "Phần kinh phí do ngân sách bảo đảm.",
        "Phụ lục kèm theo Thông tư này gồm các biểu mẫu",
        "“Điều 5. Hồ sơ",
        "Trường hợp quy định tại Điều 5.",
    ],
)
def test_a_sentence_is_no_heading(line):
    assert read_heading(line) is None


def test_the_figure_of_a_number_is_counted():
    heading = read_heading("Điều 13a. Hồ sơ")
    assert heading is not None
    assert heading.count == 13


def test_a_regulation_is_attached_when_the_lines_say_so():
    heading = read_attached("QUY CHẾ", ["Quản lý tài sản công", "(Ban hành kèm theo Quyết định số 15/2024/QĐ-UBND)"])
    assert heading is not None
    assert heading.label == "Quy chế"


def test_a_lone_word_in_capitals_attaches_nothing():
    assert read_attached("QUY CHẾ", ["Điều 1. Phạm vi"]) is None


@pytest.mark.parametrize("line", ["Nơi nhận:", "TM. ỦY BAN NHÂN DÂN", "KT. BỘ TRƯỞNG", "**CHỦ TỊCH**", "Q. BỘ TRƯỞNG"])
def test_a_signature_opens_the_closing(line):
    assert opens_closing(line)


@pytest.mark.parametrize(
    "line", ["Chủ tịch Ủy ban nhân dân tỉnh chịu trách nhiệm.", "CHỦ TỊCH ỦY BAN CÓ TRÁCH NHIỆM SAU"]
)
def test_a_sentence_about_the_chairman_does_not(line):
    assert not opens_closing(line)


def test_capitals_are_letters_first():
    assert is_capitals("QUY ĐỊNH CHUNG")
    assert not is_capitals("1. QUY ĐỊNH CHUNG")
    assert not is_capitals("Quy định chung")
