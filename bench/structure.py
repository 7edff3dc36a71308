"""How many articles of the real documents come out right when their text is set as printed and parsed again."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from typing import Any

from bench.figures import MILLISECONDS, Figure, timed
from bench.workspace import DOCUMENTS
from content.imports.register import without_remarks
from content.provisions.provision import Level, Provision
from content.provisions.structure import from_articles, parse
from content.vietnamese import nfc_clean

RIGHT, LONG_ARTICLES, LONG_SECONDS = 0.995, 1_000, 0.5

Article = tuple[str, str]
"""Number and heading."""


def measure(*, quick: bool = False) -> Iterator[Figure]:
    """The share of articles with the right number and heading, and how long a long law takes."""
    expected = found = strictly = 0
    for document in documents(quick=quick):
        articles = printed_articles(document)
        expected += len(articles)
        parsed = parsed_articles(as_printed(document))
        strictly += len(articles) - len(missed(articles, [(number, heading) for number, heading, _ in parsed]))
        found += len(articles) - len(missed(articles, as_registered(parsed, articles)))
    note = (
        f"{found:,} of {expected:,} articles, {found / expected:.4f}; as the register sorts: {strictly / expected:.4f}"
    )
    yield Figure("articles parsed right", found / expected, "", RIGHT, more_is_better=True, note=note)
    long = "\n".join(f"Điều {n}. Tên điều\n1. Khoản một.\na) Điểm a;" for n in range(1, LONG_ARTICLES + 1))
    seconds = timed(lambda: parse(long)) / MILLISECONDS
    yield Figure(f"parsing {LONG_ARTICLES:,} articles", seconds, "s", LONG_SECONDS)


def documents(*, quick: bool = False) -> Iterator[dict[str, Any]]:
    """The real documents; every twentieth when it has to be quick."""
    with gzip.open(DOCUMENTS, "rt", encoding="utf-8") as lines:
        for place, line in enumerate(lines):
            if not quick or place % 20 == 0:
                yield json.loads(line)


def as_printed(document: Mapping[str, Any]) -> str:
    """The document's text as a printer sets it: type, number and title, then each article under its number."""
    lines = [document["type"].upper(), f"Số: {document['number']}", document["title"] or "", ""]
    for place, articles in enumerate(sequences(document)):
        if place:
            lines += ["QUY CHẾ", "(Ban hành kèm theo văn bản này)"]
        for article in articles:
            lines += [article.title(), article.text]
        if not place:
            lines += ["Nơi nhận:", "- Như trên;", "BỘ TRƯỞNG"]
    return nfc_clean("\n".join(lines))


def sequences(document: Mapping[str, Any]) -> list[list[Provision]]:
    """The articles in the order of their numbers; the source orders by subject, and a number again is a regulation's.

    What the source's maker wrote into the texts (remarks on related documents) was never printed.
    """
    cleaned = [
        {**article, "heading": article["heading"] or "", "text": without_remarks(article["text"] or "")[0]}
        for article in document["articles"]
    ]
    found: list[list[Provision]] = []
    for part in sorted(from_articles(cleaned), key=in_order):
        place = next((place for place, run in enumerate(found) if run[-1].number != part.number), len(found))
        if part.kind is Level.ARTICLE and part.number:
            found[place:] = [[*found[place], part] if place < len(found) else [part], *found[place + 1 :]]
    return found


def in_order(part: Provision) -> tuple[int, str]:
    """Figure and letters of a number: 5, 5a, 6; đ stands behind d."""
    figures, letters = re.fullmatch(r"([0-9]*)(.*)", part.number or "", re.DOTALL).groups()  # type: ignore[union-attr]
    return int(figures or 0), letters.replace("đ", "d~")


def printed_articles(document: Mapping[str, Any]) -> list[Article]:
    """Number and heading of each article that has a number."""
    return [(part.number or "", squeezed(part.heading)) for run in sequences(document) for part in run]


def parsed_articles(text: str) -> list[tuple[str, str, str]]:
    """The number, the heading and the text of what the parser found."""
    return [
        (part.number or "", squeezed(part.heading), squeezed(part.text))
        for part in parse(text).provisions
        if part.kind is Level.ARTICLE
    ]


def as_registered(parsed: list[tuple[str, str, str]], expected: list[Article]) -> list[Article]:
    """Number and heading; the register calls the one sentence of an article without a name its heading."""
    sentences = {article for article in expected if article[1]}
    return [
        (number, text if not heading and (number, text) in sentences else heading) for number, heading, text in parsed
    ]


def missed(expected: list[Article], found: list[Article]) -> list[Article]:
    """The expected articles that were not found at their place in the order."""
    blocks = SequenceMatcher(None, expected, found, autojunk=False).get_matching_blocks()
    right = {place for block in blocks for place in range(block.a, block.a + block.size)}
    return [article for place, article in enumerate(expected) if place not in right]


def squeezed(heading: str) -> str:
    """The words of a heading, whatever stands between them."""
    return " ".join(nfc_clean(heading).strip("* .").split())
