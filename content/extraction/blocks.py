"""What is read out of a file: its blocks in order, how readable it is, and what should be known about the reading."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from content.legacy_encodings import Run

BlockKind = Literal["paragraph", "heading", "list item", "table"]
Grade = Literal["text", "repaired text", "OCR", "image only"]


@dataclass(frozen=True)
class Block:
    """A paragraph, a heading with its level, a list item, or a table with its rows."""

    kind: BlockKind
    text: str
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Extracted:
    """The readable text of one file."""

    media_type: str
    grade: Grade
    blocks: tuple[Block, ...]
    notes: tuple[str, ...] = ()
    pages: int | None = None

    @property
    def text(self) -> str:
        """All of it, a block to a line, the cells of a table's row apart by tabs."""
        return "\n".join(block.text for block in self.blocks)


@dataclass(frozen=True)
class RawBlock:
    """A block as a reader found it, its letters not yet judged; all but tables have one row of one cell."""

    kind: BlockKind
    rows: tuple[tuple[tuple[Run, ...], ...], ...]
    level: int = 0


@dataclass(frozen=True)
class Read:
    """What a reader made of a file."""

    blocks: tuple[RawBlock, ...]
    notes: tuple[str, ...] = ()
    pages: int | None = None
    pages_without_text: int = 0


def paragraph(runs: Iterable[Run], *, level: int = 0, kind: BlockKind = "paragraph") -> RawBlock:
    """A block of running text; with a level it is a heading."""
    return RawBlock("heading" if level else kind, ((tuple(runs),),), level)


def table(rows: Iterable[Iterable[Iterable[Run]]]) -> RawBlock:
    """A block of rows of cells."""
    return RawBlock("table", tuple(tuple(tuple(cell) for cell in row) for row in rows))


def plain(text: str) -> list[RawBlock]:
    """A paragraph for each line of a text."""
    return [paragraph([Run(line)]) for line in text.splitlines()]
