"""Pictures: what stands beside their pixels, taken out without touching the pixels (a TIFF alone is written anew)."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable, Iterator

from PIL import ExifTags, Image, ImageSequence, TiffImagePlugin

from content.errors import Invalid
from content.hidden_data.archives import STRAY, inflated, readable
from content.hidden_data.findings import Findings

LARGEST_PICTURE = 40_000_000
"""Pixels of one picture."""
MOST_CHUNKS = 20_000
MOST_FRAMES = 200

BROKEN = "Ảnh này bị hỏng nên không đọc được."
TOO_LARGE = "Ảnh quá lớn (trên 40 triệu điểm ảnh)."

EXIF = "Thông tin máy ảnh, thời gian chụp (EXIF) của ảnh"
GPS = "Vị trí nơi chụp ảnh (tọa độ GPS)"
XMP = "Thông tin biên tập (XMP) của ảnh"
IPTC = "Chú thích nghiệp vụ (IPTC, Photoshop) của ảnh"
COMMENT = "Ghi chú ẩn trong ảnh"
THUMBNAIL = "Ảnh thu nhỏ đi kèm, có thể là ảnh trước khi cắt sửa"
OTHER = "Dữ liệu riêng của phần mềm trong ảnh"

_ORIENTATION = 0x0112
_PNG = b"\x89PNG\r\n\x1a\n"
# What a PNG needs to be drawn; everything else in it is about the picture and not of it.
_DRAWN = {
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"sBIT", b"bKGD",
    b"pHYs", b"hIST",
    b"acTL", b"fcTL", b"fdAT",
}  # fmt: skip
_WEBP_DRAWN = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"}
_WEBP_EXIF, _WEBP_XMP = 0x08, 0x04


def strip(data: bytes, findings: Findings) -> bytes:
    """The picture without what stands beside its pixels, each thing noted; Invalid for what is no whole picture."""
    try:
        return _reader(data)(data, findings)
    except Invalid:
        raise
    except Exception:  # the readers raise whatever damaged bytes make of them
        raise Invalid(BROKEN) from None


def is_picture(data: bytes) -> bool:
    """Whether bytes begin as one of the pictures that can be stripped."""
    return _told(data) is not None


def _reader(data: bytes) -> Callable[[bytes, Findings], bytes]:
    reader = _told(data)
    if reader is None:
        raise Invalid(BROKEN)
    return reader


def _told(data: bytes) -> Callable[[bytes, Findings], bytes] | None:
    if data.startswith(b"\xff\xd8\xff"):
        return _jpeg
    if data.startswith(_PNG):
        return _png
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return _webp
    if data.startswith((b"II*\0", b"MM\0*")):
        return _tiff
    return None


def _measured(width: int, height: int) -> None:
    if not width or not height:
        raise Invalid(BROKEN)
    if width * height > LARGEST_PICTURE:
        raise Invalid(TOO_LARGE)


# JPEG


def _jpeg(data: bytes, findings: Findings) -> bytes:
    out = [data[:2]]
    place = 2
    for _ in range(MOST_CHUNKS):
        while data[place + 1] == 0xFF:  # filling between segments
            place += 1
        if data[place] != 0xFF:
            raise Invalid(BROKEN)
        mark = data[place + 1]
        if mark == 0xD9:
            return b"".join([*out, data[place : place + 2]]) + _after(data, place + 2, findings)
        size = struct.unpack_from(">H", data, place + 2)[0]
        end = place + 2 + size
        if size < 2 or end > len(data):
            raise Invalid(BROKEN)
        segment, body = data[place:end], data[place + 4 : end]
        if 0xC0 <= mark <= 0xCF and mark not in (0xC4, 0xC8, 0xCC):
            _measured(*struct.unpack_from(">HH", body, 1))
        out.append(_jpeg_segment(mark, segment, body, findings))
        place = end
        if mark == 0xDA:
            place = _scan_end(data, end)
            out.append(data[end:place])
    raise Invalid(BROKEN)


def _jpeg_segment(mark: int, segment: bytes, body: bytes, findings: Findings) -> bytes:
    """What remains of one segment of a JPEG."""
    if mark == 0xE0 and body.startswith(b"JFIF\0"):
        if body[12:14].strip(b"\0"):
            findings.add("picture_thumbnail", THUMBNAIL)
        return b"\xff\xe0\x00\x10" + body[:12].ljust(12, b"\0") + b"\0\0"
    if mark == 0xE1 and body.startswith(b"Exif\0\0"):
        kept = _note_exif(body[6:], findings)
        return b"\xff\xe1" + struct.pack(">H", len(kept) + 8) + b"Exif\0\0" + kept if kept else b""
    # Colour profiles and Adobe's colour mark are needed to draw the same colours.
    if (mark == 0xE2 and body.startswith(b"ICC_PROFILE\0")) or (mark == 0xEE and body.startswith(b"Adobe")):
        return segment if mark == 0xE2 else b"\xff\xee\x00\x0e" + body[:12].ljust(12, b"\0")
    if mark == 0xE1 and b"ns.adobe.com" in body[:64]:
        findings.add("picture_xmp", XMP, readable(body))
    elif mark == 0xED:
        findings.add("picture_iptc", IPTC, readable(body))
    elif mark == 0xFE:
        findings.add("picture_comment", COMMENT, readable(body))
    elif 0xE0 <= mark <= 0xEF:
        findings.add("picture_other", OTHER, readable(body))
    else:
        return segment
    return b""


def _scan_end(data: bytes, place: int) -> int:
    """Where the next mark after a scan's data stands."""
    while True:
        place = data.index(b"\xff", place)
        following = data[place + 1]
        if following != 0 and not 0xD0 <= following <= 0xD7 and following != 0xFF:
            return place
        place += 1 if following == 0xFF else 2


