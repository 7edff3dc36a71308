"""What hides in a file, and a copy without it: of bytes only, every unreadable file an Invalid."""

from __future__ import annotations

from collections.abc import Callable

from content.errors import Invalid
from content.hidden_data import excel, open_document, pdf, pictures, slides, word
from content.hidden_data.archives import BROKEN
from content.hidden_data.findings import Cleaned, Finding, Findings
from content.hidden_data.office_package import SIGNED, Package

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
ODT = "application/vnd.oasis.opendocument.text"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
PICTURES = ("image/jpeg", "image/png", "image/webp", "image/tiff")

UNKNOWN = "Chưa kiểm tra được dữ liệu ẩn trong loại tệp này."

Reader = Callable[[bytes, Findings], bytes]


def find(data: bytes, media_type: str) -> tuple[Finding, ...]:
    """What a file of this type says besides its visible text; Invalid for a file that cannot be read."""
    findings, _ = _read(data, media_type)
    return findings


def clean(data: bytes, media_type: str) -> Cleaned:
    """A copy that shows the same and hides nothing that can be removed; Invalid for a signed file or one with macros.

    Of tracked changes the final text is kept. A clean file comes back as the same bytes.
    """
    made = clean_unless_signed(data, media_type)
    if made.signed:
        raise Invalid(SIGNED)
    return made


def clean_unless_signed(data: bytes, media_type: str) -> Cleaned:
    """The same; a signed file comes back as the same bytes, because any change would break what is signed.

    All that hides in it is then told as left. Invalid for a file with macros or one that cannot be read.
    """
    findings, cleaned = _read(data, media_type)
    signed = any(finding.code == "signed" for finding in findings)
    hidden = tuple(finding for finding in findings if finding.code != "signed")
    for finding in hidden:
        if finding.blocks:
            raise Invalid(finding.sentence)
    removed = tuple(finding for finding in hidden if finding.removable and not signed)
    left = tuple(finding for finding in hidden if finding not in removed)
    # Nothing to take out: the file that came is the file that stays, to the byte.
    return Cleaned(cleaned if removed else data, removed, left, signed)


def _read(data: bytes, media_type: str) -> tuple[tuple[Finding, ...], bytes]:
    reader = _READERS.get(media_type)
    if reader is None:
        raise Invalid(UNKNOWN)
    findings = Findings()
    try:
        cleaned = reader(data, findings)
    except Invalid:
        raise
    except Exception:  # the libraries raise whatever damaged bytes make of them
        raise Invalid(BROKEN) from None
    return findings.listed(), cleaned


def _office(cleaner: Callable[[Package], None], mark: str) -> Reader:
    def read(data: bytes, findings: Findings) -> bytes:
        package = Package(data, findings)
        if not package.main().startswith(mark):
            raise Invalid(BROKEN)
        cleaner(package)
        return package.packed()

    return read


_READERS: dict[str, Reader] = {
    PDF: pdf.clean,
    DOCX: _office(word.clean, "word/"),
    XLSX: _office(excel.clean, "xl/"),
    PPTX: _office(slides.clean, "ppt/"),
    ODT: open_document.clean,
    ODS: open_document.clean,
    **dict.fromkeys(PICTURES, pictures.strip),
}
