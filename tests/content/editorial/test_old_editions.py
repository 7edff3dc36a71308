"""Editions never change, so whatever was frozen once is shown for ever: ``old_editions`` holds one of each kind.

They were frozen on 22/11/2026 and stay as they are. A field that is frozen since then reads as its projection's
``absent`` says.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from content.announcements.projection import PROJECTION as ANNOUNCEMENTS
from content.db import db
from content.editorial.projection import Frame
from content.kinds import KINDS
from content.public.records import PublicRecord
from tests.content.editorial.test_actions import published

OLD = Path(__file__).parent / "old_editions"
MOMENT = datetime(2030, 1, 1, tzinfo=UTC)
FRAME = Frame(
    public_id="aaaa1111", path="/a", edition=1, published_at=MOMENT, updated_at=MOMENT, today=date(2030, 1, 1)
)


@pytest.mark.parametrize("noun", KINDS)
def test_an_old_edition_is_shown_by_the_program_of_today(noun):
    projection = KINDS[noun].projection
    frozen = json.loads((OLD / f"{noun}.json").read_text("utf-8"))
    shown = projection.show(projection.whole(frozen), FRAME)
    projection.turns(projection.whole(frozen), MOMENT)
    assert isinstance(shown, PublicRecord)
    assert shown.title in (frozen.get("title"), frozen.get("name"))
    assert (len(shown.files), len(shown.provisions), len(shown.relations)) == tuple(
        len(frozen.get(part, [])) for part in ("files", "provisions", "relations")
    )


def test_a_field_that_was_not_frozen_yet_reads_as_its_kind_says(house):
    record = published(house)
    newer = replace(
        ANNOUNCEMENTS,
        show=lambda frozen, frame: ANNOUNCEMENTS.show({**frozen, "summary": frozen["newer"]}, frame),
        absent={"newer": "Chưa có khi ấy", "title": "Không thay cái đã có"},
    )
    shown = newer.project(db.session, record.id, house.clock.now()).record
    assert (shown.summary, shown.title) == ("Chưa có khi ấy", "Thông tin tháng 10")
