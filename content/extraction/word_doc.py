"""Word files of 1997 to 2003 (.doc), read from their own structures, so that each run's font is known."""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from content.errors import Invalid
from content.extraction.blocks import RawBlock, Read, paragraph, table
from content.extraction.compound import Compound
from content.extraction.plain_text import western
from content.legacy_encodings import Run

_WORD = 0xA5EC
_ENCRYPTED, _SECOND_TABLE = 0x0100, 0x0200
_PAIRS = 154
_STYLES, _CHARACTERS, _PARAGRAPHS, _FONTS, _PIECES = 1, 12, 13, 15, 33
_FONT, _DELETED, _IN_TABLE, _ROW_END, _CHARACTER_STYLE = 0x4A4F, 0x0800, 0x2416, 0x2417, 0x4A30
_SIZES = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
_SIGNS = {"\x0b": "\n", "\x0e": "\n", "\x1e": "-", "\x1f": "", "\xa0": " "}
_ENDS = "\r\x07\x0c"
_BROKEN = "Tệp Word (.doc) bị hỏng hoặc chưa được tải lên trọn vẹn."


@dataclass(frozen=True)
class _Style:
    base: int
    sprms: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class _Look:
    """How a stretch of bytes looks: by position in the file, where it ends and what is set on it."""

    starts: list[int]
    settings: list[tuple[int, dict[int, int]]]

    def at(self, position: int) -> tuple[int, dict[int, int]]:
        """The style and the settings at a place in the file."""
        place = bisect_right(self.starts, position) - 1
        return self.settings[place] if place >= 0 else (0, {})


@dataclass(frozen=True)
class _Paragraph:
    runs: tuple[Run, ...]
    style: int
    in_table: bool
    ends_cell: bool
    ends_row: bool


def read(data: bytes) -> Read:
    """The text of body, notes and text boxes with the font of each run."""
    compound = Compound(data)
    main = compound.stream("WordDocument")
    try:
        return Read(tuple(_blocks(list(_Document(main, compound).paragraphs()))))
    except (struct.error, IndexError, RecursionError) as error:
        raise Invalid(_BROKEN) from error


