"""Texts of LibreOffice (.odt)."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from content.errors import Invalid
from content.extraction.blocks import RawBlock, Read, paragraph, table
from content.extraction.packages import Package
from content.legacy_encodings import Run

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_LEFT_OUT = {_TEXT + "tracked-changes", _OFFICE + "annotation", _TEXT + "sequence-decls", _OFFICE + "forms"}
_MOST_SPACES = 1_000


def read(data: bytes) -> Read:
    """The body in order."""
    package = Package(data)
    if "META-INF/manifest.xml" in package.names and b"encryption-data" in package.part("META-INF/manifest.xml"):
        raise Invalid("Tài liệu được đặt mật khẩu. Xin gỡ mật khẩu rồi tải lên lại.")
    root = package.xml("content.xml")
    fonts = {
        style.get(_STYLE + "name", ""): properties.get(_STYLE + "font-name", "")
        for style in root.iter(_STYLE + "style")
        for properties in style.iterfind(_STYLE + "text-properties")
    }
    body = root.find(_OFFICE + "body")
    return Read(tuple(_blocks(body, fonts)) if body is not None else ())


def _blocks(element: etree._Element, fonts: dict[str, str], *, listed: bool = False) -> Iterator[RawBlock]:
    for child in element:
        if child.tag in _LEFT_OUT or not isinstance(child.tag, str):
            continue
        if child.tag == _TEXT + "h":
            level = child.get(_TEXT + "outline-level", "1")
            yield paragraph(_runs(child, fonts, ""), level=int(level) if level.isdigit() and level != "0" else 1)
        elif child.tag == _TEXT + "p":
            yield paragraph(_runs(child, fonts, ""), kind="list item" if listed else "paragraph")
        elif child.tag == _TABLE + "table":
            rows = [row for row in child.iter(_TABLE + "table-row") if next(row.iterancestors(child.tag)) is child]
            yield table([_cell(cell, fonts) for cell in row.iterfind(_TABLE + "table-cell")] for row in rows)
        else:
            yield from _blocks(child, fonts, listed=listed or child.tag == _TEXT + "list")


def _cell(cell: etree._Element, fonts: dict[str, str]) -> list[Run]:
    runs: list[Run] = []
    for block in _blocks(cell, fonts):
        for row in block.rows:
            for inner in row:
                runs += [Run("\n"), *inner] if runs else inner
    return runs


def _runs(element: etree._Element, fonts: dict[str, str], font: str) -> Iterator[Run]:
    font = fonts.get(element.get(_TEXT + "style-name", ""), "") or font
    if element.text:
        yield Run(element.text, font)
    for child in element:
        if child.tag == _TEXT + "s":
            count = child.get(_TEXT + "c", "1")
            yield Run(" " * (min(int(count), _MOST_SPACES) if count.isdigit() else 1), font)
        elif child.tag == _TEXT + "tab":
            yield Run("\t", font)
        elif child.tag == _TEXT + "line-break":
            yield Run("\n", font)
        elif child.tag not in _LEFT_OUT:
            yield from _runs(child, fonts, font)
        if child.tail:
            yield Run(child.tail, font)
