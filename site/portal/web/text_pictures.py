"""Pictures of a text lead to the picture itself, which fills the window and can be looked at closely."""

from __future__ import annotations

import re

PICTURE = re.compile(r'(?P<link><a\b[^>]*>\s*)?<img src="(?P<address>/tep/[^"]+)"[^>]*>')


def enlarging(html: str) -> str:
    """The HTML with each picture a link to its file, but for those that lead somewhere else already."""
    return PICTURE.sub(
        lambda found: found[0] if found["link"] else f'<a href="{found["address"]}">{found[0]}</a>', html
    )
