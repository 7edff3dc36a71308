"""Plain text, in UTF-8, UTF-16 or the one-byte code page of an old file."""

from __future__ import annotations

import codecs

from content.extraction.blocks import Read, plain

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def read(data: bytes) -> Read:
    """Every line as a paragraph."""
    return Read(tuple(plain(text_of(data))))


def text_of(data: bytes) -> str:
    """The bytes as text: by their mark, as UTF-16 when every other byte is empty, else UTF-8, else as Windows did."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, "replace")
    sample = data[:2000]
    if len(sample) > 3 and b"\x00" in sample:
        little = sample[1::2].count(0) >= sample[::2].count(0)
        return data.decode("utf-16-le" if little else "utf-16-be", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return western(data)


def western(data: bytes) -> str:
    """The bytes as Windows shows them in Western Europe; those that it does not know stay as control codes."""
    return "".join(_WESTERN[byte] for byte in data)


def _shown(byte: int) -> str:
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


_WESTERN = [_shown(byte) for byte in range(256)]
