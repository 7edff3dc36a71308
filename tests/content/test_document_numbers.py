"""One document, one key, however its number is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.document_numbers import KEY_LENGTH, DocumentNumber, Place, find_numbers, find_place, find_typed, key

NUMBERISH = st.text("0123456789/-. ndcpqđĐÐubtl&hC\u0421ĩnghị địsốđiềukhoảm\u200b\u00a0", max_size=60)


@pytest.mark.parametrize(
    "spelling",
    [
        "64/2007/NĐ-CP",
        "64/2007/nđ-cp",
        "64/2007/nd-cp",
        "064/2007/NĐ-CP",
        "64/2007/NĐCP",
        "64/2007/NĐ CP",
        "64 2007 nd cp",
        "64-2007-NĐ-CP",
        "64 / 2007 / NĐ - CP",
        "64/2007/N\u00d0-CP",
        "64/2007/NĐ_CP",
        "64/2007/NĐ\u2013CP",
        "64/2007/NĐ-\u0421\u0420",
        "\u200b64/2007/NĐ\u00ad-CP ",
        "Số: 64/2007/NĐ-CP",
        "Nghị định số 64/2007/NĐ-CP",
    ],
)
def test_a_number_has_one_key(spelling):
    assert key(spelling) == "64-2007-ndcp"


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("1182/QĐ-UBND", "1182--qdubnd"),
        ("2806 /UBND-KTN", "2806--ubndktn"),
        ("100/2015/QH13", "100-2015-qh13"),
        ("05a/2013/QĐ-UBND", "5a-2013-qdubnd"),
        ("01/2016/NQ.HĐTP", "1-2016-nqhdtp"),
        ("02/2002/TT-BGD&ĐT", "2-2002-ttbgddt"),
        ("23-L/CTN", "23--lctn"),
        ("21", "21--"),
        ("TT", "--tt"),
        ("", ""),
        ("///", ""),
    ],
)
def test_odd_numbers_have_keys_too(number, expected):
    assert key(number) == expected


@pytest.mark.parametrize(
    ("typed", "expected", "place"),
    [
        ("15/2024/QĐ-UBND", "15-2024-qdubnd", None),
        ("15 2024 qd ubnd", "15-2024-qdubnd", None),
        ("điểm b khoản 2 điều 5 nđ 42/2022", "42-2022-nd", Place("5", "2", "b")),
        ("dieu 5 khoan 2 nghi dinh 64/2007", "64-2007-nd", Place("5", "2")),
        ("15/2024/QĐ-UBND khoản 2 điều 5", "15-2024-qdubnd", Place("5", "2")),
        ("nghị định số 64 năm 2007", "64-2007-nd", None),
        ("NĐ-CP 64/2007", "64-2007-ndcp", None),
        ("nđ42/2022", "42-2022-nd", None),
        ("64/2007", "64-2007-", None),
        ("luật số 100/2015", "100-2015-", None),
        ("100 2015 qh 13", "100-2015-qh13", None),
        ("tt 39 2014 btc", "39-2014-ttbtc", None),
        ("qđ-ttg 749", "749--qdttg", None),
        ("thu hồi đất theo 1182/qđ-ubnd", "1182--qdubnd", None),
    ],
)
def test_a_typed_number_is_recognised(typed, expected, place):
    found = find_typed(typed)
    assert found is not None
    assert (found.number.key, found.place) == (expected, place)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "tháng 7/2024",
        "01/07/2024",
        "điều 5 luật đất đai 2013",
        "10 l xăng",
        "24/7",
        "quý 3/2024",
        "lớp 5",
        "năm 2024",
    ],
)
def test_other_figures_are_no_number(typed):
    assert find_typed(typed) is None


def test_numbers_are_found_in_running_text_with_their_places():
    text = (
        "Căn cứ điểm đ khoản 2 Điều 5 Nghị định số 42/2022/NĐ-CP - Về việc cung cấp thông tin; Luật 15/2012/QH13, "
        "5/năm, 10 - hai, 24/7; công văn 3637/ubnd-vx đã gửi; Quyết định số 15/QĐ-TTg đã ban hành; "
        "TTLT 01/2017/TTLT-BCA-BQP-BTC-BNN&PTNT."
    )
    found = find_numbers(text)
    assert [citation.number.key for citation in found] == [
        "42-2022-ndcp",
        "15-2012-qh13",
        "3637--ubndvx",
        "15--qdttg",
        "1-2017-ttltbcabqpbtcbnnptnt",
    ]
    assert found[0].place == Place("5", "2", "đ")
    assert text[found[0].start : found[0].end] == "điểm đ khoản 2 Điều 5 Nghị định số 42/2022/NĐ-CP"
    assert text[found[3].start : found[3].end] == "Quyết định số 15/QĐ-TTg"


def test_a_place_alone_is_found():
    found = find_place("theo khoản 2 Điều 15a luật đất đai")
    assert found is not None
    assert found[2] == Place("15a", "2")
    assert (found[2].anchor, found[2].label) == ("dieu-15a", "khoản 2 Điều 15a")


@given(st.text(max_size=200) | NUMBERISH)
def test_any_text_is_read_without_complaint(text):
    assert len(key(text)) <= KEY_LENGTH
    for citation in find_numbers(text):
        assert 0 <= citation.start < citation.end <= len(text)
    find_typed(text)
    find_place(text)


@given(
    st.integers(1, 99_999),
    st.integers(1945, 2040),
    st.sampled_from(["NĐ-CP", "QĐ-UBND", "TT-BTC", "NQ-HĐND", "QH15", "TTLT-BTC-BNV", "CT-TTg"]),
    st.data(),
)
def test_the_key_does_not_hang_on_the_spelling(sequence, year, symbol, data):
    joint = st.sampled_from(["/", "-", " / ", " ", " - ", "\u2013"])
    zeros = data.draw(st.sampled_from(["", "0", "00"]))
    parts = symbol.split("-")
    spelling = f"{zeros}{sequence}{data.draw(joint)}{year}{data.draw(joint)}{data.draw(joint).join(parts)}"
    spelling = data.draw(st.sampled_from([str.lower, str.upper, str.title, str]))(spelling)
    expected = DocumentNumber(str(sequence), str(year), symbol.lower().replace("-", "").replace("đ", "d")).key
    assert key(spelling) == expected
    typed = find_typed(spelling)
    assert typed is not None
    assert typed.number.key == expected


@pytest.mark.parametrize(
    "flood", ["1/" * 20_000, "nghị định " * 10_000, "1 " * 40_000, "điều 1 " * 10_000, "1/2/nđ-" * 9_000]
)
def test_a_flood_of_figures_is_read_to_its_end(flood):
    find_numbers(flood), find_typed(flood)
    assert isinstance(key(flood), str)
