"""Emphasis and links that collectors leave in texts."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.provisions.inline import inline, plain

DIRTY = st.text(alphabet="ab 1*[]()<>&\"'_#\x08\u200b\ufdd0é") | st.text()


@pytest.mark.parametrize(
    ("line", "html"),
    [
        ("*Vốn điều lệ* là", "<em>Vốn điều lệ</em> là"),
        ("**Điều kiện:** đủ", "<strong>Điều kiện:</strong> đủ"),
        ("***cả hai***", "<strong><em>cả hai</em></strong>"),
        ("điều **l**ệ", "điều <strong>l</strong>ệ"),
        ("xác định** **năng lực", "xác định năng lực"),
        ("*nghiêng đến hết dòng", "<em>nghiêng đến hết dòng</em>"),
        ("kích thước 3*5 m", "kích thước 3*5 m"),
        ("ghi chú (*) dưới bảng", "ghi chú (*) dưới bảng"),
        ("chú thích*", "chú thích*"),
        ("a_b_c", "a_b_c"),
        ("a < b & c", "a &lt; b &amp; c"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("số\x08126", "số126"),
    ],
)
def test_a_line_becomes_html(line, html):
    assert inline(line).replace("<strong> </strong>", " ") == html


def test_a_link_of_a_collector_is_its_text():
    assert inline("theo [Nghị định 15](https://thuvienphapluat.vn/x.aspx)") == "theo Nghị định 15"


def test_an_official_address_stays_readable():
    assert inline("tại [cổng](https://dichvucong.gov.vn/x)") == "tại cổng (https://dichvucong.gov.vn/x)"


def test_an_address_that_is_its_own_text_is_told_once():
    assert inline("[a@mard.gov.vn](mailto:a@mard.gov.vn)") == "a@mard.gov.vn"


def test_an_address_that_only_looks_official_is_not():
    assert inline("[x](https://gov.vn.evil.example/)") == "x"


def test_plain_text_has_no_marks():
    assert plain("*Vốn* [là](http://a.vn) **tiền**") == "Vốn là tiền"


@given(DIRTY)
def test_only_our_own_tags_come_out_and_they_are_closed(line):
    html = inline(line)
    tags = re.findall(r"<[^>]*>", html)
    assert set(tags) <= {"<em>", "</em>", "<strong>", "</strong>"}
    assert all(tags.count(tag) == tags.count(tag.replace("<", "</")) for tag in ("<em>", "<strong>"))


@given(DIRTY)
def test_no_letter_is_lost(line):
    if "](" not in line:
        shown = unescape(re.sub(r"</?(?:em|strong)>", "", inline(line)))
        assert re.sub(r"[\W_]", "", shown) == re.sub(r"[\W_]", "", line)
