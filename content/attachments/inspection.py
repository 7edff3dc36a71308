"""What is done with a file before it is written anywhere: looked at for stamps, and what hides in it taken out."""

from __future__ import annotations

from dataclasses import replace

from content.attachments.rules import Accepted
from content.attachments.stamps import LOOKED_INTO, SOON, require_unstamped_file
from content.extraction.sandbox import clean_unwritten
from content.hidden_data.findings import Cleaned, Finding

UNREAD = Finding("unread", "chưa đọc được chữ trong tệp để tìm dấu độ mật", removable=False)
"""Of a file that shows its text to people and not to us: whoever approves it must have looked."""


def inspected(file: Accepted) -> Cleaned:
    """The bytes to keep, what was taken out of them and what could not be; Invalid for a file that must not be kept.

    A picture was drawn again when it was accepted, and hides nothing any more.
    """
    was_read = require_unstamped_file(file)
    if file.media_type not in LOOKED_INTO:
        return Cleaned(file.data, (), ())
    cleaned = clean_unwritten(file.data, file.media_type, limits=SOON)
    return cleaned if was_read else replace(cleaned, left=(*cleaned.left, UNREAD))
