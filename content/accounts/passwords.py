"""Passwords: how they are kept (argon2id), and which are too weak to be kept at all."""

from __future__ import annotations

import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from content.errors import Invalid

MIN_CHARACTERS = 12
MAX_CHARACTERS = 128
MIN_DIFFERENT_CHARACTERS = 6

GUESSED_FIRST = ("matkhau", "password", "quantri", "administrator", "123456", "qwerty", "abcdef", "minhbach", "vietnam")
"""What a guesser tries first; a password made mostly of these is no password."""

_hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
"""The second of OWASP's recommended settings: 19 MiB, so that a burst of sign-ins does not exhaust a small machine."""


def keep(password: str) -> str:
    """The argon2id hash to store."""
    return _hasher.hash(_one_form(password))


def matches(password: str, kept: str) -> bool:
    """Whether a password is the one that was kept."""
    try:
        return _hasher.verify(kept, _one_form(password))
    except (VerificationError, InvalidHashError):
        return False


def _one_form(password: str) -> str:
    """Keyboards spell Vietnamese letters in two ways; a password is the same in both."""
    return unicodedata.normalize("NFKC", password)


def check_strength(password: str, *words: str) -> None:
    """Raise Invalid when a password is weak; ``words`` are what others know of the person (name, e-mail)."""
    known = [word.lower() for word in words if len(word) >= 4]
    rest = password.lower()
    for guess in (*GUESSED_FIRST, *known):
        rest = rest.replace(guess, "")
    if len(password) < MIN_CHARACTERS:
        reason = f"Mật khẩu cần ít nhất {MIN_CHARACTERS} ký tự."
    elif len(password) > MAX_CHARACTERS:
        reason = f"Mật khẩu dài nhất {MAX_CHARACTERS} ký tự."
    elif len(set(password)) < MIN_DIFFERENT_CHARACTERS or len(rest) < MIN_CHARACTERS // 2:
        reason = "Mật khẩu dễ đoán; hãy dùng một câu dài chỉ đồng chí biết."
    else:
        return
    raise Invalid(reason, password=reason)
