"""When a document takes effect, read from its own closing words. Pure."""

from __future__ import annotations

import re
from datetime import date, timedelta

from content.imports.wording import read_day

LONGEST_SENTENCE = 200
"""Characters that are looked at before the words about effect."""

_EFFECT = re.compile(r"có\shiệu\slực(?:\sthi\shành)?(?P<when>[^.;\n]{0,160})")
_SENTENCE_START = re.compile(r"[.;\n]")
_DAYS_AFTER = re.compile(
    r"sau\s{1,2}(?P<days>[0-9]{1,3})\s{1,2}ngày,?\s{1,2}(?:kể\s{1,2})?từ\s{1,2}ngày\s{1,2}(?:ký|ban\shành)"
)
_FROM_SIGNING = re.compile(r"(?:kể\s)?từ\sngày\s(?:ký|ban\shành)")
_FROM_DAY = re.compile(r"từ\s(?:ngày\s)?(?P<day>(?:ngày\s)?[0-9]{1,2}(?:/|\stháng\s)[0-9]{1,2}(?:/|\snăm\s)[0-9]{4})")


def first_day(body: str, issued: date | None) -> tuple[date | None, str]:
    """The first day of effect, or a sentence that says why it cannot be told; neither where nothing is said."""
    for match in _EFFECT.finditer(body):
        when = match["when"]
        if after := _DAYS_AFTER.search(when):
            return _counted(issued, int(after["days"]), _sentence(body, match))
        if named := _FROM_DAY.search(when):
            day = read_day(named["day"])
            if day and (not issued or day >= issued):
                return day, ""
            return None, f"Văn bản ghi “{_sentence(body, match)}”; ngày có hiệu lực cần được đối chiếu."
        if _FROM_SIGNING.search(when):
            return _counted(issued, 0, _sentence(body, match))
    return None, ""


def _counted(issued: date | None, days: int, sentence: str) -> tuple[date | None, str]:
    if issued:
        return issued + timedelta(days=days), ""
    return None, f"Văn bản ghi “{sentence}” nhưng nguồn không có ngày ký nên chưa xác định được ngày có hiệu lực."


def _sentence(body: str, match: re.Match[str]) -> str:
    before = body[max(0, match.start() - LONGEST_SENTENCE) : match.start()]
    return " ".join((_SENTENCE_START.split(before)[-1] + match[0]).split())
