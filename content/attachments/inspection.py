"""What is done with a file before it is written anywhere: looked at for stamps, and what hides in it taken out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from content.attachments.rules import Accepted
from content.attachments.stamps import LOOKED_INTO, SOON, require_unstamped_file
from content.extraction.sandbox import clean_unwritten
from content.hidden_data.findings import Cleaned, Finding

HARMLESS = frozenset({"author", "company", "properties", "program", "rsid", "xmp", "editor_data", "field_name"})
"""What every program writes into a file, and what a signed file may keep without anybody's being asked."""


def inspected(file: Accepted) -> Cleaned:
    """The bytes to keep, what was taken out of them and what could not be; Invalid for a file that must not be kept.

    A picture was drawn again when it was accepted, and hides nothing any more.
    """
    require_unstamped_file(file)
    if file.media_type not in LOOKED_INTO:
        return Cleaned(file.data, (), ())
    return clean_unwritten(file.data, file.media_type, limits=SOON)


def to_be_asked(left: Iterable[Finding]) -> Sequence[str]:
    """What a person must have seen before the file is published, each in a sentence."""
    return [finding.sentence for finding in left if finding.code not in HARMLESS]
