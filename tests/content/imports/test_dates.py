"""Days that sources leave out, cannot write, or contradict themselves in."""

from __future__ import annotations

from datetime import date

from content.imports.dates import read_days


def test_days_are_read():
    days, to_check = read_days({"issued": "2024-01-05", "effective": "20/02/2024", "expires": None})
    assert days == {"issued": date(2024, 1, 5), "effective": date(2024, 2, 20), "expires": None}
    assert to_check == []


def test_a_missing_day_of_issue_is_said():
    assert read_days({})[1] == ["Nguồn không ghi ngày ban hành."]


def test_a_day_that_cannot_be_is_said_as_it_stands():
    days, to_check = read_days({"issued": "31/02/2020"})
    assert days["issued"] is None
    assert to_check == ["Nguồn ghi ngày ban hành là “31/02/2020”, không đọc được thành ngày."]


def test_effect_before_issue_waits_for_a_person():
    days, to_check = read_days({"issued": "1994-08-08", "effective": "1994-01-01"})
    assert days["effective"] is None
    assert "ngày có hiệu lực 01/01/1994 trước ngày ban hành 08/08/1994" in to_check[0]
