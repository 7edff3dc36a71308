"""PDF files with a text layer, page by page."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from content.errors import Invalid
from content.extraction.blocks import Read, paragraph
from content.legacy_encodings import Run

MOST_PAGES = 5_000
DOTS_AN_INCH = 300
MOST_DOTS = 8_000
LETTERS_OF_A_PAGE = 20
"""A page with fewer letters has no text layer worth the name: a page number or a stamp on a picture."""

_JOINED = re.compile("[\ufffe\x02][\r\n]*")
"""A hyphen at the end of a line, as PDFium writes it; it stays, for it mostly belongs to a document number."""
_GOES_ON = re.compile(r"[^.:;!?…”\"]\s*$")
_LOWER = re.compile(r"\s*[^\W\d_A-ZÀ-ÖØ-Þ]")


def read(data: bytes) -> Read:
    """The lines of each page, joined to paragraphs where a line plainly goes on."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pdfium.FPDF_ERR_PASSWORD:
            raise Invalid("Tệp PDF được đặt mật khẩu. Xin gỡ mật khẩu rồi tải lên lại.") from error
        raise Invalid("Tệp PDF bị hỏng hoặc chưa được tải lên trọn vẹn.") from error
    with document:
        if len(document) > MOST_PAGES:
            raise Invalid("Tệp PDF có quá nhiều trang nên không được đọc.")
        pages = [_page(document, number) for number in range(len(document))]
    blocks = [paragraph([Run(line)]) for page in pages for line in _paragraphs(page.text)]
    return Read(tuple(blocks), pages=len(pages), pages_without_text=sum(not page.has_own_text for page in pages))


def picture(data: bytes, number: int) -> bytes:
    """One page as a grey PNG of 300 dots an inch, or fewer where the page is very large."""
    with pypdfium2.PdfDocument(data) as document:
        page = document[number]
        scale = min(DOTS_AN_INCH / 72, MOST_DOTS / max(page.get_size()))
        buffer = io.BytesIO()
        page.render(scale=scale, grayscale=True).to_pil().save(buffer, "PNG")
        return buffer.getvalue()


@dataclass(frozen=True)
class _Page:
    text: str = ""
    has_own_text: bool = False


def _page(document: pypdfium2.PdfDocument, number: int) -> _Page:
    try:
        page = document[number]
        text = _text(page)
        has_own_text = sum(map(str.isalpha, text)) >= LETTERS_OF_A_PAGE
        # What a signature or a stamp shows is an annotation; flattened, it is read like the rest.
        if pdfium.FPDFPage_GetAnnotCount(page) and pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY) == 1:
            page.close()
            page = document[number]
            text = _text(page)
        page.close()
    except pypdfium2.PdfiumError:
        return _Page()
    return _Page(text, has_own_text)


def _text(page: pypdfium2.PdfPage) -> str:
    text_page = page.get_textpage()
    text = str(text_page.get_text_bounded())
    text_page.close()
    return text


def _paragraphs(text: str) -> Iterator[str]:
    whole = ""
    for line in _JOINED.sub("-", text).splitlines():
        if whole and _GOES_ON.search(whole) and _LOWER.match(line) and line.strip()[:1].islower():
            whole = f"{whole.rstrip()} {line.lstrip()}"
            continue
        if whole:
            yield whole
        whole = line
    if whole:
        yield whole
