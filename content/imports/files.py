"""Opening what is to be imported: plain or gzip, line by line, with every mishap told as a sentence."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from content.errors import Refused
from content.imports.incoming import Rejected

LONGEST_LINE = 64 * 1024 * 1024
"""Bytes of one record."""

LARGEST_WHOLE = 256 * 1024 * 1024
"""Bytes of a file that has to be read as one piece."""

_GZIP = b"\x1f\x8b"
_BOM = b"\xef\xbb\xbf"
_DAMAGED = (EOFError, gzip.BadGzipFile, zlib.error)


class SourceError(Refused):
    """Nothing of the file can be read."""


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """The bytes of a file, unpacked where they are packed, whatever the file is called."""
    try:
        with path.open("rb") as raw:
            packed = raw.peek(2)[:2] == _GZIP  # a BufferedReader, as open says
            if packed:
                with gzip.open(raw, "rb") as unpacked:
                    yield unpacked  # type: ignore[misc]  # a GzipFile reads as IO[bytes] does
            else:
                yield raw
    except IsADirectoryError:
        raise SourceError(f"{path} là thư mục; hãy chỉ rõ một tệp.") from None
    except FileNotFoundError:
        raise SourceError(f"Không có tệp {path}.") from None
    except PermissionError:
        raise SourceError(f"Không có quyền đọc tệp {path}.") from None


def lines(path: Path, longest: int = LONGEST_LINE) -> Iterator[tuple[int, str] | Rejected]:
    """Each line with its number, from 1; a line that is no UTF-8 or too long is rejected, the next ones go on."""
    with opened(path) as stream:
        number = 0
        while True:
            number += 1
            try:
                raw = stream.readline(longest)
            except _DAMAGED:
                yield Rejected(number, "Tệp nén bị hỏng hoặc bị cắt cụt từ đây; phần phía trước đã được đọc.")
                return
            if not raw:
                return
            if len(raw) >= longest and not raw.endswith(b"\n"):
                yield Rejected(number, f"Dòng dài quá {longest} byte.")
                _skip_line(stream)
                continue
            if number == 1:
                raw = raw.removeprefix(_BOM)
            try:
                yield number, raw.decode("utf-8")
            except UnicodeDecodeError:
                yield Rejected(number, "Dòng không phải là văn bản UTF-8.")


def whole(path: Path, largest: int = LARGEST_WHOLE) -> str:
    """The text of a file that is read as one piece; UTF-8, or UTF-16 with its mark."""
    try:
        with opened(path) as stream:
            raw = stream.read(largest + 1)
    except _DAMAGED:
        raise SourceError(f"{path} là tệp nén bị hỏng hoặc bị cắt cụt.") from None
    if len(raw) > largest:
        raise SourceError(f"{path} lớn quá {largest} byte.")
    encoding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        raise SourceError(f"{path} không phải là văn bản UTF-8; hãy chuyển mã trước khi nhập.") from None
    if not text.strip():
        raise SourceError(f"{path} là tệp rỗng.")
    if "\x00" in text:
        raise SourceError(f"{path} không phải là tệp văn bản.")
    return text


def _skip_line(stream: IO[bytes]) -> None:
    while True:
        raw = stream.readline(LONGEST_LINE)
        if not raw or raw.endswith(b"\n"):
            return
