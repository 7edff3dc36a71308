"""What an engine must do, and the values that pass between engines, the index and the site.

An engine knows two grains: *records*, which are counted, filtered and listed, and *provisions* (articles, and the text
of a record outside them), which say where in a record the answer stands. It gets tokens and gives ids; it knows nothing
of the store, of Vietnamese, or of what people typed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Protocol

from search_index.query import Filters, Order

Segment = tuple[str, bool]
"""A piece of text, and whether it is marked as found. It is text, not HTML: the template escapes it."""


class Damaged(Exception):
    """The index on disk cannot be read; it has to be rebuilt."""


# -- what goes into an engine ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class RecordDocument:
    """One record in tokens."""

    id: str
    kind: str
    type: str
    issuer: str
    field: str
    year: str
    status: str
    day: date
    title: Sequence[str]
    """Exact tokens of title and number."""
    text: Sequence[str]
    """Exact tokens of everything that can be found in it, the title among them."""
    language: str = ""
    """The language that it is in, where it is there in another too; else empty."""
    content: str = ""
    """Hash of what the public store holds of it; empty when that is not known."""


@dataclass(frozen=True)
class ProvisionDocument:
    """One article of a record, or what it says outside its articles, in tokens."""

    record: str
    position: int
    """Its place in the record; -1 for the text outside the provisions."""
    article: str
    heading: Sequence[str]
    text: Sequence[str]
    defined: Sequence[str]
    """The terms it explains, each joined to one token."""


# -- what an engine is asked -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Words:
    """Tokens side by side, to be found in their exact form or in the folded one."""

    tokens: tuple[str, ...]
    exact: bool


@dataclass(frozen=True)
class Match:
    """Which records are meant.

    A record is meant when it passes the filters, and is pinned or else holds at least ``enough`` of the ``words``
    (folded), all ``phrases``, and none of the ``excluded``. What only raises the score: with
    ``by_title``, words that stand in its title, and ``preferred``, exact tokens.
    """

    words: tuple[str, ...] = ()
    typed: tuple[str, ...] = ()
    """Where given, beside each of the words the exact token that must be held instead; empty where the word will do."""
    enough: int = 0
    preferred: tuple[str, ...] = ()
    by_title: bool = False
    phrases: tuple[Words, ...] = ()
    excluded: tuple[Words, ...] = ()
    pinned: tuple[str, ...] = ()
    filters: Filters = field(default_factory=Filters)

    @property
    def held(self) -> tuple[tuple[str, bool], ...]:
        """The tokens that a record must hold enough of, and whether each is an exact one."""
        typed = self.typed or ("",) * len(self.words)
        return tuple((exact or word, bool(exact)) for word, exact in zip(self.words, typed, strict=True))

    @property
    def matches_all(self) -> bool:
        """Whether nothing but the filters decides."""
        return not (self.words or self.phrases or self.excluded or self.pinned)

    @property
    def only_pinned(self) -> bool:
        """Whether only the pinned records are meant."""
        return bool(self.pinned) and not (self.words or self.phrases)


@dataclass(frozen=True)
class Sought:
    """What a provision should speak of; everything is optional and raises the score."""

    words: tuple[str, ...] = ()
    exact: bool = True
    """Whether words and pairs are exact tokens or folded ones."""
    pairs: tuple[str, ...] = ()
    defined: tuple[str, ...] = ()
    laws: tuple[str, ...] = ()
    """Records named in the question."""
    article: str = ""
    """Number of the article named in the question."""
    records: tuple[str, ...] = ()
    """Only provisions of these, where any are given."""
    filters: Filters = field(default_factory=Filters)


@dataclass(frozen=True)
class Listed:
    """One page of record ids and how many records there are in all."""

    total: int
    found: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Candidate:
    """A provision that an engine proposes, with the tokens to judge it by."""

    record: str
    position: int
    score: float
    article: str
    tokens: str
    """Exact tokens: heading, a bar, text, a bar, the terms explained."""


class Writing(Protocol):
    """A batch of changes, seen by nobody before it is finished."""

    def put(self, record: RecordDocument, provisions: Sequence[ProvisionDocument]) -> None:
        """Add a record that is not in the index."""

    def remove(self, record_ids: Sequence[str]) -> None:
        """Take records out, whether they are in or not."""

    def finish(self) -> None:
        """Make the batch visible and safe on disk."""

    def abandon(self) -> None:
        """Forget the batch."""


class Engine(Protocol):
    """An index on disk: opened for reading by many, written by one at a time (the caller sees to that)."""

    name: str

    def create(self, folder: Path) -> None:
        """Make an empty index in an empty folder, and open it."""

    def open(self, folder: Path) -> None:
        """Open an index; raises Damaged when it cannot be read."""

    def reload(self) -> None:
        """See what has been written since."""

    def close(self) -> None:
        """Let go of files."""

    def write(self, *, bulk: bool = False) -> Writing:
        """Begin a batch; a bulk batch may take more memory."""

    def records(self, match: Match, order: Order, limit: int, offset: int = 0) -> Listed:
        """The records meant, best first or by day and id."""

    def among(self, match: Match, record_ids: Sequence[str]) -> frozenset[str]:
        """Which of some records are meant."""

    def holding(self, phrases: Sequence[Words], record_ids: Sequence[str]) -> Mapping[str, int]:
        """How many of some phrases each of some records holds; a record with none of them is left out."""

    def facets(self, match: Match, names: Sequence[str]) -> Mapping[str, Mapping[str, int]]:
        """How many of the records meant have each value of each facet."""

    def provisions(self, sought: Sought, limit: int) -> list[Candidate]:
        """The provisions that speak most of what is sought."""

    def frequencies(self, words: Sequence[str], *, exact: bool) -> list[int]:
        """How many provisions hold each token or pair."""

    def held(self, record_ids: Sequence[str]) -> list[str]:
        """What the provisions of some records hold, each as ``Candidate.tokens``."""

    def continuations(self, prefix: str, limit: int) -> list[tuple[str, int]]:
        """The commonest folded pairs that begin so, and how many provisions hold each."""

    def titled(self, words: Sequence[str], prefix: str, limit: int) -> list[str]:
        """Records whose title holds the folded words in a row, the last of them begun with a prefix, newest first."""

    def counts(self) -> tuple[int, int]:
        """How many records and provisions are in the index."""

    def contents(self) -> dict[str, str]:
        """The hash that each record was put with, by its id."""


# -- what the site gets ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Provision:
    """The provision that answers: the page is the record's path, a slash and the anchor."""

    anchor: str
    label: str
    heading: str
    fragment: str = ""
    """The clause or point on that page, where one was asked for by name."""


