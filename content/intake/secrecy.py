"""The stamps of state and work secrets, recognised before anything is written: what bears one is not taken in."""

from __future__ import annotations

import re
import unicodedata

STAMPS = frozenset({"MẬT", "TỐIMẬT", "TUYỆTMẬT", "BÍMẬTCÔNGTÁC", "LƯUHÀNHNỘIBỘ"})
"""A line, or what stands in brackets at its beginning, that says only this, however it is spaced, is a stamp; inside a
sentence it is a word."""

IN_CAPITALS_ONLY = "MẬT"
"""In small letters this is also honey, and half of many words."""

_DEGREE = re.compile(r"\s*độ\s+mật\s*:\s*(?!không)\S", re.IGNORECASE)
_BRACKETED = re.compile(r"[^\w\[({【«]*[\[({【«]([^\])}】»]{1,60})[\])}】»]")


def bears_stamp(text: str) -> bool:
    """Whether a line of the text is a secrecy stamp, composed or decomposed, together or letter by letter."""
    return any(_is_stamp(line) for line in unicodedata.normalize("NFC", text).splitlines())


def _is_stamp(line: str) -> bool:
    bracketed = _BRACKETED.match(line)
    return _says_only_a_stamp(line) or _DEGREE.match(line) is not None or _says_only_a_stamp(bracketed and bracketed[1])


def _says_only_a_stamp(words: str | None) -> bool:
    letters = re.sub(r"[\W\d_]", "", words or "")
    return letters == IN_CAPITALS_ONLY or letters.upper() in STAMPS - {IN_CAPITALS_ONLY}
