"""What every page of the site needs: language, addresses, words, dates, errors."""

from __future__ import annotations

from flask import Flask

from portal.web import (
    catalogue,
    errors,
    filters,
    formats,
    language,
    limits,
    navigation,
    provisions,
    sessions,
    store,
    words,
)


def init_app(app: Flask) -> None:
    """Put each part in its place."""
    for part in (sessions, language, catalogue, store, filters, formats, provisions, words, navigation, limits, errors):
        part.init_app(app)
