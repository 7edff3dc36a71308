"""Other documents that a text names, as relations. Pure."""

from __future__ import annotations

import re

from content.document_numbers import find_numbers
from content.provisions.outline import paragraphs
from content.validity.codes import RelationType

LONGEST_CITED_TITLE = 300

_BASIS = re.compile(r"\s*(?:[-+*]\s*)?(?:Căn cứ|Thực hiện|Theo đề nghị|Xét)\b")
_FIRST_PROVISION = re.compile(r"\s*(?:Điều\s[0-9]|[0-9I]{1,3}[.)])")
_PRINTED = re.compile(r"[0-9]\S*")
_CITED_TITLE_ENDS = re.compile(r"[;.\n,](?:\s|$)")


def is_basis(line: str) -> bool:
    """Whether a line of a preamble names what the document rests on."""
    return bool(_BASIS.match(line))


def relations_in(body: str, own: str) -> list[dict[str, str]]:
    """Documents that a text names: its bases, and those it cites; each once, and not itself (whose key is ``own``)."""
    found: dict[str, dict[str, str]] = {}
    in_preamble = True
    for line in paragraphs(body):
        in_preamble = in_preamble and not _FIRST_PROVISION.match(line)
        basis = in_preamble and bool(is_basis(line))
        for citation in find_numbers(line):
            printed = _PRINTED.search(line[citation.start : citation.end].rpartition(" ")[2] or line[citation.start :])
            number = printed[0].rstrip(".,;:)") if printed else ""
            if not number or citation.number.key in found or citation.number.key == own:
                continue
            found[citation.number.key] = {
                "type": str(RelationType.BASED_ON if basis else RelationType.CITES),
                "target_number": number[:120],
                "target_title": _cited_title(line, citation.start),
                "note": "",
            }
    return list(found.values())


def _cited_title(line: str, start: int) -> str:
    """The words in which the document is cited, to the end of the clause."""
    words = line[start : start + LONGEST_CITED_TITLE]
    end = _CITED_TITLE_ENDS.search(words)
    return " ".join((words[: end.start()] if end else words).split())
