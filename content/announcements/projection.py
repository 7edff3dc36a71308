"""What the public may see of an announcement."""

from __future__ import annotations

import html
import re
from datetime import datetime
from typing import Any

from content.announcements.models import Announcement
from content.announcements.rules import check, period_label
from content.attachments.queries import snapshot as files_of
from content.citations.linking import linked
from content.clock import local_date
from content.editorial.projection import EditorialProjection, Frame
from content.errors import Invalid
from content.markdown import plain, render
from content.public.records import PublicFile, PublicRecord
from content.slugs import issuer_key

PATH = "/thong-cao/"
FIELDS = (
    "type", "title", "summary", "body", "language", "issuer", "period_kind", "period_year", "period_number",
    "spokesperson_name", "spokesperson_title", "spokesperson_phone", "spokesperson_email",
)  # fmt: skip
PICTURE = re.compile(r"<img\b[^>]*>")
SOURCE = re.compile(r'\bsrc="([^"]*)"')
ALTERNATIVE = re.compile(r'\balt="([^"]*)"')


def snapshot(announcement: Announcement, _now: datetime) -> dict[str, Any]:
    """What an edition of an announcement freezes, its text rendered."""
    files = files_of(announcement.KIND, announcement.id)
    frozen = {name: getattr(announcement, name) for name in FIELDS}
    return frozen | {"html": with_pictures(render(announcement.body), files), "files": files}


def check_whole(announcement: Announcement) -> None:
    """``rules.check``, and that every picture named in the text is there and says what it shows."""
    check(announcement)
    with_pictures(render(announcement.body), files_of(announcement.KIND, announcement.id))


def with_pictures(rendered: str, files: list[dict[str, Any]]) -> str:
    """The HTML with each picture's file name replaced by its public address and its size added.

    Raises Invalid for a picture that is no attachment, comes from elsewhere, or has no alternative text.
    """
    by_name = {one["name"]: one for one in files if one["width"]}

    def place(match: re.Match[str]) -> str:
        source, alternative = SOURCE.search(match[0]), ALTERNATIVE.search(match[0])
        name = html.unescape(source[1]) if source else ""
        found = by_name.get(name)
        if found is None:
            raise Invalid(f"Không có ảnh “{name}” trong các tệp đính kèm.", body=f"Hãy tải lên ảnh “{name}”.")
        said = html.unescape(alternative[1]) if alternative and alternative[1] else found["label"]
        if not said:
            raise Invalid(f"Ảnh “{name}” cần có lời mô tả.", body="Hãy ghi lời mô tả: ![mô tả](tên tệp).")
        return (
            f'<img src="/tep/{found["token"]}/{html.escape(found["name"])}" alt="{html.escape(said)}"'
            f' width="{found["width"]}" height="{found["height"]}">'
        )

    return PICTURE.sub(place, rendered)


def show(frozen: dict[str, Any], frame: Frame) -> PublicRecord:
    """The public record of a frozen announcement."""
    label = period_label(frozen["period_kind"], frozen["period_year"], frozen["period_number"])
    day = local_date(frame.published_at)
    return PublicRecord(
        id=frame.public_id,
        kind="announcements",
        path=frame.path,
        language=frozen["language"],
        type=frozen["type"],
        title=frozen["title"],
        summary=frozen["summary"],
        issuer=frozen["issuer"] or None,
        issuer_key=issuer_key(frozen["issuer"]) or None,
        year=day.year,
        sort_date=day,
        published_at=frame.published_at,
        updated_at=frame.updated_at,
        edition=frame.edition,
        data={
            "period": {"kind": frozen["period_kind"], "label": label},
            "spokesperson": {
                part: frozen[f"spokesperson_{part}"]
                for part in ("name", "title", "phone", "email")
                if frozen[f"spokesperson_{part}"]
            },
            "corrections": list(frame.corrections),
        },
        html=linked(frozen["html"]),
        text=plain(frozen["html"]),
        files=tuple(PublicFile(**one) for one in frozen["files"]),
    )


PROJECTION = EditorialProjection(Announcement, PATH, show)
