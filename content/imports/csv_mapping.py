"""Any CSV table of documents, with a mapping from columns to fields; see README.md beside this file."""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from content.document_numbers import DOCUMENT_KINDS, key
from content.errors import Invalid
from content.imports.dates import read_days
from content.imports.files import SourceError, whole
from content.imports.incoming import Incoming, Rejected, source_key
from content.imports.wording import issuer_of, kind_of, line_of, raised, read_status, type_of_number

FORMAT = "csv"
SHIPPED = Path(__file__).parent / "mappings"
"""Mappings that come with the portal, named by their file."""

FIELDS = (
    "number", "type", "title", "summary", "issuer", "signer", "signer_title", "issued", "effective", "expires",
    "status", "field", "url", "kind",
)  # fmt: skip
"""What a column may be mapped to."""

LONGEST_CELL = 1_000_000


@dataclass(frozen=True)
class ColumnMap:
    """Which column is which field, and what holds for every row."""

    columns: Mapping[str, str]
    fixed: Mapping[str, str] = field(default_factory=dict)
    issuers: Mapping[str, str] = field(default_factory=dict)
    """Other issuers, by a part of the number's symbol."""

    def row(self, cells: Mapping[str, str | None]) -> dict[str, str]:
        """A row by field name."""
        mapped = {name: cells.get(column) or "" for column, name in self.columns.items()}
        return {**self.fixed, **{name: value for name, value in mapped.items() if value.strip()}}


@dataclass(slots=True)
class _Group:
    """The rows that tell of one document."""

    line: int
    first: dict[str, str]
    others: list[dict[str, str]] = field(default_factory=list)


def mapping_from(given: Sequence[str]) -> ColumnMap:
    """The mapping that ``--map`` names: a shipped one, a TOML file, or pairs ``column=field``."""
    if len(given) == 1 and "=" not in given[0]:
        return _from_file(given[0])
    pairs = dict(_pair(one) for one in given)
    if not pairs:
        raise SourceError("Hãy cho biết cột nào là trường nào: --map TỆP.toml, hoặc --map cột=trường (nhiều lần).")
    return _checked(pairs, {}, {})


def read(path: Path, mapping: ColumnMap) -> Iterator[Incoming | Rejected]:
    """Every document of the table; rows with the same number and day are one document, nothing of them lost."""
    groups: dict[Any, _Group] = {}
    for line, cells in _rows(path, mapping):
        if isinstance(cells, Rejected):
            yield cells
            continue
        row = mapping.row(cells)
        number = row.get("number", "").strip()
        same = (key(number), row.get("issued", "").strip()) if number else ("", line)
        if same in groups:
            groups[same].others.append(row)
        else:
            groups[same] = _Group(line, row)
    for group in groups.values():
        try:
            yield _incoming(group, mapping)
        except Invalid as wrong:
            yield Rejected(group.line, str(wrong))


def count(path: Path, mapping: ColumnMap) -> int:
    """How many rows there are, repeated ones too."""
    return sum(1 for _ in _rows(path, mapping))


def _rows(path: Path, mapping: ColumnMap) -> Iterator[tuple[int, dict[str, str | None] | Rejected]]:
    text = whole(path)
    csv.field_size_limit(LONGEST_CELL)
    head = text[: text.find("\n")] if "\n" in text else text
    delimiter = max(",;\t", key=head.count)
    table = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    missing = [column for column in mapping.columns if column not in (table.fieldnames or ())]
    if missing:
        raise SourceError(f"Tệp không có cột: {', '.join(missing)}.")
    while True:
        try:
            cells = next(table, None)
        except csv.Error as error:
            yield table.line_num, Rejected(table.line_num, f"Dòng CSV không đọc được: {error}.")
            continue
        if cells is None:
            return
        if cells.get(None):  # DictReader keeps surplus cells under None
            yield table.line_num, Rejected(table.line_num, "Dòng có nhiều ô hơn số cột.")
        else:
            yield table.line_num, cells


