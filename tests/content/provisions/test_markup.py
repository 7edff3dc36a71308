"""Provisions and texts as HTML: nested as they are numbered, every word kept, nothing unsafe."""

from __future__ import annotations

import gzip
import json
import re
from html import unescape

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.provisions import markup
from content.provisions.outline import paragraphs
from content.provisions.provision import Level, Provision
from content.provisions.structure import from_articles

MARKERS = st.sampled_from(
    ["1. một", "2) hai", "a) điểm", "đ) điểm", "a1) tiết", "1.1. mục con", "1.1.1 sâu", "- gạch", "+ cộng", "(i) nhỏ",
     "I. LA MÃ",
     "* sao", "*8. Tên:* là", "**-** đậm", "---", "## Danh sách", "x", "", "2025. năm", "1. lại", "<b>", "\uf0b7 chấm"]
)  # fmt: skip
TEXTS = st.lists(MARKERS | st.text(max_size=20), max_size=30).map("\n".join)


def article(text, **changes):
    values = {"anchor": "dieu-5", "kind": Level.ARTICLE, "number": "5", "label": "Điều 5", "heading": "Hồ sơ"}
    return Provision(**{"parent": None, "position": 0, "text": text, **values, **changes})


def ids(html):
    return re.findall(r' id="([^"]*)"', html)


def test_an_article_is_a_section_with_a_heading_that_can_be_linked():
    assert markup.html(article("Một.")) == (
        '<section id="dieu-5" class="article"><h3><span class="label">Điều 5.</span> Hồ sơ '
        '<a class="permalink" href="#dieu-5" aria-label="Liên kết đến Điều 5">#</a></h3><p>Một.</p></section>'
    )


def test_clauses_and_points_have_addresses():
    text = "1. Một:\na) A;\nb) B;\nd) D;\nđ) Đ;\n2. Hai:\na) A."
    assert ids(markup.html(article(text))) == [
        "dieu-5",
        "dieu-5-khoan-1",
        "dieu-5-khoan-1-diem-a",
        "dieu-5-khoan-1-diem-b",
        "dieu-5-khoan-1-diem-d",
        "dieu-5-khoan-1-diem-dd",
        "dieu-5-khoan-2",
        "dieu-5-khoan-2-diem-a",
    ]


def test_the_first_of_quoted_points_stands_like_the_next():
    html = markup.prose("Bổ sung như sau:\n“đ) Đ;\ne) E.”")
    assert '<li id="diem-dd"><p><span class="label">“đ)</span> Đ;</p></li><li id="diem-e">' in html


def test_the_new_words_of_a_point_stand_under_the_point_that_brings_them():
    assert ids(markup.prose("a) Điểm a sửa như sau:\n“a) Mới.”\nb) Bãi bỏ.")) == ["diem-a", "diem-b"]


def test_points_are_nested_in_their_clause():
    html = markup.prose("1. Một:\na) A;\n- gạch\n2. Hai.")
    assert re.sub(r' (id|class)="[^"]*"', "", html) == (
        "<ol><li><p><span>1.</span> Một:</p><ol><li><p><span>a)</span> A;</p>"
        "<ol><li><p><span>-</span> gạch</p></li></ol></li></ol></li>"
        "<li><p><span>2.</span> Hai.</p></li></ol>"
    )


def test_a_paragraph_behind_a_clause_stays_in_it():
    assert markup.prose("1. Một.\n\nTiếp theo.").endswith("<p>Tiếp theo.</p></li></ol>")


def test_the_conclusion_of_a_directive_stands_outside_its_points():
    assert markup.prose("1. Một.\n\nChỉ thị này có hiệu lực.").endswith("</li></ol><p>Chỉ thị này có hiệu lực.</p>")


def test_a_clause_that_comes_twice_gets_two_addresses():
    assert ids(markup.prose("1. Một\n2. Hai\n1. Lại")) == ["khoan-1", "khoan-2", "khoan-1-2"]


