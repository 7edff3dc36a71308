"""From a number as somebody typed it to the records that bear it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from content.document_numbers import DocumentNumber, key
from content.public.tables import record

MOST_FOUND = 20
_MOST_LOOKED_AT = 2_000


@dataclass(frozen=True)
class Numbered:
    """A record that bears the number."""

    id: str
    number: str


def find(connection: Connection, asked: DocumentNumber) -> tuple[Numbered, ...]:
    """The records that the typed number may mean: the exact one alone, else those it is part of, newest first."""
    if not asked.sequence:
        return ()
    exact = _between(connection, asked.key, asked.key)
    if exact:
        return exact[:MOST_FOUND]
    start = f"{asked.sequence}-{asked.year}-" if asked.year else f"{asked.sequence}-"
    found = [one for one in _between(connection, start, f"{start}\x7f") if _fits(asked, one.number)]
    for test in (_begins, _ends, _holds):
        fitting = [one for one in found if test(asked.symbol, _symbol(one.number))]
        if fitting:
            return tuple(fitting[:MOST_FOUND])
    # The symbol may be mistyped; of one sequence and year there are few.
    return tuple(found[:MOST_FOUND]) if asked.year else ()


def begins_with(connection: Connection, asked: DocumentNumber, limit: int) -> tuple[Numbered, ...]:
    """The records whose number may be what is being typed."""
    return find(connection, asked)[:limit]


def _between(connection: Connection, first: str, last: str) -> tuple[Numbered, ...]:
    rows = connection.execute(
        select(record.c.id, record.c.number)
        .where(record.c.number_key >= first, record.c.number_key <= last)
        .order_by(record.c.sort_date.desc(), record.c.id)
        .limit(_MOST_LOOKED_AT)
    )
    return tuple(Numbered(row.id, row.number or "") for row in rows)


def _fits(asked: DocumentNumber, number: str) -> bool:
    sequence, year, _ = key(number).split("-", 2)
    return sequence == asked.sequence and (not asked.year or year == asked.year)


def _symbol(number: str) -> str:
    return key(number).rsplit("-", 1)[-1]


def _begins(asked: str, symbol: str) -> bool:
    return symbol.startswith(asked)


def _ends(asked: str, symbol: str) -> bool:
    return bool(asked) and symbol.endswith(asked)


def _holds(asked: str, symbol: str) -> bool:
    """Whether the letters asked for stand in the symbol in their order: ``ttbtc`` in ``ttltbtcbnv``."""
    letters: Sequence[str] = list(symbol)
    place = 0
    for letter in asked:
        if letter not in letters[place:]:
            return False
        place = letters.index(letter, place) + 1
    return bool(asked)
