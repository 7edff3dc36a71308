"""Finding what is published: one query, one index, one page of results.

    from search_index.index import SearchIndex
    from search_index.query import Filters, Order, Query, parse

    index = SearchIndex(folder, store, engine="tantivy")   # folder: a cache; store: content.public.store.PublicStore
    index.catch_up()                                       # follows the public store; also rebuilds what is damaged
    query = parse("điều 5 nđ 42/2022", filters=Filters(kind=("legal",)), order=Order.RELEVANCE, page=1, per_page=20)
    results = index.search(query)                          # port.Results; never raises for anything a visitor typed
    index.suggest("nghị đị", limit=8)                      # tuple of suggestions.Suggestion

``Query`` (frozen): text, terms, phrases, exclusions, number, place, filters, order, page, per_page, ignored, marked.
``Filters`` (frozen): kind, type, issuer, field, year, status (tuples of strings, any of them), date_from, date_to.
``Results`` (frozen): total, hits, facets, understood, did_you_mean, degraded, page, pages.
``Hit``: record_id, kind, path, title (segments), number, type, issuer, date, status, provision (anchor, label, heading)
or None, snippet (segments). A segment is ``(text, is_marked)``: the template escapes text and marks it with <mark>.
``Facet``: name (kind, type, issuer, field, year, status), values of FacetValue(value, label, count, chosen).
"""
