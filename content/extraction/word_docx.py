"""Word files of today (.docx)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from content.errors import Invalid
from content.extraction.blocks import RawBlock, Read, paragraph, table
from content.extraction.packages import Package
from content.legacy_encodings import Run

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEFT_OUT = {_W + name for name in ("del", "moveFrom", "instrText", "delText", "pPr", "sectPr", "rPr", "tblPr")}
_LEFT_OUT.add("{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")
_SIGNS = {_W + "tab": "\t", _W + "br": "\n", _W + "cr": "\n", _W + "noBreakHyphen": "-"}
_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)


def read(data: bytes) -> Read:
    """Body and notes, in order, without what tracked changes had deleted."""
    package = Package(data)
    if "word/document.xml" not in package.names:
        raise Invalid("Tài liệu Word không có phần nội dung.")
    styles = _Styles(package)
    blocks = list(_blocks(package.xml("word/document.xml"), styles))
    for notes in ("word/footnotes.xml", "word/endnotes.xml"):
        if notes in package.names:
            blocks += [block for block in _blocks(package.xml(notes), styles) if any(block.rows[0][0])]
    return Read(tuple(blocks))


class _Styles:
    """The font and the heading level of each style, as far as the styles that it is based on say."""

    def __init__(self, package: Package) -> None:
        self.fonts: dict[str, str] = {}
        self.levels: dict[str, int] = {}
        self.default = ""
        if "word/styles.xml" not in package.names:
            return
        root = package.xml("word/styles.xml")
        for fonts in root.iterfind(f"{_W}docDefaults//{_W}rFonts"):
            self.default = fonts.get(_W + "ascii", "")
        styles = {style.get(_W + "styleId", ""): style for style in root.iterfind(_W + "style")}
        for name, style in styles.items():
            self.fonts[name] = self._font(style, styles)
            called = style.find(_W + "name")
            heading = _HEADING.fullmatch(called.get(_W + "val", "")) if called is not None else None
            if heading:
                self.levels[name] = int(heading[1])
            if style.get(_W + "default") == "1" and style.get(_W + "type") == "paragraph":
                self.default = self.fonts[name] or self.default

    def _font(self, style: etree._Element, styles: dict[str, etree._Element]) -> str:
        for _ in range(20):
            fonts = style.find(f"{_W}rPr/{_W}rFonts")
            if fonts is not None and fonts.get(_W + "ascii"):
                return str(fonts.get(_W + "ascii"))
            base = style.find(_W + "basedOn")
            if base is None or base.get(_W + "val", "") not in styles:
                return ""
            style = styles[base.get(_W + "val", "")]
        return ""


def _blocks(element: etree._Element, styles: _Styles) -> Iterator[RawBlock]:
    for child in element:
        if child.tag in _LEFT_OUT:
            continue
        if child.tag == _W + "p":
            yield _paragraph(child, styles)
            # A text box stands in a paragraph and has paragraphs of its own.
            for box in child.iter(_W + "txbxContent"):
                if not any(above.tag in _LEFT_OUT for above in box.iterancestors()):
                    yield from _blocks(box, styles)
        elif child.tag == _W + "tbl":
            yield table(
                [_cell(cell, styles) for cell in row.iter(_W + "tc") if _table_of(cell) is child]
                for row in child.iter(_W + "tr")
                if _table_of(row) is child
            )
        else:
            yield from _blocks(child, styles)


def _table_of(element: etree._Element) -> etree._Element | None:
    return next(element.iterancestors(_W + "tbl"), None)


def _cell(cell: etree._Element, styles: _Styles) -> list[Run]:
    runs: list[Run] = []
    for block in _blocks(cell, styles):
        for row in block.rows:
            for inner in row:
                runs += [Run("\n"), *inner] if runs else inner
    return runs


def _paragraph(element: etree._Element, styles: _Styles) -> RawBlock:
    properties = element.find(_W + "pPr")
    style, listed = "", False
    if properties is not None:
        named = properties.find(_W + "pStyle")
        style = named.get(_W + "val", "") if named is not None else ""
        listed = properties.find(_W + "numPr") is not None
    runs = list(_runs(element, styles.fonts.get(style) or styles.default, styles))
    return paragraph(runs, level=styles.levels.get(style, 0), kind="list item" if listed else "paragraph")


def _runs(element: etree._Element, font: str, styles: _Styles) -> Iterator[Run]:
    for child in element:
        if child.tag in _LEFT_OUT or child.tag == _W + "txbxContent":
            continue
        if child.tag == _W + "t":
            yield Run(child.text or "", font)
        elif child.tag in _SIGNS:
            yield Run(_SIGNS[child.tag], font)
        else:
            yield from _runs(child, _font_of(child, styles) or font, styles)


def _font_of(element: etree._Element, styles: _Styles) -> str:
    fonts = element.find(f"{_W}rPr/{_W}rFonts")
    if fonts is not None and fonts.get(_W + "ascii"):
        return str(fonts.get(_W + "ascii"))
    style = element.find(f"{_W}rPr/{_W}rStyle")
    return styles.fonts.get(style.get(_W + "val", ""), "") if style is not None else ""
