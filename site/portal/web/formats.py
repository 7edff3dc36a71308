"""What a document can be taken away as."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from flask import Flask

from content.formats.akoma_ntoso import akoma_ntoso
from content.formats.linked_data import linked_data
from content.formats.markdown_text import markdown_text
from content.formats.plain_data import plain_data
from content.formats.plain_text import plain_text
from content.formats.publication import Publication
from content.formats.word import word
from portal.web.catalogue import lazy_gettext as _
from portal.web.words import Words


class Format(NamedTuple):
    """How a document is made into a file, what people call that, and what it is."""

    make: Callable[[Publication], bytes]
    called: Words
    media_type: str


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "docx": Format(word, "Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        "txt": Format(plain_text, _("Văn bản thuần"), "text/plain; charset=utf-8"),
        "md": Format(markdown_text, "Markdown", "text/markdown; charset=utf-8"),
        "json": Format(plain_data, "JSON", "application/json"),
        "jsonld": Format(linked_data, "JSON-LD", "application/ld+json"),
        "akn": Format(akoma_ntoso, "Akoma Ntoso", "application/akn+xml"),
    }
)
"""By the ending of their addresses; the first ones are those that people ask for."""


def init_app(app: Flask) -> None:
    """Name them to the templates."""
    app.jinja_env.globals["formats"] = FORMATS
