"""Plain text of an officer is shown as plain text, whatever stands in it."""

from __future__ import annotations

from content.feedback.projection import first_words, paragraphs


def test_an_empty_line_parts_paragraphs_and_a_line_end_breaks_a_line() -> None:
    assert paragraphs("một\nhai\n\n\n\nba") == "<p>một<br>hai</p>\n<p>ba</p>"


def test_nothing_in_the_text_is_mark_up() -> None:
    assert paragraphs("<script>alert(1)</script> & **đậm**") == (
        "<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; **đậm**</p>"
    )


def test_a_summary_is_cut_at_a_word() -> None:
    assert first_words("một hai\nba") == "một hai ba"
    assert first_words("một hai, ba bốn", longest=10) == "một hai …"
