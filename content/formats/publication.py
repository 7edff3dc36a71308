"""What every format is made from: one published version of a document, as frozen values that hold nothing private."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, datetime
from typing import Any, TypeVar

from content.provisions.provision import Provision
from content.wording import STATUSES

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
"""What no XML document may contain, and no text should."""

SIGNATURE = "phan-ky"
"""The anchor of the signature block where the text of the document has brought its own."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Relation:
    """Another document and what this one does to it."""

    type: str
    """A word of ``validity.codes.RelationType``: ``amends``, ``replaces``."""
    number: str
    title: str
    address: str
    """Where it is read; empty where it is not published here."""


@dataclass(frozen=True, slots=True)
class File:
    """A file of the document, such as its signed original."""

    name: str
    media_type: str
    size: int
    sha256: str
    address: str


@dataclass(frozen=True, slots=True)
class Publication:
    """One published version of a document with its text; what is unknown is empty or None."""

    id: str
    address: str
    """The whole address of the page, with its scheme."""
    place: str
    """The province as written before a date: ``Hòa Giang``."""
    place_code: str
    """The province's administrative code: ``44``."""
    language: str
    """``vi`` or ``en``."""
    type: str
    number: str
    title: str
    summary: str
    issuer: str
    field: str
    signer: str
    signer_title: str
    status: str
    """A word of ``validity.codes.LegalStatus``."""
    as_of: date
    """The day on which it has that status."""
    issued: date | None
    effective: date | None
    expires: date | None
    published_at: datetime
    """In the time of Vietnam, whose days are the days of the document."""
    updated_at: datetime
    edition: int
    preamble: str
    """The text before the provisions; the whole text of a document without any."""
    provisions: tuple[Provision, ...]
    """Their notes say what has been done to each, as of that day."""
    relations: tuple[Relation, ...] = ()
    files: tuple[File, ...] = ()
    recipients: tuple[str, ...] = ()
    """The lines of *Nơi nhận*, without dashes."""

    @property
    def dated(self) -> date:
        """The day that names this text: of issue, else of effect, else of publication."""
        return self.issued or self.effective or self.published_at.date()

    @property
    def is_signed_in_text(self) -> bool:
        """Whether the text ends with the signature block of its own."""
        return any(provision.anchor == SIGNATURE for provision in self.provisions)


def printable(value: T) -> T:
    """The same values with one sort of line end and without the signs that no document may contain."""
    result: Any = value
    if isinstance(value, str):
        result = _UNPRINTABLE.sub("", _LINE_ENDS.sub("\n", value))
    elif isinstance(value, tuple):
        result = tuple(printable(one) for one in value)
    elif is_dataclass(value) and not isinstance(value, type):
        result = replace(value, **{one.name: printable(getattr(value, one.name)) for one in fields(value)})
    if isinstance(value, Provision):
        # Cleaning gives plain text, and the kind is a word of its own.
        result = replace(result, kind=value.kind)
    return result  # type: ignore[no-any-return]


def standing(publication: Publication) -> str:
    """Whether the document holds, on which day; empty for one of which nobody says so."""
    status = STATUSES.get(publication.status)
    return f"Tình trạng tại ngày {publication.as_of:%d/%m/%Y}: {status}." if status else ""


def origin(publication: Publication) -> str:
    """Where a text taken away comes from, and that it is not the signed original."""
    return (
        f"Bản trình bày lại nội dung công bố tại {in_one_line(publication.address)} "
        f"(lần công bố {publication.edition}); không thay thế bản chính."
    )


def in_one_line(text: str) -> str:
    """A title or a name without its line breaks."""
    return " ".join(text.split())


def nested(provisions: Sequence[Provision]) -> Iterator[tuple[int, Provision]]:
    """Each provision in its order of reading with how many it stands in; a parent that is closed or unknown is none."""
    within: list[str] = []
    for provision in provisions:
        while within and within[-1] != provision.parent:
            within.pop()
        yield len(within), provision
        within.append(provision.anchor)
