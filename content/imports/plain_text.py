"""One document as plain text: its type, number, days, issuer, title and bases are read from its own words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from content.document_numbers import key
from content.errors import Invalid
from content.imports.citations import is_basis, relations_in
from content.imports.effect import first_day
from content.imports.files import whole
from content.imports.incoming import Incoming, Rejected, source_key
from content.imports.wording import kind_of, line_of, raised, read_day, type_of_number
from content.provisions.frame import signature, type_in
from content.provisions.structure import parse
from content.vietnamese import nfc_clean

FORMAT = "text"
LONGEST = 20_000_000
"""Characters."""

LINES_OF_A_HEAD = 60
"""The type of a document stands within so many written lines."""

LONGEST_TITLE = 2_000

_NUMBER = re.compile(r"(?:^|\s)(?:Số|số)\s{0,3}:?\s{0,3}(?P<number>[0-9]{1,6}\s?/\s?[0-9A-ZĐƯ][^\s;,]{1,80})")
_PLACE_AND_DAY = re.compile(
    r",\s{0,3}(?P<day>ngày\s{1,3}[0-9]{1,2}\s{1,3}tháng\s{1,3}[0-9]{1,2}\s{1,3}năm\s{1,3}[0-9]{4})"
)
_ADOPTED = re.compile(
    r"này\s(?:đã\s)?được\s(?:Quốc\shội|[UỦ][yỷ]\sban\s[Tt]hường\svụ|Hội\sđồng\snhân\sdân)[^.;]{0,160}?\sthông\squa\s"
    r"(?P<day>ngày\s{1,3}[0-9]{1,2}\s{1,3}tháng\s{1,3}[0-9]{1,2}\s{1,3}năm\s{1,3}[0-9]{4})"
)
"""A law says at its end on which day it was adopted."""
_BODY_NAMES = (
    r"(?:Thủ tướng Chính phủ|Chính phủ|Quốc hội"
    r"|(?:Chủ tịch\s)?(?:[UỦ][yỷ]\sban\snhân\sdân|Hội\sđồng\snhân\sdân)[^,.;:\n]{0,60}?"
    r"|Bộ\strưởng[^,.;:\n]{0,80}?|Giám\sđốc[^,.;:\n]{0,80}?)"
)
_ORDERS = re.compile(
    rf"(?P<issuer>{_BODY_NAMES})\s{{1,3}}(?:chỉ\sthị|quyết\sđịnh|yêu\scầu|thông\sbáo|ban\shành|đề\snghị)\s{{0,3}}:"
)
_ISSUER_WORDS = (
    "ỦY BAN ",
    "UỶ BAN ",
    "HỘI ĐỒNG NHÂN DÂN",
    "QUỐC HỘI",
    "CHÍNH PHỦ",
    "THỦ TƯỚNG",
    "BỘ ",
    "SỞ ",
    "VĂN PHÒNG ",
    "CHỦ TỊCH ",
)


@dataclass(frozen=True, slots=True)
class _Head:
    """What stands before the text itself."""

    type: str
    title: str
    in_capitals: bool
    before: str
    body: str


def read(path: Path) -> Iterator[Incoming | Rejected]:
    """The one document of the file."""
    try:
        yield read_text(whole(path))
    except Invalid as wrong:
        yield Rejected(1, str(wrong))


def read_text(given: str) -> Incoming:
    """A document from its text; raises Invalid when it does not say what it is."""
    if len(given) > LONGEST:
        raise Invalid(f"Văn bản dài quá {LONGEST // 1_000_000} triệu ký tự.")
    text = nfc_clean(given.replace("\r\n", "\n").replace("\r", "\n"))
    head = _head(text)
    to_check: list[str] = []
    number = _number(head, to_check)
    issued = _issued(head, to_check)
    effective, effect_note = first_day(head.body, issued)
    issuer = _issuer(head, to_check)
    if head.in_capitals:
        to_check.append("Trích yếu in hoa trong nguồn, đã chuyển sang chữ thường; tên riêng cần được đối chiếu.")
    if effect_note:
        to_check.append(effect_note)
    structure = parse(head.body)
    signer_title, signer = signature(structure.closing)
    provisions = structure.complete()
    preamble = "\n".join(part for part in (head.before, structure.preamble) if part)
    fields: dict[str, Any] = {
        "type": head.type,
        "number": number,
        "title": line_of(head.title, "title"),
        "issuer": issuer,
        "signer": line_of(signer, "signer"),
        "signer_title": signer_title,
        "issued": issued,
        "effective": effective,
        "status_note": "" if effective else effect_note,
        "preamble": preamble,
        "relations": relations_in(head.body, key(number)),
        "to_check": to_check,
    }
    return Incoming(1, kind_of(head.type, number), fields, source_key(FORMAT, fields), provisions)


def _head(text: str) -> _Head:
    """The line that is a document's type alone, and the title behind it."""
    lines = text.split("\n")
    written = 0
    for place, line in enumerate(lines):
        if not line.strip():
            continue
        written += 1
        type_ = type_in(line)
        if type_ and (line.strip(" *#:").isupper() or written == 1):
            title, after = _title(lines, place + 1)
            before = "\n".join(lines[:place]).strip()
            body = "\n".join(lines[after:]).strip()
            capitals = title.isupper()
            return _Head(type_, raised(title.lower()) if capitals else title or type_, capitals, before, body)
        if written >= LINES_OF_A_HEAD:
            break
    return _without_type(text)


