"""What a provision's own HTML is given where it is shown: its address, and numbers that do not break."""

from __future__ import annotations

import re

from flask import Flask
from markupsafe import Markup, escape

from content.public.reader import Part
from portal.web.filters import NUMBER

OWN_PAGE = ("article", "annex", "text")
"""The provisions that have a page of their own; a chapter is shown where it stands."""

HEADING = re.compile(r"<h([23])>.*?</h\1>", re.DOTALL)
LABEL = re.compile(r'<span class="label">(.*?)</span>', re.DOTALL)
TAG_OR_NUMBER = re.compile(rf"<[^>]*>|{NUMBER.pattern}")


def in_the_whole(part: Part, document: str, said: str = "", same_day: str = "") -> Markup:
    """A provision among the others of its document: its printed number leads to its own page, on the same day.

    What is said of it, finished HTML, stands between its heading and its text.
    """
    html, found = HEADING.subn(
        lambda match: f"{_heading(match[0], part, document, same_day)}{said}", part.html, count=1
    )
    return Markup(html if found or not said else html.replace(">", f">{said}", 1))


def alone(part: Part) -> Markup:
    """A provision on its own page, whose one h1 says what the provision's heading says."""
    return Markup(HEADING.sub("", part.html, count=1))


def _heading(html: str, part: Part, document: str, same_day: str) -> str:
    if part.kind in OWN_PAGE:
        link = f'<a class="label" href="{escape(document)}/{escape(part.anchor)}{same_day}">'
        html = LABEL.sub(lambda label: f"{link}{label[1]}</a>", html, count=1)
    return TAG_OR_NUMBER.sub(_kept, html)


def _kept(found: re.Match[str]) -> str:
    return found[0] if found[0].startswith("<") else f'<span class="nowrap">{found[0]}</span>'


def init_app(app: Flask) -> None:
    """Give it to the templates."""
    app.jinja_env.filters["in_the_whole"] = in_the_whole
