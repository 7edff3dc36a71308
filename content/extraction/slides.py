"""Presentations of 1997 to 2003 (.ppt): the text of their slides."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from content.errors import Invalid
from content.extraction.blocks import Read, plain
from content.extraction.compound import Compound

_CHARACTERS, _BYTES = 4000, 4008
_LEFT_OUT = {1008, 1016, 4041}
"""Notes, the masters' "click to edit", and the handout."""
_DEEPEST = 50


def read(data: bytes) -> Read:
    """The text of each box as paragraphs, in the order of the file."""
    stream = Compound(data).stream("PowerPoint Document")
    try:
        texts = list(_latest(stream))
    except struct.error as error:
        raise Invalid("Tệp trình chiếu bị hỏng hoặc chưa được tải lên trọn vẹn.") from error
    return Read(tuple(block for text in texts for block in plain(text.replace("\x0b", "\n"))))


def _latest(stream: bytes) -> Iterator[str]:
    """The texts of each slide once: the file keeps what earlier savings wrote."""
    seen: set[tuple[str, ...]] = set()
    start = 0
    while start + 8 <= len(stream):
        end = start + 8 + struct.unpack_from("<I", stream, start + 4)[0]
        texts = tuple(_texts(stream, start, end, 0))
        if texts not in seen:
            yield from texts
        seen.add(texts)
        start = end


def _texts(stream: bytes, start: int, end: int, depth: int) -> Iterator[str]:
    while start + 8 <= end and depth < _DEEPEST:
        version, kind, length = struct.unpack_from("<HHI", stream, start)
        body, start = start + 8, start + 8 + length
        if version & 0xF == 0xF:
            if kind not in _LEFT_OUT:
                yield from _texts(stream, body, min(start, end), depth + 1)
        elif kind == _CHARACTERS:
            yield stream[body:start].decode("utf-16-le", "replace")
        elif kind == _BYTES:
            yield stream[body:start].decode("latin-1")
