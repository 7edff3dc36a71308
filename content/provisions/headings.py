"""Lines that open a part of a Vietnamese legal text: which they are, and what they are not. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from content.provisions.provision import Level

LONGEST_HEADING = 600
"""Characters; a longer line after ``Điều 5.`` is the article's text."""

LONGEST_UNPOINTED = 200

_NUMBER = r"(?:[IVXLC]{1,8}|[0-9]{1,4})[a-zđ]{0,2}"
_COUNTED = re.compile(_NUMBER + "|[A-ZĐ]")
_DIVISION = re.compile(
    rf"(?P<word>phần|chương|tiểu mục|mục)\s+(?P<number>{_NUMBER}"
    r"|(?:thứ\s+)?(?:nhất|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười)"
    r"|[A-ZĐ])(?=[\s.:\-–—*]|$)(?P<rest>.*)",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"điều\s+(?P<number>[0-9]{1,4}[a-zđ]{0,2})\s*(?P<rest>(?!\.\d)[.:\-–—*].*|)", re.IGNORECASE)
_ANNEX = re.compile(
    rf"phụ lục(?:\s+(?:số\s*)?(?P<number>{_NUMBER}|[A-ZĐ]))?(?=[\s.:\-–—*]|$)(?P<rest>.*)", re.IGNORECASE
)
_ATTACHED = re.compile(
    r"(?P<word>QUY CHẾ|QUY ĐỊNH|QUY TRÌNH|ĐIỀU LỆ|NỘI QUY|ĐỀ ÁN|KẾ HOẠCH|CHƯƠNG TRÌNH|DANH MỤC|HƯỚNG DẪN|QUY CHUẨN)"
    r"(?P<rest>|[*\s].*)"
)
_ATTACHED_BY = re.compile(r"[*\s]*\((?:ban hành |được ban hành )?kèm theo", re.IGNORECASE)
_FORM = re.compile(
    r"(?:biểu )?mẫu số[\s:]*(?P<number>[0-9]{1,3}[a-zđ]?(?:[./-][0-9A-ZĐ-]{1,20})?|[IVX]{1,5})"
    r"\s*(?P<rest>[.:\-–—*].*|)",
    re.IGNORECASE,
)
_UNPOINTED = re.compile(r"điều\s+(?P<number>[0-9]{1,4}[a-zđ]{0,2})\s+(?P<rest>[^\W\d_].*)", re.IGNORECASE)
_FILE_NAME = re.compile(r".*\.(?:docx?|pdf|xlsx?|zip|rar)", re.IGNORECASE)
_CITATION = re.compile(
    r"(?:của|và|khoản|điểm|điều|mục|chương|phần|phụ lục|bộ luật|luật|nghị định|nghị quyết|thông tư|quyết định|này)\b",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"[*\s]*(?:(?:Nơi nhận|NƠI NHẬN)[*\s]*:|(?:TM|KT|TL|TUQ|T/M|K/T|Q)[*\s]*\.[*\s]*[A-ZĐỦ]|XÁC THỰC VĂN BẢN HỢP NHẤT"
    r"|(?:CHỦ TỊCH|CHỦ TỊCH QUỐC HỘI|CHỦ TỊCH NƯỚC|BỘ TRƯỞNG|THỦ TƯỚNG|THỐNG ĐỐC|CHÁNH ÁN|VIỆN TRƯỞNG|TỔNG THANH TRA)"
    r"[*\s]*$)"
)
_CITES_ON = re.compile(
    r"(?:\b(?:tại|theo|và|hoặc|của|với|từ|đến|các|khoản [0-9]{1,2}[a-zđ]?|điểm [a-zđ]|Điều [0-9]{1,3}[a-zđ]?[,;])|,)\Z"
)
_LONGEST_CITING = 30
_EMPHASIS = 14
"""Among so many characters marks of emphasis may stand between the figures of a number."""
_LEVELS = {"phần": Level.PART, "chương": Level.CHAPTER, "mục": Level.SECTION, "tiểu mục": Level.SUBSECTION}
_FIGURES = re.compile(r"[0-9]{1,6}")
_SEPARATORS = " \t.:-–—"


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that opens a part."""

    kind: Level
    word: str
    """``Điều``, ``Chương``, ``Phụ lục``, ``Quy chế``."""
    number: str | None
    rest: str
    """What stands behind the number in the same line."""

    @property
    def count(self) -> int:
        """The figure in its number, 0 where there is none: 13 of ``13a``."""
        figures = _FIGURES.match(self.number or "")
        return int(figures[0]) if figures else 0

    @property
    def label(self) -> str:
        """As cited: ``Chương II``."""
        return f"{self.word} {self.number}" if self.number else self.word


def read_heading(line: str) -> Heading | None:
    """The heading in a line, or nothing; a sentence that only cites an article is no heading."""
    bare = line.strip()
    if bare[:1] in "*#[":
        bare = bare.strip("*#[ \t")
    match bare[:1].lower():
        case "đ":
            return _article(bare)
        case "c" | "t":
            return _division(bare)
        case "m":
            return _division(bare) or _form(bare)
        case "b":
            return _form(bare)
        case "p":
            return _division(bare) or _annex(bare)
    return None


def read_attached(line: str, following: list[str]) -> Heading | None:
    """A regulation attached to a decision: ``QUY CHẾ``, and ``(Ban hành kèm theo …)`` in a line that follows."""
    if line.isupper() and any(_ATTACHED_BY.match(after) for after in following):
        return attached(line)
    return None


def read_unpointed(line: str) -> Heading | None:
    """``Điều 5 Phạm vi điều chỉnh``: a heading without a sign behind its number, which a citation may be as well."""
    match = _UNPOINTED.fullmatch(line.strip().strip("*# "))
    if not match or not match["rest"][0].isupper() or len(match["rest"]) > LONGEST_UNPOINTED:
        return None
    if _CITATION.match(match["rest"]) or match["rest"].rstrip()[-1] in ".;,:/":
        return None
    return Heading(Level.ARTICLE, "Điều", match["number"], match["rest"].strip("* "))


def attached(line: str) -> Heading | None:
    """The regulation that a line in capitals names, wherever it stands."""
    match = _ATTACHED.fullmatch(line.strip().strip("*"))
    return Heading(Level.ANNEX, match["word"].capitalize(), None, match["rest"].strip("* \t")) if match else None


def cites_on(line: str) -> bool:
    """Whether a line ends in the middle of a sentence, where what follows can only be cited: ``theo quy định tại``."""
    return bool(_CITES_ON.search(line.rstrip()[-_LONGEST_CITING:]))


def opens_closing(line: str) -> bool:
    """Whether a line opens the signature or the list of recipients."""
    return bool(_CLOSING.match(line))


def is_capitals(line: str) -> bool:
    """Whether a line is set in capitals, as the name of a chapter is."""
    return line.isupper() and not line.lstrip("*# ")[:1].isdigit()


def _article(bare: str) -> Heading | None:
    if "*" in bare[:_EMPHASIS]:
        bare = bare[:_EMPHASIS].replace("*", "") + bare[_EMPHASIS:]
    match = _ARTICLE.fullmatch(bare)
    if not match:
        return None
    return Heading(Level.ARTICLE, "Điều", match["number"], match["rest"].lstrip(_SEPARATORS).strip())


def _division(bare: str) -> Heading | None:
    match = _DIVISION.fullmatch(bare)
    if not match:
        return None
    word = match["word"].lower()
    rest = match["rest"]
    named = rest.lstrip(_SEPARATORS).strip("* \t")
    if not _names_a_part(rest, named):
        return None
    number = match["number"] if _COUNTED.fullmatch(match["number"]) else match["number"].lower()
    return Heading(_LEVELS[word], word.capitalize(), number, named)


def _names_a_part(rest: str, named: str) -> bool:
    """Whether what stands behind ``Chương II`` is its name, and not the rest of a sentence."""
    if not named or (named.isupper() and len(named) <= LONGEST_HEADING):
        return True
    if _CITATION.match(named) or len(named) > LONGEST_HEADING or named[-1] in ";,":
        return False
    return rest.lstrip()[:1] in set(".:-–—") or (named[0].isupper() and named[-1] not in ".:")


def _annex(bare: str) -> Heading | None:
    match = _ANNEX.fullmatch(bare)
    if not match or _FILE_NAME.fullmatch(bare):
        return None
    rest = match["rest"].lstrip(_SEPARATORS).strip("* \t")
    if bare.startswith("PHỤ LỤC") and (not rest or rest.isupper() or match["number"]):
        return Heading(Level.ANNEX, "Phụ lục", match["number"], rest)
    return Heading(Level.ANNEX, "Phụ lục", match["number"], "") if not rest and match["number"] else None


def _form(bare: str) -> Heading | None:
    match = _FORM.fullmatch(bare)
    if not match or len(bare) > LONGEST_HEADING:
        return None
    return Heading(Level.ANNEX, "Mẫu số", match["number"], match["rest"].lstrip(_SEPARATORS).strip("* \t"))
