"""The one way in which the site prints a date, a moment, a number or a size."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from urllib.parse import urlencode, urlsplit

from flask import Flask
from markupsafe import Markup, escape

from content.clock import VIETNAM
from portal.web.language import language

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

MEDIA = {
    "application/pdf": "PDF",
    "application/msword": "Word",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word",
    "application/vnd.ms-excel": "Excel",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "Excel",
    "text/plain": "TXT",
    "text/csv": "CSV",
}

NUMBER = re.compile(r"\b\d{1,5}[a-z]?/(?:\d{4}/)?[A-ZĐ][A-ZĐa-z]*\d{0,3}(?:[-.&][A-ZĐ][A-ZĐa-z]*\d{0,3}){0,5}")

TAG = r'<(?:[^">]|"[^"]*")*>'
TAG_OR_NUMBER = re.compile(rf"(?P<tag>{TAG})|{NUMBER.pattern}")
TAG_OR_TELEPHONE = re.compile(
    rf"(?P<tag><a\b.*?</a>|{TAG})|(?<![\w.,/-])0\d{{2,3}}(?:[ .]\d{{3,4}}){{2}}(?![\w/-])", re.DOTALL
)
"""A link is left whole: it leads somewhere already."""


def day(value: date | str | None) -> str:
    """22/11/2026 in Vietnamese, 22 November 2026 in English; nothing for nothing."""
    found = as_date(value)
    if found is None:
        return ""
    if language() == "en":
        return f"{found.day} {MONTHS[found.month - 1]} {found.year}"
    return f"{found.day:02}/{found.month:02}/{found.year}"


def day_after(value: date) -> date:
    """The first day on which what ended with a day no longer holds."""
    return value + timedelta(days=1)


def prose_day(value: date | str | None) -> str:
    """22 tháng 11 năm 2026, for sentences."""
    found = as_date(value)
    if found is None or language() == "en":
        return day(value)
    return f"{found.day} tháng {found.month} năm {found.year}"


def as_date(value: date | str | None) -> date | None:
    """The day in Vietnam of a date, a moment or its ISO spelling; None when it is none."""
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value) if len(value) > 10 else date.fromisoformat(value)
        except ValueError:
            return None
    if isinstance(value, datetime):
        return value.astimezone(VIETNAM).date()
    return value


def moment(value: datetime) -> str:
    """14:05, 22/11/2026: a moment on the clocks of Vietnam."""
    local = value.astimezone(VIETNAM)
    return f"{local:%H:%M}, {day(local)}"


def iso(value: date | datetime) -> str:
    """The machine's spelling, for ``datetime`` attributes and feeds."""
    if isinstance(value, datetime):
        return value.astimezone(VIETNAM).isoformat(timespec="seconds")
    return value.isoformat()


def number(value: float, places: int = 0) -> str:
    """1.234,5 in Vietnamese, 1,234.5 in English."""
    if isinstance(value, int) and -1000 < value < 1000:
        return str(value)
    text = f"{value:,.{places}f}"
    return text if language() == "en" else text.translate(str.maketrans(",.", ".,"))


def size(value: int) -> str:
    """A size in bytes as people read it: 820 byte, 34 kB, 1,2 MB."""
    if value < 1000:
        return f"{value} byte" if language() == "vi" else f"{value} bytes"
    if value < 1_000_000:
        return f"{number(value / 1000)} kB"
    return f"{number(value / 1_000_000, 1)} MB"


def media_word(value: str) -> str:
    """What a sort of file is called: PDF, Word."""
    return MEDIA.get(value, value.rpartition("/")[2].upper())


def keep_numbers(text: str) -> Markup:
    """The text as HTML whose document numbers never break across lines."""
    if "/" not in text:
        return Markup(escape(text))
    return Markup(NUMBER.sub(r'<span class="nowrap">\g<0></span>', str(escape(text))))


def keep_numbers_within(html: str) -> Markup:
    """The portal's own finished HTML whose document numbers never break across lines; tags stay as they are."""
    return Markup(
        TAG_OR_NUMBER.sub(lambda found: found[0] if found["tag"] else f'<span class="nowrap">{found[0]}</span>', html)
    )


def ring_from_within(html: str) -> Markup:
    """Finished HTML whose telephone numbers can be rung up: 0299 000 155, as people write them in a sentence."""

    def link(found: re.Match[str]) -> str:
        words = found[0]
        return words if found["tag"] else f'<a class="nowrap" href="tel:{telephone(words)}">{words}</a>'

    return Markup(TAG_OR_TELEPHONE.sub(link, html))


def telephone(value: str) -> str:
    """A telephone number as ``tel:`` wants it."""
    return re.sub(r"[^0-9+]", "", value)


def host(url: str) -> str:
    """Whose address it is, of an address that can be followed safely; nothing of any other."""
    try:
        found = urlsplit(url)
        return found.hostname or "" if found.scheme in ("http", "https") and not found.username else ""
    except ValueError:
        return ""


def query(values: dict[str, str]) -> str:
    """``?a=b`` of what is not empty, or nothing."""
    kept = {key: value for key, value in values.items() if value}
    return f"?{urlencode(kept)}" if kept else ""


def init_app(app: Flask) -> None:
    """Give the filters to the templates."""
    for function in (
        day,
        day_after,
        prose_day,
        moment,
        iso,
        number,
        size,
        media_word,
        keep_numbers,
        keep_numbers_within,
        ring_from_within,
        telephone,
        host,
        query,
    ):
        app.jinja_env.filters[function.__name__] = function
