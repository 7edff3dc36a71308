"""One section of a finished text, found by its heading."""

from __future__ import annotations

from content.slugs import slugify


def section(html: str, heading: str) -> str:
    """What stands under a heading of the second level, up to the next one; nothing where there is no such heading."""
    _, _, found = html.partition(f'<h2 id="muc-{slugify(heading)}">')
    return found.partition("</h2>")[2].partition("<h2")[0].strip()
