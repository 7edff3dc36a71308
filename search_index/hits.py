"""The records of a page as people see them: read from the public store, with what was asked for marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, and_, bindparam, func, or_, select

from content.public.tables import body, provision, record
from search_index import documents, snippets
from search_index.analysis import WORD, token
from search_index.places import Asked
from search_index.port import Hit, Provision, Segment
from search_index.scoring import Scored, Wanted

_RECORDS = (
    select(
        record.c.id,
        record.c.kind,
        record.c.path,
        record.c.language,
        record.c.title,
        record.c.number,
        record.c.type,
        record.c.issuer,
        record.c.sort_date,
        record.c.status,
        record.c.summary,
        func.coalesce(func.substr(body.c.text, 1, 6000), "").label("text"),
    )
    .outerjoin(body, body.c.record_id == record.c.id)
    .where(record.c.id.in_(bindparam("ids", expanding=True)))
)
_PART = (
    provision.c.record_id,
    provision.c.anchor,
    provision.c.label,
    provision.c.heading,
    provision.c.text,
)


@cache
def _provisions(count: int) -> Select[Any]:
    """The statement that reads so many provisions by record and position; comparing tuples would use no index."""
    return select(*_PART).where(
        or_(
            *(
                and_(
                    provision.c.record_id == bindparam(f"record_{n}"),
                    provision.c.position == bindparam(f"position_{n}"),
                )
                for n in range(count)
            )
        )
    )


@dataclass(frozen=True)
class Shown:
    """How a hit is written: by what is looked for in it, and what is marked."""

    wanted: Wanted
    marks: snippets.Marks

    def hit(self, row: Any, part: Any, scored: Scored | None, asked: Asked | None) -> Hit:
        """A record with the part asked for by name, or with the provision that answers best, and where in that."""
        if asked is not None:
            part = asked.row
            shown = snippets.snippet(asked.text, 0, self.marks)
        elif part is not None and scored is not None:
            shown = snippets.snippet(part.text, self._start(part.text, scored), self.marks)
        else:
            shown = self._outside(row)
        provision_shown = Provision(part.anchor, part.label, part.heading) if part is not None else None
        if asked is not None:
            provision_shown = Provision(part.anchor, asked.label, part.heading, asked.anchor)
        return Hit(
            record_id=row.id,
            kind=row.kind,
            path=row.path,
            language=row.language,
            title=snippets.marked(row.title, self.marks),
            number=row.number,
            type=row.type,
            issuer=row.issuer,
            date=documents.day(row),
            status=row.status,
            provision=provision_shown,
            snippet=shown,
        )

    def _start(self, text: str, scored: Scored) -> int:
        """Where in a provision to begin: an article that is called by all it holds of the words, at its head."""
        places = scored.text_places()
        if scored.heading_slots().issuperset(slot for _, slot in places):
            return 0
        return snippets.beginning(text, snippets.best_passage(places, self.wanted.rarities))

    def _outside(self, row: Any) -> tuple[Segment, ...]:
        """A snippet of what stands outside the provisions: the summary, or where the words are."""
        whole = snippets.in_one_line(row.text)
        if not self.wanted.slots:
            return snippets.plain(row.summary or whole)
        for text in (row.summary, whole):
            places = [
                (place, slot)
                for place, word in enumerate(WORD.findall(text.lower()))
                if (slot := self.wanted.slots.get(token(word))) is not None
            ]
            if places:
                start = snippets.beginning(text, snippets.best_passage(places, self.wanted.rarities))
                return snippets.snippet(text, start, self.marks)
        return snippets.plain(row.summary or whole)


def read(
    connection: Connection,
    page_ids: Sequence[str],
    best: dict[str, Scored],
    shown: Shown,
    pinned: Sequence[str],
    asked: Mapping[str, Asked],
) -> tuple[Hit, ...]:
    """The hits of a page in its order; of records told by name the part that was asked for, if one was."""
    places = [
        (record_id, best[record_id].candidate.position)
        for record_id in page_ids
        if record_id in best and best[record_id].candidate.position != documents.OUTSIDE
    ]
    rows = {row.id: row for row in connection.execute(_RECORDS, {"ids": list(page_ids)})}
    parts = {}
    if places:
        named = {f"record_{n}": record_id for n, (record_id, _) in enumerate(places)}
        values: dict[str, str | int] = named | {f"position_{n}": position for n, (_, position) in enumerate(places)}
        parts = {row.record_id: row for row in connection.execute(_provisions(len(places)), values)}
    for record_id in pinned:
        # The document itself is meant, not an article of it that happens to hold the same words.
        parts.pop(record_id, None)
        best.pop(record_id, None)
    return tuple(
        shown.hit(rows[record_id], parts.get(record_id), best.get(record_id), asked.get(record_id))
        for record_id in page_ids
        if record_id in rows
    )
