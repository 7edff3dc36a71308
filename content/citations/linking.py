"""Citations in finished HTML made links, without changing a letter of what is read. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator
from html import escape
from urllib.parse import quote, quote_plus

from content.citations.citation import Citation
from content.citations.finding import find
from content.document_numbers import BY_NUMBER, key

_PIECE = re.compile(r"<[^>]*>|<|[^<]+")
_ENTITY = re.compile(r"&(?:[a-z]{2,8}|#\d{1,7}|#x[0-9a-f]{1,6});")
_TAG = re.compile(r"</?([a-z][a-z0-9]*)")
_INLINE = frozenset({"a", "b", "em", "i", "mark", "span", "strong", "sub", "sup", "time"})
"""Tags that stand inside a sentence; every other one ends it."""

_NUMBER = re.compile(r"\d{1,6}[a-zđ]?\s{0,3}[/-].*", re.DOTALL)

Address = Callable[[Citation, str], str]
"""Where a citation in these words leads; empty for one that leads nowhere."""


def address(citation: Citation, words: str) -> str:
    """Where the document and provision cited are shown, or looked for: by its number, else by its name.

    What the text says of its own document leads nowhere from here; see :func:`within_document`.
    """
    place = f"#{citation.provision}" if citation.provision else ""
    if citation.key:
        printed = _NUMBER.search(words)
        number = printed[0] if printed and key(printed[0]) == citation.key else citation.key
        return f"{BY_NUMBER}{quote(number)}{place}"
    return f"/tim-kiem?q={quote_plus(f'{citation.name} {citation.year}'.strip())}" if citation.name else ""


def within_document(path: str, anchors: Container[str]) -> Address:
    """The addresses of a document's citations: of its own provisions too, where it has them."""

    def lead(citation: Citation, words: str) -> str:
        if not citation.own:
            return address(citation, words)
        article = "-".join(citation.provision.split("-")[:2])
        return f"{path}#{citation.provision}" if article in anchors else ""

    return lead


def linked(html: str, lead: Address = address, within: str = "") -> str:
    """The HTML with each citation that has an address a link to it; ``within`` is the anchor of its article.

    What is a link already stays one, and a citation that runs over a tag stays as it is.
    """
    pieces = list(_pieces(html))
    # One character for each that stands in the HTML, so that places in the text are places in the HTML.
    text = "".join("\n" * len(piece) if broken else _readable(piece) for piece, broken, _ in pieces)
    links = [
        (one.start, one.end, where)
        for one in find(text, within=within)
        if (where := lead(one, text[one.start : one.end]))
    ]
    written: list[str] = []
    start, at = 0, 0
    for piece, _, open_to_links in pieces:
        end, done = start + len(piece), start
        while at < len(links) and links[at][0] < end:
            first, last, where = links[at]
            if open_to_links and first >= done and last <= end:
                written += [html[done:first], f'<a class="cited" href="{escape(where)}">{html[first:last]}</a>']
                done = last
            at += 1
        written.append(html[done:end])
        start = end
    return "".join(written)


def _pieces(html: str) -> Iterator[tuple[str, bool, bool]]:
    """Tags and texts in turn: whether it breaks the sentence, and whether it is a text outside every link."""
    links = 0
    for found in _PIECE.finditer(html):
        piece = found[0]
        tag = _TAG.match(piece)
        name = tag[1] if tag else ""
        if name == "a":
            links += -1 if piece.startswith("</") else 1
        yield piece, bool(tag) and name not in _INLINE, not piece.startswith("<") and links <= 0


def _readable(piece: str) -> str:
    """As many characters as the piece has: of tags and entities none that is in a citation."""
    if piece.startswith("<"):
        return "\x01" * len(piece)
    return _ENTITY.sub(lambda entity: "|" * len(entity[0]), piece)
