"""Clauses and points as values: each with its address and all that stands under it."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from content.provisions.outline import clauses, outline, paragraphs

ARTICLE = """Lời dẫn:
1. Khoản một:
a) Điểm a;
- Gạch đầu dòng;
b) Điểm b
đi tiếp.
2. Khoản hai."""

LINES = st.sampled_from(
    [
        "1. Một",
        "2. Hai:",
        "a) A;",
        "đ) Đ;",
        "- gạch",
        "1.1. Bước",
        "I. Mục",
        "a1) A1",
        "Câu rời.",
        "",
        "(i) nhỏ",
        "+ cộng",
    ]
)
TEXTS = st.lists(LINES | st.text(max_size=12)).map("\n".join)


def test_a_clause_holds_its_points():
    assert [(one.anchor, one.label, one.text) for one in clauses(ARTICLE, "dieu-5")] == [
        ("dieu-5-khoan-1", "1.", "Khoản một:\na) Điểm a;\n- Gạch đầu dòng;\nb) Điểm b đi tiếp."),
        ("dieu-5-khoan-1-diem-a", "a)", "Điểm a;\n- Gạch đầu dòng;"),
        ("dieu-5-khoan-1-diem-b", "b)", "Điểm b đi tiếp."),
        ("dieu-5-khoan-2", "2.", "Khoản hai."),
    ]


@given(TEXTS)
def test_clauses_have_the_addresses_that_the_page_has(text):
    assert [one.anchor for one in clauses(text, "dieu-5")] == re.findall(' id="([^"]+)"', outline(text, "dieu-5"))


@given(TEXTS)
def test_no_clause_says_what_the_text_does_not(text):
    words = set(text.split())
    assert all(set(one.text.split()) <= words for one in clauses(text, "dieu-5") if "*" not in text)


def test_a_clause_says_which_paragraph_it_begins():
    text = "Gồm:\n1. Một\na) Hai\ntiếp theo\n- Ba\n2. Bốn"
    lines = paragraphs(text)
    found = [(clause.label, lines[clause.first]) for clause in clauses(text, "dieu-1")]
    assert found == [("1.", "1. Một"), ("a)", "a) Hai tiếp theo"), ("2.", "2. Bốn")]
