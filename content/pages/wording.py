"""The portal's fixed wording: one Markdown file for each page and language, ``<slug>.<language>.md``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from content.front_matter import read_source

FOLDER = Path(__file__).parent
MATTER = {"title", "summary", "updated"}


@dataclass(frozen=True)
class Page:
    """One page in one language."""

    slug: str
    language: str
    title: str
    summary: str
    markdown: str
    updated: date
    """The day of its last change, on which it says it was updated."""


@cache
def pages() -> tuple[Page, ...]:
    """Every page, by slug and language; raises an error naming file and line when one is not as it should be."""
    return tuple(_read(path) for path in sorted(FOLDER.glob("*.md")))


def _read(path: Path) -> Page:
    slug, language, _ending = path.name.split(".")
    source = read_source(path)
    if set(source.matter) != MATTER:
        raise source.refuse("+++", f"the front matter must have exactly {', '.join(sorted(MATTER))}")
    return Page(slug=slug, language=language, markdown=source.text, **source.matter)
