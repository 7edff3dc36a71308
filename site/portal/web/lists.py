"""A list's address and back: which filters a visitor has chosen, and what each link would choose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote_plus, urlencode

from markupsafe import Markup, escape
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest

from content.public.reader import Value
from portal.web.catalogue import gettext as _
from portal.web.filters import query
from portal.web.language import language
from portal.web.words import KINDS, VALIDITY, Words, facet_words, value_words

PARAMETERS: Mapping[str, str] = {
    "kind": "muc",
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


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter as a link; choosing what is chosen takes it away again."""

    label: Words
    count: int
    href: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """One filter: its title, its commonest values as links, and the others to be picked in a form."""

    name: str
    parameter: str
    title: Words
    shown: Sequence[Choice]
    more: Sequence[Value]
    kept: Mapping[str, str]
    """What the form sends along: the other filters."""

    @property
    def options(self) -> Markup:
        """The others as finished HTML: a page has a hundred of them. What has no word of the portal's is Vietnamese."""
        english = language() == "en"
        found = []
        for value in self.more:
            words = value_words(self.name, value.value, value.label)
            spoken = ' lang="vi"' if english and isinstance(words, str) else ""
            found.append(f'<option value="{escape(value.value)}"{spoken}>{escape(str(words))} ({value.count})</option>')
        return Markup("\n".join(found))


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
    if name == "status" and value not in VALIDITY:
        raise BadRequest(_("Không có tình trạng hiệu lực “%(value)s”.", value=value))


def parameters(chosen: Mapping[str, str]) -> dict[str, str]:
    """The filters as an address has them."""
    return {PARAMETERS[name]: _value(name, value) for name, value in chosen.items()}


def facets(
    kind: str, values: Mapping[str, Sequence[Value]], chosen: Mapping[str, str], others: Mapping[str, str] | None = None
) -> list[Facet]:
    """The filters as links, each keeping the other filters (and ``others``: a query, an order) as they are."""
    kept = {**(others or {}), **parameters(chosen)}
    return [_facet(kind, name, found, chosen.get(name, ""), kept) for name, found in values.items() if found]


def _facet(kind: str, name: str, values: Sequence[Value], chosen: str, kept: Mapping[str, str]) -> Facet:
    parameter = PARAMETERS[name]
    others = {key: value for key, value in kept.items() if value and key != parameter}
    # The same for every value: a list has hundreds of links, and encoding each whole is most of the work.
    before = f"?{urlencode(others)}&{parameter}=" if others else f"?{parameter}="
    without = query(others) or "?"
    first = [value for index, value in enumerate(values) if index < SHOWN or value.value == chosen]
    return Facet(
        name=name,
        parameter=parameter,
        title=facet_words(kind, name),
        # What is chosen is among them, however rare it is.
        shown=[
            Choice(
                value_words(name, value.value, value.label),
                value.count,
                without if value.value == chosen else before + quote_plus(_value(name, value.value)),
                value.value == chosen,
            )
            for value in first
        ],
        more=[value for value in values[SHOWN:] if value.value != chosen],
        kept=others,
    )


def _value(name: str, value: str) -> str:
    return KINDS[value].folder if name == "kind" and value in KINDS else value


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
                query({**kept, PARAMETERS[name]: ""}) or "?",
            )
        )
    return words
