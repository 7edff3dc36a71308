"""The stamps of state and work secrets, recognised before anything is written: what bears one is not taken in. Pure.

One rule for what visitors send and for what officers type and attach: a stamp is a line of its own, never a word of a
sentence. A visitor's message is looked at to its end. A document is looked at up to its first annex, because the
annexes of laws on secrecy and on paperwork show what stamps look like; its first page is looked at in any case.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from content.errors import Invalid

STAMPS = frozenset({"MẬT", "TỐIMẬT", "TUYỆTMẬT", "BÍMẬTCÔNGTÁC", "LƯUHÀNHNỘIBỘ"})
"""A line, or what stands in brackets at its beginning, that says only this, however it is spaced, is a stamp; inside a
sentence it is a word."""

IN_CAPITALS_ONLY = "MẬT"
"""In small letters this is also honey, and half of many words."""

FIRST_PAGE = 60
"""Lines of a document that are looked at even when it begins with an annex."""

LONGEST_QUOTED = 80
"""Letters of a line that a refusal repeats."""

_DEGREE = re.compile(r"\s*độ\s+mật\s*:\s*(?!không)\S", re.IGNORECASE)
_BRACKETED = re.compile(r"[^\w\[({【«]*[\[({【«]([^\])}】»]{1,60})[\])}】»]")
_BESIDE_THE_DATE = re.compile(
    r"\s*(?:TUYỆT\s+|TỐI\s+)?MẬT\s(?>.*?\bngày\b)(?>.*?\btháng\b).*\bnăm\b",
)
"""How a PDF's two columns are read as one line: the stamp, then place and date. Each word is looked for once only."""
_ANNEX = re.compile(r"\W*(?:phụ lục|biểu mẫu|mẫu)\b", re.IGNORECASE)

# Typed with marks or without.
_NAMED = re.compile(r"\b(?:t[ốo]i|tuy[ệe]t) ?m[ậa]t\b")
# In a name all of capitals this is a word of ordinary titles: the law on state secrets, passwords, density.
_NAMED_IN_CAPITALS = re.compile(r"(?<!BẢO )(?<!BÍ )(?<!CƠ )\bMẬT\b(?! (?:ĐỘ|KHẨU|MÃ|ONG)\b)")
# A list of what is secret is public, and is named after the degrees that it lists.
_LIST = re.compile(r"\bdanh m[ụu]c b[íi] m[ậa]t\b")


def bears_stamp(text: str) -> bool:
    """Whether a line of the text is a secrecy stamp, composed or decomposed, together or letter by letter."""
    return any(_is_stamp(line) for line in _lines(text))


def stamp_of(document: Iterable[str]) -> str | None:
    """The first line of a document that is a stamp, up to its annexes; ``document`` is its text, in pieces."""
    lines = (line for piece in document for line in _lines(piece))
    for place, line in enumerate(lines):
        if place >= FIRST_PAGE and _ANNEX.match(line):
            return None
        if _is_stamp(line):
            return " ".join(line.split())[:LONGEST_QUOTED]
    return None


def names_a_degree(name: str) -> bool:
    """Whether a file is named with a degree: tối mật or tuyệt mật, with marks or without; MẬT in capitals."""
    stem = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    words = " ".join(re.sub(r"[\W_]+", " ", stem).split())
    if _LIST.search(words.lower()):
        return False
    return _NAMED.search(words.lower()) is not None or _NAMED_IN_CAPITALS.search(words) is not None


def require_unstamped(said: dict[str, Any]) -> None:
    """Raise Invalid, naming the fields and the first line at fault, when what an officer typed bears a stamp."""
    found = {name: line for name, value in said.items() if (line := stamp_of(_texts(value)))}
    if found:
        line = next(iter(found.values()))
        raise Invalid(
            f"Dòng “{line}” là dấu độ mật. Không đưa bí mật nhà nước lên cổng; nội dung vừa gõ chưa được lưu.",
            **{name: f"Có dấu độ mật: “{line}”." for name, line in found.items()},
        )


def _texts(value: Any) -> Iterator[str]:
    """Every text in a value as actions are called with it, in its order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)


def _lines(text: str) -> list[str]:
    return unicodedata.normalize("NFC", text).splitlines()


def _is_stamp(line: str) -> bool:
    bracketed = _BRACKETED.match(line)
    return (
        _says_only_a_stamp(line)
        or _DEGREE.match(line) is not None
        or _says_only_a_stamp(bracketed and bracketed[1])
        or _BESIDE_THE_DATE.match(line) is not None
    )


def _says_only_a_stamp(words: str | None) -> bool:
    letters = re.sub(r"[\W\d_]", "", words or "")
    return letters == IN_CAPITALS_ONLY or letters.upper() in STAMPS - {IN_CAPITALS_ONLY}
