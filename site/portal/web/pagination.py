"""Pages of a list: which one was asked for, and which links lead to the others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import render_template
from werkzeug.exceptions import BadRequest

from portal.web.catalogue import gettext as _
from portal.web.filters import query

LAST = 100_000
"""The highest page number that is read at all."""


@dataclass(frozen=True)
class PageLink:
    """One page in the row of pages; a gap has no address, the present page no link."""

    number: int
    href: str
    current: bool


@dataclass(frozen=True)
class Pages:
    """The pages of a list of ``total`` rows."""

    number: int
    total: int
    size: int
    values: Mapping[str, str]

    @property
    def last(self) -> int:
        """The number of the last page."""
        return max(1, -(-self.total // self.size))

    @property
    def first_row(self) -> int:
        """The place of the first row shown, from 1."""
        return (self.number - 1) * self.size + 1

    @property
    def last_row(self) -> int:
        """The place of the last row shown."""
        return min(self.number * self.size, self.total)

    def href(self, number: int) -> str:
        """The address of a page, relative to the list."""
        return query({**self.values, "trang": str(number) if number > 1 else ""}) or "?"

    @property
    def before(self) -> str:
        """The address of the page before, or nothing."""
        return self.href(self.number - 1) if self.number > 1 else ""

    @property
    def after(self) -> str:
        """The address of the page after, or nothing."""
        return self.href(self.number + 1) if self.number < self.last else ""

    @property
    def links(self) -> list[PageLink | None]:
        """First, last and the neighbours of the present page; None for a gap."""
        shown = sorted({1, self.last, *range(max(1, self.number - 1), min(self.last, self.number + 1) + 1)})
        links: list[PageLink | None] = []
        for index, number in enumerate(shown):
            if index and number - shown[index - 1] > 1:
                links.append(None)
            links.append(PageLink(number, self.href(number), number == self.number))
        return links


def page_number(text: str | None) -> int:
    """The page that an address asks for; raises a 400 that says what is wrong."""
    if not text:
        return 1
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:9]) <= LAST or len(text) > 9:
        raise BadRequest(_("Số trang phải là một số nguyên từ 1."))
    return int(text)


def no_such_page(pages: Pages) -> tuple[str, int]:
    """The answer to a page beyond the last, a 404 that tells how many there are and leads to the last of them."""
    title = _("Không có trang %(number)s", number=pages.number)
    return render_template("errors/no_such_page.html", title=title, pages=pages), 404