def _incoming(group: _Group, mapping: ColumnMap) -> Incoming:
    row = group.first
    to_check: list[str] = []
    number = line_of(row.get("number"), "number")
    type_ = line_of(row.get("type"), "type") or type_of_number(number)
    if not type_:
        type_ = "Văn bản"
        to_check.append("Nguồn không cho biết loại văn bản.")
    title = _title(row, to_check)
    if not title and not number:
        raise Invalid("Thiếu cả số, ký hiệu và trích yếu.")
    if not number:
        to_check.append("Nguồn không ghi số, ký hiệu.")
    if not title:
        title = f"{type_} số {number}"
        to_check.append("Nguồn không ghi trích yếu; tên hiển thị lấy theo loại và số, ký hiệu.")
    days, doubts = read_days(row)
    to_check += doubts + _repeated(group, title)
    fields: dict[str, Any] = {
        "type": type_,
        "number": number,
        "title": title,
        "summary": line_of(row.get("summary"), "summary"),
        "issuer": _issuer(row, number, mapping, to_check),
        "signer": line_of(row.get("signer"), "signer"),
        "signer_title": line_of(row.get("signer_title"), "signer_title"),
        **days,
        "declared_status": read_status(row.get("status", "")),
        "field": line_of(row.get("field"), "field"),
        "sources": _sources(group),
        "to_check": to_check,
    }
    kind = row.get("kind") or kind_of(type_, number)
    if kind not in DOCUMENT_KINDS:
        raise Invalid("Trường “kind” phải là legal hoặc directions.")
    return Incoming(group.line, kind, fields, source_key(FORMAT, fields))


def _title(row: Mapping[str, str], to_check: list[str]) -> str:
    """The title; one that was put in small letters gets its first letter back, and no more is guessed."""
    title = line_of(row.get("title"), "title")
    if title and title.lower() == title and title[0].isalpha():
        to_check.append(
            "Trích yếu trong nguồn viết thường toàn bộ; mới viết hoa chữ đầu, tên riêng chưa được khôi phục."
        )
        return raised(title)
    return title


def _repeated(group: _Group, title: str) -> list[str]:
    """Other titles that the source gives the same document."""
    titles = dict.fromkeys(line_of(row.get("title"), "title") for row in group.others)
    return [f"Nguồn còn ghi trích yếu khác: “{one}”." for one in titles if one and one.lower() != title.lower()]


def _issuer(row: Mapping[str, str], number: str, mapping: ColumnMap, to_check: list[str]) -> str:
    symbol = number.upper().partition("/")[2]
    named = next((name for part, name in mapping.issuers.items() if part.upper() in symbol), None)
    issuer = named or issuer_of(row.get("issuer"), to_check)
    if not issuer:
        to_check.append("Nguồn không ghi cơ quan ban hành.")
    return issuer


def _sources(group: _Group) -> list[dict[str, str]]:
    urls = dict.fromkeys(row.get("url", "").strip() for row in (group.first, *group.others))
    return [{"name": "Tệp tại nguồn", "url": url} for url in urls if url]


def _from_file(name: str) -> ColumnMap:
    path = SHIPPED / f"{name}.toml" if "/" not in name and not name.endswith(".toml") else Path(name)
    try:
        given = tomllib.loads(whole(path))
    except tomllib.TOMLDecodeError as error:
        raise SourceError(f"{path} không phải là TOML hợp lệ: {error}.") from None
    return _checked(given.get("columns"), given.get("fixed", {}), given.get("issuers", {}))


def _checked(columns: Any, fixed: Any, issuers: Any) -> ColumnMap:
    tables = (columns, fixed, issuers)
    if not columns or not all(
        isinstance(one, dict) and all(isinstance(value, str) for value in one.values()) for one in tables
    ):
        raise SourceError('Bảng ánh xạ cần mục [columns] gồm các dòng cột = "trường".')
    unknown = sorted({*columns.values(), *fixed} - set(FIELDS))
    if unknown:
        raise SourceError(f"Không có trường: {', '.join(unknown)}. Các trường: {', '.join(FIELDS)}.")
    return ColumnMap(columns, fixed, issuers)


def _pair(given: str) -> tuple[str, str]:
    column, equals, name = given.partition("=")
    if not equals or not column.strip() or not name.strip():
        raise SourceError(f"“{given}” không có dạng cột=trường.")
    return column.strip(), name.strip()
