"""Words that ask for a page which no index holds lead to it."""

from __future__ import annotations

import pytest

from portal.web.signposts import SIGNPOSTS, asked_for


def paths(text: str) -> list[str]:
    return [one.path for one in asked_for(text)]


@pytest.mark.parametrize("text", ["khiếu nại ở đâu", "khieu nai o dau", "gửi đơn tố cáo", "Complaints"])
def test_who_asks_about_complaints_is_shown_where_they_go(text):
    assert paths(text) == ["/gop-y/kenh-phu-hop"]


@pytest.mark.parametrize("text", ["người phát ngôn", "nguoi phat ngon cua so", "spokesperson"])
def test_who_asks_about_spokespersons_is_shown_them_all(text):
    assert paths(text) == ["/nguoi-phat-ngon"]


@pytest.mark.parametrize("text", ["", "đất đai", "tô cao", "khiếu", "phát ngôn"])
def test_other_words_lead_to_no_page(text):
    assert paths(text) == []


@pytest.mark.parametrize("one", SIGNPOSTS, ids=lambda one: one.path)
def test_every_signpost_leads_to_a_page_and_stands_above_the_results(client, one):
    assert client.get(one.path).status_code == 200
    shown = client.get("/tim-kiem", query_string={"q": one.words[0]}).text
    assert f'<a href="{one.path}">{one.title}</a>' in shown
    assert one.path not in client.get("/tim-kiem?q=zzzz").text.partition("<main")[2].partition("</main")[0]
