"""Stamps of secrecy are recognised as lines, never as words of a sentence."""

from __future__ import annotations

import unicodedata

import pytest

from content.intake.secrecy import bears_stamp


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
        "",
    ],
)
def test_the_word_in_a_sentence_is_no_stamp(text: str) -> None:
    assert not bears_stamp(text)
