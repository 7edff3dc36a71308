"""What each line before the first article, and each line of the signature block, is. Pure.

>>> signature("KT. BỘ TRƯỞNG\\nTHỨ TRƯỞNG\\n\\nLê Tấn Dũng")
('Thứ trưởng', 'Lê Tấn Dũng')
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from content.provisions.headings import opens_closing
from content.vietnamese import fold

TYPES = (
    "Hiến pháp", "Bộ luật", "Luật", "Pháp lệnh", "Lệnh", "Nghị quyết liên tịch", "Nghị quyết", "Nghị định",
    "Quyết định", "Chỉ thị", "Thông tư liên tịch", "Thông tư", "Kế hoạch", "Thông báo", "Công văn", "Công điện",
    "Báo cáo", "Tờ trình", "Hướng dẫn", "Chương trình", "Phương án", "Đề án", "Quy chế", "Kết luận", "Văn bản hợp nhất",
)  # fmt: skip
"""What a document may call itself in a line of its own."""

_TYPE_BY_LETTERS = {fold(name): name for name in TYPES}
_NATION = re.compile(r"\W*(?:CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA VIỆT NAM|Độc lập\s*[-–]\s*Tự do\s*[-–]\s*Hạnh phúc)\W*")
_NUMBER = re.compile(r"\W*Số\s{0,3}:?\s{0,3}[0-9/]", re.IGNORECASE)
_PLACE_AND_DAY = re.compile(r".{1,60},\s{0,3}ngày\s.{0,12}tháng\s.{0,12}năm\s{0,3}[0-9]{0,4}\W*")
_BASIS = re.compile(r"\W*(?:Căn cứ|Theo đề nghị|Xét|Thực hiện|Sau khi)\s")
_ENACTS = re.compile(
    r"\W*(?:(?:QUYẾT ĐỊNH|QUYẾT NGHỊ|CHỈ THỊ|NGHỊ QUYẾT)\s*:"
    r"|.{2,120}\sban\shành\s(?:Hiến\spháp|Bộ\sluật|Luật|Pháp\slệnh|Nghị|Thông\stư|Quyết\sđịnh))"
)
_RECIPIENTS = re.compile(r"\W*Nơi nhận\W*:", re.IGNORECASE)
_OFFICE = re.compile(
    r"(?:QUYỀN |PHÓ )?(?:CHỦ TỊCH|BỘ TRƯỞNG|THỨ TRƯỞNG|THỦ TƯỚNG|GIÁM ĐỐC|CHÁNH VĂN PHÒNG|CỤC TRƯỞNG|VỤ TRƯỞNG"
    r"|TỔNG THANH TRA|THỐNG ĐỐC|VIỆN TRƯỞNG|CHÁNH ÁN|CHỦ NHIỆM|TỔNG GIÁM ĐỐC|TRƯỞNG BAN|HIỆU TRƯỞNG|CHÁNH THANH TRA)"
)
_RANK = re.compile(r"(?:(?:GS|PGS|TS|ThS|BS)[.,\s]{1,3}|(?:Thiếu|Trung|Thượng|Đại) (?:tướng|tá) ){0,3}")
_CELLS = re.compile(r"[\t\n|]")
_STARS = "*_ \t"
_NAME_WORDS = range(2, 7)


class Role(StrEnum):
    """What a line is in the frame of a document."""

    NATION = "nation"
    ISSUER = "issuer"
    NUMBER = "number"
    DAY = "day"
    TYPE = "type"
    SUBJECT = "subject"
    BASIS = "basis"
    ENACTMENT = "enactment"
    RECIPIENTS = "recipients"
    OFFICE = "office"
    SIGNER = "signer"
    TEXT = "text"


def type_in(line: str) -> str | None:
    """The type of document that a line names and nothing else: ``QUYẾT ĐỊNH``."""
    return _TYPE_BY_LETTERS.get(fold(" ".join(line.split()).strip(" *#:")))


def opening(lines: Sequence[str]) -> tuple[Role, ...]:
    """The role of each line before the first part; lines that a page's width had broken have that of their first."""
    roles: list[Role] = []
    now = Role.ISSUER
    for line in lines:
        if not line.strip():
            roles.append(Role.TEXT)
            continue
        now = _opening_role(line, now, typed=Role.TYPE in roles)
        roles.append(now)
    return tuple(roles)


def closing(lines: Sequence[str]) -> tuple[Role, ...]:
    """The role of each line of the signature block."""
    roles: list[Role] = []
    now = Role.TEXT
    for line in lines:
        bare = line.strip(_STARS)
        if _RECIPIENTS.match(line):
            now = Role.RECIPIENTS
        elif bare and bare.isupper() and (opens_closing(line) or _OFFICE.match(bare) or now is Role.OFFICE):
            now = Role.OFFICE
        elif now in (Role.OFFICE, Role.SIGNER) and bare:
            now = Role.SIGNER if _is_name(bare) else Role.OFFICE
        roles.append(now if bare else Role.TEXT)
    return tuple(roles)


def signature(block: str) -> tuple[str, str]:
    """Office and name of who signed, each empty where the block does not say it."""
    cells = [cell.strip(_STARS) for cell in _CELLS.split(block)]
    roles = closing(cells)
    offices = [cell for cell, role in zip(cells, roles, strict=True) if role is Role.OFFICE and _OFFICE.fullmatch(cell)]
    names = [cell for cell, role in zip(cells, roles, strict=True) if role is Role.SIGNER]
    return _in_text_case(offices[-1]) if offices else "", names[-1] if names else ""


def _opening_role(line: str, now: Role, *, typed: bool) -> Role:
    if _NATION.fullmatch(line):
        return Role.NATION
    return _role_below_type(line, now) if typed else _role_above_type(line)


def _role_above_type(line: str) -> Role:
    if type_in(line) and line.isupper():
        return Role.TYPE
    if _NUMBER.match(line):
        return Role.NUMBER
    if _PLACE_AND_DAY.fullmatch(line):
        return Role.DAY
    return Role.ISSUER if line.isupper() else Role.TEXT


def _role_below_type(line: str, now: Role) -> Role:
    if _BASIS.match(line):
        return Role.BASIS
    if _ENACTS.match(line):
        return Role.ENACTMENT
    if now in (Role.TYPE, Role.SUBJECT):
        return Role.SUBJECT
    return now if now in (Role.BASIS, Role.ENACTMENT) and not line.isupper() else Role.TEXT


def _in_text_case(office: str) -> str:
    """``Phó Chủ tịch``: the office keeps its capital behind a word that says how it is held."""
    for held in ("PHÓ ", "QUYỀN "):
        if office.startswith(held):
            return f"{held.capitalize()}{office.removeprefix(held).capitalize()}"
    return office.capitalize()


def _is_name(cell: str) -> bool:
    words = cell[_RANK.match(cell).end() :].split()  # type: ignore[union-attr]
    return len(words) in _NAME_WORDS and all(word.isalpha() and word.istitle() for word in words)