@dataclass(frozen=True)
class Hit:
    """One record found, as a result list shows it."""

    record_id: str
    kind: str
    path: str
    language: str
    title: tuple[Segment, ...]
    number: str | None
    type: str | None
    issuer: str | None
    date: date
    status: str | None
    provision: Provision | None
    snippet: tuple[Segment, ...]

    @property
    def title_text(self) -> str:
        """The title without marks of what was found."""
        return "".join(text for text, _ in self.title)

    @property
    def target(self) -> str:
        """Where the answer stands: the article if one answers, else the record."""
        if self.provision is None:
            return self.path
        fragment = f"#{self.provision.fragment}" if self.provision.fragment else ""
        return f"{self.path}/{self.provision.anchor}{fragment}"


@dataclass(frozen=True)
class FacetValue:
    """One choice in a facet: its value in the address, what people read, and how many records it would leave."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Facet:
    """One way to narrow the results; its counts leave its own choices out of account."""

    name: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True)
class Lacking:
    """A place that was asked for in a document that does not have it."""

    level: str
    """article, clause or point: what is not there."""
    number: str
    """Which one, as it was asked for."""
    count: int
    """How many of them there are instead."""
    type: str
    document_number: str
    title: str


@dataclass(frozen=True)
class Understood:
    """What was made of the words typed, for people to check."""

    number: str = ""
    """The number as the document prints it, or as it was read when there is no such document."""
    number_found: bool = False
    place: str = ""
    """Điểm, khoản, Điều as cited; empty when none was typed."""
    lacking: Lacking | None = None
    """What of the place is not in the one document that was named."""
    law: str = ""
    """The title of a law named in the question."""
    ignored: tuple[str, ...] = ()
    """Words left out, as typed."""
    relaxed: bool = False
    """Nothing held every word, so what holds most of them is shown."""
    without_marks: bool = False
    """It was typed without marks, so that every marking of it was searched."""
    other_marks: bool = False
    """It was typed with marks, and nothing held them; what holds the same letters with other marks is shown."""
    apart: str = ""
    """The two words typed, where they stand side by side nowhere, so that what holds them apart is shown."""
    more_without_marks: int = 0
    """Where few records hold the marks that were typed: how many more there are that hold the letters."""


@dataclass(frozen=True)
class Results:
    """One page of what was found."""

    total: int
    hits: tuple[Hit, ...]
    facets: tuple[Facet, ...]
    understood: Understood
    did_you_mean: str | None
    page: int
    pages: int
    degraded: bool = False
    """The index is being rebuilt: only numbers and titles were searched."""
