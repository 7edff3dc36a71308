"""How much of the words of old and new files comes out right, and how long a long PDF takes."""

from __future__ import annotations

import io
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from statistics import mean, median

import pypdfium2

from bench.figures import MILLISECONDS, Figure, timed
from bench.workspace import DATA
from content.errors import Invalid
from content.extraction.sandbox import extract

OLD = DATA / "legacy_encodings"
GAZETTE = DATA / "import_files" / "congbao"
MEDIAN, MEAN, GAZETTE_SHARE, LONG_PAGES, LONG_SECONDS = 0.99, 0.97, 0.995, 200, 3
ALIGNED_BELOW = 20_000
"""Syllables of a text up to which they are aligned one by one; longer ones are counted, which is never stricter."""


def measure(*, quick: bool = False) -> Iterator[Figure]:
    """Syllable accuracy as METRIC.md beside the files defines it, each set apart; a refused file has nothing right."""
    for name in ("tcvn3", "vni", "synthetic_vni"):
        yield from accuracy(OLD / name, quick=quick)
    yield changed_unicode()
    yield from gazette(quick=quick)
    yield long_pdf()


def accuracy(folder: Path, *, quick: bool) -> Iterator[Figure]:
    """The middle and the mean of one set of old files."""
    found = [syllables_right(path) for path in sources(folder, quick=quick)]
    note = f"{median(found):.4f}; {len(found)} files, {found.count(0.0)} refused, worst {min(found):.4f}"
    yield Figure(f"{folder.name}: syllables right, median", median(found), "", MEDIAN, more_is_better=True, note=note)
    yield Figure(
        f"{folder.name}: syllables right, mean", mean(found), "", MEAN, more_is_better=True, note=f"{mean(found):.4f}"
    )


def changed_unicode() -> Figure:
    """Unicode texts of the gazette that reading them as plain text changed."""
    texts = sorted(GAZETTE.glob("*.txt"))
    changed = sum(words(extract(path).text) != words(path.read_text("utf-8")) for path in texts)
    return Figure("Unicode files changed", changed, "files", 0, note=f"of {len(texts)}")


def gazette(*, quick: bool) -> Iterator[Figure]:
    """The syllables of the gazette's PDF files against the text beside them, all together and the worst."""
    found = [syllables_right(path) for path in sources(GAZETTE, quick=quick)]
    note = f"{mean(found):.4f}; {len(found)} files, worst {min(found):.4f}"
    yield Figure("gazette PDF: syllables right, mean", mean(found), "", GAZETTE_SHARE, more_is_better=True, note=note)


def long_pdf() -> Figure:
    """The gazette's pages over and over until they are two hundred, read in the sandbox."""
    with tempfile.TemporaryDirectory() as folder, pypdfium2.PdfDocument.new() as whole:
        files = sorted(GAZETTE.glob("*.pdf"))
        while len(whole) < LONG_PAGES:
            for path in files:
                with pypdfium2.PdfDocument(path) as part:
                    whole.import_pages(part, list(range(min(len(part), LONG_PAGES - len(whole)))))
        whole.save(buffer := io.BytesIO())
        long = Path(folder) / "long.pdf"
        long.write_bytes(buffer.getvalue())
        seconds = timed(lambda: extract(long)) / MILLISECONDS
    return Figure(f"text of a PDF of {LONG_PAGES} pages", seconds, "s", LONG_SECONDS)


def sources(folder: Path, *, quick: bool) -> list[Path]:
    """The files of a folder that have their right text beside them."""
    found = sorted(path for path in folder.iterdir() if path.suffix != ".txt")
    return found[::5] if quick else found


def syllables_right(path: Path) -> float:
    """The share of the right text's syllables that come out the same; none when the file is refused."""
    right = words(path.with_suffix(".txt").read_text("utf-8"))
    try:
        got = words(extract(path).text)
    except Invalid:
        return 0.0
    if len(right) > ALIGNED_BELOW:
        return sum((Counter(right) & Counter(got)).values()) / len(right)
    blocks = SequenceMatcher(None, right, got, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / len(right)


def words(text: str) -> list[str]:
    """What stands between spaces, in one normal form."""
    return unicodedata.normalize("NFC", text).split()