class _Document:
    def __init__(self, main: bytes, compound: Compound) -> None:
        magic, version = struct.unpack_from("<HH", main)
        if magic != _WORD or version < 101:
            raise Invalid("Tệp Word này cũ hơn Word 97 nên chưa đọc được. Xin lưu lại bằng Word mới rồi tải lên.")
        flags = struct.unpack_from("<H", main, 10)[0]
        if flags & _ENCRYPTED:
            raise Invalid("Tài liệu được đặt mật khẩu. Xin gỡ mật khẩu rồi tải lên lại.")
        self.main = main
        self.table = compound.stream("1Table" if flags & _SECOND_TABLE else "0Table")
        body, notes, headers, macros, comments, endnotes, boxes = struct.unpack_from("<7i", main, 0x4C)
        after_notes = body + notes
        after_comments = after_notes + headers + macros + comments
        # Headers stand between: they repeat on each page what is not the document's text.
        self.shown = [(0, after_notes), (after_comments, after_comments + endnotes + boxes)]
        self.fonts = self._fonts()
        self.default_font, self.styles = self._styles()
        self.characters = self._looks(_CHARACTERS)
        self.of_paragraphs = self._looks(_PARAGRAPHS)

    def _part(self, number: int) -> bytes:
        start, length = struct.unpack_from("<II", self.main, _PAIRS + number * 8)
        return self.table[start : start + length]

    def _fonts(self) -> list[str]:
        part = self._part(_FONTS)
        fonts: list[str] = []
        if len(part) < 4:
            return fonts
        count, place = struct.unpack_from("<H", part)[0], 4
        for _ in range(count):
            if place >= len(part):
                break
            length = part[place]
            name = part[place + 40 : place + 1 + length].decode("utf-16-le", "ignore")
            fonts.append(name.split("\0")[0])
            place += 1 + length
        return fonts

    def _styles(self) -> tuple[int, dict[int, _Style]]:
        part = self._part(_STYLES)
        styles: dict[int, _Style] = {}
        if len(part) < 20:
            return 0, styles
        length, count, base_length = struct.unpack_from("<HHH", part)
        default = struct.unpack_from("<H", part, 14)[0]
        place = 2 + length
        for number in range(count):
            if place + 2 > len(part):
                break
            size = struct.unpack_from("<H", part, place)[0]
            if size:
                styles[number] = _style(part[place + 2 : place + 2 + size], base_length)
            place += 2 + size
        return default, styles

    def _looks(self, number: int) -> _Look:
        part = self._part(number)
        count = max(0, (len(part) - 4) // 8)
        pages = struct.unpack_from(f"<{count}I", part, (count + 1) * 4) if count else ()
        starts: list[int] = []
        settings: list[tuple[int, dict[int, int]]] = []
        reader = self._character_page if number == _CHARACTERS else self._paragraph_page
        for page_number in pages:
            start = (page_number & 0x3FFFFF) * 512
            for place, setting in reader(self.main[start : start + 512]):
                starts.append(place)
                settings.append(setting)
        return _Look(starts, settings)

    def _character_page(self, page: bytes) -> Iterator[tuple[int, tuple[int, dict[int, int]]]]:
        count = page[511]
        places = struct.unpack_from(f"<{count}I", page)
        for number, place in enumerate(places):
            start = page[(count + 1) * 4 + number] * 2
            settings = _sprms(page[start + 1 : start + 1 + page[start]]) if start else {}
            yield place, (0, settings)

    def _paragraph_page(self, page: bytes) -> Iterator[tuple[int, tuple[int, dict[int, int]]]]:
        count = page[511]
        places = struct.unpack_from(f"<{count}I", page)
        for number, place in enumerate(places):
            start = page[(count + 1) * 4 + number * 13] * 2
            if not start:
                yield place, (0, {})
                continue
            length, start = (page[start] * 2 - 1, start + 1) if page[start] else (page[start + 1] * 2, start + 2)
            properties = page[start : start + length]
            style = struct.unpack_from("<H", properties)[0] if len(properties) > 1 else 0
            yield place, (style, _sprms(properties[2:]))

    def _pieces(self) -> Iterator[tuple[int, int, int]]:
        """Each piece of the text: its first and last character, and its place in the file, negative for UTF-16."""
        part = self._part(_PIECES)
        place = 0
        while part[place] == 1:
            place += 3 + struct.unpack_from("<H", part, place + 1)[0]
        count = (struct.unpack_from("<I", part, place + 1)[0] - 4) // 12
        starts = struct.unpack_from(f"<{count + 1}I", part, place + 5)
        for number in range(count):
            where = struct.unpack_from("<I", part, place + 5 + (count + 1) * 4 + number * 8 + 2)[0]
            yield starts[number], starts[number + 1], where

    def characters_of_text(self) -> Iterator[tuple[str, int]]:
        """Each character of the text that is shown, with its place in the file."""
        for first, last, where in self._pieces():
            narrow = bool(where & 0x40000000)
            start = (where & 0x3FFFFFFF) // 2 if narrow else where & 0x3FFFFFFF
            width = 1 if narrow else 2
            data = self.main[start : start + (last - first) * width]
            text = (
                western(data)
                if narrow
                else "".join(map(chr, struct.unpack(f"<{len(data) // 2}H", data[: len(data) // 2 * 2])))
            )
            for begin, end in self.shown:
                for place in range(max(first, begin), min(last, end, first + len(text))):
                    yield text[place - first], start + (place - first) * width

    def paragraphs(self) -> Iterator[_Paragraph]:
        """The text cut where paragraphs and cells end, without the instructions of fields."""
        letters: list[tuple[str, str]] = []
        fields: list[bool] = []
        for letter, position in self.characters_of_text():
            if letter == "\x13":
                fields.append(True)
            elif letter == "\x14" and fields:
                fields[-1] = False
            elif letter == "\x15" and fields:
                fields.pop()
            elif letter in _ENDS:
                yield self._paragraph(letters, letter, position)
                letters = []
            elif not any(fields):
                shown = _SIGNS.get(letter, letter)
                _, settings = self.characters.at(position)
                if shown and (shown >= " " or shown in "\t\n") and not settings.get(_DELETED):
                    letters.append((shown, self._font(position, settings)))
        if letters:
            yield self._paragraph(letters, "\r", -1)

    def _paragraph(self, letters: list[tuple[str, str]], end: str, position: int) -> _Paragraph:
        style, settings = self.of_paragraphs.at(position)
        runs = tuple(
            Run("".join(letter for letter, _ in together), font)
            for font, together in groupby(letters, key=lambda letter: letter[1])
        )
        in_table = bool(settings.get(_IN_TABLE))
        return _Paragraph(runs, style, in_table, in_table and end == "\x07", bool(settings.get(_ROW_END)))

    def _font(self, position: int, settings: dict[int, int]) -> str:
        number = settings.get(_FONT)
        if number is None and _CHARACTER_STYLE in settings:
            number = self._style_font(settings[_CHARACTER_STYLE])
        if number is None:
            number = self._style_font(self.of_paragraphs.at(position)[0])
        number = self.default_font if number is None else number
        return self.fonts[number] if number < len(self.fonts) else ""

    def _style_font(self, number: int) -> int | None:
        for _ in range(20):
            style = self.styles.get(number)
            if style is None:
                return None
            if _FONT in style.sprms:
                return style.sprms[_FONT]
            number = style.base
        return None


def _style(entry: bytes, base_length: int) -> _Style:
    kind = struct.unpack_from("<H", entry, 2)[0]
    changes = struct.unpack_from("<H", entry, 4)[0] & 0xF
    name_length = struct.unpack_from("<H", entry, base_length)[0] if base_length + 2 <= len(entry) else 0
    place = base_length + 2 + name_length * 2 + 2
    found: dict[int, int] = {}
    for number in range(changes):
        place += place % 2
        if place + 2 > len(entry):
            break
        size = struct.unpack_from("<H", entry, place)[0]
        if number == changes - 1:
            found = _sprms(entry[place + 2 : place + 2 + size])
        place += 2 + size
    return _Style(kind >> 4, found)


def _sprms(data: bytes) -> dict[int, int]:
    """The settings in a list of them, those of up to four bytes with their values."""
    found: dict[int, int] = {}
    place = 0
    while place + 2 <= len(data):
        name = data[place] | data[place + 1] << 8
        place += 2
        size = _SIZES.get(name >> 13)
        if size is None:
            size = data[place] + 1 if place < len(data) else 1
            if name == 0xD608 and place + 1 < len(data):
                size = (data[place] | data[place + 1] << 8) + 1
        else:
            found[name] = int.from_bytes(data[place : place + size], "little")
        place += size
    return found


def _blocks(paragraphs: list[_Paragraph]) -> Iterator[RawBlock]:
    for in_table, together in groupby(paragraphs, key=lambda one: one.in_table):
        if in_table:
            yield table(_rows(list(together)))
        else:
            for one in together:
                yield paragraph(one.runs, level=one.style if 1 <= one.style <= 9 else 0)


def _rows(paragraphs: list[_Paragraph]) -> Iterator[list[list[Run]]]:
    row: list[list[Run]] = []
    cell: list[Run] = []
    for one in paragraphs:
        if one.ends_row:
            yield row
            row, cell = [], []
            continue
        cell += [Run("\n"), *one.runs] if cell else one.runs
        if one.ends_cell:
            row.append(cell)
            cell = []
    if row or cell:
        yield [*row, cell]
