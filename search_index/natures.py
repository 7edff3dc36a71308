"""What a record is, beyond the words it holds, and what that is worth when records are put in order.

A message that somebody sent in comes after the rule it is about, and of several announcements of one matter the newest
comes first: it is what holds now.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from sqlalchemy import Connection, bindparam, select

from content.public.tables import record
from search_index.analysis import tokens, without_marks
from search_index.port import Words

MESSAGE = -1.0
"""What an answered message loses, where the words of a record and those of its best provision earn 1 each."""
NEWS, NEWS_HALVES = 0.3, 30.0
"""What the newest announcement earns, and the days by which an older one earns half of it."""
TITLED = 0.5
"""What a record earns that is called by the two words asked for."""

COUNTING = ("announcements", "feedback")
"""Kinds that earn or lose by what they are."""

ONE_MATTER = timedelta(days=30)
"""Announcements further apart are told as two matters."""
_SAME_WORDS = 3
"""So many syllables in a row name the matter in the titles of two announcements: a place, a disease, a road."""


@dataclass(frozen=True)
class Nature:
    """What a record is."""

    kind: str
    type: str
    day: date
    title: str


def read(connection: Connection, record_ids: Collection[str]) -> dict[str, Nature]:
    """What some records are, by their ids."""
    if not record_ids:
        return {}
    rows = connection.execute(_NATURES, {"ids": list(record_ids)})
    return {row.id: Nature(row.kind, row.type or "", row.sort_date, row.title) for row in rows}


def called_so(connection: Connection, record_ids: Iterable[str], pair: Words) -> frozenset[str]:
    """Those of some records whose titles hold two words side by side."""
    titles = {row.id: tokens(row.title) for row in connection.execute(_TITLES, {"ids": list(record_ids)})}
    if not pair.exact:
        titles = {one: without_marks(title) for one, title in titles.items()}
    return frozenset(
        one for one, title in titles.items() if any(pair.tokens == neighbours for neighbours in pairwise(title))
    )


def worths(natures: Mapping[str, Nature]) -> dict[str, float]:
    """What each record earns or loses by what it is; one that is not named, nothing."""
    newest = max((one.day for one in natures.values() if one.kind == "announcements"), default=date.min)
    found = {record_id: MESSAGE for record_id, one in natures.items() if one.kind == "feedback"}
    for record_id, one in natures.items():
        if one.kind == "announcements":
            found[record_id] = NEWS * 0.5 ** ((newest - one.day).days / NEWS_HALVES)
    return found


def newest_of_a_matter_first(ranked: Sequence[str], natures: Mapping[str, Nature], equal: Collection[str]) -> list[str]:
    """The order, with announcements of one matter that answer alike in the places they have, the newest first."""
    ordered = list(ranked)
    news = [place for place, one in enumerate(ordered) if one in equal and one in natures and _is_news(natures[one])]
    for index, place in enumerate(news):
        first = natures[ordered[place]]
        same = [place, *(other for other in news[index + 1 :] if _one_matter(first, natures[ordered[other]]))]
        by_day = sorted((ordered[other] for other in same), key=lambda one: natures[one].day, reverse=True)
        for other, record_id in zip(same, by_day, strict=True):
            ordered[other] = record_id
    return ordered


def _is_news(nature: Nature) -> bool:
    return nature.kind == "announcements"


def _one_matter(one: Nature, other: Nature) -> bool:
    if one.type != other.type or abs(one.day - other.day) > ONE_MATTER:
        return False
    return not _runs(tokens(one.title)).isdisjoint(_runs(tokens(other.title)))


def _runs(words: Sequence[str]) -> set[tuple[str, ...]]:
    return {tuple(words[start : start + _SAME_WORDS]) for start in range(len(words) - _SAME_WORDS + 1)}


_NATURES = select(record.c.id, record.c.kind, record.c.type, record.c.sort_date, record.c.title).where(
    record.c.id.in_(bindparam("ids", expanding=True))
)
_TITLES = select(record.c.id, record.c.title).where(record.c.id.in_(bindparam("ids", expanding=True)))
