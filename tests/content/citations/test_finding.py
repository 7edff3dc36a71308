"""What a text cites: documents by number and by name, this one, and the provisions of each."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.citations.finding import find
from content.provisions.outline import outline

PIECES = [
    *(
        "điểm a,",
        "điểm đ ",
        "khoản 1",
        "khoản 2 ",
        ", ",
        "và ",
        "Điều 5",
        "các điều 7, 8 ",
        "từ ",
        "đến ",
        "của ",
        "\n",
    ),
    *("Luật Đất đai ", "năm 2024", "Nghị định số ", "30/2020/NĐ-CP ", "này", "Điều này", "Chương II ", "Phụ lục I "),
    *("Thông tư này ", "Luật ", "số 5", ". "),
]
LEGAL = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


def told(text, within=""):
    """Words, document and provision of each citation."""
    return [
        (text[one.start : one.end], "này" if one.own else one.key or f"{one.name} {one.year}".strip(), one.provision)
        for one in find(text, within=within)
    ]


@pytest.mark.parametrize(
    ("text", "document", "provision"),
    [
        ("Điều 5 Nghị định số 30/2020/NĐ-CP", "30-2020-ndcp", "dieu-5"),
        ("Nghị định số 30/2020/NĐ-CP", "30-2020-ndcp", ""),
        ("khoản 2 Điều 5 của Luật Đất đai năm 2024", "Luật Đất đai 2024", "dieu-5-khoan-2"),
        ("điểm b khoản 2 Điều 5 Nghị định này", "này", "dieu-5-khoan-2-diem-b"),
        ("Điểm đ, Khoản 2, Điều 15a Luật này", "này", "dieu-15a-khoan-2-diem-dd"),
        ("Điều 5 khoản 2 điểm b Thông tư này", "này", "dieu-5-khoan-2-diem-b"),
        ("15/2024/QĐ-UBND khoản 2 Điều 5", "15-2024-qdubnd", "dieu-5-khoan-2"),
        ("Điều 26 của Luật Bảo hiểm y tế số 25/2008/QH12", "25-2008-qh12", "dieu-26"),
        ("Bộ luật Dân sự năm 2015", "Bộ luật Dân sự 2015", ""),
        ("Hiến pháp năm 2013", "Hiến pháp 2013", ""),
        ("Điều 285 Luật Thi hành án hình sự", "Luật Thi hành án hình sự", "dieu-285"),
        ("Điều 8 Luật Phòng, chống tham nhũng", "Luật Phòng, chống tham nhũng", "dieu-8"),
        ("Chương II Thông tư này", "này", "chuong-ii"),
        ("Phụ lục IX ban hành kèm theo Nghị định số 1/2020/NĐ-CP", "1-2020-ndcp", "phu-luc-ix"),
    ],
)
def test_what_is_cited_is_found_whole(text, document, provision):
    assert told(text) == [(text, document, provision)]


def test_the_end_of_a_name_is_not_taken_for_the_type_of_a_number():
    law = "Luật Ban hành văn bản quy phạm pháp luật số 64/2025/QH15"
    assert told(f"Căn cứ {law} được sửa đổi")[0] == (law, "64-2025-qh15", "")
    assert told("văn bản quy phạm pháp luật số 64/2025/QH15")[0][0] == "số 64/2025/QH15"
    assert told("đã ký Luật số 64/2025/QH15")[0][0] == "Luật số 64/2025/QH15"


def test_a_name_ends_where_the_sentence_goes_on():
    assert told("khoản 1 Điều 8 Luật Đất đai quy định rằng")[0][1:] == ("Luật Đất đai", "dieu-8-khoan-1")
    assert told("tại Điều 29 Luật Hợp tác xã và các quy định sau")[0][1] == "Luật Hợp tác xã"


def test_a_list_is_as_many_citations():
    assert told("Điều 5, 6 và 7 Nghị định số 30/2020/NĐ-CP") == [
        ("Điều 5", "30-2020-ndcp", "dieu-5"),
        ("6", "30-2020-ndcp", "dieu-6"),
        ("7 Nghị định số 30/2020/NĐ-CP", "30-2020-ndcp", "dieu-7"),
    ]
    assert [one[2] for one in told("điểm a, đ và e khoản 1, khoản 2 Điều 8 Luật này")] == [
        "dieu-8-khoan-1-diem-a",
        "dieu-8-khoan-1-diem-dd",
        "dieu-8-khoan-1-diem-e",
        "dieu-8-khoan-2",
    ]


def test_a_range_has_its_last_provision():
    first, last = find("từ Điều 5 đến Điều 9 Thông tư này")
    assert (first.provision, first.through, last.provision) == ("dieu-5", "dieu-9", "dieu-9")
    first, _ = find("khoản 1 đến khoản 4 Điều 7 Luật này")
    assert (first.provision, first.through) == ("dieu-7-khoan-1", "dieu-7-khoan-4")


def test_this_article_is_the_one_it_stands_in():
    text = "điểm a khoản 1 Điều này, khoản 3 và Điều 7 Nghị định này"
    assert [one[1:] for one in told(text, "dieu-3")] == [
        ("này", "dieu-3-khoan-1-diem-a"),
        ("này", "dieu-3-khoan-3"),
        ("này", "dieu-7"),
    ]


def test_a_provision_of_nobody_knows_what_belongs_to_nobody():
    (one,) = find("theo Điều 7.")
    assert (one.provision, one.own, one.key, one.name) == ("dieu-7", False, "", "")


def test_the_next_document_does_not_take_another_ones_article():
    assert told("Nghị định số 64/2007/NĐ-CP, Điều 5 của Luật này") == [
        ("Nghị định số 64/2007/NĐ-CP", "64-2007-ndcp", ""),
        ("Điều 5 của Luật này", "này", "dieu-5"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Chương VIII\nĐIỀU KHOẢN THI HÀNH",
        "nhiều chương\n 85,7",
        "Luật sửa đổi, bổ sung một số điều của Luật Đất đai năm 2018",
        "ngày nay luật năm 2020",
        "khoản 5 triệu đồng",
        "",
    ],
)
def test_what_only_looks_like_a_citation_is_none(text):
    assert find(text) == ()


def test_anchors_are_those_of_the_page():
    page = outline("1. Một:\na) A;\nđ) Đ.\n2. Hai.", "dieu-5")
    for one in find("điểm a và điểm đ khoản 1, khoản 2 Điều 5 Luật này"):
        assert f'id="{one.provision}"' in page


def test_decomposed_text_is_read_alike():
    text = "điểm đ khoản 2 Điều 5 của Luật Bảo hiểm y tế năm 2008 và Điều 3 Luật Thủy sản quy định"
    apart = unicodedata.normalize("NFD", text)
    assert [(one.name, one.provision) for one in find(apart)] == [(one.name, one.provision) for one in find(text)]


@given(st.text(max_size=200) | LEGAL)
def test_any_text_is_read_and_citations_do_not_overlap(text):
    end = 0
    for one in find(text, within="dieu-1"):
        assert end <= one.start < one.end <= len(text)
        end = one.end


HOSTILE = [
    "khoản 1, ",
    "Luật ",
    "điểm a khoản 1 Điều 2 ",
    "Điều 1 đến ",
    "1/2/",
    "Luật a ",
    "số 1/2020/NĐ-CP Điều 1, ",
    "Điều 1 Luật A ",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_work_grows_no_faster_than_the_text(piece):
    once, twice = calls(piece * 2_000), calls(piece * 4_000)
    assert twice <= 2.2 * once


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_megabyte_is_read(piece):
    text = piece * (1_000_000 // len(piece))
    assert all(one.end <= len(text) for one in find(text))


def calls(text):
    """How many functions are called to read a text."""
    count = 0

    def counted(frame, event, argument):
        nonlocal count
        count += 1

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        find(text)
    finally:
        sys.setprofile(before)
    return count