def _after(data: bytes, end: int, findings: Findings) -> bytes:
    if data[end:].strip(b"\0"):
        findings.add("stray_bytes", STRAY, readable(data[end:]))
    return b""


# EXIF, wherever it stands


def _note_exif(block: bytes, findings: Findings) -> bytes:
    """Note what an EXIF block says; gives a block with nothing but how the picture is turned, or nothing."""
    try:
        exif = Image.Exif()
        exif.load(b"Exif\0\0" + block)
        said = _exif_texts(exif)
        turned = exif.get(_ORIENTATION, 1)
        place = exif.get_ifd(ExifTags.IFD.GPSInfo)
        small = exif.get_ifd(ExifTags.IFD.IFD1)
    except Exception:  # a damaged block is hidden data all the same
        findings.add("picture_exif", EXIF, readable(block))
        return b""
    turn = turned if isinstance(turned, int) and 2 <= turned <= 8 else 1
    kept = _only_turned(turn) if turn != 1 else b""
    if block == kept:
        return kept
    findings.add("picture_exif", EXIF, said or readable(block))
    if place:
        findings.add(
            "picture_gps", GPS, ", ".join(str(value) for value in place.values() if not isinstance(value, bytes))
        )
    if small:
        findings.add("picture_thumbnail", THUMBNAIL)
    return kept


def _exif_texts(exif: Image.Exif) -> str:
    values = [*exif.values(), *exif.get_ifd(ExifTags.IFD.Exif).values()]
    return ", ".join(str(value) for value in values if isinstance(value, str) and value.strip("\0 "))


def _only_turned(turn: int) -> bytes:
    entry = struct.pack(">HHIHH", _ORIENTATION, 3, 1, turn, 0)
    return b"MM\0*" + struct.pack(">IH", 8, 1) + entry + struct.pack(">I", 0)


# PNG


def _png(data: bytes, findings: Findings) -> bytes:
    out = [_PNG]
    place = len(_PNG)
    for kind, body, end in _png_chunks(data):
        if kind == b"IHDR":
            _measured(*struct.unpack_from(">II", body))
        if kind in _DRAWN:
            out.append(data[place:end])
        else:
            out.append(_png_beside(kind, body, findings))
        place = end
    if len(out) < 2 or not data[:place].endswith(b"IEND\xaeB`\x82"):
        raise Invalid(BROKEN)
    _after(data, place, findings)
    return b"".join(out)


def _png_chunks(data: bytes) -> Iterator[tuple[bytes, bytes, int]]:
    place = len(_PNG)
    for _ in range(MOST_CHUNKS):
        size, kind = struct.unpack_from(">I4s", data, place)
        end = place + 12 + size
        if end > len(data) or (place == len(_PNG)) != (kind == b"IHDR"):
            raise Invalid(BROKEN)
        yield kind, data[place + 8 : end - 4], end
        if kind == b"IEND":
            return
        place = end
    raise Invalid(BROKEN)


def _png_beside(kind: bytes, body: bytes, findings: Findings) -> bytes:
    """Note a chunk that is not drawn; gives what must remain of it."""
    if kind == b"eXIf":
        kept = _note_exif(body, findings)
        return _png_chunk(kind, kept) if kept else b""
    if kind in (b"tEXt", b"zTXt", b"iTXt"):
        said = _png_text(kind, body)
        adobe = body.startswith(b"XML:com.adobe.xmp")
        findings.add(
            "picture_xmp" if adobe else "picture_text", XMP if adobe else "Dòng chữ ẩn trong ảnh PNG ({n})", said
        )
    elif kind == b"tIME":
        findings.add("picture_time", "Thời điểm sửa ảnh lần cuối")
    else:
        findings.add("picture_other", OTHER, readable(body))
    return b""


