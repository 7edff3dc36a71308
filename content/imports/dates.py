"""The three days of a document as a source gives them: what can be read is kept, what cannot is said."""

from __future__ import annotations

from datetime import date
from typing import Any

from content.imports.wording import line_of, printed_day, read_day

NAMES = {"issued": "ngày ban hành", "effective": "ngày có hiệu lực", "expires": "ngày hết hiệu lực"}


def read_days(given: dict[str, Any], *, say_missing: bool = True) -> tuple[dict[str, date | None], list[str]]:
    """Days by field name, and what is to be checked about them; a day that contradicts another is not used."""
    days: dict[str, date | None] = {}
    to_check: list[str] = []
    for name, word in NAMES.items():
        said = line_of(given.get(name), name)
        days[name] = read_day(said)
        if said and days[name] is None:
            to_check.append(f"Nguồn ghi {word} là “{said[:80]}”, không đọc được thành ngày.")
        elif not said and name == "issued" and say_missing:
            to_check.append("Nguồn không ghi ngày ban hành.")
    _drop(days, "effective", "issued", to_check)
    _drop(days, "expires", "effective", to_check)
    return days, to_check


def _drop(days: dict[str, date | None], later: str, earlier: str, to_check: list[str]) -> None:
    """A document does not take effect before it is issued, nor end before it begins: such a day waits for a person."""
    first, second = days[earlier], days[later]
    if first and second and second < first:
        to_check.append(
            f"Nguồn ghi {NAMES[later]} {printed_day(second)} trước {NAMES[earlier]} {printed_day(first)};"
            " ngày này chưa được dùng, cần đối chiếu với bản gốc."
        )
        days[later] = None
