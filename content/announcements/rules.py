"""What an announcement must have, and how its period is read. Pure."""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol

from content.errors import Invalid


class PeriodKind(StrEnum):
    """What an announcement covers."""

    MONTH = "month"
    QUARTER = "quarter"
    IRREGULAR = "irregular"


TYPES = ("Thông cáo báo chí", "Thông tin định kỳ", "Họp báo", "Phát ngôn chính thức", "Thông báo")
NUMBERS = {PeriodKind.MONTH: range(1, 13), PeriodKind.QUARTER: range(1, 5)}
QUARTERS = ("I", "II", "III", "IV")


class Described(Protocol):
    """What is asked of an announcement before it is published."""

    title: str
    summary: str
    body: str
    period_kind: str
    period_year: int | None
    period_number: int | None
    spokesperson_name: str
    spokesperson_phone: str
    spokesperson_email: str


def period_label(kind: str, year: int | None, number: int | None) -> str:
    """A period as people read it: ``Tháng 10/2026``, ``Quý III/2026``, or nothing for an occasion."""
    if kind == PeriodKind.MONTH and year and number:
        return f"Tháng {number}/{year}"
    if kind == PeriodKind.QUARTER and year and number:
        return f"Quý {QUARTERS[number - 1]}/{year}"
    return ""


def check(announcement: Described) -> None:
    """Raise Invalid, naming every field at fault, unless the announcement can be published."""
    wrong = {}
    if not announcement.title.strip():
        wrong["title"] = "Hãy ghi tiêu đề."
    if not announcement.body.strip():
        wrong["body"] = "Hãy viết nội dung."
    if not announcement.spokesperson_name.strip():
        wrong["spokesperson_name"] = "Hãy ghi tên người phát ngôn."
    if not (announcement.spokesperson_phone.strip() or announcement.spokesperson_email.strip()):
        wrong["spokesperson_phone"] = "Hãy ghi số điện thoại hoặc thư điện tử của người phát ngôn."
    if announcement.period_kind not in set(PeriodKind):
        wrong["period_kind"] = "Hãy chọn kỳ thông tin."
    elif announcement.period_kind != PeriodKind.IRREGULAR:
        if not announcement.period_year or not 2000 <= announcement.period_year <= 2100:
            wrong["period_year"] = "Hãy ghi năm của kỳ thông tin."
        if announcement.period_number not in NUMBERS[PeriodKind(announcement.period_kind)]:
            wrong["period_number"] = "Hãy ghi đúng tháng (1-12) hoặc quý (1-4)."
    if wrong:
        raise Invalid("Thông cáo chưa đủ điều kiện công bố: " + " ".join(wrong.values()), **wrong)