def _png_text(kind: bytes, body: bytes) -> str:
    key, _, rest = body.partition(b"\0")
    if kind == b"zTXt":
        rest = inflated(rest[1:])
    elif kind == b"iTXt":
        packed = rest[:1] == b"\1"
        rest = rest[2:].partition(b"\0")[2].partition(b"\0")[2]
        rest = inflated(rest) if packed else rest
    return f"{key.decode('latin-1')}: {readable(rest)}"


def _png_chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


# WebP


def _webp(data: bytes, findings: Findings) -> bytes:
    whole = 8 + struct.unpack_from("<I", data, 4)[0]
    if whole > len(data) + 1:
        raise Invalid(BROKEN)
    with Image.open(io.BytesIO(data), formats=("WEBP",)) as opened:
        _measured(*opened.size)
    out: list[bytes] = []
    place = 12
    while place + 8 <= whole and len(out) < MOST_CHUNKS:
        kind, size = struct.unpack_from("<4sI", data, place)
        body = data[place + 8 : place + 8 + size]
        if len(body) < size:
            raise Invalid(BROKEN)
        out.append(_webp_chunk(kind, body, findings))
        place += 8 + size + size % 2
    if any(chunk.startswith(b"EXIF") for chunk in out):
        out = [_exif_announced(chunk) for chunk in out]
    _after(data, max(place, whole), findings)
    drawn = b"".join(out)
    return b"RIFF" + struct.pack("<I", len(drawn) + 4) + b"WEBP" + drawn


def _webp_chunk(kind: bytes, body: bytes, findings: Findings) -> bytes:
    if kind == b"VP8X":
        body = bytes([body[0] & ~(_WEBP_EXIF | _WEBP_XMP)]) + body[1:]
    elif kind == b"EXIF":
        body = _note_exif(body.removeprefix(b"Exif\0\0"), findings)
    elif kind == b"XMP ":
        findings.add("picture_xmp", XMP, readable(body))
        body = b""
    elif kind not in _WEBP_DRAWN:
        findings.add("picture_other", OTHER, readable(body))
        body = b""
    if not body:
        return b""
    return kind + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)


def _exif_announced(chunk: bytes) -> bytes:
    if not chunk.startswith(b"VP8X"):
        return chunk
    return chunk[:8] + bytes([chunk[8] | _WEBP_EXIF]) + chunk[9:]


# TIFF: its tags point anywhere, so it is drawn again.

_TIFF_DRAWN = {
    254, 255, 256, 257, 258, 259, 262, 266, 273, 274, 277, 278, 279, 282, 283, 284, 292, 293, 296, 317, 320, 322, 323,
    324, 325,
    338, 339, 530, 531, 532, 34675,
}  # fmt: skip


def _tiff(data: bytes, findings: Findings) -> bytes:
    pages = []
    with Image.open(io.BytesIO(data), formats=("TIFF",)) as opened:
        if not isinstance(opened, TiffImagePlugin.TiffImageFile) or opened.n_frames > MOST_FRAMES:
            raise Invalid(TOO_LARGE)
        pixels = 0
        for page in ImageSequence.Iterator(opened):
            _measured(*page.size)
            pixels += page.width * page.height
            if pixels > LARGEST_PICTURE:
                raise Invalid(TOO_LARGE)
            _note_tags(opened.tag_v2, findings)
            pages.append(_only_pixels(page))
    out = io.BytesIO()
    pages[0].save(out, "TIFF", compression="tiff_deflate", save_all=True, append_images=pages[1:])
    clean = out.getvalue()
    # What lies between the tags cannot be named; a file that is not as this writer writes it is written anew.
    if clean != data and not findings.listed():
        findings.add("picture_other", "Tệp TIFF được ghi lại để bỏ phần dữ liệu không thuộc hình ảnh")
    return clean


def _note_tags(tags: TiffImagePlugin.ImageFileDirectory_v2, findings: Findings) -> None:
    named = {
        34853: ("picture_gps", GPS),
        700: ("picture_xmp", XMP),
        33723: ("picture_iptc", IPTC),
        34377: ("picture_iptc", IPTC),
    }
    for tag in tags.keys() - _TIFF_DRAWN:
        value = tags.get(tag)
        code, sentence = named.get(tag, ("picture_exif", EXIF))
        findings.add(code, sentence, readable(value) if isinstance(value, bytes) else str(value))


def _only_pixels(page: Image.Image) -> Image.Image:
    bare = Image.new(page.mode, page.size)
    if page.mode == "P":
        bare.putpalette(page.getpalette() or [])
    bare.paste(page)
    for key in ("dpi", "icc_profile"):
        if key in page.info:
            bare.info[key] = page.info[key]
    return bare
