"""A document as plain text in UTF-8: its head, then its words, a paragraph to a line."""

from __future__ import annotations

from collections.abc import Iterator

from content.formats.publication import Publication, in_one_line, origin, printable, standing
from content.provisions.outline import paragraphs


def plain_text(publication: Publication) -> bytes:
    """The whole document; every paragraph stands between empty lines."""
    return ("\n\n".join(_paragraphs(printable(publication))) + "\n").encode()


def _paragraphs(publication: Publication) -> Iterator[str]:
    head = (publication.issuer, f"{publication.type} {publication.number}", publication.title)
    yield from filter(None, map(in_one_line, head))
    if said := standing(publication):
        yield f"[{said}]"
    yield from paragraphs(publication.preamble)
    for provision in publication.provisions:
        if title := in_one_line(provision.title()):
            yield title
        yield from (f"[{note}]" for note in paragraphs(provision.note))
        yield from paragraphs(provision.text)
    if not publication.is_signed_in_text:
        yield from filter(None, map(in_one_line, (publication.signer_title, publication.signer)))
    yield origin(publication)
