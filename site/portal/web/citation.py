"""How a document is cited in Vietnamese administrative writing; always in Vietnamese, whatever the page's language."""

from __future__ import annotations

import re
from datetime import date

from content.public.reader import Record

NAMED = ("Hiến pháp", "Bộ luật", "Luật", "Pháp lệnh")
"""Types whose documents are called by their titles: Luật Đất đai số 31/2024/QH15."""

SAYS = ("Về ", "Quy định ", "Ban hành ", "Sửa đổi", "Bổ sung ", "Bãi bỏ ", "Thay thế ", "Hướng dẫn ", "Phê duyệt ",
        "Thông qua ", "Công bố ", "Điều chỉnh ", "Đính chính ", "Hợp nhất ", "Phân cấp ", "Giao ", "Thành lập ",
        "Kéo dài ", "Đặt tên ")  # fmt: skip
"""What a document does, as its title begins; before any other title stands *về*."""


def citation(record: Record, article: str = "") -> str:
    """Điều 5 Nghị định số 64/2007/NĐ-CP ngày 10 tháng 4 năm 2007 của Chính phủ về ứng dụng công nghệ thông tin."""
    title = own_title(record)
    called = bool(title and record.type in NAMED and title.startswith(f"{record.type} "))
    words = [article, title if called else record.type or ""]
    if record.number:
        words.append(f"số {record.number}")
    if record.issued:
        words.append(f"ngày {_day(record.issued)} tháng {_month(record.issued)} năm {record.issued.year}")
    if record.issuer:
        words.append(f"của {record.issuer}")
    if title and not called:
        words.append(_goes_on(title, record))
    return " ".join(word for word in words if word).rstrip(".") + "."


def _goes_on(title: str, record: Record) -> str:
    """A title as the rest of a sentence: its own type and number are said already, its first letter is a small one."""
    said = rf"(?:{re.escape(record.type or '')}\s+)?(?:(?:số\s+)?{re.escape(record.number or '')}\s+)?"
    rest = re.sub(rf"\A{said}", "", title)
    rest = rest[:1].upper() + rest[1:]
    first, second = [*rest.split(" ", 2), "", ""][:2]
    name = first.isupper() or second[:1].isupper()
    small = rest if name else rest[:1].lower() + rest[1:]
    return small if rest.startswith(SAYS) else f"về {small}"


def _day(day: date) -> str:
    """Offices write a nought before a day of one figure, and in the first two months."""
    return f"{day.day:02}"


def _month(day: date) -> str:
    return f"{day.month:02}" if day.month < 3 else str(day.month)


def own_title(record: Record) -> str:
    """What the title says beyond type and number; nothing where it only repeats them, as for want of a better one."""
    said = record.title.replace(record.number or "", "") if record.number else record.title
    repeated = record.number and re.sub(r"[\W_]+|số", "", said.replace(record.type or "", "")) == ""
    return "" if repeated else record.title


def name(record: Record) -> str:
    """What a document is called for short: Nghị định 64/2007/NĐ-CP, or its title."""
    return " ".join(part for part in (record.type, record.number) if part) if record.number else record.title
