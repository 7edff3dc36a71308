"""Markdown in, safe HTML out."""

from __future__ import annotations

import pytest

from content.errors import Invalid
from content.markdown import LONGEST, render


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        "[x](javascript:alert(1))",
        "[x](data:text/html,x)",
        '<a href="java\tscript:alert(1)">x</a>',
        "<iframe src='https://a.example'></iframe>",
        '<p style="color:red">x</p>',
        "<svg onload=alert(1)>",
        "<style>*{}</style>",
    ],
)
def test_nothing_that_runs_gets_through(text):
    html = render(text)
    for evil in ("<script", "onerror", "javascript:", "data:text", "<iframe", "style", "<svg", "alert(1)>"):
        assert evil not in html


def test_headings_start_below_the_page_s_own_and_have_addresses():
    assert render("# Lịch tiếp công dân") == '<h2 id="muc-lich-tiep-cong-dan">Lịch tiếp công dân</h2>'


def test_tables_and_lists_stay():
    html = render("| a | b |\n|---|---|\n| 1 | 2 |\n\n- x\n- y")
    assert "<table>" in html
    assert html.count("<li>") == 2


def test_a_text_without_end_is_refused():
    with pytest.raises(Invalid):
        render("[" * (LONGEST + 1))
