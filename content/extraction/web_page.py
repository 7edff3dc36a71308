"""Web pages: what a reader sees of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from content.extraction.blocks import RawBlock, Read, paragraph, table
from content.extraction.plain_text import text_of
from content.legacy_encodings import Run

_LEFT_OUT = {"title", "script", "style", "head", "template", "noscript", "svg", "iframe", "object"}
_BLOCKS = {"p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "header", "footer", "ul", "ol",
           "blockquote", "pre", "dt", "dd", "main", "address", "figcaption", "body", "caption"}  # fmt: skip
_CHARSET = re.compile(rb"<meta[^>]+charset=[\"']?\s*([\w-]+)", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n\f]+")


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[RawBlock] = []
        self.runs: list[Run] = []
        self.left_out: list[str] = []
        self.fonts: list[str] = [""]
        self.tables: list[list[list[list[Run]]]] = []
        self.in_cell = False
        self.kind = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _LEFT_OUT:
            self.left_out.append(tag)
        elif tag == "font":
            self.fonts.append(dict(attrs).get("face") or self.fonts[-1])
        elif tag == "table":
            self._end_block()
            self.tables.append([])
        elif tag == "tr" and self.tables:
            self._end_cell()
            self.tables[-1].append([])
        elif tag in ("td", "th") and self.tables:
            self._end_cell()
            self.in_cell, self.runs = True, []
        elif tag == "br":
            self.runs.append(Run("\n"))
        elif tag in _BLOCKS:
            self._end_block()
            self.kind = tag

    def handle_endtag(self, tag: str) -> None:
        if tag in _LEFT_OUT:
            if tag in self.left_out:
                del self.left_out[self.left_out.index(tag) :]
        elif tag == "font" and len(self.fonts) > 1:
            self.fonts.pop()
        elif tag in ("td", "th") and self.tables:
            self._end_cell()
        elif tag == "table" and self.tables:
            self._end_cell()
            rows = self.tables.pop()
            if self.tables:
                # A table within a cell: its text is the cell's.
                self.in_cell, self.runs = True, [run for row in rows for cell in row for run in [*cell, Run("\n")]]
            else:
                self.blocks.append(table(rows))
                self.runs = []
        elif tag in _BLOCKS:
            self._end_block()

    def handle_data(self, data: str) -> None:
        if not self.left_out:
            self.runs.append(Run(_SPACES.sub(" ", data), self.fonts[-1]))

    def _end_cell(self) -> None:
        """Cells and rows may be left open; the next one ends them."""
        if self.in_cell:
            if not self.tables[-1]:
                self.tables[-1].append([])
            self.tables[-1][-1].append(self.runs)
        self.in_cell, self.runs = False, []

    def _end_block(self) -> None:
        if self.tables:
            if self.runs:
                self.runs.append(Run("\n"))
            return
        if any(run.text.strip() for run in self.runs):
            level = int(self.kind[1]) if self.kind[:1] == "h" and self.kind[1:].isdigit() else 0
            self.blocks.append(
                paragraph(self.runs, level=level, kind="list item" if self.kind == "li" else "paragraph")
            )
        self.runs, self.kind = [], ""

    def finished(self) -> Iterator[RawBlock]:
        while self.tables:
            self.handle_endtag("table")
        self._end_block()
        yield from self.blocks


def read(data: bytes) -> Read:
    """Paragraphs, headings, lists and tables, without scripts."""
    page = _Page()
    page.feed(_decoded(data))
    page.close()
    return Read(tuple(page.finished()))


def _decoded(data: bytes) -> str:
    said = _CHARSET.search(data[:4096])
    if said and said[1].lower() not in (b"utf-8", b"utf8", b"iso-8859-1", b"windows-1252", b"us-ascii"):
        try:
            return data.decode(said[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    return text_of(data)
