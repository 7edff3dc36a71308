"""A list's address and back: which filters a visitor has chosen, and what each link would choose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest

from content.public.reader import Value
from portal.web.filters import query
from portal.web.words import KINDS, STATUSES, Words, facet_words, value_words

PARAMETERS: Mapping[str, str] = {
    "status": "hieu-luc",
    "type": "loai",
    "issuer": "co-quan",
    "year": "nam",
    "field": "linh-vuc",
}
"""A filter's name in an address."""

FACETS: Mapping[str, Sequence[str]] = {
    "legal": ("status", "type", "issuer", "year", "field"),
    "directions": ("status", "type", "issuer", "year", "field"),
    "announcements": ("type", "issuer", "year"),
    "feedback": ("type", "issuer", "year", "field"),
    "organisations": ("type",),
}
"""What each list can be filtered by, in the order shown."""

SHOWN = 8
"""Values of a filter that stand open; the others are behind a summary."""
LONGEST = 200


@dataclass(frozen=True)
class Choice:
    """One value of a filter as a link; choosing what is chosen takes it away again."""

    label: Words
    count: int
    href: str
    chosen: bool


@dataclass(frozen=True)
class Facet:
    """One filter: its title, and its values as links."""

    name: str
    title: Words
    shown: Sequence[Choice]
    more: Sequence[Choice]


@dataclass(frozen=True)
class Chosen:
    """A filter in use, as a word that can be removed."""

    title: Words
    label: Words
    href: str


def read(arguments: MultiDict[str, str], kind: str) -> dict[str, str]:
    """The filters that an address chooses, by name; raises a 400 that says what is wrong."""
    return read_names(arguments, FACETS[kind])


def read_names(arguments: MultiDict[str, str], names: Iterable[str]) -> dict[str, str]:
    """The filters of these names that an address chooses."""
    chosen = {}
    for name in names:
        value = arguments.get(PARAMETERS[name], "").strip()
        if value:
            _check(name, value)
            chosen[name] = value
    return chosen


def _check(name: str, value: str) -> None:
    if len(value) > LONGEST or "\x00" in value:
        raise BadRequest(_("Bộ lọc “%(name)s” không hợp lệ.", name=PARAMETERS[name]))
    if name == "year" and not (value.isascii() and value.isdigit() and len(value) == 4):
        raise BadRequest(_("Năm phải gồm bốn chữ số, ví dụ 2026."))
    if name == "status" and value not in STATUSES:
        raise BadRequest(_("Không có tình trạng hiệu lực “%(value)s”.", value=value))


def parameters(chosen: Mapping[str, str]) -> dict[str, str]:
    """The filters as an address has them."""
    found: dict[str, str] = {}
    for name, value in chosen.items():
        found |= _parameter(name, value)
    return found


def _parameter(name: str, value: str) -> dict[str, str]:
    if name == "kind":
        return {"muc": KINDS[value].path.strip("/") if value in KINDS else ""}
    return {PARAMETERS[name]: value}


def facets(
    kind: str, values: Mapping[str, Sequence[Value]], chosen: Mapping[str, str], others: Mapping[str, str] | None = None
) -> list[Facet]:
    """The filters as links, each keeping the other filters (and ``others``: a query, an order) as they are."""
    kept = {**(others or {}), **parameters(chosen)}
    return [_facet(kind, name, found, chosen.get(name, ""), kept) for name, found in values.items() if found]


def _facet(kind: str, name: str, values: Sequence[Value], chosen: str, kept: Mapping[str, str]) -> Facet:
    choices = [
        Choice(
            label=value_words(name, value.value, value.label),
            count=value.count,
            href=query({**kept, **_parameter(name, "" if value.value == chosen else value.value)}) or "?",
            chosen=value.value == chosen,
        )
        for value in values
    ]
    # What is chosen must be seen, however rare it is.
    first = [choice for index, choice in enumerate(choices) if index < SHOWN or choice.chosen]
    return Facet(
        name, facet_words(kind, name), first, [choice for choice in choices[SHOWN:] if not choice.chosen]
    )


def chosen_words(
    kind: str, values: Mapping[str, Sequence[Value]], chosen: Mapping[str, str], others: Mapping[str, str] | None = None
) -> list[Chosen]:
    """The filters in use as words, each with the address that leaves it out."""
    kept = {**(others or {}), **parameters(chosen)}
    words = []
    for name, value in chosen.items():
        label = next((found.label for found in values.get(name, ()) if found.value == value), value)
        words.append(
            Chosen(
                facet_words(kind, name),
                value_words(name, value, label),
                query({**kept, **_parameter(name, "")}) or "?",
            )
        )
    return words
