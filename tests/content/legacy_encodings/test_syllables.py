"""Vietnamese syllables are known from what only looks like them."""

from __future__ import annotations

from content.legacy_encodings.syllables import is_syllable

KNOWN = ("nghiêng", "Quyết", "ĐỊNH", "khuỷu", "thuở", "giếng", "gì", "quý", "xoong", "ủy", "uỷ", "tuyệt", "ắt")
STRANGE = ("hiön", "thùc", "vß", "Müller", "état", "goût", "ngaøy", "đ", "QĐ", "cấm\u0300", "là\u0300")


def test_syllables_are_known() -> None:
    for word in KNOWN:
        assert is_syllable(word), word


def test_what_cannot_be_said_is_none() -> None:
    for word in STRANGE:
        assert not is_syllable(word), word
