"""Workbooks (.xls and .xlsx): each sheet as a heading and a table of what its cells show."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterator

import openpyxl
import xlrd

from content.errors import Invalid
from content.extraction.blocks import RawBlock, Read, paragraph, table
from content.extraction.packages import Package
from content.legacy_encodings import Run

MOST_CELLS = 2_000_000
_BROKEN = "Bảng tính bị hỏng hoặc chưa được tải lên trọn vẹn."
_TOO_LARGE = "Bảng tính quá lớn nên không được đọc."
_PLAIN_SHEET = re.compile(r"(sheet|trang tính|bảng)\s*\d+", re.IGNORECASE)


def read_xls(data: bytes) -> Read:
    """A workbook of 1997 to 2003."""
    try:
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=io.StringIO())
    except xlrd.XLRDError as error:
        if "encrypted" in str(error).lower():
            raise Invalid("Bảng tính được đặt mật khẩu. Xin gỡ mật khẩu rồi tải lên lại.") from error
        raise Invalid(_BROKEN) from error
    except Exception as error:
        raise Invalid(_BROKEN) from error
    blocks: list[RawBlock] = []
    for sheet in book.sheets():
        if sheet.nrows * sheet.ncols > MOST_CELLS:
            raise Invalid(_TOO_LARGE)
        rows = [[_xls_cell(book, sheet, row, column) for column in range(sheet.ncols)] for row in range(sheet.nrows)]
        blocks += _sheet(sheet.name, rows)
    return Read(tuple(blocks))


def read_xlsx(data: bytes) -> Read:
    """A workbook of today."""
    package = Package(data)
    for name in package.names:
        if name.endswith((".xml", ".rels")):
            package.xml(name)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    except Exception as error:
        raise Invalid(_BROKEN) from error
    blocks: list[RawBlock] = []
    for sheet in book.worksheets:
        if sheet.max_row * sheet.max_column > MOST_CELLS:
            raise Invalid(_TOO_LARGE)
        rows = [[[Run(_shown(cell.value), cell.font.name or "")] for cell in row] for row in sheet.iter_rows()]
        blocks += _sheet(sheet.title, rows)
    return Read(tuple(blocks))


def _sheet(name: str, rows: list[list[list[Run]]]) -> Iterator[RawBlock]:
    if not any(run.text.strip() for row in rows for cell in row for run in cell):
        return
    if not _PLAIN_SHEET.fullmatch(name):
        yield paragraph([Run(name)], level=1)
    yield table(rows)


def _xls_cell(book: xlrd.Book, sheet: xlrd.sheet.Sheet, row: int, column: int) -> list[Run]:
    cell = sheet.cell(row, column)
    look = book.xf_list[cell.xf_index] if cell.xf_index is not None else None
    font = book.font_list[look.font_index].name if look else ""
    if cell.ctype == xlrd.XL_CELL_TEXT:
        return list(_rich(cell.value, font, sheet.rich_text_runlist_map.get((row, column), ()), book))
    if cell.ctype == xlrd.XL_CELL_DATE:
        try:
            return [Run(_shown(xlrd.xldate_as_datetime(cell.value, book.datemode)), font)]
        except (ValueError, OverflowError):
            return [Run(_shown(cell.value), font)]
    if cell.ctype == xlrd.XL_CELL_NUMBER:
        return [Run(_shown(cell.value), font)]
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return [Run(_shown(bool(cell.value)), font)]
    return []


def _rich(text: str, font: str, changes: list[tuple[int, int]], book: xlrd.Book) -> Iterator[Run]:
    start = 0
    for place, number in changes:
        if place > start:
            yield Run(text[start:place], font)
        start, font = place, book.font_list[number].name
    yield Run(text[start:], font)


def _shown(value: object) -> str:
    """A value as a cell of the general format shows it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime.datetime):
        return value.strftime("%d/%m/%Y" if value.time() == datetime.time() else "%d/%m/%Y %H:%M")
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.10g}"
    return str(value)
