"""What the public sees of an organisation."""

from __future__ import annotations

from datetime import UTC, date, datetime

from content.editorial.projection import Frame
from content.organisations.projection import FIELDS, show


def test_an_organisation_published_late_in_the_evening_in_utc_stands_under_the_next_day():
    moment = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
    frame = Frame(
        public_id="aaaa1111",
        path="/co-quan/so",
        edition=1,
        published_at=moment,
        updated_at=moment,
        today=date(2026, 11, 23),
    )
    frozen = dict.fromkeys(FIELDS, "") | {"name": "Sở Nội vụ", "former_names": [], "level": "department"}
    shown = show(frozen | {"parent": None, "functions": "", "functions_html": ""}, frame)
    assert shown.sort_date == date(2026, 11, 23)
