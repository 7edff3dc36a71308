"""What stands inside a file, looked at for stamps of secrecy before the file is written anywhere."""

from __future__ import annotations

from collections.abc import Iterator

from content.attachments.rules import DOCX, PDF, XLSX, Accepted
from content.errors import Invalid
from content.extraction.blocks import Block
from content.extraction.sandbox import Limits, extract_unwritten
from content.secrecy import stamp_of

LOOKED_INTO = frozenset({PDF, DOCX, XLSX})
"""Types whose text can be read at once; the letters of a picture cannot."""

SOON = Limits(seconds=20)
"""An officer waits for it."""


def require_unstamped_file(file: Accepted) -> bool:
    """Raise Invalid, naming the line, when the text of a file bears a stamp; returns whether its text could be read."""
    try:
        line = stamp_of(_pieces(file)) if file.media_type in LOOKED_INTO else None
    except _Unread:
        return False
    if line:
        raise Invalid(
            f"Trong tệp có dòng “{line}” là dấu độ mật. Không đưa bí mật nhà nước lên cổng; tệp này không được giữ lại."
        )
    return True


class _Unread(Exception):
    """The text of a file could not be read."""


def _pieces(file: Accepted) -> Iterator[str]:
    try:
        found = extract_unwritten(file.data, limits=SOON)
    except Invalid:
        raise _Unread from None
    for block in found.blocks:
        yield from _cells(block, alone=file.media_type == XLSX) if block.kind == "table" else [block.text]


def _cells(block: Block, *, alone: bool) -> Iterator[str]:
    """The head of a letter stands in a table's cells; in a sheet only a cell alone in its row is a line of its own."""
    for row in block.rows:
        filled = [cell for cell in row if cell.strip()]
        if len(filled) == 1 or not alone:
            yield from filled
