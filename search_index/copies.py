"""The folder that holds the index: copies side by side, one of them current, and a lock for whoever writes.

    index/lock            held by the one process that writes
    index/current         names the copy in use; replaced in one step
    index/copy-7/         an engine's files
    index/copy-7/about.json   of what store and generation, by which engine and layout, with which files

A copy is only a cache: whatever is wrong with it, another one is made beside it and takes its place.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from search_index import analysis
from search_index.port import Damaged

LAYOUT = f"5.{analysis.VERSION}"
"""Of the index and of the tokens in it; an index of another layout is rebuilt."""

_ABOUT, _CURRENT, _LOCK = "about.json", "current", "lock"


@dataclass(frozen=True)
class About:
    """What a copy of the index holds."""

    layout: str
    engine: str
    store: str
    generation: int
    records: int
    provisions: int
    tokens: int
    """Of all provisions together."""
    words: dict[str, int]
    """How many provisions hold each exact token. Engines go on counting what was removed, so it is kept here."""
    files: dict[str, int] = field(default_factory=dict)
    """Size of each file when the copy was last written."""


class Copies:
    """The folder of an index."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @contextmanager
    def writing(self, *, wait: bool = True) -> Iterator[bool]:
        """The turn to write, of all threads and processes; says whether it was got, which without waiting may be no."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / _LOCK).open("a") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
                return
            yield True

    def current(self) -> Path | None:
        """The copy in use, if there is one."""
        try:
            name = (self.folder / _CURRENT).read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError):
            return None
        place = self.folder / name
        return place if name.startswith("copy-") and place.is_dir() else None

    def about(self, copy: Path) -> About:
        """What a copy says of itself, believed as it stands; raises Damaged when it says nothing that can be read."""
        try:
            said = json.loads((copy / _ABOUT).read_text("utf-8"))
            about = About(**said)
        except (OSError, ValueError, TypeError) as error:
            raise Damaged(f"{copy.name}: {error}") from error
        return about

    def check(self, copy: Path, about: About) -> None:
        """Raise Damaged when files are missing or have another size; only with the turn to write is this certain."""
        sizes = _sizes(copy)
        wrong = [name for name, size in about.files.items() if sizes.get(name) != size]
        if wrong:
            raise Damaged(f"{copy.name}: {', '.join(sorted(wrong)[:5])}")

    def beside(self) -> Path:
        """A new empty folder for the next copy; the remains of one that was never finished are cleared away."""
        current = self.current()
        for leftover in self.folder.glob("copy-*"):
            if leftover != current:
                shutil.rmtree(leftover, ignore_errors=True)
        numbers = [int(place.name[5:]) for place in self.folder.glob("copy-*") if place.name[5:].isdigit()]
        place = self.folder / f"copy-{max(numbers, default=0) + 1}"
        place.mkdir(parents=True)
        return place

    def describe(self, copy: Path, about: About) -> About:
        """Write what a copy holds, with the sizes of its files as they are now."""
        complete = replace(about, files=_sizes(copy))
        _replace(copy / _ABOUT, json.dumps(vars(complete), ensure_ascii=False))
        return complete

    def condemn(self, copy: Path) -> None:
        """Take a copy's description away, so that nobody opens it again."""
        (copy / _ABOUT).unlink(missing_ok=True)

    def adopt(self, copy: Path) -> None:
        """Make a copy the current one, and clear the others away; who still reads one keeps its open files."""
        _replace(self.folder / _CURRENT, copy.name)
        for other in self.folder.glob("copy-*"):
            if other != copy:
                shutil.rmtree(other, ignore_errors=True)


def _sizes(copy: Path) -> dict[str, int]:
    found: dict[str, int] = {}
    for folder, _, names in os.walk(copy):
        for name in names:
            # Locks and records of what to clear away change without the index changing.
            if (
                name != _ABOUT
                and not name.endswith((".lock", ".tmp"))
                and "LOCK" not in name
                and name != ".managed.json"
            ):
                path = Path(folder) / name
                found[str(path.relative_to(copy))] = path.stat().st_size
    return found


def _replace(path: Path, text: str) -> None:
    beside = path.with_name(f"{path.name}.tmp")
    with beside.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
