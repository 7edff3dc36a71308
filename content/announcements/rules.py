"""What an announcement must have, and how its period is read. Pure."""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol

from content.contacts import email_fault, phone_fault
from content.errors import Invalid


class PeriodKind(StrEnum):
    """What an announcement covers."""

    MONTH = "month"
    QUARTER = "quarter"
    IRREGULAR = "irregular"


TYPES = ("Thông cáo báo chí", "Thông tin định kỳ", "Họp báo", "Phát ngôn chính thức", "Thông báo")
NUMBERS = {PeriodKind.MONTH: range(1, 13), PeriodKind.QUARTER: range(1, 5)}
YEARS = range(2000, 2101)
NO_YEAR = "Hãy ghi năm bằng bốn chữ số, ví dụ 2026."
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
    wrong |= _spokesperson(announcement) | _period(announcement)
    if wrong:
        raise Invalid("Thông cáo chưa đủ điều kiện công bố: " + " ".join(wrong.values()), **wrong)


def _spokesperson(announcement: Described) -> dict[str, str]:
    wrong = {}
    phone, email = announcement.spokesperson_phone, announcement.spokesperson_email
    if not announcement.spokesperson_name.strip():
        wrong["spokesperson_name"] = "Hãy ghi tên người phát ngôn."
    if not (phone.strip() or email.strip()):
        wrong["spokesperson_phone"] = "Hãy ghi số điện thoại hoặc thư điện tử của người phát ngôn."
    if fault := phone_fault(phone):
        wrong["spokesperson_phone"] = fault
    if fault := email_fault(email):
        wrong["spokesperson_email"] = fault
    return wrong


def _period(announcement: Described) -> dict[str, str]:
    wrong = {}
    if announcement.period_kind not in set(PeriodKind):
        wrong["period_kind"] = "Hãy chọn kỳ thông tin."
    elif announcement.period_kind != PeriodKind.IRREGULAR:
        if announcement.period_year not in YEARS:
            wrong["period_year"] = NO_YEAR
        if announcement.period_number not in NUMBERS[PeriodKind(announcement.period_kind)]:
            wrong["period_number"] = "Hãy ghi đúng tháng (1-12) hoặc quý (1-4)."
    return wrong
