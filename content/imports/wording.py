"""Reading the values that sources write in many ways: texts, days, types, statuses. Pure; nothing is invented."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from content.document_numbers import parse
from content.errors import Invalid
from content.validity.codes import LegalStatus
from content.vietnamese import fold, nfc_clean

LONGEST: Mapping[str, int] = {
    "type": 120,
    "number": 120,
    "issuer": 300,
    "signer": 300,
    "signer_title": 300,
    "field": 200,
}
"""Characters that the private store has room for."""

LONGEST_TITLE = 5_000
TYPE_OF_SYMBOL: Mapping[str, str] = {
    "qd": "Quyết định",
    "ct": "Chỉ thị",
    "kh": "Kế hoạch",
    "tb": "Thông báo",
    "nq": "Nghị quyết",
    "bc": "Báo cáo",
    "ctr": "Chương trình",
    "cv": "Công văn",
    "gm": "Giấy mời",
    "ttr": "Tờ trình",
    "hd": "Hướng dẫn",
    "pa": "Phương án",
    "cd": "Công điện",
    "kl": "Kết luận",
    "tt": "Thông tư",
    "nd": "Nghị định",
    "ttlt": "Thông tư liên tịch",
}
"""The type that the first letters of a symbol stand for, folded."""

LEGAL_TYPES = frozenset(
    {
        "hien phap", "bo luat", "luat", "phap lenh", "lenh", "sac lenh", "nghi dinh", "nghi quyet lien tich",
        "thong tu", "thong tu lien tich", "van ban hop nhat",
    }
)  # fmt: skip
"""Types that are always legal normative documents, folded."""

LEGAL_WITH_YEAR = frozenset({"nghi quyet", "quyet dinh"})
"""Types that are legal normative documents when their number carries a year, as the law on promulgation asks."""

_STATUSES = {
    "chua co hieu luc": LegalStatus.NOT_YET,
    "con hieu luc mot phan": LegalStatus.PARTLY,
    "het hieu luc mot phan": LegalStatus.PARTLY,
    "het hieu luc toan bo": LegalStatus.EXPIRED,
    "het hieu luc": LegalStatus.EXPIRED,
    "ngung hieu luc": LegalStatus.SUSPENDED,
    "tam ngung hieu luc": LegalStatus.SUSPENDED,
    "dang co hieu luc": LegalStatus.IN_FORCE,
    "dang hieu luc": LegalStatus.IN_FORCE,
    "con hieu luc": LegalStatus.IN_FORCE,
    "co hieu luc": LegalStatus.IN_FORCE,
}
_DAY_FIRST = re.compile(r"([0-9]{1,2})\s?[/.\-]\s?([0-9]{1,2})\s?[/.\-]\s?([0-9]{4})(?![0-9])")
_YEAR_FIRST = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?![0-9])")
_IN_WORDS = re.compile(
    r"(?:ngày\s{1,3})?([0-9]{1,2})\s{1,3}tháng\s{1,3}([0-9]{1,2})\s{1,3}năm\s{1,3}([0-9]{4})", re.IGNORECASE
)
_RUN_INTO_ISSUER = re.compile(r"ngày [0-9]{2}/[0-9]{2}/[0-9]{4} của (?P<issuer>\S[^/]{1,298})\Z")
_SPACES = re.compile(r"\s+")


def text_of(value: Any, name: str) -> str:
    """A text value cleaned; nothing for nothing; raises Invalid for what is no text."""
    if value is None:
        return ""
    if isinstance(value, (bool, dict, list)):
        raise Invalid(f"Trường “{name}” không phải là văn bản.")
    return nfc_clean(str(value)).strip()


def line_of(value: Any, name: str) -> str:
    """A text value on one line; raises Invalid where the store has no room for it."""
    text = _SPACES.sub(" ", text_of(value, name))
    longest = LONGEST.get(name, LONGEST_TITLE)
    if len(text) > longest:
        raise Invalid(f"Trường “{name}” dài quá {longest} ký tự.")
    return text


def issuer_of(value: Any, to_check: list[str]) -> str:
    """The issuer; where a collector ran the end of the title into it, what stands behind the last date."""
    said = _SPACES.sub(" ", text_of(value, "issuer"))
    if run_in := _RUN_INTO_ISSUER.search(said):
        to_check.append(f"Nguồn ghi cơ quan ban hành lẫn với trích yếu: “{said[:LONGEST_TITLE]}”.")
        said = run_in["issuer"]
    return fitting(said, "issuer", to_check)


def fitting(said: str, name: str, to_check: list[str]) -> str:
    """A value that the store has room for; what is too long is cut at a word, and kept whole in ``to_check``."""
    longest = LONGEST[name]
    if len(said) <= longest:
        return said
    to_check.append(f"Giá trị trong nguồn dài quá nên đã được rút gọn: “{said[:LONGEST_TITLE]}”.")
    return said[: longest - 1].rsplit(" ", 1)[0] + "…"


def read_day(text: str) -> date | None:
    """The day that a text begins with, in any usual writing; None when it is none."""
    for pattern, order in ((_YEAR_FIRST, (1, 2, 3)), (_DAY_FIRST, (3, 2, 1)), (_IN_WORDS, (3, 2, 1))):
        if match := pattern.match(text.strip()):
            year, month, day = (int(match[group]) for group in order)
            try:
                return date(year, month, day)
            except ValueError:
                return None
    return None


def printed_day(day: date) -> str:
    """A day as people write it: ``05/09/2024``."""
    return f"{day:%d/%m/%Y}"


def read_status(text: str) -> str:
    """The status that a register's words stand for; empty when they say none."""
    folded = fold(text).removeprefix("van ban").strip()
    return next((str(status) for words, status in _STATUSES.items() if folded.startswith(words)), "")


def type_of_number(number: str) -> str:
    """The type that a number's symbol tells: ``12/CT-UBND`` is a Chỉ thị, ``3637/UBND-VX`` a Công văn; or nothing."""
    parts = re.findall(r"[a-z]+", fold(number))
    if not parts:
        return ""
    if parts[0] in ("ubnd", "hdnd", "vpub", "vp"):
        return "Công văn"
    return TYPE_OF_SYMBOL.get(parts[0], "")


def kind_of(type_: str, number: str) -> str:
    """Whether a document is a legal normative one or one of direction, by its type and the year in its number."""
    folded = fold(type_)
    if folded in LEGAL_TYPES or (folded in LEGAL_WITH_YEAR and parse(number).year):
        return "legal"
    return "directions"


def raised(text: str) -> str:
    """The text with its first letter as a capital, nothing else changed."""
    return text[:1].upper() + text[1:]
