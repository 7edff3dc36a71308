"""Passwords."""

from __future__ import annotations

import unicodedata

import pytest

from content.accounts.passwords import check_strength, keep, matches
from content.errors import Invalid


def test_a_password_is_kept_as_argon2id() -> None:
    assert keep("mưa rơi trên mái ngói cũ").startswith("$argon2id$")


def test_a_kept_password_matches_itself_and_nothing_else() -> None:
    kept = keep("mưa rơi trên mái ngói cũ")
    assert matches("mưa rơi trên mái ngói cũ", kept)
    assert not matches("mua roi tren mai ngoi cu", kept)


def test_a_password_is_the_same_however_a_keyboard_spells_its_letters() -> None:
    assert matches(unicodedata.normalize("NFD", "mưa rơi trên mái"), keep("mưa rơi trên mái"))


def test_nothing_matches_a_damaged_hash() -> None:
    assert not matches("mưa", "not a hash")


WEAK = [
    "123456789012", "1234567890987654321", "000000000000", "001099012345", "0912345678901", "qwertyuiop123",
    "1q2w3e4r5t6y", "asdfghjklzxc", "abcdefghijkl", "abcabcabcabc", "matkhau123456", "Matkhau@2026!",
    "Password123456", "P@ssw0rd2026", "minhbach2026!", "quantri@123456", "aabbccddeeff", "lethanhngan1",
    "LeThanhNgan1990", "ngan.le@2026", "sotaichinh123", "doclaptudohanhphuc", "ngan01011990",
]  # fmt: skip


@pytest.mark.parametrize("weak", ["", "ngắn quá", "a" * 40, "Lê Thanh Ngần 90", "mật khẩu 123", *WEAK])
def test_a_weak_password_is_refused_with_a_reason(weak: str) -> None:
    with pytest.raises(Invalid) as refused:
        check_strength(weak, "Lê Thanh Ngần", "ngan.le", "sotaichinh.tinh.example")
    assert refused.value.fields["password"]


def test_a_password_longer_than_any_sentence_is_refused() -> None:
    with pytest.raises(Invalid, match="dài nhất 128"):
        check_strength("mưa rơi trên mái ngói cũ" * 6)


@pytest.mark.parametrize(
    "strong",
    ["mưa rơi trên mái ngói cũ", "thu-nghiem-hoa-giang", "chim câu bay qua", "Xq7!vR2m#Lp9", "8YkP-3fWz_qT0aBnRmVd"],
)
def test_a_long_sentence_or_true_chance_is_taken(strong: str) -> None:
    check_strength(strong, "Lê Thanh Ngần", "ngan.le", "sotaichinh.tinh.example")


def test_a_weak_password_is_refused_with_what_to_do_instead() -> None:
    with pytest.raises(Invalid, match="Hãy đặt một câu dài"):
        check_strength("123456789012")
