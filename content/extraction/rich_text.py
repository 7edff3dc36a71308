"""Rich Text Format: its words with the font of each, without what stands in groups that are not text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from content.errors import Invalid
from content.extraction.blocks import RawBlock, Read, paragraph, table
from content.extraction.plain_text import western
from content.legacy_encodings import Run

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+|([^\\{}\r\n]+)"
)
_NOT_TEXT = (
    "fonttbl colortbl stylesheet info pict object header headerl headerr headerf footer footerl footerr footerf "
    "fldinst listtable listoverridetable revtbl rsidtbl generator themedata colorschememapping datastore latentstyles "
    "xmlnstbl bkmkstart bkmkend nonshppict template private filetbl pntxta pntxtb"
)
_LEFT_OUT = frozenset(_NOT_TEXT.split())
_SIGNS = {
    "tab": "\t", "line": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ",
}  # fmt: skip
_DEEPEST = 1_000


@dataclass(frozen=True)
class _State:
    """What holds until a group ends."""

    font: int = 0
    fallback: int = 1
    left_out: bool = False
    fonts: bool = False


class _Reader:
    def __init__(self) -> None:
        self.blocks: list[RawBlock] = []
        self.runs: list[Run] = []
        self.rows: list[list[list[Run]]] = []
        self.row: list[list[Run]] = []
        self.in_table = False
        self.state = _State()
        self.stack: list[_State] = []
        self.font_names: dict[int, str] = {}
        self.default_font = 0
        self.skip = 0
        self.starred = False

    def read(self, data: bytes) -> Read:
        for match in _TOKEN.finditer(data):
            word, value, code, sign, brace, text = match.groups()
            if brace:
                self._brace(brace)
            elif word:
                self._word(word.decode("ascii"), int(value) if value else None)
            elif code:
                self._text(western(bytes([int(code, 16)])), one=True)
            elif sign:
                self._sign(sign)
            elif text:
                self._text(western(text))
        self._end_paragraph()
        self._end_table()
        return Read(tuple(self.blocks))

    def _brace(self, brace: bytes) -> None:
        self.skip = 0
        if brace == b"{":
            if len(self.stack) >= _DEEPEST:
                raise Invalid("Tệp RTF lồng quá sâu nên không được mở.")
            self.stack.append(self.state)
        elif self.stack:
            self.state = self.stack.pop()

    def _sign(self, sign: bytes) -> None:
        if sign == b"*":
            self.starred = True
        elif sign in (b"~", b"_"):
            self._text(" " if sign == b"~" else "-", one=True)
        elif sign in (b"\\", b"{", b"}"):
            self._text(sign.decode(), one=True)
        elif sign in (b"\n", b"\r"):
            self._end_paragraph()

    def _word(self, word: str, value: int | None) -> None:
        starred, self.starred = self.starred, False
        if word == "fonttbl":
            self.state = replace(self.state, fonts=True, left_out=True)
        elif word in _LEFT_OUT or (starred and word not in ("shptxt", "shpinst")):
            self.state = replace(self.state, left_out=True)
        elif word in ("f", "deff", "uc"):
            self._set(word, value or 0)
        elif word == "plain":
            self.state = replace(self.state, font=self.default_font)
        elif word == "u":
            self.skip = 0
            self._text(chr((value or 0) % 65536))
            self.skip = self.state.fallback
        elif word == "bin":
            self.skip = max(0, value or 0)
        elif word in _SIGNS:
            self._text(_SIGNS[word], one=True)
        elif not self.state.left_out:
            self._layout(word)

    def _set(self, word: str, value: int) -> None:
        if word == "uc":
            self.state = replace(self.state, fallback=max(0, value))
            return
        if word == "deff":
            self.default_font = value
        self.state = replace(self.state, font=value)

    def _layout(self, word: str) -> None:
        if word in ("par", "sect", "page"):
            self._end_paragraph()
        elif word in ("cell", "nestcell"):
            self.in_table = True
            self.row.append(self.runs)
            self.runs = []
        elif word in ("row", "nestrow"):
            self.rows.append(self.row)
            self.row = []
        elif word == "pard":
            self.in_table = False
        elif word == "intbl":
            self.in_table = True

    def _text(self, text: str, *, one: bool = False) -> None:
        if self.skip:
            cut = 1 if one else min(self.skip, len(text))
            self.skip -= cut
            text = text[cut:]
        if self.state.fonts:
            name = self.font_names.get(self.state.font, "")
            self.font_names[self.state.font] = name if ";" in name else name + text
        elif text and not self.state.left_out:
            font = self.font_names.get(self.state.font, "").split(";")[0].strip()
            self.runs.append(Run(text, font))

    def _end_paragraph(self) -> None:
        if self.in_table:
            if self.runs:
                self.runs.append(Run("\n"))
            return
        self._end_table()
        self.blocks.append(paragraph(_joined(self.runs)))
        self.runs = []

    def _end_table(self) -> None:
        if self.row:
            self.rows.append(self.row)
        if self.rows:
            self.blocks.append(table([[_joined(cell) for cell in row] for row in self.rows]))
        self.rows, self.row = [], []


def read(data: bytes) -> Read:
    """Paragraphs and tables in order."""
    return _Reader().read(data)


def _joined(runs: list[Run]) -> Iterator[Run]:
    """Letters written one by one as longer runs."""
    text, font = "", ""
    for run in runs:
        if run.font != font and text:
            yield Run(text, font)
            text = ""
        text, font = text + run.text, run.font
    if text:
        yield Run(text, font)
