"""One section of a text."""

from __future__ import annotations

from content.markdown import render
from portal.web.sections import section

TEXT = render("Đầu.\n\n# Lịch tiếp công dân\n\nThứ Năm.\n\n## Ghi chú\n\nGọi trước.\n\n# Điện thoại\n\n0299")


def test_a_section_ends_where_the_next_one_begins():
    assert (
        section(TEXT, "Lịch tiếp công dân") == '<p>Thứ Năm.</p>\n<h3 id="muc-ghi-chu">Ghi chú</h3>\n<p>Gọi trước.</p>'
    )


def test_the_last_section_ends_with_the_text():
    assert section(TEXT, "Điện thoại") == "<p>0299</p>"


def test_a_heading_that_is_not_there_has_no_section():
    assert section(TEXT, "Lịch") == ""
