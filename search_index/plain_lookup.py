"""The answer while there is no index: by number and by the words of the title, from the public store itself."""

from __future__ import annotations

from datetime import date
from math import ceil

from sqlalchemy import ColumnElement, Connection, String, case, cast, not_, select

from content.public.reader.lists import FILTERS
from content.public.records import UNDATED
from content.public.tables import record
from content.vietnamese import fold
from search_index import documents, numbers, snippets
from search_index.analysis import WORD, tokens, without_marks
from search_index.port import Facet, Hit, Results, Understood
from search_index.query import FACETS, Filters, Order, Query

MOST_TITLES = 20_000
_COLUMNS = {"kind": record.c.kind, **FILTERS}

_DAY = case((record.c.kind.in_(documents.TIMELESS), UNDATED), else_=record.c.sort_date)


def find(query: Query, connection: Connection) -> Results:
    """One page of the records whose title holds every word asked for; marks do not count, and neither do texts."""
    numbered = numbers.find(connection, query.number) if query.number else ()
    words = without_marks((*query.terms, *(word for phrase in query.phrases for word in phrase.tokens)))
    first = [one.id for one in numbered]
    order = (_DAY == UNDATED, _DAY.asc() if query.order is Order.OLDEST else _DAY.desc())
    rows = connection.execute(
        select(record.c.id, record.c.title)
        .where(*_conditions(query.filters))
        .order_by(*order, record.c.id)
        .limit(MOST_TITLES)
    ).all()
    passing = {row.id for row in rows}
    found = [record_id for record_id in first if record_id in passing]
    if words or not query.number:
        found += [row.id for row in rows if row.id not in first and _holds(row.title, words)]
    start = (query.page - 1) * query.per_page
    wanted = snippets.Marks(folded=frozenset(words))
    shown = connection.execute(select(record).where(record.c.id.in_(found[start : start + query.per_page])))
    by_id = {
        row.id: Hit(
            record_id=row.id,
            kind=row.kind,
            path=row.path,
            language=row.language,
            title=snippets.marked(row.title, wanted),
            number=row.number,
            type=row.type,
            issuer=row.issuer,
            date=documents.day(row),
            status=row.status,
            provision=None,
            snippet=snippets.plain(row.summary),
        )
        for row in shown
    }
    return Results(
        total=len(found),
        hits=tuple(by_id[one] for one in found[start : start + query.per_page] if one in by_id),
        facets=tuple(Facet(name, ()) for name in FACETS),
        understood=Understood(
            number=numbered[0].number if len(numbered) == 1 else query.number_text,
            number_found=bool(numbered),
            place=query.place.label if query.place else "",
            ignored=query.ignored,
            without_marks=not query.marked and bool(words),
        ),
        did_you_mean=None,
        page=query.page,
        pages=ceil(len(found) / query.per_page),
        degraded=True,
    )


def _conditions(filters: Filters) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [
        cast(column, String).in_(filters.chosen(facet)) for facet, column in _COLUMNS.items() if filters.chosen(facet)
    ]
    if filters.date_from or filters.date_to:
        found.append(_DAY.between(filters.date_from or date.min, filters.date_to or date.max))
    if filters.but_language:
        several = record.c.kind.in_(documents.IN_SEVERAL_LANGUAGES)
        found.append(not_(several & (record.c.language == filters.but_language)))
    return found


def _holds(title: str, words: list[str]) -> bool:
    if not words:
        return True
    # The quick look first: most titles hold not even the letters.
    plain = fold(title)
    return all(word in plain for word in words if word.isalpha() and "i" not in word) and set(words).issubset(
        without_marks(tokens(" ".join(WORD.findall(title))))
    )
