"""Any file read: its format told by its content, its letters repaired, its readability graded."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from content.errors import Invalid
from content.extraction import (
    open_document,
    pdf,
    plain_text,
    rich_text,
    slides,
    spreadsheets,
    web_page,
    word_doc,
    word_docx,
)
from content.extraction.blocks import Block, Extracted, Grade, RawBlock, Read
from content.extraction.compound import Compound
from content.extraction.packages import Package
from content.legacy_encodings import repair_paragraphs
from content.vietnamese import nfc_clean

_OFFICE = "application/vnd.openxmlformats-officedocument."
READERS: dict[str, Callable[[bytes], Read]] = {
    "text/plain": plain_text.read,
    "text/html": web_page.read,
    "text/rtf": rich_text.read,
    "application/pdf": pdf.read,
    "application/msword": word_doc.read,
    "application/vnd.ms-excel": spreadsheets.read_xls,
    "application/vnd.ms-powerpoint": slides.read,
    "application/vnd.oasis.opendocument.text": open_document.read,
    _OFFICE + "wordprocessingml.document": word_docx.read,
    _OFFICE + "spreadsheetml.sheet": spreadsheets.read_xlsx,
}
"""What can be read, by media type."""

NAMES = {"tcvn3": "TCVN3 (ABC)", "vni": "VNI", "viscii": "VISCII"}

_STREAMS = {
    "WordDocument": "application/msword",
    "Workbook": "application/vnd.ms-excel",
    "Book": "application/vnd.ms-excel",
    "PowerPoint Document": "application/vnd.ms-powerpoint",
}
_PARTS = {
    "word/document.xml": _OFFICE + "wordprocessingml.document",
    "xl/workbook.xml": _OFFICE + "spreadsheetml.sheet",
}
_UNKNOWN = "Định dạng của tệp này chưa đọc được. Xin dùng DOCX, DOC, RTF, ODT, PDF, XLSX, XLS, PPT, HTML hoặc TXT."


def media_type_of(data: bytes) -> str:
    """What the bytes are, whatever the file is called."""
    if not data.strip():
        raise Invalid("Tệp này trống.")
    if b"%PDF-" in data[:1024]:
        return "application/pdf"
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return _compound_type(data)
    if data.startswith(b"PK\x03\x04"):
        return _package_type(data)
    if data.lstrip()[:5] == b"{\\rtf":
        return "text/rtf"
    start = plain_text.text_of(data[:4096]).lstrip("\ufeff \t\r\n").lower()
    if start.startswith(("<!doctype html", "<html", "<head", "<body")) or ("<html" in start and start.startswith("<")):
        return "text/html"
    if data.startswith(b"\x09\x08") or data.startswith(b"\x09\x04"):
        return "application/vnd.ms-excel"
    if _is_binary(data, start):
        raise Invalid(_UNKNOWN)
    return "text/plain"


def read(data: bytes, *, capitals_by_font: bool = False) -> Extracted:
    """The text of a file; ``Invalid`` says why there is none."""
    media_type = media_type_of(data)
    try:
        found = READERS[media_type](data)
    except (Invalid, MemoryError):
        raise
    except Exception as error:
        raise Invalid("Tệp bị hỏng hoặc được tạo sai cách nên không đọc được.") from error
    return _judged(found, media_type, capitals_by_font=capitals_by_font)


def _judged(found: Read, media_type: str, *, capitals_by_font: bool) -> Extracted:
    raw = [cell for block in found.blocks for row in block.rows for cell in row]
    repaired = repair_paragraphs(raw, capitals_by_font=capitals_by_font)
    texts = iter(nfc_clean(text) for text in repaired.paragraphs)
    blocks = tuple(_blocks(found.blocks, texts))
    notes = list(found.notes)
    if repaired.encodings:
        names = ", ".join(NAMES[name] for name in repaired.encodings)
        notes.append(f"Chữ theo bảng mã cũ {names} đã được chuyển sang Unicode.")
    if found.pages_without_text:
        notes.append(f"{found.pages_without_text} trong {found.pages} trang chỉ có hình ảnh, chưa có chữ để đọc.")
    grade: Grade = "repaired text" if repaired.encodings else "text"
    if found.pages and found.pages_without_text == found.pages:
        grade = "image only"
    return Extracted(media_type, grade, blocks, tuple(notes), found.pages)


def _blocks(raw: tuple[RawBlock, ...], texts: Iterator[str]) -> Iterator[Block]:
    for block in raw:
        rows = tuple(tuple(next(texts).strip(" \n") for _ in row) for row in block.rows)
        if block.kind == "table":
            lines = ["\t".join(" ".join(cell.split()) for cell in row) for row in rows]
            yield Block("table", "\n".join(lines), rows=rows)
        elif rows[0][0].strip():
            yield Block(block.kind, rows[0][0], block.level)


def _compound_type(data: bytes) -> str:
    compound = Compound(data)
    if compound.has("EncryptedPackage"):
        raise Invalid("Tài liệu được đặt mật khẩu. Xin gỡ mật khẩu rồi tải lên lại.")
    for stream, media_type in _STREAMS.items():
        if compound.has(stream):
            return media_type
    raise Invalid(_UNKNOWN)


def _package_type(data: bytes) -> str:
    names = Package(data).names
    for part, media_type in _PARTS.items():
        if part in names:
            return media_type
    if "content.xml" in names and "mimetype" in names:
        return "application/vnd.oasis.opendocument.text"
    raise Invalid(_UNKNOWN)


def _is_binary(data: bytes, start: str) -> bool:
    odd = sum(letter < " " and letter not in "\t\r\n\f\x1a" for letter in start)
    return odd * 20 > len(start) or data.startswith((b"MZ", b"\x7fELF", b"GIF8", b"\x89PNG", b"\xff\xd8\xff"))
