"""A text file with TOML between two ``+++`` lines, read so that a mistake is named with its file and line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FENCE = "+++"
TOML_LINE = re.compile(r"at line (\d+)")


class WrongFile(ValueError):
    """A file is not as it should be; the message begins with its path and line."""

    def __init__(self, path: Path, line: int, message: str) -> None:
        super().__init__(f"{path}:{line}: {message}")
        self.path = path
        self.line = line


@dataclass(frozen=True)
class Source:
    """A file taken apart: its front matter, and the text after it."""

    path: Path
    matter: Mapping[str, Any]
    text: str
    lines: tuple[str, ...]

    def refuse(self, word: str, message: str) -> WrongFile:
        """The error that points to the first line holding a word."""
        line = next((number for number, line in enumerate(self.lines, 1) if word and word in line), 1)
        return WrongFile(self.path, line, message)


def read_source(path: Path) -> Source:
    """A file with front matter; refused when the fences or the TOML between them are broken."""
    lines = tuple(path.read_text(encoding="utf-8").splitlines())
    if not lines or lines[0].strip() != FENCE:
        raise WrongFile(path, 1, f"the first line must be {FENCE}")
    end = next((number for number, line in enumerate(lines[1:], 1) if line.strip() == FENCE), None)
    if end is None:
        raise WrongFile(path, len(lines), f"the front matter has no closing {FENCE}")
    try:
        matter = tomllib.loads("\n".join((*lines[1:end], "")))
    except tomllib.TOMLDecodeError as error:
        found = TOML_LINE.search(str(error))
        line = int(found[1]) + 1 if found else end
        raise WrongFile(path, line, str(error).partition(" (at ")[0]) from error
    return Source(path, matter, "\n".join(lines[end + 1 :]).strip() + "\n", lines)
