"""Which files are taken: told by their first bytes, never by their name. Pure."""

from __future__ import annotations

import io
import re
import unicodedata
import warnings
import zipfile
from dataclasses import dataclass

from PIL import Image, ImageOps

from content.errors import Invalid
from content.hidden_data.archives import HIGHEST_RATIO, LARGEST_UNPACKED, MOST_PARTS
from content.hidden_data.office_package import MACRO
from content.hidden_data.pictures import LARGEST_PICTURE, TOO_LARGE
from content.secrecy import names_a_degree

LARGEST = 20 * 1024 * 1024
"""Bytes of one file."""
LONGEST_NAME = 120

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PICTURES = {"PNG": "image/png", "JPEG": "image/jpeg", "WEBP": "image/webp"}
ENDINGS = {PDF: ".pdf", DOCX: ".docx", XLSX: ".xlsx", "image/png": ".png", "image/jpeg": ".jpg", "image/webp": ".webp"}

TAKEN = (*ENDINGS.values(), ".jpeg")
"""The endings that a browser offers; what a file is, its bytes tell."""

PART = b"PK\x01\x02"
"""How each entry of an archive's directory begins."""

STAMPED = "Tên tệp có dấu độ mật. Không đưa bí mật nhà nước lên cổng; tệp này không được giữ lại."
BROKEN_OFFICE = "Tệp Word hoặc Excel này bị hỏng."
TOO_MUCH_INSIDE = "Tệp Word hoặc Excel này có nội dung nén quá lớn."
REFUSAL = "Tệp này không đúng loại được nhận (PDF, DOCX, XLSX, PNG, JPEG, WebP)."


@dataclass(frozen=True)
class Accepted:
    """A file that may be kept: its bytes (a picture's without its metadata), type and safe name."""

    data: bytes
    name: str
    media_type: str
    width: int | None = None
    height: int | None = None


def accept(data: bytes, name: str) -> Accepted:
    """Look at the bytes and say what they are; raises Invalid, with a sentence for the officer, for anything else."""
    if not data:
        raise Invalid("Tệp rỗng.")
    if len(data) > LARGEST:
        raise Invalid(f"Tệp lớn quá {LARGEST // 1024 // 1024} MB.")
    if names_a_degree(name):
        raise Invalid(STAMPED)
    if data.startswith(b"%PDF-"):
        return Accepted(data, safe_name(name, ENDINGS[PDF]), PDF)
    if data.startswith(b"PK\x03\x04"):
        media_type = _office_type(data)
        return Accepted(data, safe_name(name, ENDINGS[media_type]), media_type)
    return _picture(data, name)


def safe_name(name: str, ending: str) -> str:
    """A file name for readers: its words and marks kept, everything else a hyphen, the ending that its type has."""
    stem = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0]
    words = re.sub(r"[^\w]+", "-", stem, flags=re.UNICODE).strip("-_")
    return f"{words[:LONGEST_NAME].strip('-') or 'tep'}{ending}"


def _office_type(data: bytes) -> str:
    # Counted in the bytes first: a directory of hundreds of thousands of entries takes long to read.
    if data.count(PART) > MOST_PARTS:
        raise Invalid(TOO_MUCH_INSIDE)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            unpacked = sum(part.file_size for part in archive.infolist())
    except Exception:  # zipfile raises whatever its parts raise; a damaged file is the sender's matter
        raise Invalid(BROKEN_OFFICE) from None
    if unpacked > min(LARGEST_UNPACKED, HIGHEST_RATIO * len(data)):
        raise Invalid(TOO_MUCH_INSIDE)
    if any(part.endswith("vbaProject.bin") for part in names):
        raise Invalid(MACRO)
    if "word/document.xml" in names:
        return DOCX
    if "xl/workbook.xml" in names:
        return XLSX
    raise Invalid(REFUSAL)


def _picture(data: bytes, name: str) -> Accepted:
    """A picture, drawn again, so that nothing but its pixels is kept: no place, no camera, no earlier version."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=tuple(PICTURES)) as opened:
                kind = opened.format or ""
                # Only the head has been read so far.
                if opened.width * opened.height > LARGEST_PICTURE:
                    raise Invalid(TOO_LARGE)
                upright = ImageOps.exif_transpose(opened)
                out = io.BytesIO()
                pixels = upright if upright.mode in ("RGB", "RGBA", "L") else upright.convert("RGB")
                pixels.info.clear()
                pixels.save(out, format=kind, quality=85)
    except Invalid:
        raise
    except Exception:  # Pillow raises whatever its readers raise; a damaged file is the sender's matter
        raise Invalid(REFUSAL) from None
    media_type = PICTURES[kind]
    return Accepted(out.getvalue(), safe_name(name, ENDINGS[media_type]), media_type, pixels.width, pixels.height)
