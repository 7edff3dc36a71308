"""Archives of parts (Office and OpenDocument files): unpacked within limits, and packed again."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping

from content.errors import Invalid
from content.hidden_data.findings import Findings

LARGEST_UNPACKED = 200 * 1024 * 1024
MOST_PARTS = 2_000
HIGHEST_RATIO = 100
"""What an archive may unpack to: bytes, parts, and bytes for each of its own."""
SMALL = 1024 * 1024
"""Bytes below which the ratio does not matter: a short file of spaces is no bomb."""
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How files of Word and Excel before 2007 begin, and newer ones under a password."""

BROKEN = "Tệp này bị hỏng nên không đọc được."
TOO_MUCH_INSIDE = "Tệp này có nội dung nén quá lớn."
LOCKED = "Tệp này có mật khẩu nên không đọc được. Đề nghị gỡ mật khẩu rồi tải lên lại."
OLD_OR_LOCKED = (
    "Tệp này có mật khẩu hoặc ở định dạng cũ (.doc, .xls, .ppt). "
    "Đề nghị gỡ mật khẩu, lưu lại thành .docx, .xlsx hoặc .pptx."
)

_DIRECTORY_ENTRY = b"PK\x01\x02"
_DIRECTORY_END = b"PK\x05\x06"
_LOCAL_HEADER = struct.Struct("<4s5H3I2H")
_DESCRIPTOR = 24
"""Bytes that may follow a part written before its size was known."""
_ENCRYPTED, _SIZE_FOLLOWS = 0x1, 0x8
_UNDATED = (1980, 1, 1, 0, 0, 0)


def unpack(data: bytes, findings: Findings) -> dict[str, bytes]:
    """The parts of an archive by name; bytes that belong to none are noted, and a bomb or a lock is Invalid."""
    if data.startswith(OLD_OFFICE):
        raise Invalid(OLD_OR_LOCKED)
    # Counted in the bytes first: a directory of hundreds of thousands of entries takes long to read.
    if data.count(_DIRECTORY_ENTRY) > MOST_PARTS:
        raise Invalid(TOO_MUCH_INSIDE)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        _check(entries, len(data))
        _note_strays(data, archive, findings)
        return _parts(archive, entries)


def pack(parts: Mapping[str, bytes], first: Iterable[str]) -> bytes:
    """An archive of these parts, ``first`` in front and the rest by name: the same parts give the same bytes."""
    out = io.BytesIO()
    front = [name for name in first if name in parts]
    with zipfile.ZipFile(out, "w") as archive:
        for name in [*front, *sorted(parts.keys() - set(front))]:
            entry = zipfile.ZipInfo(name, _UNDATED)
            entry.create_system = 0
            # OpenDocument tells its type by a first part that is readable as it lies.
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(entry, parts[name], compresslevel=6)
    return out.getvalue()


def _check(entries: list[zipfile.ZipInfo], size: int) -> None:
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise Invalid(LOCKED)
    if len({entry.filename for entry in entries}) != len(entries):
        raise Invalid(BROKEN)
    if sum(entry.file_size for entry in entries) > _most_unpacked(size):
        raise Invalid(TOO_MUCH_INSIDE)
    if any(entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for entry in entries):
        raise Invalid(BROKEN)


def _most_unpacked(size: int) -> int:
    return min(LARGEST_UNPACKED, max(SMALL, HIGHEST_RATIO * size))


def _parts(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> dict[str, bytes]:
    parts = {}
    for entry in entries:
        with archive.open(entry) as part:
            # The directory may lie about sizes, so no more than it says is ever unpacked.
            parts[entry.filename] = part.read(entry.file_size)
            if part.read(1):
                raise Invalid(BROKEN)
    return parts


def _note_strays(data: bytes, archive: zipfile.ZipFile, findings: Findings) -> None:
    """Note bytes before, between and after the parts; parts that overlap are a bomb."""
    place = 0
    for entry in sorted(archive.infolist(), key=lambda entry: entry.header_offset):
        start = entry.header_offset
        if start < place:
            raise Invalid(TOO_MUCH_INSIDE)
        if start > place:
            _note_stray(data[place:start], findings)
        header = _LOCAL_HEADER.unpack(data[start : start + _LOCAL_HEADER.size])
        place = start + _LOCAL_HEADER.size + header[-2] + header[-1] + entry.compress_size
        if entry.flag_bits & _SIZE_FOLLOWS:
            place += _descriptor(data, place)
        if entry.comment or _spoken(entry.extra):
            findings.add(
                "archive_comment", "Ghi chú trong vỏ nén của tệp", (entry.comment or entry.extra).decode("latin-1")
            )
    if archive.start_dir > place:
        _note_stray(data[place : archive.start_dir], findings)
    end = data.rfind(_DIRECTORY_END) + 22 + len(archive.comment)
    if archive.comment:
        findings.add("archive_comment", "Ghi chú trong vỏ nén của tệp", archive.comment.decode("utf-8", "replace"))
    if end < len(data):
        _note_stray(data[end:], findings)


def _descriptor(data: bytes, place: int) -> int:
    following = [data.find(mark, place, place + _DESCRIPTOR + 4) for mark in (b"PK\x03\x04", _DIRECTORY_ENTRY)]
    return min((found - place for found in following if found >= 0), default=0)


def _spoken(extra: bytes) -> bool:
    """Whether an extra field holds more than the padding, times and sizes that archivers write."""
    while len(extra) >= 4:
        kind, size = struct.unpack("<HH", extra[:4])
        # Times, Unix owners and ZIP64 sizes; Word pads the first part, with zeros after two words of its own.
        padding = kind == 0xA220 and not extra[8 : 4 + size].strip(b"\0")
        if kind not in (0x0001, 0x000A, 0x5455, 0x5855, 0x7855, 0x7875) and not padding:
            return True
        extra = extra[4 + size :]
    return bool(extra.strip(b"\0"))


def _note_stray(stray: bytes, findings: Findings) -> None:
    findings.add("stray_bytes", STRAY, readable(stray))


STRAY = "Dữ liệu lạ gắn thêm ngoài nội dung tệp ({n} chỗ)"


def readable(data: bytes) -> str:
    """What a person could read in some bytes, for a sample."""
    return data[:2_000].decode("utf-8", "replace").replace("\ufffd", " ")


def inflated(data: bytes, most: int = 65_536) -> bytes:
    """The beginning of deflated bytes, never more than ``most``; empty when they are not deflated."""
    try:
        return zlib.decompressobj().decompress(data, most)
    except zlib.error:
        return b""
