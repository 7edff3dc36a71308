"""The stamps of state and work secrets, recognised before anything is written: what bears one is not taken in."""

from __future__ import annotations

import re
import unicodedata

STAMPS = frozenset({"MẬT", "TỐIMẬT", "TUYỆTMẬT", "BÍMẬTCÔNGTÁC", "LƯUHÀNHNỘIBỘ"})
"""A line of capitals that says only this, however it is spaced, is a stamp; inside a sentence it is a word."""

_DEGREE = re.compile(r"\s*độ\s+mật\s*:\s*(?!không)\S", re.IGNORECASE)


def bears_stamp(text: str) -> bool:
    """Whether a line of the text is a secrecy stamp, composed or decomposed, together or letter by letter."""
    return any(_is_stamp(line) for line in unicodedata.normalize("NFC", text).splitlines())


def _is_stamp(line: str) -> bool:
    return re.sub(r"[\W\d_]", "", line) in STAMPS or _DEGREE.match(line) is not None
