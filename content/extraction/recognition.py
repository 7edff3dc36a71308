"""Scanned PDF files: the letters of each page's picture, recognised by Tesseract, page by page. Work for the worker."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from content.errors import Invalid
from content.extraction.blocks import Block, Extracted
from content.extraction.sandbox import USUAL, Limits, extract, run
from content.vietnamese import nfc_clean

_COMMAND = ["tesseract", "stdin", "stdout", "-l", "vie"]


def recognise(
    path: Path, *, limits: Limits = USUAL, progress: Callable[[int, int], None] = lambda done, total: None
) -> Extracted:
    """The text of a scanned PDF; ``progress`` hears of each page done. A file with a text of its own comes as it is."""
    found = extract(path, limits=limits)
    if found.grade != "image only" or not found.pages:
        return found
    if shutil.which(_COMMAND[0]) is None:
        raise Invalid("Máy chủ chưa cài chương trình nhận dạng chữ (gói tesseract-ocr và tesseract-ocr-vie).")
    blocks: list[Block] = []
    for number in range(found.pages):
        blocks += [Block("paragraph", part) for part in _paragraphs(_page(path, number, limits))]
        progress(number + 1, found.pages)
    note = "Văn bản được máy nhận dạng từ ảnh quét, có thể có chỗ sai."
    return replace(found, grade="OCR", blocks=tuple(blocks), notes=(note,))


def _page(path: Path, number: int, limits: Limits) -> str:
    with path.open("rb") as source, tempfile.TemporaryFile() as picture:
        picture.write(run({"page": number}, source.fileno(), limits))
        picture.seek(0)
        return run({"program": _COMMAND}, picture.fileno(), limits).decode("utf-8", "replace")


def _paragraphs(text: str) -> list[str]:
    """Tesseract leaves a line empty between paragraphs."""
    parts = (" ".join(part.split()) for part in nfc_clean(text).split("\n\n"))
    return [part for part in parts if part]