def _title(lines: list[str], start: int) -> tuple[str, int]:
    """The title behind the type, to the first empty line, or to the first line that is body text; and where it ends."""
    at = start
    while at < len(lines) and not lines[at].strip():
        at += 1
    taken: list[str] = []
    while at < len(lines) and lines[at].strip() and len(" ".join(taken)) < LONGEST_TITLE:
        line = lines[at].strip()
        if is_basis(line) or line.startswith(("Điều ", "Chương ", "1.")) or re.fullmatch(r"[*\-_=\s]+", line):
            break
        if taken and not taken[0].isupper() and _names_issuer(line):
            break
        taken.append(line.strip("* "))
        at += 1
    return " ".join(" ".join(taken).split()), at


def _without_type(text: str) -> _Head:
    """A letter names no type: its subject stands behind ``V/v``, and its number tells what it is."""
    number = _NUMBER.search(text[:5_000])
    type_ = type_of_number(number["number"]) if number else ""
    subject = re.search(r"(?:V/v|Về việc)\s{0,3}:?\s{0,3}(?P<subject>[^\n]{3,400})", text[:5_000])
    if not type_ or not subject:
        raise Invalid("Không tìm thấy loại văn bản (ví dụ dòng “CHỈ THỊ”) ở phần đầu.")
    return _Head(type_, raised(subject["subject"].strip(" *.")), False, "", text.strip())


def _number(head: _Head, to_check: list[str]) -> str:
    match = _NUMBER.search(head.before) or (_NUMBER.search(head.body[:2_000]) if not head.before else None)
    # A number in the body is the document's own only in a letter, which has no head of its own.
    if match and (head.before or (head.title and _NUMBER.match(head.body.lstrip()[:200]))):
        return line_of(match["number"].replace(" ", "").rstrip("."), "number")
    to_check.append("Nguồn không ghi số, ký hiệu.")
    return ""


def _issued(head: _Head, to_check: list[str]) -> date | None:
    match = _PLACE_AND_DAY.search(head.before or head.body[:1_000] if not _starts_with_basis(head) else head.before)
    match = match or _ADOPTED.search(head.body)
    day = read_day(match["day"]) if match else None
    if day is None:
        to_check.append("Nguồn không ghi ngày ban hành.")
    return day


def _starts_with_basis(head: _Head) -> bool:
    return bool(is_basis(head.body))


def _issuer(head: _Head, to_check: list[str]) -> str:
    if match := _ORDERS.search(head.body[:20_000]):
        return line_of(match["issuer"], "issuer")
    lines = [" ".join(line.split()) for line in head.before.split("\n")]
    for place in range(len(lines) - 1, -1, -1):
        if _names_issuer(lines[place]):
            return _in_text_case(lines[place : place + 2], f"{head.title}\n{head.body}", to_check)
    to_check.append("Văn bản không cho biết cơ quan ban hành.")
    return ""


def _names_issuer(line: str) -> bool:
    return line.isupper() and line.startswith(_ISSUER_WORDS)


def _in_text_case(capitals: list[str], body: str, to_check: list[str]) -> str:
    """A name set in capitals as the text itself writes it; it may run over into the next line."""
    for name in (" ".join(capitals), capitals[0]):
        written = re.search(re.escape(name).replace(r"\ ", r"\s{1,3}"), body, re.IGNORECASE)
        if written and not written[0].isupper():
            return line_of(raised(written[0]), "issuer")
    to_check.append("Tên cơ quan ban hành in hoa trong nguồn, đã chuyển sang chữ thường; cần được đối chiếu.")
    return line_of(raised(capitals[0].lower()), "issuer")