def test_figures_that_are_no_numbers_of_the_outline_stay_text():
    assert markup.prose("2.5 kg\n\n100.000 đồng\n\n2025. Năm") == "<p>2.5 kg</p><p>100.000 đồng</p><p>2025. Năm</p>"


def test_stars_around_a_number_go_to_the_words():
    html = markup.prose("*8. Đơn vị:* Là đơn vị")
    assert html.endswith('<span class="label">8.</span> <em>Đơn vị:</em> Là đơn vị</p></li></ol>')


def test_headings_of_the_source_are_no_headings_of_the_page():
    assert markup.prose("## Danh sách điều khoản") == '<p class="source-heading">Danh sách điều khoản</p>'


def test_lines_broken_by_the_page_are_joined_and_numbers_too():
    assert paragraphs("theo quy định\ncủa Thông tư số 29/2014/TTLT-\nBLĐTBXH-BTC") == [
        "theo quy định của Thông tư số 29/2014/TTLT-BLĐTBXH-BTC"
    ]


def test_chapters_stand_above_articles():
    chapter = article("", anchor="chuong-i", kind=Level.CHAPTER, label="Chương I", heading="QUY ĐỊNH CHUNG")
    assert "<h2>" in markup.html(chapter)
    assert '<span class="label">Chương I</span> QUY ĐỊNH CHUNG' in markup.html(chapter)


def test_a_part_without_a_name_has_no_heading():
    assert "<h" not in markup.html(article("Nơi nhận:", anchor="phan-ky", kind=Level.TEXT, label="", heading=""))


def test_a_note_is_marked_as_the_sources():
    html = markup.html(article("Một.", note="Bị bãi bỏ.\nXem Điều 6."))
    assert "<p><b>Ghi chú của nguồn:</b> Bị bãi bỏ.</p><p>Xem Điều 6.</p></div></section>" in html


def test_everything_is_escaped():
    html = markup.html(article("<img onerror=x>", label='"><script>', heading="<b>", note="<i>"))
    assert "<script>" not in html
    assert "<img" not in html
    assert "<i>" not in html


def test_plain_text_for_the_index_has_no_marks():
    assert markup.plain("*Một*\n[hai](http://x.vn)") == "Một\nhai"


@given(TEXTS)
def test_the_html_is_well_formed_and_its_ids_unique(text):
    html = markup.html(article(text))
    parser = html5lib.HTMLParser(strict=False)
    parser.parseFragment(html)
    wrong = [code for _, code, _ in parser.errors]
    assert wrong == []
    assert len(set(ids(html))) == len(ids(html))


@given(TEXTS)
def test_every_word_is_there_in_its_order(text):
    if "](" in text:
        return
    shown = unescape(re.sub(r"<[^>]*>", "", markup.prose(text)))
    assert re.sub(r"[\W_]", "", shown) == re.sub(r"[\W_]", "", text)


@pytest.mark.parametrize(
    "line", ["1. a\n", "a) a\n", "1.1. a\n", "*a ", "[a](", "- a\n", "chữ\n", "1/\n", "(i) a\n", "I. a\n"]
)
def test_a_line_many_times_over_is_set_to_its_end(line):
    assert markup.prose(f"{line * 16_000}\n\nhết").count("hết") == 1


@pytest.mark.data
def test_the_articles_of_real_laws_are_shown_word_for_word(data):
    with gzip.open(data / "documents/central_legislation.jsonl.gz", "rt", "utf-8") as lines:
        for number, line in enumerate(lines):
            if number % 40:
                continue
            for part in from_articles(json.loads(line)["articles"]):
                html = markup.html(part)
                assert len(set(ids(html))) == len(ids(html))
                if "](" not in part.text:
                    shown = re.sub(r"[\W_]", "", unescape(re.sub(r"<[^>]*>", "", html)))
                    assert re.sub(r"[\W_]", "", part.text) in shown
