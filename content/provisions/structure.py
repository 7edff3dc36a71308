"""Plain Vietnamese legal text to its parts, in time linear in the text, for any Unicode.

>>> [part.anchor for part in parse("Chương I\\nQUY ĐỊNH CHUNG\\nĐiều 1. Phạm vi\\nMột.").provisions]
['chuong-i', 'dieu-1']
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from content.provisions.anchors import Anchors, part_anchor
from content.provisions.parsed import Parsed, read
from content.provisions.provision import LONGEST_LABEL, Level, Provision

__all__ = ["Level", "Provision", "Structure", "from_articles", "parse", "structure_of"]

_ARTICLE_NUMBER = re.compile(r"\W*(điều|mục)\s*([0-9]{1,4}[a-zđ]{0,2})?\W*", re.IGNORECASE)
_BARE_NUMBER = re.compile(r"[0-9]{1,4}[a-zđ]{0,2}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Structure:
    """A document taken apart; without articles everything is in the preamble."""

    preamble: str
    provisions: tuple[Provision, ...]
    closing: str
    """Signature and recipients, which stand before the annexes."""

    def complete(self) -> tuple[Provision, ...]:
        """The provisions in their order of reading with the closing as one of them, so that nothing is left out."""
        if not self.closing:
            return self.provisions
        before = next((part.position for part in self.provisions if part.kind is Level.ANNEX), len(self.provisions))
        closing = Provision("phan-ky", None, Level.TEXT, None, "", "", self.closing, before)
        after = (replace(part, position=part.position + 1) for part in self.provisions[before:])
        return (*self.provisions[:before], closing, *after)

    def text(self) -> str:
        """All parts joined, to be read or corrected; :class:`content.provisions.parsed.Parsed` keeps the very lines."""
        parts = [self.preamble]
        for part in self.complete():
            parts += [part.title(), part.text]
        return "\n".join(part for part in parts if part)


def parse(text: str) -> Structure:
    """The parts of a document; a text without articles comes back whole, as its preamble."""
    return structure_of(read(text))


def structure_of(parsed: Parsed) -> Structure:
    """What is kept of a text that was taken apart: without running heads, the signature block by itself."""
    signed = "\n".join(part.text for part in parsed.provisions if part.kind is Level.TEXT)
    rest = [part for part in parsed.provisions if part.kind is not Level.TEXT]
    provisions = tuple(replace(part, position=position) for position, part in enumerate(rest))
    return Structure(parsed.preamble, provisions, signed)


def from_articles(articles: Iterable[Mapping[str, str]]) -> tuple[Provision, ...]:
    """Provisions of articles that are apart already: ``article`` (the number), ``heading``, ``text``, ``note``."""
    anchors = Anchors()
    return tuple(_from_article(position, article, anchors) for position, article in enumerate(articles))


def _from_article(position: int, article: Mapping[str, str], anchors: Anchors) -> Provision:
    printed = article.get("article", "").strip()
    kind, number, label = _read_number(printed)
    return Provision(
        anchor=anchors.take(part_anchor(label, None)),
        parent=None,
        kind=kind,
        number=number,
        label=label,
        heading=article.get("heading", "").strip(),
        text=article.get("text", "").strip(),
        position=position,
        note=article.get("note", "").strip(),
    )


def _read_number(printed: str) -> tuple[Level, str | None, str]:
    """Level, number and label of an article as a register prints it: ``5``, ``(Điều 5``, ``Mục 5``, or a name."""
    if _BARE_NUMBER.fullmatch(printed):
        return Level.ARTICLE, printed, f"Điều {printed}"
    if match := _ARTICLE_NUMBER.fullmatch(printed):
        word = match[1].capitalize()
        kind = Level.ARTICLE if word == "Điều" else Level.SECTION
        return kind, match[2], f"{word} {match[2]}" if match[2] else word
    if not printed:
        return Level.ARTICLE, None, "Điều"
    return Level.TEXT, None, printed[:LONGEST_LABEL]
