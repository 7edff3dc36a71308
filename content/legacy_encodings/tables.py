"""The letters of the encodings, as they look where Windows took their bytes for Western European ones."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Literal

Encoding = Literal["tcvn3", "vni", "viscii"]

ENCODINGS: tuple[Encoding, ...] = ("tcvn3", "vni", "viscii")

_TCVN3 = (
    (0xA1, "ĂÂÊÔƠƯĐăâêôơưđẰ"),
    (0xB5, "àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹ"),
    (0xFE, "ỵỐ"),
)
"""From which code on which letters stand; the fonts left 80 to 9F to quotation marks and dashes."""

_VISCII = (
    (0x02, "Ẳ"),
    (0x05, "ẴẪ"),
    (0x14, "Ỷ"),
    (0x19, "Ỹ"),
    (0x1E, "Ỵ"),
    (0x80, "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ"),
    (0xC4, "ẢĂẳẵ"),
    (0xCB, "Ẻ"),
    (0xCE, "ĨỳĐứ"),
    (0xD5, "ạỷừử"),
    (0xDB, "ỹỵ"),
    (0xDE, "ỡư"),
    (0xE4, "ảăữẫ"),
    (0xEB, "ẻ"),
    (0xEE, "ĩỉđự"),
    (0xF6, "ỏọụ"),
    (0xFB, "ũủ"),
    (0xFE, "ợỮ"),
)
"""The same of VISCII, which used the control codes as well."""

_VNI_TONES = dict(zip("ùøûõï", "\u0301\u0300\u0309\u0303\u0323", strict=True))
_VNI_BREVE = dict(zip("êéèúüë", ("", *_VNI_TONES.values()), strict=True))
_VNI_CIRCUMFLEX = dict(zip("âáàåãä", ("", *_VNI_TONES.values()), strict=True))
_VNI_ALONE = dict(zip("æóòîñôö", "ỉĩịỵđơư", strict=True))


def _seen(code: int) -> str:
    """The character that Windows shows for a byte."""
    try:
        return bytes([code]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(code)


def _rows(rows: tuple[tuple[int, str], ...]) -> dict[str, str]:
    return {_seen(start + place): letter for start, letters in rows for place, letter in enumerate(letters)}


def _vni_letters() -> Iterator[tuple[str, str]]:
    """VNI writes a letter and then its marks; each may be a capital, and the first one says which is meant."""
    marked = [("aeiouyôö", "", _VNI_TONES), ("a", "\u0306", _VNI_BREVE), ("aeo", "\u0302", _VNI_CIRCUMFLEX)]
    for letters, shape, tones in marked:
        for letter in letters:
            for sign, tone in tones.items():
                whole = unicodedata.normalize("NFC", _VNI_ALONE.get(letter, letter) + shape + tone)
                for written in (sign, sign.upper()):
                    yield letter + written, whole
                    yield letter.upper() + written, whole.upper()
    for sign, whole in _VNI_ALONE.items():
        yield sign, whole
        yield sign.upper(), whole.upper()


TABLES: dict[Encoding, dict[str, str]] = {"tcvn3": _rows(_TCVN3), "vni": dict(_vni_letters()), "viscii": _rows(_VISCII)}
"""For each encoding, what is seen in a Western reading of it, and the letter that is meant."""

_VNI_SIGNS = re.compile("|".join(sorted(map(re.escape, TABLES["vni"]), key=len, reverse=True)))
_ONE_TO_ONE = {name: str.maketrans(TABLES[name]) for name in ("tcvn3", "viscii")}
_REDRAWN = {"\u2212": "ư", "\u2219": "ã", "\u03bc": "à"}
"""What PDF files call the signs of TCVN3 that have a name of their own there: minus, bullet operator, mu."""
_ONE_TO_ONE["tcvn3"] |= str.maketrans(_REDRAWN)


def decode(text: str, encoding: Encoding) -> str:
    """The text with each letter of the encoding as the Unicode letter it stands for; the rest stays."""
    if encoding == "vni":
        return _VNI_SIGNS.sub(lambda match: TABLES["vni"][match[0]], text)
    return text.translate(_ONE_TO_ONE[encoding])
