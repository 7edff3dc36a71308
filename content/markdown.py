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

MOST_UNCLOSED = 200
"""Opening signs that wait for their closing one at the same time: the renderer looks for it from each of them anew."""

DEEPEST = 30
"""Lists and quotations within each other on one line."""

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
MOST_HEADINGS = 2_000
MOST_LINES = 2_000
"""Lines of one paragraph or table, without an empty one between."""
MOST_SIGNS = 10_000
"""Escaped characters, entities and code in one paragraph, which the renderer copies whole for each of them."""

HEADING = re.compile(r"^[ ]{0,3}(?:#|=+[ ]*$|-+[ ]*$)", re.MULTILINE)
PARAGRAPH_END = re.compile(r"\n[ \t]*\n")
SIGNS = re.compile(r"\]\(|[\[\])>]|<(?=[A-Za-z/!?])")
MARKERS = re.compile(r"(?:[ \t]*(?:>|[-*+][ \t]|\d+[.)][ \t]))+")
MARKER = re.compile(r"[-*+>]|\d+")
RULE = re.compile(r"[ \t]*(?:(?:-[ \t]*)+|(?:\*[ \t]*)+)")
UNCLOSED = "Nội dung có quá nhiều dấu [, ( hoặc < mở mà không đóng; hãy đóng hoặc bỏ bớt."
NESTED = "Nội dung có danh sách hoặc trích dẫn lồng nhau quá nhiều cấp."
IDENTIFIED = ("h2", "h3", "h4", "h5", "h6")


def render(text: str) -> str:
    """The HTML of staff-written Markdown; headings start at h2, because a page has one h1 of its own.

    Raises :class:`Invalid` over ``LONGEST`` characters, and for what the renderer would take very long over.
    """
    if len(text) > LONGEST:
        raise Invalid(f"Nội dung dài quá {LONGEST:,} ký tự.".replace(",", "."))
    if leaves_open(text):
        raise Invalid(UNCLOSED)
    if nests_deeply(text):
        raise Invalid(NESTED)
    if len(HEADING.findall(text)) > MOST_HEADINGS:
        raise Invalid(f"Nội dung có quá {MOST_HEADINGS:,} đề mục.".replace(",", "."))
    for paragraph in PARAGRAPH_END.split(text):
        if paragraph.count("\n") >= MOST_LINES:
            raise Invalid(f"Một đoạn có quá {MOST_LINES:,} dòng; hãy ngắt thành nhiều đoạn.".replace(",", "."))
        if sum(map(paragraph.count, "\\&`")) > MOST_SIGNS:
            raise Invalid("Một đoạn có quá nhiều dấu \\, & hoặc `; hãy ngắt thành nhiều đoạn.")
    converter = python_markdown.Markdown(
        extensions=["tables", "footnotes", "sane_lists", "toc"],
        extension_configs={"toc": {"baselevel": 2, "slugify": lambda value, _separator: f"muc-{slugify(value)}"}},
    )
    try:
        return clean(converter.convert(text))
    except RecursionError:
        raise Invalid(NESTED) from None


def leaves_open(text: str) -> bool:
    """Whether more brackets, link addresses or tags are open at once than anybody writes; one look at each sign."""
    brackets = addresses = tags = 0
    for sign in SIGNS.findall(text):
        if sign == "[":
            brackets += 1
        elif sign == "<":
            tags += 1
        elif sign == ">":
            tags = max(tags - 1, 0)
        elif sign == ")":
            addresses = max(addresses - 1, 0)
        else:
            brackets = max(brackets - 1, 0)
            addresses += sign == "]("
        if max(brackets, addresses, tags) > MOST_UNCLOSED:
            return True
    return False


def nests_deeply(text: str) -> bool:
    """Whether a line starts more lists and quotations within each other than anybody writes."""
    for line in text.splitlines():
        markers = MARKERS.match(line)
        if markers and not RULE.fullmatch(line) and len(MARKER.findall(markers[0])) > DEEPEST:
            return True
    return False


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
