"""Pictures of a text that can be looked at closely."""

from __future__ import annotations

from portal.web.text_pictures import enlarging


def test_a_picture_that_leads_elsewhere_keeps_its_link():
    html = '<a href="/van-ban/"><img src="/tep/a/b.webp" alt="B"></a>'
    assert enlarging(html) == html


def test_each_picture_leads_to_its_own_file():
    html = enlarging('<p><img src="/tep/a/b.webp" alt="B"> <img src="/tep/c/d.webp" alt="D"></p>')
    assert html.startswith('<p><a href="/tep/a/b.webp"><img')
    assert '<a href="/tep/c/d.webp"><img' in html
