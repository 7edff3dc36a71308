"""One addressable part of a document, as a value that travels: parser to private store to public store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

LONGEST_ANCHOR = 80
LONGEST_LABEL = 80
LONGEST_NUMBER = 40


class Level(StrEnum):
    """What a part of a document is called in law."""

    PART = "part"
    CHAPTER = "chapter"
    SECTION = "section"
    SUBSECTION = "subsection"
    ARTICLE = "article"
    ANNEX = "annex"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Provision:
    """A part of a document in its order of reading; clauses and points stay in the text of their article."""

    anchor: str
    """Stable and unique in the document: ``dieu-5``, ``chuong-ii-muc-1``."""
    parent: str | None
    """Anchor of the part it stands in."""
    kind: Level
    number: str | None
    """As printed, without the word: ``5``, ``II``."""
    label: str
    """As cited: ``Điều 5``; may be empty for a text without a name."""
    heading: str
    text: str
    """Plain text under the heading."""
    position: int
    """Order of reading, from 0."""
    note: str = ""
    """What a register says about this part; not the legislator's words."""

    def as_json(self) -> dict[str, Any]:
        """Plain values, from which :meth:`from_json` makes an equal provision."""
        return asdict(self)

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Provision:
        """The provision that :meth:`as_json` told of."""
        return cls(**{**values, "kind": Level(values["kind"])})

    def title(self) -> str:
        """Label and heading in one line: ``Điều 5. Phạm vi điều chỉnh``."""
        return ". ".join(part for part in (self.label, self.heading) if part)
