"""A scanned page is read by its picture."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from content.errors import Invalid
from content.extraction.recognition import recognise
from content.extraction.sandbox import Limits

needs_tesseract = pytest.mark.skipif(
    shutil.which("tesseract") is None, reason="needs Tesseract (apt-get install tesseract-ocr tesseract-ocr-vie)"
)


def scanned(folder: Path, *pages: str) -> Path:
    pictures = []
    for text in pages:
        picture = Image.new("L", (1_200, 400), 255)
        ImageDraw.Draw(picture).text((80, 150), text, 0, ImageFont.load_default(60))
        pictures.append(picture)
    path = folder / "scan.pdf"
    pictures[0].save(path, "PDF", resolution=150, save_all=True, append_images=pictures[1:])
    return path


@needs_tesseract
def test_each_page_is_recognised_and_told(tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []
    found = recognise(
        scanned(tmp_path, "Trang thu nhat 2026", "Trang thu hai"),
        progress=lambda done, total: heard.append((done, total)),
    )
    assert found.grade == "OCR"
    assert "2026" in found.blocks[0].text
    assert len(found.blocks) == 2
    assert heard == [(1, 2), (2, 2)]


def test_a_file_with_text_is_not_recognised(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Quyết định", "utf-8")
    assert recognise(path).grade == "text"


@needs_tesseract
def test_recognition_keeps_to_the_limits(tmp_path: Path) -> None:
    with pytest.raises(Invalid):
        recognise(scanned(tmp_path, "Trang"), limits=Limits(output_bytes=600))
