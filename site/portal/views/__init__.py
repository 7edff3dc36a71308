"""The pages of the public site, one file per noun, each with its blueprint ``bp``."""

from __future__ import annotations

from flask import Flask

from portal.views import articles, citations, feedback, feeds, formats, home, pages, records, search, sitemap, takeaway
from portal.web import files


def init_app(app: Flask) -> None:
    """Put every page at its address."""
    for part in (home, search, feedback, citations, formats, records, articles, takeaway, feeds, sitemap, pages, files):
        app.register_blueprint(part.bp)
