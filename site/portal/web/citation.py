"""How a document is cited in Vietnamese administrative writing; always in Vietnamese, whatever the page's language."""

from __future__ import annotations

import re

from content.public.reader import Record


def citation(record: Record, article: str = "") -> str:
    """Điều 5, Nghị định số 64/2007/NĐ-CP ngày 10 tháng 4 năm 2007 của Chính phủ về ứng dụng công nghệ thông tin."""
    words = [f"{article}," if article else "", record.type or ""]
    if record.number:
        words.append(f"số {record.number}")
    if record.issued:
        words.append(f"ngày {record.issued.day} tháng {record.issued.month} năm {record.issued.year}")
    if record.issuer:
        words.append(f"của {record.issuer}")
    if title := own_title(record):
        words.append(_title(title))
    return " ".join(word for word in words if word).rstrip(".") + "."


def _title(title: str) -> str:
    first = title.split(" ", 1)[0]
    return f"{first.lower()}{title[len(first) :]}" if first == "Về" else f"“{title}”"


def own_title(record: Record) -> str:
    """What the title says beyond type and number; nothing where it only repeats them, as for want of a better one."""
    said = record.title.replace(record.number or "", "") if record.number else record.title
    repeated = record.number and re.sub(r"[\W_]+|số", "", said.replace(record.type or "", "")) == ""
    return "" if repeated else record.title


def name(record: Record) -> str:
    """What a document is called for short: Nghị định 64/2007/NĐ-CP, or its title."""
    return " ".join(part for part in (record.type, record.number) if part) if record.number else record.title
