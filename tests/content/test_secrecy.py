"""Stamps of secrecy are recognised as lines, never as words of a sentence."""

from __future__ import annotations

import unicodedata

import pytest

from content.errors import Invalid
from content.secrecy import FIRST_PAGE, bears_stamp, names_a_degree, require_unstamped, stamp_of


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize(
    "line",
    [
        "MẬT",
        "TỐI MẬT",
        "TUYỆT MẬT",
        "  M Ậ T  ",
        "[TUYỆT MẬT]",
        "Độ mật: Tối mật",
        "LƯU HÀNH NỘI BỘ",
        "tuyệt mật",
        "Tối mật.",
        "[TUYỆT MẬT] Kế hoạch năm 2026",
        "- (Tối mật) Kế hoạch năm 2026",
        "[MẬT] Kế hoạch năm 2026",
        "TỐI MẬT Hòa Giang, ngày 03 tháng 6 năm 2026",
    ],
)
def test_a_line_that_is_a_stamp_is_recognised(line: str, form: str) -> None:
    assert bears_stamp(unicodedata.normalize(form, f"Kính gửi cơ quan\n{line}\nNội dung"))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "Đề nghị bảo mật thông tin của tôi",
        "mật độ dân số",
        "mật",
        "mật khẩu",
        "Bí mật kinh doanh của doanh nghiệp",
        "(bảo mật) thông tin",
        "[mật độ] dân số",
        "Giá mật ong (mật hoa nhãn)",
        "Tôi nghe nói đó là chuyện tuyệt mật",
        "Tài liệu (TUYỆT MẬT) thì ai được xem?",
        "Tài liệu đóng dấu MẬT thì người dân có được xem không?",
        "Độ mật: không",
        "MẬT ONG VÀ SỮA ONG CHÚA",
        "",
    ],
)
def test_the_word_in_a_sentence_is_no_stamp(text: str) -> None:
    assert not bears_stamp(text)


def test_a_line_that_nearly_is_a_stamp_again_and_again_is_read_once() -> None:
    assert not bears_stamp("MẬT " + "ngày " * 20_000 + "tháng " * 20_000)


LAW = [
    "Luật Bảo vệ bí mật nhà nước",
    "Điều 8. Bí mật nhà nước độ Tuyệt mật, độ Tối mật, độ Mật",
    *["Khoản"] * FIRST_PAGE,
]


@pytest.mark.parametrize("annex", ["PHỤ LỤC I", "Mẫu số 01", "BIỂU MẪU DẤU ĐỘ MẬT"])
def test_what_the_annexes_of_a_law_show_is_no_stamp_of_the_law(annex: str) -> None:
    assert stamp_of([*LAW, annex, "TUYỆT MẬT"]) is None


def test_a_document_is_looked_at_up_to_its_annexes() -> None:
    assert stamp_of([*LAW, "TUYỆT  MẬT", "PHỤ LỤC I"]) == "TUYỆT MẬT"


def test_the_first_page_is_looked_at_even_when_it_is_an_annex() -> None:
    assert stamp_of(["PHỤ LỤC I\nKèm theo kế hoạch", "MẬT"]) == "MẬT"


def test_what_is_typed_is_refused_by_its_field_and_its_line() -> None:
    provisions = [{"anchor": "dieu-1", "kind": "article", "text": "Một.\nTỐI MẬT\nHai.", "position": 0, "parent": None}]
    with pytest.raises(Invalid, match="“TỐI MẬT”") as refused:
        require_unstamped({"title": "Kế hoạch", "period_year": 2026, "provisions": provisions})
    assert list(refused.value.fields) == ["provisions"]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize(
    "name",
    [
        "MẬT.pdf",
        "Công văn TỐI MẬT.pdf",
        "12_TUYỆT-MẬT_2026.pdf",
        "[MẬT] Kế hoạch.pdf",
        "a.MẬT",
        "Tuyệt mật.pdf",
        "tối mật.pdf",
        "TOI MAT.pdf",
        "toi_mat (1).docx",
        "12-KH-TuyetMat.pdf",
        "C:\\Ho so\\tuyet.mat.pdf",
    ],
)
def test_a_name_with_a_degree_of_secrecy_is_recognised(name: str, form: str) -> None:
    assert names_a_degree(unicodedata.normalize(form, name))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "name",
    [
        "LUẬT BẢO VỆ BÍ MẬT NHÀ NƯỚC.pdf",
        "luat-bao-ve-bi-mat-nha-nuoc.pdf",
        "Danh mục bí mật nhà nước độ Tuyệt mật, Tối mật.pdf",
        "danh_muc_bi_mat_nha_nuoc_do_toi_mat.docx",
        "Quy chế bảo mật.pdf",
        "MẬT ĐỘ DÂN SỐ.pdf",
        "QUY CHẾ BẢO MẬT.pdf",
        "mật.pdf",
        "Tôi mất giấy tờ.pdf",
        "Khám mắt, tối mắt.pdf",
    ],
)
def test_the_word_in_an_ordinary_name_is_no_degree(name: str) -> None:
    assert not names_a_degree(name)
