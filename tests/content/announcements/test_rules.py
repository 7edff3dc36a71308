"""What an announcement must have."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from content.announcements.projection import with_pictures
from content.announcements.rules import check, period_label
from content.errors import Invalid
from content.markdown import render

PICTURE = {"name": "cau.webp", "token": "abc", "label": "Cây cầu", "width": 10, "height": 5}


def an_announcement(**fields):
    plain = {
        "title": "Thông tin tháng 10",
        "summary": "",
        "body": "Nội dung",
        "period_kind": "month",
        "period_year": 2026,
        "period_number": 10,
        "spokesperson_name": "Đặng Minh Tuệ",
        "spokesperson_phone": "0299 000 111",
        "spokesperson_email": "",
    }
    return SimpleNamespace(**plain | fields)


def test_a_complete_announcement_passes():
    check(an_announcement())


@pytest.mark.parametrize(
    ("field", "fields"),
    [
        ("title", {"title": " "}),
        ("body", {"body": ""}),
        ("spokesperson_name", {"spokesperson_name": ""}),
        ("spokesperson_phone", {"spokesperson_phone": ""}),
        ("spokesperson_phone", {"spokesperson_phone": "abc"}),
        ("spokesperson_email", {"spokesperson_email": "khong-phai"}),
        ("period_kind", {"period_kind": "week"}),
        ("period_year", {"period_year": 1}),
        ("period_number", {"period_number": 13}),
        ("period_number", {"period_kind": "quarter", "period_number": 5}),
        ("period_year", {"period_year": None}),
    ],
)
def test_what_is_wrong_is_named(field, fields):
    with pytest.raises(Invalid) as refused:
        check(an_announcement(**fields))
    assert set(refused.value.fields) == {field}


@pytest.mark.parametrize(
    ("period", "label"),
    [
        (("month", 2026, 10), "Tháng 10/2026"),
        (("quarter", 2026, 3), "Quý III/2026"),
        (("irregular", None, None), ""),
    ],
)
def test_periods_read_as_people_say_them(period, label):
    assert period_label(*period) == label


def test_a_picture_gets_its_address_size_and_words():
    html = with_pictures(render("![Cầu mới](cau.webp)"), [PICTURE])
    assert '<img src="/tep/abc/cau.webp" alt="Cầu mới" width="10" height="5">' in html


def test_a_picture_without_words_takes_its_label():
    assert 'alt="Cây cầu"' in with_pictures(render("![](cau.webp)"), [PICTURE])


@pytest.mark.parametrize("source", ["http://elsewhere.example/a.png", "khac.webp", "/tep/x/y"])
def test_a_picture_from_elsewhere_is_refused(source):
    with pytest.raises(Invalid):
        with_pictures(render(f"![Ảnh]({source})"), [PICTURE])
