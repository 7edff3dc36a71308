"""What the public sees of the portal's fixed wording: each page of ``wording`` is a record, so search finds it too."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from datetime import datetime

from sqlalchemy.orm import Session

from content.clock import start_of_day
from content.markdown import plain, render
from content.pages.wording import Page, pages
from content.public.records import Projection, PublicRecord
from content.slugs import PUBLIC_ID_LENGTH

DEFAULT_LANGUAGE = "vi"


class PagesProjection:
    """The pages, read from the files that come with the portal."""

    def ids(self, session: Session) -> Iterator[str]:
        """``slug.language`` of every page."""
        yield from (_key(page) for page in pages())

    def project(self, session: Session, record_id: str, now: datetime) -> Projection | None:
        """The page of that key."""
        page = next((page for page in pages() if _key(page) == record_id), None)
        return _projection(page) if page else None


def _key(page: Page) -> str:
    return f"{page.slug}.{page.language}"


def _projection(page: Page) -> Projection:
    key = _key(page)
    public_id = base64.b32hexencode(hashlib.sha256(key.encode()).digest()).decode().lower()[:PUBLIC_ID_LENGTH]
    path = f"/{page.slug}" if page.language == DEFAULT_LANGUAGE else f"/{key}"
    moment = start_of_day(page.updated)
    rendered = render(page.markdown)
    record = PublicRecord(
        id=public_id,
        kind="pages",
        path=path,
        language=page.language,
        title=page.title,
        summary=page.summary,
        sort_date=page.updated,
        published_at=moment,
        updated_at=moment,
        html=rendered,
        text=plain(rendered),
    )
    return Projection(public_id=public_id, kind="pages", path=path, record=record)


PROJECTION = PagesProjection()
