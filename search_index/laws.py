"""Laws by their names, so that one named in a question is recognised."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, or_, select

from content.public.tables import record
from search_index.analysis import tokens, without_marks

_LAW_TYPES = ("luật", "bộ luật", "hiến pháp", "pháp lệnh")
_LAW_TYPES_WRITTEN = [
    written for name in _LAW_TYPES for written in {name, name.upper(), name.capitalize(), name.title()}
]
"""So that the database picks the few laws; not every database lowers Vietnamese letters."""


@dataclass(frozen=True)
class Laws:
    """Laws by their names in tokens, so that one named in a question is recognised."""

    by_name: Mapping[tuple[str, ...], tuple[str, ...]]
    lengths: tuple[int, ...]

    @classmethod
    def read(cls, connection: Connection) -> Laws:
        """Every law, code, ordinance and constitution in the store."""
        by_name: dict[tuple[str, ...], tuple[str, ...]] = {}
        rows = connection.execute(
            select(record.c.id, record.c.type, record.c.title)
            .where(
                record.c.kind == "legal",
                or_(record.c.type.in_(_LAW_TYPES_WRITTEN), *map(record.c.title.startswith, _LAW_TYPES_WRITTEN)),
            )
            .order_by(record.c.id)
        )
        for row in rows:
            name = _law_name(row.type, row.title)
            if name:
                by_name[name] = (*by_name.get(name, ()), row.id)
                plain = tuple(without_marks(name))
                if plain != name:
                    by_name[plain] = (*by_name.get(plain, ()), row.id)
        return cls(by_name, tuple(sorted({len(name) for name in by_name}, reverse=True)))

    def take(self, words: Sequence[str | None]) -> tuple[list[str | None], tuple[str, ...]]:
        """The words that are no name of a law, and the laws that were named."""
        rest: list[str | None] = []
        named: dict[str, None] = {}
        place = 0
        while place < len(words):
            for length in self.lengths:
                name = tuple(words[place : place + length])
                if len(name) == length and name in self.by_name:
                    named.update(dict.fromkeys(self.by_name[name]))  # type: ignore[index]
                    rest.append(None)
                    place += length
                    break
            else:
                rest.append(words[place])
                place += 1
        return rest, tuple(named)


def _law_name(kind: str | None, title: str) -> tuple[str, ...]:
    """The name by which a law is called: its title, with its type in front when the title leaves it out."""
    lower = title.strip().lower()
    if not lower or len(lower) > 120:
        return ()
    if lower.startswith(_LAW_TYPES):
        return tuple(tokens(lower))
    if (kind or "").strip().lower() in _LAW_TYPES:
        return tuple(tokens(f"{kind} {title}"))
    return ()
