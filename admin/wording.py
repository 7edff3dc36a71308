"""How the desk calls things and prints moments: one word for each state, one filter for each sort of value."""

from __future__ import annotations

from datetime import date, datetime

from flask import Flask

from content.accounts.roles import LABELS as ROLES
from content.accounts.roles import Role
from content.clock import VIETNAM
from content.kinds import KINDS

DID = {
    "created": "tạo",
    "revised": "sửa",
    "submitted": "gửi duyệt",
    "discarded": "xóa bản nháp",
    "refused": "hướng dẫn gửi nơi khác",
    "recalled": "rút lại",
    "sent_back": "trả lại",
    "approved": "duyệt",
    "withdrawn": "gỡ",
    "assigned": "giao xử lý",
    "added": "thêm",
    "removed": "bỏ",
}
"""What is done with records, and with their files."""

SUBJECTS = {
    "account": "tài khoản",
    "attachment": "tệp đính kèm",
    **{noun: kind.label_vi.lower() for noun, kind in KINDS.items()},
}


def moment(value: datetime | None) -> str:
    """14:05, 22/11/2026 on the clocks of Vietnam; nothing for nothing."""
    return f"{value.astimezone(VIETNAM):%H:%M, %d/%m/%Y}" if value else ""


def minute_of_day(value: datetime) -> str:
    """08:00 ngày 25/11/2026, as it stands in a sentence."""
    return f"{value.astimezone(VIETNAM):%H:%M ngày %d/%m/%Y}"


def day(value: date | datetime | None) -> str:
    """22/11/2026 in Vietnam; nothing for nothing."""
    if isinstance(value, datetime):
        value = value.astimezone(VIETNAM).date()
    return f"{value:%d/%m/%Y}" if value else ""


def iso(value: date | datetime) -> str:
    """The machine's spelling, for ``datetime`` attributes."""
    return value.astimezone(VIETNAM).isoformat(timespec="seconds") if isinstance(value, datetime) else value.isoformat()


def did(tag: str) -> str:
    """A line of the trail about a record as people say it: ``desk:legal:approved`` is "duyệt văn bản pháp luật"."""
    _source, subject, action = [*tag.split(":"), "", ""][:3]
    return f"{DID.get(action, action)} {SUBJECTS.get(subject, subject)}"


def role(value: str) -> str:
    """What a role is called."""
    return LABELS_OR_CODE.get(value, value)


def size(value: int) -> str:
    """A size in bytes as people read it: 34 kB, 1,2 MB."""
    return f"{value / 1_000_000:.1f} MB".replace(".", ",") if value >= 1_000_000 else f"{max(1, value // 1000)} kB"


def grouped(number: int) -> str:
    """A number as it is written in Vietnam: 2.172.014."""
    return f"{number:,}".replace(",", ".")


LABELS_OR_CODE: dict[str, str] = {held.value: ROLES[held] for held in Role}


def init_app(app: Flask) -> None:
    """Give the filters to the desk's templates, under names of their own."""
    for function in (moment, minute_of_day, day, iso, did, size, grouped):
        app.jinja_env.filters[f"desk_{function.__name__}"] = function
