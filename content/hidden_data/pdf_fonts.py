"""How wide the letters of a PDF's fonts are and which letters they are, as far as hidden text needs it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf

MOST_WIDTHS = 70_000
_COMMON_WIDTH = 556.0
"""Thousandths of the letter size: what the digits of Helvetica take, for standard fonts, which do not say theirs."""


@dataclass
class Font:
    """One font: bytes of a code, width of each code in thousandths, and what each code says."""

    code_length: int = 1
    default_width: float = _COMMON_WIDTH
    widths: dict[int, float] = field(default_factory=dict)
    letters: dict[int, str] = field(default_factory=dict)
    upright: bool = False

    def codes(self, text: bytes) -> list[int]:
        """The codes of a string in a content stream."""
        if self.code_length == 1:
            return list(text)
        return [int.from_bytes(text[place : place + 2], "big") for place in range(0, len(text), 2)]

    def width(self, code: int) -> float:
        """How far a code moves the pen, in thousandths of the letter size."""
        return self.widths.get(code, self.default_width)

    def said(self, code: int) -> str:
        """The letters that a code stands for."""
        if code in self.letters:
            return self.letters[code]
        return bytes([code]).decode("cp1252", "replace") if self.code_length == 1 else "\ufffd"


def read_font(font: pikepdf.Object) -> Font:
    """A font as a content stream uses it; one that is damaged has common widths."""
    read = Font()
    try:
        if font.get("/Subtype") == "/Type0":
            _read_composite(font, read)
        else:
            _read_simple(font, read)
        mapping = font.get("/ToUnicode")
        if isinstance(mapping, pikepdf.Stream):
            read.letters = dict(_mapped(mapping.read_bytes()))
    except (ValueError, TypeError, AttributeError, IndexError, KeyError, pikepdf.PdfError):
        return read
    return read


def _read_composite(font: pikepdf.Object, read: Font) -> None:
    read.code_length = 2
    read.upright = str(font.get("/Encoding", "")).endswith("-V")
    below = font.DescendantFonts[0]
    read.default_width = float(below.get("/DW", 1000))
    items = list(below.get("/W", []))[:MOST_WIDTHS]
    place = 0
    while place + 1 < len(items):
        first = int(items[place])
        if isinstance(items[place + 1], pikepdf.Array):
            for offset, width in enumerate(items[place + 1]):
                read.widths[first + offset] = float(width)
            place += 2
        else:
            last = min(int(items[place + 1]), first + MOST_WIDTHS)
            read.widths.update(dict.fromkeys(range(first, last + 1), float(items[place + 2])))
            place += 3


def _read_simple(font: pikepdf.Object, read: Font) -> None:
    scale = 1.0
    if font.get("/Subtype") == "/Type3":
        scale = abs(float(font.FontMatrix[0])) * 1000
    elif "Courier" in str(font.get("/BaseFont", "")):
        read.default_width = 600.0
    if "/Widths" in font:
        read.default_width = float(font.get("/FontDescriptor", pikepdf.Dictionary()).get("/MissingWidth", 0))
        first = int(font.get("/FirstChar", 0))
        for offset, width in enumerate(list(font.Widths)[:256]):
            read.widths[first + offset] = float(width) * scale


_LINE = re.compile(rb"<([0-9A-Fa-f\s]*)>\s*<([0-9A-Fa-f\s]*)>\s*(?:<([0-9A-Fa-f\s]*)>|\[([^\]]*)\])?")


def _mapped(table: bytes) -> Iterator[tuple[int, str]]:
    for kind, block in re.findall(rb"beginbf(char|range)(.*?)endbf", table[:2_000_000], re.DOTALL):
        if kind == b"char":
            for code, text in re.findall(rb"<([0-9A-Fa-f\s]+)>\s*<([0-9A-Fa-f\s]*)>", block):
                yield int(code, 16), _letters(text)
            continue
        for first, last, start, listed in _LINE.findall(block):
            low, high = int(first, 16), min(int(last, 16), int(first, 16) + 65_535)
            if listed:
                yield from zip(range(low, high + 1), map(_letters, re.findall(rb"<([^>]*)>", listed)), strict=False)
            elif start:
                yield from ((low + step, _shifted(start, step)) for step in range(high - low + 1))


def _letters(digits: bytes) -> str:
    return bytes.fromhex(digits.decode("ascii")).decode("utf-16-be", "replace")


def _shifted(start: bytes, step: int) -> str:
    text = _letters(start)
    return text[:-1] + chr((ord(text[-1]) + step) % 0x110000) if text else ""
