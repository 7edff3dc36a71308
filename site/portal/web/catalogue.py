"""The site's phrases in the language of the address, each looked up once by a process.

A page asks for a hundred phrases. The libraries that could be asked would find out anew for each of them which request,
which language and which catalogue are meant.
"""

from __future__ import annotations

from functools import lru_cache
from gettext import NullTranslations, translation
from pathlib import Path

from flask import Flask
from flask_babel.speaklater import LazyString
from markupsafe import Markup

from portal.web.language import language

FOLDER = Path(__file__).resolve().parent.parent / "translations"
CATALOGUES = {"vi": NullTranslations(), "en": translation("messages", FOLDER, ["en"])}
"""Vietnamese phrases are their own keys."""

PHRASES = 5_000
"""Phrases remembered, of both languages: far more than there are."""


def gettext(text: str, /, **values: object) -> str:
    """A phrase; with values, a format that they are put into."""
    found = str(_phrase(text, language()))
    return found % values if values else found


def lazy_gettext(text: str) -> LazyString:
    """A phrase that is looked up when it is read: for what is named once and shown in both languages."""
    return LazyString(gettext, text)


@lru_cache(maxsize=PHRASES)
def _phrase(text: str, spoken: str) -> Markup:
    # Phrases are the translators' and may hold no mark-up but what is meant.
    return Markup(CATALOGUES[spoken].gettext(text))


def _shown(text: str, /, **values: object) -> Markup:
    """A phrase in a page: the values are escaped, the phrase is not."""
    found = _phrase(text, language())
    return found % values if values else found


def _counted(one: str, many: str, number: int, /, **values: object) -> Markup:
    """A phrase in a page that depends on a number."""
    return Markup(CATALOGUES[language()].ngettext(one, many, number)) % {"num": number, **values}


def init_app(app: Flask) -> None:
    """Give the phrases to the templates."""
    app.jinja_env.globals.update(_=_shown, gettext=_shown, ngettext=_counted)
