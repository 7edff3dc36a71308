"""A provision's HTML where it is shown."""

from __future__ import annotations

from content.provisions import markup
from content.provisions.provision import Level, Provision
from content.public.reader import Part
from portal.web.provisions import alone, in_the_whole


def part(kind=Level.ARTICLE, anchor="dieu-5", label="Điều 5", heading="Giá", text="Một."):
    provision = Provision(
        anchor=anchor, parent=None, kind=kind, number="5", label=label, heading=heading, text=text, position=0
    )
    return Part(anchor, None, str(kind), "5", label, heading, markup.html(provision))


def test_the_printed_number_of_an_article_leads_to_its_own_page():
    html = in_the_whole(part(), "/van-ban/a-1")
    assert '<h3><a class="label" href="/van-ban/a-1/dieu-5">Điều 5.</a> Giá <a class="permalink" href="#dieu-5"' in html


def test_a_chapter_has_no_page_to_lead_to():
    html = in_the_whole(part(Level.CHAPTER, "chuong-i", "Chương I", "QUY ĐỊNH CHUNG", ""), "/van-ban/a-1")
    assert '<span class="label">Chương I</span>' in html


def test_only_the_heading_is_changed():
    html = in_the_whole(part(text="1. Theo 33/2025/NQ-HĐND."), "/van-ban/a-1")
    assert html.count("<a ") == 2
    assert "nowrap" not in html


def test_a_number_in_a_heading_is_kept_in_one_line_and_out_of_attributes():
    html = in_the_whole(part(label="", heading="Sửa đổi 33/2025/NQ-HĐND"), "/van-ban/a-1")
    assert '<h3>Sửa đổi <span class="nowrap">33/2025/NQ-HĐND</span> <a ' in html
    assert 'aria-label="Liên kết đến Sửa đổi 33/2025/NQ-HĐND"' in html


def test_alone_a_provision_has_no_heading():
    assert alone(part()) == '<section id="dieu-5" class="article"><p>Một.</p></section>'
