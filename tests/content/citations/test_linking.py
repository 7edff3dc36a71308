"""Citations in HTML as links."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from content.citations.linking import address, linked, within_document

ADDED = re.compile(r'<a class="cited" href="[^"]*">(.*?)</a>', re.DOTALL)
DECREE = '<a class="cited" href="/van-ban/so/30/2020/N%C4%90-CP">Nghị định số 30/2020/NĐ-CP</a>'

words = st.sampled_from(
    [
        "Điều 5 ",
        "khoản 2 Điều này ",
        "Nghị định số 30/2020/NĐ-CP ",
        "của ",
        "Luật Đất đai năm 2024",
        "&amp;",
        "&#34;",
        "đ ",
    ]
)
opened = st.sampled_from(["<p>", "</p>", "<b>", "</b>", '<li id="x">', "</li>", "<br>", '<a href="/y">', "</a>"])


def test_a_number_leads_to_the_document_that_bears_it():
    assert linked("<p>Theo Nghị định số 30/2020/NĐ-CP.</p>") == f"<p>Theo {DECREE}.</p>"


def test_a_provision_leads_to_its_place():
    found = linked("<p>Điểm a khoản 2 Điều 9 Quyết định số 48/2026/QĐ-UBND</p>")
    assert 'href="/van-ban/so/48/2026/Q%C4%90-UBND#dieu-9-khoan-2-diem-a"' in found


def test_a_law_by_its_name_leads_to_a_search_for_it():
    assert 'href="/tim-kiem?q=Lu%E1%BA%ADt+%C4%90%E1%BA%A5t+%C4%91ai+2024"' in linked("<p>Luật Đất đai năm 2024</p>")


def test_a_document_leads_into_itself_where_it_has_the_article():
    lead = within_document("/van-ban/x", {"dieu-2", "dieu-5"})
    html = linked("<p>khoản 2 Điều này; Điều 2 Quyết định này; Điều 7 Quyết định này</p>", lead, "dieu-5")
    assert re.findall('href="([^"]*)"', html) == ["/van-ban/x#dieu-5-khoan-2", "/van-ban/x#dieu-2"]
    assert linked("<p>Điều 2 Quyết định này</p>") == "<p>Điều 2 Quyết định này</p>"


def test_what_is_a_link_already_stays_one():
    html = '<p><a href="/y">Nghị định số 30/2020/NĐ-CP</a></p>'
    assert linked(html) == html


def test_a_citation_that_runs_over_a_tag_or_two_paragraphs_stays_as_it_is():
    for html in ("<p>Nghị định số <b>30/2020/NĐ-CP</b></p>", "<p>Nghị định số</p><p>Điều 5</p>"):
        assert linked(html, lambda one, _: "/x" if one.name else "") == html


def test_marks_in_the_address_are_escaped():
    assert linked("<p>Nghị định số 30/2020/NĐ-CP</p>", lambda *_: '/x"><script>').count("<script>") == 0


def test_a_number_in_a_spelling_of_its_own_is_addressed_by_its_key():
    assert linked("<p>Nghị định 30 năm 2020 số 30-2020-NĐ CP</p>").count("/van-ban/so/") >= 1


@given(st.lists(words | opened, max_size=30).map("".join))
def test_not_a_letter_is_changed(html):
    found = linked(html, address, "dieu-5")
    assert ADDED.sub(lambda one: one[1], found) == html


@given(st.text(max_size=200))
def test_any_text_is_survived(text):
    assert ADDED.sub(lambda one: one[1], linked(text)) == text
