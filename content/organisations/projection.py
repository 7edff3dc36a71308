"""What the public may see of an organisation."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from content.clock import local_date
from content.db import db
from content.editorial.projection import EditorialProjection, Frame
from content.editorial.queries import visible_of
from content.markdown import plain, render
from content.organisations.models import Organisation
from content.organisations.rules import LABELS, Level
from content.public.records import PublicRecord

PATH = "/co-quan/"
FIELDS = (
    "name", "short_name", "former_names", "level", "position", "address", "phone", "email", "website",
    "spokesperson_name", "spokesperson_title", "spokesperson_phone", "spokesperson_email",
)  # fmt: skip


def snapshot(organisation: Organisation, now: datetime) -> dict[str, Any]:
    """What an edition of an organisation freezes."""
    parent = db.session.get(Organisation, organisation.parent_id) if organisation.parent_id else None
    return {name: getattr(organisation, name) for name in FIELDS} | {
        "functions": organisation.functions,
        "functions_html": render(organisation.functions),
        "parent": PROJECTION.public_path(parent, now) if parent and visible_of(parent, now) else None,
    }


def show(frozen: dict[str, Any], frame: Frame) -> PublicRecord:
    """The public record of a frozen organisation."""
    spokesperson = {
        part: frozen[f"spokesperson_{part}"]
        for part in ("name", "title", "phone", "email")
        if frozen[f"spokesperson_{part}"]
    }
    data = {name: frozen[name] for name in FIELDS if not name.startswith("spokesperson_")}
    return PublicRecord(
        id=frame.public_id,
        kind="organisations",
        path=frame.path,
        title=frozen["name"],
        summary="",
        type=LABELS[Level(frozen["level"])],
        sort_date=local_date(frame.published_at),
        published_at=frame.published_at,
        updated_at=frame.updated_at,
        edition=frame.edition,
        data=data | {"spokesperson": spokesperson, "parent": frozen["parent"]},
        html=frozen["functions_html"],
        text="\n".join([*frozen["former_names"], frozen["short_name"], plain(frozen["functions_html"])]).strip(),
    )


PROJECTION = EditorialProjection(Organisation, PATH, show)
