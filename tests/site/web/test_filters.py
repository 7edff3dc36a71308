"""Dates, numbers and sizes as each language prints them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from portal.web import filters

NOVEMBER = date(2026, 11, 2)
RUNG = '<a class="nowrap" href="tel:0299000155">0299 000 155</a>'


@pytest.fixture
def in_language(app):
    def say(language, function, *values):
        with app.test_request_context("/", base_url=f"http://localhost{'/en' if language == 'en' else ''}"):
            return str(function(*values))

    return say


@pytest.mark.parametrize(
    ("language", "function", "value", "printed"),
    [
        ("vi", filters.day, NOVEMBER, "02/11/2026"),
        ("en", filters.day, NOVEMBER, "2 November 2026"),
        ("vi", filters.prose_day, NOVEMBER, "2 tháng 11 năm 2026"),
        ("vi", filters.day, "2026-11-02T20:00:00+00:00", "03/11/2026"),
        ("vi", filters.day, "hôm nay", ""),
        ("vi", filters.day, None, ""),
        ("vi", filters.moment, datetime(2026, 11, 2, 20, 5, tzinfo=UTC), "03:05, 03/11/2026"),
        ("vi", filters.number, 1234567, "1.234.567"),
        ("en", filters.number, 1234567, "1,234,567"),
        ("vi", filters.size, 999, "999 byte"),
        ("vi", filters.size, 1_250_000, "1,2 MB"),
        ("vi", filters.telephone, "0299 000 111", "0299000111"),
        ("vi", filters.host, "https://congbao.example:8443/a?b", "congbao.example"),
        ("vi", filters.host, "javascript:alert(1)", ""),
        ("vi", filters.host, "https://a@b.example/", ""),
        ("vi", filters.host, "https://[", ""),
        ("vi", filters.keep_numbers, "Nghị định 64/2007/NĐ-CP", 'Nghị định <span class="nowrap">64/2007/NĐ-CP</span>'),
        ("vi", filters.keep_numbers, "<b>1/2</b>", "&lt;b&gt;1/2&lt;/b&gt;"),
        ("vi", filters.ring_from_within, "gọi 0299 000 155.", f"gọi {RUNG}."),
        (
            "vi",
            filters.ring_from_within,
            f"<p>{RUNG}, 05/2026, 1.000.000 đồng</p>",
            f"<p>{RUNG}, 05/2026, 1.000.000 đồng</p>",
        ),
        ("vi", filters.ring_from_within, '<img alt="> 0299 000 155">', '<img alt="> 0299 000 155">'),
        (
            "vi",
            filters.keep_numbers_within,
            '<p title="1/2007/NĐ-CP">64/2007/NĐ-CP</p>',
            '<p title="1/2007/NĐ-CP"><span class="nowrap">64/2007/NĐ-CP</span></p>',
        ),
    ],
)
def test_a_value_is_printed_in_one_way(in_language, language, function, value, printed):
    assert in_language(language, function, value) == printed
