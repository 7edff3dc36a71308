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


@pytest.mark.parametrize(
    "weak", ["", "ngắn quá", "a" * 40, "matkhau123456", "Password123456", "lethanhngan1", "x" * 64 + "mưa rơi" * 20]
)
def test_a_weak_password_is_refused_with_a_reason(weak: str) -> None:
    with pytest.raises(Invalid) as refused:
        check_strength(weak, "Lê Thanh Ngần", "lethanhngan")
    assert refused.value.fields["password"]


def test_a_long_sentence_is_taken() -> None:
    check_strength("mưa rơi trên mái ngói cũ", "Lê Thanh Ngần")
