"""The fixed pages that gather what the agencies say: when they receive citizens."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.conftest import PROVINCE

SAYS = (
    '<p>Việc của xã.</p>\n<h2 id="muc-lich-tiep-cong-dan">Lịch tiếp công dân</h2>\n'
    "<p>Sáng thứ Năm.</p><p>Hẹn: 0299 000 155</p>"
)


@pytest.fixture
def commune(publisher):
    publisher.record("pages", "", "Tiếp công dân", path="/tiep-cong-dan", html="<p>Mang giấy tờ tùy thân.</p>")
    publisher.record("organisations", "co-quan", "Sở Tư pháp", html="<p>Việc của Sở.</p>")
    data = {"address": "Thôn Cầu Treo", "phone": "0299 000 307"}
    return publisher.record("organisations", "co-quan", "Ủy ban nhân dân xã Khe Vàng", html=SAYS, data=data)


def test_agencies_that_say_when_they_receive_citizens_are_listed(client, commune):
    page = client.get("/tiep-cong-dan").text
    assert f'<a href="{commune}">Ủy ban nhân dân xã Khe Vàng</a>' in page
    assert all(words in page for words in ("<p>Sáng thứ Năm.</p>", "Thôn Cầu Treo", "tel:0299000307"))
    assert all(words in page for words in ("Trụ sở tiếp công dân tỉnh Hòa Giang", "Mang giấy tờ tùy thân."))
    assert "Sở Tư pháp" not in page
    assert "Việc của xã." not in page


def test_a_number_in_a_text_can_be_rung_up(client, publisher, commune):
    news = publisher.record("announcements", "thong-cao", "Sạt lở", html="<p>Gọi 0299 000 155 ngay.</p>")
    for path in ("/tiep-cong-dan", commune, news):
        assert '<a class="nowrap" href="tel:0299000155">0299 000 155</a>' in client.get(path).text


def test_schedules_are_called_vietnamese_on_the_english_page(client, commune):
    page = client.get("/en/tiep-cong-dan").text
    assert '<table class="people" lang="vi">' in page
    assert '<th scope="col">Days and hours</th>' in page


@pytest.mark.usefixtures("commune")
def test_a_province_that_names_no_reception_shows_the_schedules_alone(make_app):
    page = make_app(province=replace(PROVINCE, reception="")).test_client().get("/tiep-cong-dan").text
    assert "Giờ tiếp" not in page
    assert "Sáng thứ Năm." in page


def test_the_schedules_are_reached_from_every_place_where_one_looks_for_them(client, commune):
    for path in ("/", commune, "/gop-y/kenh-phu-hop"):
        main, _, footer = client.get(path).text.partition("<footer")
        assert 'href="/tiep-cong-dan"' in footer
        assert 'href="/tiep-cong-dan"' in main or path == "/"
