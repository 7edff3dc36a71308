"""The ways to narrow the results, and how many records each would leave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from search_index.collection import Collection
from search_index.port import Facet, FacetValue, Match
from search_index.query import FACETS, Filters, Query

_MOST_FACET_VALUES = 100


def facets(query: Query, match: Match, collection: Collection) -> tuple[Facet, ...]:
    """Every way to narrow the results, each counted without its own choices."""
    filters = query.filters
    free = [name for name in FACETS if not filters.chosen(name)]
    counted = dict(collection.engine.facets(match, free)) if free else {}
    for name in FACETS:
        if filters.chosen(name):
            counted |= collection.engine.facets(replace(match, filters=_without(filters, name)), [name])
    return tuple(_facet(query, collection, name, counted.get(name, {})) for name in FACETS)


def _facet(query: Query, collection: Collection, name: str, counts: Mapping[str, int]) -> Facet:
    chosen = query.filters.chosen(name)
    labels = collection.issuers if name == "issuer" else {}
    values = [
        FacetValue(value, labels.get(value, value), counts.get(value, 0), value in chosen)
        for value in dict.fromkeys((*counts, *chosen))
    ]
    if name == "year":
        values.sort(key=lambda value: value.value, reverse=True)
    else:
        values.sort(key=lambda value: (-value.count, value.label))
    kept = values[:_MOST_FACET_VALUES] + [value for value in values[_MOST_FACET_VALUES:] if value.chosen]
    return Facet(name, tuple(kept))


def _without(filters: Filters, facet: str) -> Filters:
    nothing: dict[str, Any] = {facet: ()}
    return replace(filters, **nothing)
