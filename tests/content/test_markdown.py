"""Markdown in, safe HTML out."""

from __future__ import annotations

from pathlib import Path

import pytest

import content
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


HOSTILE = [
    "[", "![", "[^a", "[a](", "[a][", "![a](<", "[[]", "](", '[a](b "', "<a ", "<a b='", "</", "<!--", "<![CDATA[",
    "<?", "1. ", "- ", "> ", ">", "- > ", "\\*", "&#1", "`", "``a`", "*a_", "***a*", "# a\n", "# a\n\n", "a\n=\n",
    "a=\n---\n", "***\n", "* * *\n", "- a\n", "|a|b\n|-|-\n", "[^1]: x\n", "<div>", "<b>", "<pre>", "\n", "\t",
    "\x02", "\U0001f600",
]  # fmt: skip


@pytest.mark.parametrize("unit", HOSTILE)
def test_no_text_keeps_the_renderer_busy(unit):
    try:
        assert isinstance(render((unit * LONGEST)[:LONGEST]), str)
    except Invalid as refusal:
        assert str(refusal).startswith(("Nội dung có", "Một đoạn có"))


@pytest.mark.parametrize("sign", ["1. ", "- ", "> "])
def test_lists_and_quotations_within_each_other_without_end_are_refused(sign):
    with pytest.raises(Invalid, match="lồng nhau"):
        render(sign * 3300 + "a")


def test_what_people_write_is_rendered():
    folder = Path(content.__file__).parent
    texts = [*folder.glob("demo/**/*.md"), *folder.glob("pages/*.md")]
    assert len(texts) > 10
    for text in texts:
        assert render(text.read_text("utf-8"))


@pytest.mark.parametrize(
    "text",
    [
        "- - - " * 40,
        "a < b [1] (2)\n\n" * 300,
        "[a](b) " * 1000,
        "| a | b |\n|---|---|\n" + "| 1 | 2 |\n" * 900,
        "> - 1. a",
    ],
)
def test_what_only_looks_hostile_is_rendered(text):
    assert render(text)
