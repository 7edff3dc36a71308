"""What somebody may be typing: a document by its number or title, or how a phrase goes on in the collection."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, select

from content.document_numbers import find_typed
from content.public.tables import record
from search_index import numbers, places
from search_index.analysis import PAIR, tokens, without_marks
from search_index.collection import Collection
from search_index.documents import IN_SEVERAL_LANGUAGES
from search_index.vocabulary import spell_all

MOST_CHARACTERS = 100
_MOST_WORDS = 8
_MOST_NUMBERS = 3
_SHORTEST_PREFIX = 1
_LOOKED_AT = 12
_SELDOM = 2
_LONGEST_SYLLABLE = 7


@dataclass(frozen=True)
class Suggestion:
    """One line under the search box; with a path it leads to the record itself."""

    text: str
    path: str = ""
    kind: str = ""
    """The kind of the record; empty for a phrase, which is to be searched for."""
    type: str = ""
    number: str = ""
    place: str = ""
    """The article that was asked for, where the record has it."""


def suggest(
    text: str, limit: int, collection: Collection, connection: Connection, but_language: str = ""
) -> tuple[Suggestion, ...]:
    """Numbers first, then titles, then phrases; nothing twice."""
    typed = text[:MOST_CHARACTERS]
    words = tokens(typed)[:_MOST_WORDS]
    if not words:
        return ()
    found = _numbers(typed, collection, connection)
    plain = without_marks(words)
    open_word = not typed[-1:].isspace()
    phrases = _phrases(words, plain, collection, open_word=open_word)
    titles = _titles(plain, collection, connection, limit, open_word=open_word, but_language=but_language)
    room = max(limit - len(found) - min(len(phrases), limit // 3), 0)
    led_to = {one.path for one in found}
    found += [one for one in titles[:room] if one.path not in led_to]
    found += phrases
    return tuple(dict.fromkeys(found))[:limit]


def _numbers(typed: str, collection: Collection, connection: Connection) -> list[Suggestion]:
    citation = find_typed(typed)
    if citation is None:
        return []
    ids = [one.id for one in numbers.begins_with(connection, citation.number, _MOST_NUMBERS)]
    rows = {row.id: row for row in connection.execute(_NAMES, {"ids": ids})}
    asked = places.look(connection, ids, citation.place) if citation.place else {}
    return [_record(rows[one], asked.get(one)) for one in ids if one in rows]


def _record(row: Any, asked: places.Asked | None = None) -> Suggestion:
    anchor = f"/{asked.row.anchor}" if asked else ""
    label = asked.row.label if asked else ""
    return Suggestion(row.title, f"{row.path}{anchor}", row.kind, row.type or "", row.number or "", label)


def _titles(
    plain: list[str],
    collection: Collection,
    connection: Connection,
    limit: int,
    *,
    open_word: bool,
    but_language: str,
) -> list[Suggestion]:
    words, prefix = (plain[:-1], plain[-1]) if open_word else (plain, "")
    if not words and len(prefix) <= _SHORTEST_PREFIX:
        return []
    ids = collection.engine.titled(words, prefix, limit)
    rows = {
        row.id: row
        for row in connection.execute(_NAMES, {"ids": ids})
        if row.kind not in IN_SEVERAL_LANGUAGES or row.language != but_language
    }
    return [_record(rows[one]) for one in ids if one in rows and rows[one].title]


def _phrases(words: list[str], plain: list[str], collection: Collection, *, open_word: bool) -> list[Suggestion]:
    """What was typed with its last word completed, or with one word more, as it stands most often."""
    if open_word and len(plain) < 2:
        return []
    before, begun = (plain[-2], plain[-1]) if open_word else (plain[-1], "")
    kept = plain[:-1] if open_word else plain
    endings = collection.engine.continuations(f"{before}{PAIR}{begun}", _LOOKED_AT)
    frequencies = collection.engine.frequencies
    found: list[Suggestion] = []
    for pair, count in endings:
        ending = pair.rpartition(PAIR)[2]
        if ending.isalpha() and len(ending) <= _LONGEST_SYLLABLE and count >= _SELDOM:
            restored = collection.vocabulary.restore([*kept, ending], lambda names: frequencies(names, exact=True))
            found.append(Suggestion(spell_all(restored)))
    return found[: _LOOKED_AT // 2]


_NAMES = select(
    record.c.id, record.c.kind, record.c.language, record.c.type, record.c.number, record.c.title, record.c.path
).where(record.c.id.in_(bindparam("ids", expanding=True)))
