"""How a document is cited in Vietnamese administrative writing; always in Vietnamese, whatever the page's language."""

from __future__ import annotations

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
    if record.title and record.title not in (record.number, f"{record.type} {record.number}"):
        words.append(_title(record.title))
    return " ".join(word for word in words if word).rstrip(".") + "."


def _title(title: str) -> str:
    first = title.split(" ", 1)[0]
    return f"{first.lower()}{title[len(first) :]}" if first == "Về" else f"“{title}”"


def name(record: Record) -> str:
    """What a document is called for short: Nghị định 64/2007/NĐ-CP, or its title."""
    return " ".join(part for part in (record.type, record.number) if part) if record.number else record.title
