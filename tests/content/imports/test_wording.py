"""Days, types and statuses in the many ways in which sources write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.errors import Invalid
from content.imports.wording import (
    issuer_of,
    kind_of,
    line_of,
    raised,
    read_day,
    read_status,
    text_of,
    type_of_number,
)


@pytest.mark.parametrize(
    "said",
    [
        "2024-09-05",
        "05/09/2024",
        "5/9/2024",
        "05-09-2024",
        "5.9.2024",
        "ngày 05 tháng 9 năm 2024",
        "2024-09-05T00:00:00Z",
    ],
)
def test_a_day_in_any_usual_writing_is_one_day(said):
    assert read_day(said) == date(2024, 9, 5)


@pytest.mark.parametrize("said", ["", "31/02/2020", "0000-00-00", "tháng 9 năm 2024", "2024", "99/99/9999", "٣/٣/٢٠٢٠"])
def test_what_is_no_day_is_none(said):
    assert read_day(said) is None


@given(st.text())
def test_any_text_is_a_day_or_none(said):
    assert read_day(said) is None or isinstance(read_day(said), date)


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("Văn bản đang có hiệu lực", "in_force"),
        ("Đang hiệu lực", "in_force"),
        ("Văn bản hết hiệu lực", "expired"),
        ("Văn bản còn hiệu lực một phần", "partly"),
        ("Chưa có hiệu lực", "not_yet"),
        ("", ""),
        ("Không rõ", ""),
    ],
)
def test_a_registers_words_give_a_status_or_none(said, status):
    assert read_status(said) == status


@pytest.mark.parametrize(
    ("number", "type_"),
    [
        ("12/CT-UBND", "Chỉ thị"),
        ("2403/QÐ-UBND", "Quyết định"),
        ("3637/UBND-VX", "Công văn"),
        ("05 /KH-UBND", "Kế hoạch"),
        ("9-TB/TU", "Thông báo"),
        ("06/2026/TT-BTС", "Thông tư"),
        ("", ""),
        ("123", ""),
    ],
)
def test_a_symbol_tells_the_type(number, type_):
    assert type_of_number(number) == type_


@pytest.mark.parametrize(
    ("type_", "number", "kind"),
    [
        ("Luật", "25/2018/QH14", "legal"),
        ("Nghị định", "73-CP", "legal"),
        ("Quyết định", "15/2024/QĐ-UBND", "legal"),
        ("Quyết định", "1182/QĐ-UBND", "directions"),
        ("Nghị quyết", "21/NQ-HĐND", "directions"),
        ("Nghị quyết", "21/2026/NQ-HĐND", "legal"),
        ("Chỉ thị", "27/2007/CT-TTg", "directions"),
        ("Công văn", "3637/UBND-VX", "directions"),
    ],
)
def test_type_and_year_decide_between_law_and_direction(type_, number, kind):
    assert kind_of(type_, number) == kind


def test_text_is_cleaned():
    assert line_of("Nghi\u0323\xa0quyê\u0301t\u200b Ðô\xadng", "title") == "Nghị quyết Đông"


@pytest.mark.parametrize("value", [["a"], {"a": 1}, True])
def test_what_is_no_text_is_refused(value):
    with pytest.raises(Invalid, match="không phải là văn bản"):
        text_of(value, "title")


def test_a_number_without_room_is_refused():
    with pytest.raises(Invalid, match="dài quá 120"):
        line_of("1" * 121, "number")


def test_an_issuer_with_a_title_run_into_it_is_found_behind_the_date():
    to_check: list[str] = []
    said = "Bộ Tài chính sửa đổi Thông tư số 13/2015/TT-BTC ngày 06/03/2020 của Bộ Tài chính"
    assert issuer_of(said, to_check) == "Bộ Tài chính"
    assert said in to_check[0]


def test_an_endless_issuer_is_cut_and_kept_whole_beside():
    to_check: list[str] = []
    assert len(issuer_of("Bộ " * 400, to_check)) <= 300
    assert "Bộ Bộ Bộ" in to_check[0]


def test_only_the_first_letter_is_raised():
    assert raised("đề án của bhyt") == "Đề án của bhyt"
