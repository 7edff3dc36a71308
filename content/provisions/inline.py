"""One line of source text to safe HTML: emphasis and links as collectors of legal texts leave them behind."""

from __future__ import annotations

import re
from html import escape

_LINK = re.compile(r"\[([^\[\]]*)\]\(([^()]*)\)")
_STARS = re.compile(r"(\*+)")
_OFFICIAL = re.compile(r"(?:https?://)?(?:[\w-]+\.)*gov\.vn(?:[/:?#]|$)|mailto:", re.IGNORECASE)
_NOT_HTML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
"""What an HTML document may not contain."""

EM, STRONG = 1, 2


def inline(line: str) -> str:
    """Safe HTML of one line; every word of it is kept, and only marks of emphasis that open or close go."""
    if "*" in line or "](" in line:
        return _emphasised(unlinked(line))
    return _safe(line)


def plain(line: str) -> str:
    """The line without marks of emphasis and with links as their text."""
    if "*" not in line and "](" not in line:
        return line
    return "".join(text for text, _ in _runs(unlinked(line)))


def unlinked(line: str) -> str:
    """Links as their text; an official address stays readable behind it, the others were added by a collector."""
    return _LINK.sub(_link_text, line) if "](" in line else line


def _link_text(match: re.Match[str]) -> str:
    text, address = match[1], match[2].strip()
    if not _OFFICIAL.match(address):
        return text
    address = address.removeprefix("mailto:")
    return text if address in text else f"{text} ({address})".strip()


def _emphasised(line: str) -> str:
    return "".join(_wrapped(_safe(text), style) for text, style in _runs(line))


def _runs(line: str) -> list[tuple[str, int]]:
    """Pieces of a line with the emphasis of each: never nested wrongly, because each piece stands alone."""
    pieces = _STARS.split(line)
    flips = _flips(pieces)
    runs: list[tuple[str, int]] = []
    style = 0
    for place, piece in enumerate(pieces):
        if place % 2 and flips[place // 2] is not None:
            style ^= flips[place // 2] or 0
        elif piece:
            runs.append((piece, style))
    return runs


def _flips(pieces: list[str]) -> list[int | None]:
    """What each run of stars switches; nothing for one that is a sign of its own."""
    flips = [_flip(pieces, place) for place in range(1, len(pieces), 2)]
    single = [place for place, flip in enumerate(flips) if flip is not None and flip & EM]
    if len(single) % 2:
        last = single[-1]
        opens_line = last == 0 and not pieces[0].strip() and not pieces[2][:1].isspace()
        if flips[last] == EM and not opens_line:
            flips[last] = None
    return flips


def _flip(pieces: list[str], place: int) -> int | None:
    stars, before, after = pieces[place], pieces[place - 1][-1:], pieces[place + 1][:1]
    alone = len(stars) == 1 and not before.isalpha() and not after.isalpha()
    between_signs = before in "([ \t" and after in ")] \t"
    between_figures = before.isdigit() and after.isdigit()
    return None if alone and (between_signs or between_figures) else len(stars) % 4


def _wrapped(html: str, style: int) -> str:
    if not style or not html.strip():
        return html
    html = f"<em>{html}</em>" if style & EM else html
    return f"<strong>{html}</strong>" if style & STRONG else html


def _safe(text: str) -> str:
    return escape(_NOT_HTML.sub("", text))
