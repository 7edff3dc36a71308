"""A document as .docx in the layout that Decree 30/2020 lays down for administrative documents."""

from __future__ import annotations

import zipfile
from datetime import UTC
from io import BytesIO

from docx import Document
from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from content.formats.publication import Publication, in_one_line, origin, printable, standing
from content.provisions.outline import paragraphs
from content.provisions.provision import Level

FONT = "Times New Roman"
PART, ARTICLE = "Heading 1", "Heading 2"
"""Styles by which Word's navigation pane lists the parts and the articles."""

FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The day of every part of the archive, so that the same document gives the same bytes."""

_CENTRED = frozenset({Level.PART, Level.CHAPTER, Level.SECTION, Level.SUBSECTION, Level.ANNEX})
"""Parts whose name stands in the middle."""


def word(publication: Publication) -> bytes:
    """The whole document on A4; it says at its end where it comes from, because it is not the signed original."""
    publication = printable(publication)
    document = Document()
    _page(document, publication)
    _head(document, publication)
    _title(document, publication)
    if said := standing(publication):
        _line(document.add_paragraph(), said, 13, italic=True).alignment = ALIGN.CENTER
    for line in paragraphs(publication.preamble):
        _body(document, line)
    for provision in publication.provisions:
        if provision.kind in _CENTRED:
            for words in filter(None, (in_one_line(provision.label), in_one_line(provision.heading))):
                _line(document.add_paragraph(style=PART), words, 14, bold=True).alignment = ALIGN.CENTER
        elif title := in_one_line(provision.title()):
            _line(_justified(document, ARTICLE), title, 14, bold=True)
        for line in paragraphs(provision.note):
            _line(_justified(document), f"[{line}]", 13, italic=True)
        for line in paragraphs(provision.text):
            _body(document, line)
    _foot(document, publication)
    return _same_each_time(document)


def _page(document: Docx, publication: Publication) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.different_first_page_header_footer = True
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(14)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    normal.paragraph_format.space_after = Pt(6)
    for name in (PART, ARTICLE):
        _look_as_text(document.styles[name])
    number = section.header.paragraphs[0]
    number.alignment = ALIGN.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    number._p.append(field)
    about = document.core_properties
    about.author = in_one_line(publication.issuer)[:255]
    about.title = in_one_line(publication.title)[:255]
    about.subject = in_one_line(f"{publication.type} {publication.number}")[:255]
    about.comments = about.last_modified_by = ""
    about.language = publication.language
    about.created = about.modified = publication.updated_at.astimezone(UTC).replace(microsecond=0)
    about.revision = publication.edition


def _look_as_text(style: ParagraphStyle) -> None:
    """A heading that looks as the decree wants it, not as the word processor's own."""
    style.font.name, style.font.color.rgb = FONT, RGBColor(0, 0, 0)
    fonts = style.element.rPr.rFonts
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), FONT)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(0), Pt(6)


def _head(document: Docx, publication: Publication) -> None:
    """The agency and its number on the left; the name of the state, the place and the day on the right."""
    table = document.add_table(rows=1, cols=2)
    left, right = table.rows[0].cells
    # At 12 points the name of the state stands in one line of the right column.
    for column, cell, width in zip(table.columns, (left, right), (Mm(62), Mm(103)), strict=True):
        column.width = cell.width = width
    _centred(left, in_one_line(publication.issuer).upper(), 12, bold=True)
    _rule(left)
    _centred(left, f"Số: {in_one_line(publication.number)}", 13)
    _centred(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, bold=True)
    _centred(right, "Độc lập - Tự do - Hạnh phúc", 13, bold=True)
    _rule(right)
    if day := publication.issued:
        when = f"ngày {day.day:02} tháng {_month(day.month)} năm {day.year}"
        place = in_one_line(publication.place)
        _centred(right, f"{place}, {when}" if place else when.capitalize(), 14, italic=True)


def _month(month: int) -> str:
    """Days below ten and the first two months are written with a nought before them, so that none can be added."""
    return f"{month:02}" if month in (1, 2) else str(month)


def _title(document: Docx, publication: Publication) -> None:
    for text in (in_one_line(publication.type).upper(), in_one_line(publication.title)):
        if text:
            _line(document.add_paragraph(), text, 14, bold=True).alignment = ALIGN.CENTER


def _foot(document: Docx, publication: Publication) -> None:
    if publication.recipients or not publication.is_signed_in_text:
        table = document.add_table(rows=1, cols=2)
        left, right = table.rows[0].cells
        if publication.recipients:
            _line(left.paragraphs[0], "Nơi nhận:", 12, bold=True, italic=True)
            for recipient in publication.recipients:
                _line(left.add_paragraph(), f"- {in_one_line(recipient)}", 11)
        if not publication.is_signed_in_text:
            _centred(right, in_one_line(publication.signer_title).upper(), 14, bold=True)
            if signer := in_one_line(publication.signer):
                _centred(right, "(Đã ký)", 14, italic=True)
                _centred(right, signer, 14, bold=True)
    _line(document.add_paragraph(), origin(publication), 11, italic=True)


def _body(document: Docx, line: str) -> None:
    _line(_justified(document), line, 14)


def _justified(document: Docx, style: str = "Normal") -> Paragraph:
    paragraph = document.add_paragraph(style=style)
    paragraph.alignment = ALIGN.JUSTIFY
    paragraph.paragraph_format.first_line_indent = Mm(10)
    return paragraph


def _centred(cell: _Cell, text: str, size: int, *, bold: bool = False, italic: bool = False) -> None:
    first = cell.paragraphs[0]
    paragraph = cell.add_paragraph() if first.runs or len(cell.paragraphs) > 1 else first
    paragraph.paragraph_format.space_after = Pt(0)
    _line(paragraph, text, size, bold=bold, italic=italic).alignment = ALIGN.CENTER


def _line(paragraph: Paragraph, text: str, size: int, *, bold: bool = False, italic: bool = False) -> Paragraph:
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    run.bold, run.italic = bold or None, italic or None
    return paragraph


def _rule(cell: _Cell) -> None:
    """The short line under the name of an agency or under the motto of the state."""
    paragraph = cell.add_paragraph()
    form = paragraph.paragraph_format
    form.space_after, form.line_spacing = Pt(4), Pt(2)
    form.left_indent = form.right_indent = Mm(20)
    borders, top = OxmlElement("w:pBdr"), OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _same_each_time(document: Docx) -> bytes:
    written, fixed = BytesIO(), BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, FIRST_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return fixed.getvalue()
