"""Passwords: how they are kept (argon2id), and which are too weak to be kept at all."""

from __future__ import annotations

import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from content.accounts.guessing import LETTER, effort
from content.errors import Invalid

MIN_CHARACTERS = 12
MAX_CHARACTERS = 128
LEAST_EFFORT = 8 * LETTER
"""As much to guess as eight letters that nothing foretells: all of a figure-only password of sixteen."""

GUESSABLE = (
    "Mật khẩu này dễ đoán: có dãy liền nhau, phần lặp lại, tên, địa chỉ thư hoặc từ thông dụng. "
    "Hãy đặt một câu dài chỉ đồng chí biết, chẳng hạn bốn từ không liên quan đến nhau."
)

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
    if len(password) < MIN_CHARACTERS:
        reason = f"Mật khẩu cần ít nhất {MIN_CHARACTERS} ký tự."
    elif len(password) > MAX_CHARACTERS:
        reason = f"Mật khẩu dài nhất {MAX_CHARACTERS} ký tự."
    elif effort(password, words) < LEAST_EFFORT:
        reason = GUESSABLE
    else:
        return
    raise Invalid(reason, password=reason)
