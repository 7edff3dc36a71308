"""A document as the public sees it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from content.documents.projection import DATES, PLAIN, show_as
from content.editorial.projection import Frame
from content.public.records import UNDATED

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
FRAME = Frame(
    public_id="aaaaaaaa", path="/van-ban/so-tay", edition=1, published_at=NOW, updated_at=NOW, today=date(2026, 11, 22)
)
LISTED = ("topics", "sectors", "provisions", "relations", "sources", "to_check")
FROZEN: dict[str, Any] = {
    **dict.fromkeys(PLAIN, ""), **dict.fromkeys(DATES), **{name: [] for name in LISTED}, "gazette": {}, "files": [],
}  # fmt: skip


@pytest.mark.parametrize(
    ("dates", "place"),
    [
        ({"issued": "2026-05-04", "effective": "2026-05-15"}, date(2026, 5, 4)),
        ({"effective": "2026-05-15"}, date(2026, 5, 15)),
        ({}, UNDATED),
    ],
)
def test_a_document_stands_in_lists_by_its_own_day_and_after_all_others_without_one(
    dates: dict[str, str], place: date
) -> None:
    shown = show_as("legal")(FROZEN | dates, FRAME)
    assert shown.sort_date == place
    assert (shown.year is None) == (not dates)


@pytest.mark.parametrize("written", ["Ủy ban nhân dân tỉnh", "Uỷ ban nhân dân tỉnh", "Uỷ ban nhân dân Tỉnh"])
def test_an_issuer_is_shown_in_one_spelling(written: str) -> None:
    shown = show_as("directions")(FROZEN | {"issuer": written, "preamble": "Uỷ ban nhân dân tỉnh yêu cầu:"}, FRAME)
    assert (shown.issuer, shown.issuer_key) == ("Ủy ban nhân dân tỉnh", "uy-ban-nhan-dan-tinh")
    assert shown.text == "Uỷ ban nhân dân tỉnh yêu cầu:"


@pytest.mark.parametrize(
    ("kind", "given", "status"),
    [
        ("directions", {"type": "Công văn", "declared_status": "in_force"}, None),
        ("directions", {"type": "Kế hoạch"}, None),
        ("directions", {"type": "Thông báo", "declared_status": "expired"}, "expired"),
        ("directions", {"type": "Kế hoạch", "effective": "2026-05-15"}, "in_force"),
        ("directions", {"type": "Chỉ thị", "declared_status": "in_force"}, "in_force"),
        ("directions", {"type": "Quyết định"}, "unknown"),
        ("legal", {"type": "Thông tư", "declared_status": "in_force"}, "in_force"),
    ],
)
def test_what_lays_nothing_down_is_in_force_only_where_that_is_proved(
    kind: str, given: dict[str, str], status: str | None
) -> None:
    assert show_as(kind)(FROZEN | given, FRAME).status == status
