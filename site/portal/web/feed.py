"""Records as an Atom feed, its moments in the time of Vietnam as everywhere else on the site."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime

from feedgenerator import Atom1Feed
from flask import request
from werkzeug.wrappers import Response

from content.clock import VIETNAM
from content.public.reader import Record
from portal.web.citation import name
from portal.web.language import absolute, language
from portal.web.navigation import data_time

ENTRIES = 50
FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold, wherever it came from."""


class _Feed(Atom1Feed):  # type: ignore[misc]  # feedgenerator has no types
    """A feed whose time is the data's: an empty one must not change at every request."""

    def latest_post_date(self) -> datetime:
        dates = [item["updateddate"] for item in self.items]
        return max(dates) if dates else (data_time() or datetime.fromtimestamp(0, UTC)).astimezone(VIETNAM)


def answer(*, title: str, page: str, records: Sequence[Record]) -> Response:
    """The feed of a page of the site."""
    path, _, arguments = page.partition("?")
    link = absolute(path) + (f"?{arguments}" if arguments else "")
    feed = _Feed(
        title=clean(title),
        link=link,
        description=None,
        language=language(),
        feed_url=absolute(request.path) + (f"?{arguments}" if arguments else ""),
        feed_guid=link,
    )
    for record in records:
        address = absolute(record.path)
        feed.add_item(
            title=clean(f"{name(record)}: {record.title}" if record.number else record.title),
            link=address,
            description=clean(record.summary),
            unique_id=address,
            pubdate=record.published_at.astimezone(VIETNAM),
            updateddate=record.updated_at.astimezone(VIETNAM),
            author_name=clean(record.issuer) if record.issuer else None,
            categories=[clean(word) for word in (record.type, record.field) if word],
        )
    return Response(feed.writeString("utf-8"), mimetype="application/atom+xml")


def clean(text: str) -> str:
    """The text without characters that XML cannot hold."""
    return FORBIDDEN.sub("", text)
