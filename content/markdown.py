"""Markdown to safe HTML, one pipeline for every kind; rendered when saved, never in a public request."""

from __future__ import annotations

import html
import re

import markdown as python_markdown
import nh3

from content.errors import Invalid
from content.slugs import slugify

LONGEST = 100_000
"""Characters; some inputs take the renderer more than linear time."""

TAGS = {
    "a", "abbr", "b", "blockquote", "br", "caption", "code", "dd", "dl", "dt", "em", "figcaption", "figure", "h2", "h3",
    "h4", "h5", "h6", "hr", "i", "img", "li", "ol", "p", "pre", "strong", "sub", "sup", "table", "tbody", "td", "tfoot",
    "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "width", "height"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "ol": {"start"},
    "abbr": {"title"},
}
BLOCK_END = re.compile(r"</(?:p|li|h[1-6]|tr|td|th|dt|dd|blockquote|pre|figcaption|caption)>|<br>|<hr>")
IDENTIFIED = ("h2", "h3", "h4", "h5", "h6")


def render(text: str) -> str:
    """The HTML of staff-written Markdown; headings start at h2, because a page has one h1 of its own.

    Raises :class:`Invalid` over ``LONGEST`` characters.
    """
    if len(text) > LONGEST:
        raise Invalid(f"Nội dung dài quá {LONGEST:,} ký tự.".replace(",", "."))
    converter = python_markdown.Markdown(
        extensions=["tables", "footnotes", "sane_lists", "toc"],
        extension_configs={"toc": {"baselevel": 2, "slugify": lambda value, _separator: f"muc-{slugify(value)}"}},
    )
    return clean(converter.convert(text))


def plain(rendered: str) -> str:
    """The words of rendered HTML, a line for each block: what search reads instead of Markdown's signs."""
    apart = BLOCK_END.sub("\n", rendered)
    lines = html.unescape(nh3.clean(apart, tags=set())).split("\n")
    return "\n".join(filter(None, (" ".join(line.split()) for line in lines)))


def clean(rendered: str) -> str:
    """HTML with only what :data:`TAGS` and :data:`ATTRIBUTES` allow."""
    return nh3.clean(
        rendered,
        tags=TAGS,
        attributes=ATTRIBUTES | {tag: {"id"} for tag in IDENTIFIED},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener",
    )
