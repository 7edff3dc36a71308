"""Days written relative to today."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from content.demo.days import (
    Period,
    first_day,
    long,
    month_of,
    quarter_of,
    read_day,
    read_moment,
    read_period,
    short,
    weekday,
    working_day,
)

TODAY = date(2026, 11, 22)


def known(reference):
    return {"issued": date(2026, 3, 2), "a-rule.effective": date(2026, 5, 1)}[reference]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", TODAY),
        ("-22d", date(2026, 10, 31)),
        ("+9d", date(2026, 12, 1)),
        ("issued", date(2026, 3, 2)),
        ("issued+10d", date(2026, 3, 12)),
        ("issued-2d", date(2026, 2, 28)),
        ("a-rule.effective-1d", date(2026, 4, 30)),
        ("2025-07-01", date(2025, 7, 1)),
        ("month", date(2026, 11, 1)),
        ("month2+3d", date(2026, 9, 4)),
        ("quarter", date(2026, 10, 1)),
        ("quarter1", date(2026, 7, 1)),
    ],
)
def test_a_day_is_read(text, day):
    assert read_day(text, TODAY, known) == day


@pytest.mark.parametrize("text", ["", "-45", "yesterday at noon", "2026-02-30", "45d", "issued++1d"])
def test_what_is_no_day_is_refused(text):
    with pytest.raises((ValueError, KeyError)):
        read_day(text, TODAY, known)


def test_a_moment_is_told_in_vietnam_and_kept_in_utc():
    assert read_moment("-3d 09:30", TODAY, known) == datetime(2026, 11, 19, 2, 30, tzinfo=UTC)


@pytest.mark.parametrize("text", ["-3d", "09:30", "-3d 9:30", "-3d 25:00"])
def test_what_is_no_moment_is_refused(text):
    with pytest.raises(ValueError):
        read_moment(text, TODAY, known)


@pytest.mark.parametrize(
    ("text", "today", "period"),
    [
        ("-1 month", TODAY, Period("month", 2026, 10)),
        ("-1 month", date(2026, 1, 20), Period("month", 2025, 12)),
        ("-1 month", date(2026, 1, 3), Period("month", 2025, 11)),
        ("last quarter", TODAY, Period("quarter", 2026, 3)),
        ("-1 quarter", date(2026, 1, 30), Period("quarter", 2025, 4)),
        ("irregular", TODAY, Period("irregular")),
    ],
)
def test_a_period_is_read(text, today, period):
    assert read_period(text, today) == period


def test_what_is_no_period_is_refused():
    with pytest.raises(ValueError):
        read_period("next month", TODAY)


def test_a_month_is_reported_on_from_its_sixth_day():
    assert month_of(date(2026, 12, 5), 0) == (2026, 11)
    assert month_of(date(2026, 12, 6), 0) == (2026, 12)
    assert quarter_of(date(2026, 10, 20), 0) == (2026, 3)
    assert first_day("quarter", 0, date(2027, 1, 10)) == date(2026, 10, 1)


def test_offices_sign_on_working_days():
    assert working_day(date(2026, 11, 22)) == date(2026, 11, 20)
    assert working_day(date(2026, 11, 21)) == date(2026, 11, 20)
    assert working_day(date(2026, 11, 20)) == date(2026, 11, 20)


def test_days_are_written_as_in_official_papers():
    assert short(date(2026, 3, 2)) == "02/03/2026"
    assert long(date(2026, 3, 2)) == "02 tháng 3 năm 2026"
    assert long(date(2026, 2, 22)) == "22 tháng 02 năm 2026"
    assert weekday(TODAY) == "Chủ nhật"
