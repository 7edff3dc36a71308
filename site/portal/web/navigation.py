"""What stands on every page: the six main entries, the footer, the name of the province, the time of the data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from flask import Flask, current_app, request
from sqlalchemy.exc import SQLAlchemyError

from content.public import reader
from content.public.store import PublicStore
from portal.web.catalogue import gettext as _
from portal.web.language import language


@dataclass(frozen=True)
class Entry:
    """One main entry; ``current`` is the value of aria-current, empty elsewhere."""

    path: str
    label: str
    current: str


def main_entries() -> list[Entry]:
    """The six main entries, in their order."""
    named = (
        ("/van-ban/", _("Văn bản pháp luật")),
        ("/chi-dao-dieu-hanh/", _("Chỉ đạo điều hành")),
        ("/thong-cao/", _("Thông cáo")),
        ("/gop-y/", _("Góp ý, phản ánh")),
        ("/co-quan/", _("Cơ quan")),
        ("/du-lieu-mo", _("Dữ liệu mở")),
    )
    return [Entry(path, label, _current(path)) for path, label in named]


def _current(path: str) -> str:
    if request.path == path:
        return "page"
    return "true" if path.endswith("/") and request.path.startswith(path) else ""


def about_entries() -> list[tuple[str, str]]:
    """The footer's entries about the portal."""
    return [
        (_("Giới thiệu"), "/gioi-thieu"),
        (_("Hướng dẫn sử dụng"), "/huong-dan"),
        (_("Tiếp công dân"), "/tiep-cong-dan"),
        (_("Người phát ngôn các cơ quan"), "/nguoi-phat-ngon"),
        (_("Khả năng tiếp cận"), "/tiep-can"),
        (_("Quyền riêng tư"), "/quyen-rieng-tu"),
    ]


def data_entries() -> list[tuple[str, str]]:
    """The footer's entries about the data."""
    return [
        (_("Dữ liệu mở và giấy phép"), "/du-lieu-mo"),
        (_("Theo dõi văn bản mới (Atom)"), "/van-ban/danh-sach.atom"),
        (_("Theo dõi thông cáo mới (Atom)"), "/thong-cao/danh-sach.atom"),
    ]


def province_name(*, inside: bool = False) -> str:
    """The name of the province in the language of the request; inside a sentence: tỉnh, not Tỉnh."""
    province = current_app.config["PROVINCE"]
    name: str = province.name_en if language() == "en" else province.name_vi
    return name[0].lower() + name[1:] if inside and language() == "vi" else name


def portal_name() -> str:
    """The one name of the portal, with its province."""
    return str(_("Cổng thông tin minh bạch %(province)s", province=province_name(inside=True)))


def data_time() -> datetime | None:
    """When the public store last changed; None when the store cannot say, because error pages must work without it."""
    store: PublicStore = current_app.extensions["services"].public
    try:
        return _data_time(store.store_id(), store.generation())
    except SQLAlchemyError:
        return None


@lru_cache(maxsize=2)
def _data_time(_store_id: str, _generation: int) -> datetime | None:
    # A connection of its own, opened after the generation was read: the request's may be older than the generation.
    with current_app.extensions["services"].public.connect() as connection:
        return reader.projected_at(connection)


def init_app(app: Flask) -> None:
    """Give the frame to the templates."""
    app.jinja_env.globals.update(
        main_entries=main_entries,
        about_entries=about_entries,
        data_entries=data_entries,
        province_name=province_name,
        portal_name=portal_name,
        data_time=data_time,
    )

    @app.context_processor
    def province() -> dict[str, Any]:
        return {"province": app.config["PROVINCE"]}
