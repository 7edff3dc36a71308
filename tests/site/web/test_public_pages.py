"""Public pages are public: no cookie, the same for whoever asks; what is for one visitor is stored nowhere."""

from __future__ import annotations

import pytest

PUBLIC = (
    "/",
    "/en/",
    "/van-ban/",
    "/chi-dao-dieu-hanh/",
    "/thong-cao/",
    "/gop-y/",
    "/co-quan/",
    "/gop-y/gui",
    "/khong-co-trang-nay",
    "/sitemap.xml",
    "/robots.txt",
)
PERSONAL = ("/gop-y/gui/noi-dung", "/gop-y/theo-doi", "/admin/dang-nhap")


@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_page_carries_no_cookie_and_may_be_kept(client, path):
    response = client.get(path)
    assert response.headers["Cache-Control"] == "public, max-age=5"
    assert "Set-Cookie" not in response.headers
    assert "Cookie" not in response.headers.get("Vary", "")


@pytest.mark.parametrize("path", PERSONAL)
def test_a_page_for_one_visitor_is_stored_nowhere(client, path):
    assert client.get(path).headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_page_is_the_same_for_a_visitor_with_a_session(app, client, path):
    before = client.get(path).data
    client.get("/gop-y/gui/noi-dung")
    app.extensions["page_cache"].clear()
    assert client.get(path).data == before


@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_page_is_known_again(client, path):
    first = client.get(path)
    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == (304 if first.status_code == 200 else first.status_code)


def test_a_host_that_one_visitor_asked_for_is_in_no_page_of_another(client):
    for path in PUBLIC:
        client.get(path, headers={"Host": "elsewhere.example"}, check_page=False)
        assert b"elsewhere.example" not in client.get(path).data, path


def test_a_portal_that_knows_its_address_says_no_other(make_app):
    client = make_app(base_url="https://minhbach.hoagiang.example").test_client()
    for path in PUBLIC:
        response = client.get(path, headers={"Host": "elsewhere.example"}, check_page=False)
        assert b"elsewhere.example" not in response.data, path
