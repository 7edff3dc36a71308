"""A document as Markdown: headings by depth, and every other sign meant as itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from content.formats.publication import Publication, in_one_line, nested, origin, printable, standing
from content.provisions.outline import paragraphs

DEEPEST = 6
"""Markdown has no heading below this."""

_ANYWHERE = re.compile(r"[\\`*_\[\]<>&~]")
_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;", "~": "&#126;"}
"""Not every reader of Markdown knows a backslash before these; all know the entity."""
_START = re.compile(r"(?P<bullet>[#+\-])|(?P<number>\d+)(?P<stop>[.)])")
_CLOSING_SIGNS = re.compile(r"#+\Z")


def markdown_text(publication: Publication) -> bytes:
    """The whole document; clauses stay paragraphs, because a list would be numbered anew by who reads it."""
    return ("\n\n".join(_blocks(printable(publication))) + "\n").encode()


def escaped(line: str) -> str:
    """A line of which no sign is taken for Markdown or HTML."""
    line = _ANYWHERE.sub(lambda match: _ENTITIES.get(match[0]) or f"\\{match[0]}", line.strip())
    start = _START.match(line)
    if start is None:
        return line
    at = start.start("bullet") if start["bullet"] else start.start("stop")
    return f"{line[:at]}\\{line[at:]}"


def _heading(depth: int, text: str) -> str:
    # Signs at the end of a heading would close it.
    words = _CLOSING_SIGNS.sub(lambda match: "\\#" * len(match[0]), escaped(in_one_line(text)))
    return f"{'#' * min(depth, DEEPEST)} {words}"


def _blocks(publication: Publication) -> Iterator[str]:
    name = in_one_line(f"{publication.type} {publication.number}")
    yield _heading(1, f"{name}: {publication.title}" if name else publication.title)
    if publication.issuer:
        yield escaped(in_one_line(publication.issuer))
    if said := standing(publication):
        yield f"> {escaped(said)}"
    yield from map(escaped, paragraphs(publication.preamble))
    for depth, provision in nested(publication.provisions):
        if title := in_one_line(provision.title()):
            yield _heading(depth + 2, title)
        yield from (f"> {escaped(note)}" for note in paragraphs(provision.note))
        yield from map(escaped, paragraphs(provision.text))
    if not publication.is_signed_in_text:
        yield from (escaped(in_one_line(one)) for one in (publication.signer_title, publication.signer) if one)
    yield escaped(origin(publication))
