"""Receipt codes: 95 bits that a person can read aloud, copy by hand and type again.

The letters are Crockford's base 32 (no I, L, O, U). The last character checks the rest: it is a weighted sum in the
field of 32 elements, so every single wrong character and every swap of two characters is noticed.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import unicodedata

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 20
GROUP = 4

_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})
_SEPARATORS = re.compile(r"[\s\-‐-―.,_]+")


def make(secret: bytes, *seed: bytes) -> str:
    """The code that belongs to a seed: without the secret nobody can tell it, and the same seed gives it again."""
    number = int.from_bytes(keyed(secret, b"receipt code", *seed))
    digits = [number >> (5 * position) & 31 for position in range(LENGTH - 1)]
    return "".join(ALPHABET[digit] for digit in [*digits, _check(digits)])


def show(code: str) -> str:
    """A code as people read it: groups of four, joined by hyphens."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def read(typed: str) -> str | None:
    """The code that someone typed in any case, spacing and grouping, with O for 0 and I or L for 1; or None."""
    code = _SEPARATORS.sub("", unicodedata.normalize("NFKC", typed[:200])).upper().translate(_READ_AS)
    if len(code) != LENGTH or any(character not in ALPHABET for character in code):
        return None
    digits = [ALPHABET.index(character) for character in code]
    return code if _check(digits[:-1]) == digits[-1] else None


def keyed(secret: bytes, purpose: bytes, *parts: bytes) -> bytes:
    """A keyed hash of parts for one purpose; lengths are hashed too, so parts cannot run into each other."""
    message = b"".join(len(part).to_bytes(4) + part for part in (purpose, *parts))
    return hmac.digest(secret, message, hashlib.sha256)


def stored_form(secret: bytes, code: str) -> str:
    """What is kept of a code: a keyed hash, of no use without the portal's secret."""
    return keyed(secret, b"stored receipt code", code.encode()).hex()


def _check(digits: list[int]) -> int:
    """The sum of each digit times its own power of the field's generator: distinct weights, so swaps show."""
    total = 0
    for digit in digits:
        total = _times_x(total ^ digit)
    return total


def _times_x(element: int) -> int:
    """An element of the field of 32 times its generator, modulo x⁵ + x² + 1."""
    doubled = element << 1
    return doubled ^ 0b100101 if doubled & 32 else doubled
