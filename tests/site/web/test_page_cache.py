"""The page cache in front of the site, with small WSGI applications behind it."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator

import brotli
import pytest
from werkzeug.test import Client, create_environ
from werkzeug.wrappers import Request, Response

from portal.web.page_cache import CookieOnPublicPage, PageCache, chosen_encoding, key_of

BODY = "<h1>Nghị định 64/2007/NĐ-CP</h1>" * 40
PUBLIC = "public, max-age=5"


class Site:
    """A site that counts how often it is asked, and answers what it is told."""

    def __init__(self) -> None:
        self.asked = 0
        self.closed = 0
        self.stamp: object = 1
        self.make: Callable[[Request], Response] = lambda request: page()

    def __call__(self, environ, start_response):
        self.asked += 1
        response = self.make(Request(environ))
        response.call_on_close(self.close)
        return response(environ, start_response)

    def close(self) -> None:
        self.closed += 1


def page(body: str = BODY, status: int = 200, caching: str = PUBLIC, **headers: str) -> Response:
    return Response(body, status, {"Cache-Control": caching, **headers}, mimetype="text/html")


@pytest.fixture
def site() -> Site:
    return Site()


@pytest.fixture
def seconds() -> list[float]:
    return [0.0]


@pytest.fixture
def cache(site: Site, seconds: list[float]) -> PageCache:
    return PageCache(site, validity=lambda: site.stamp, strict=True, seconds=lambda: seconds[0])


@pytest.fixture
def reader(cache: PageCache) -> Client:
    return Client(cache, Response)


def test_a_page_asked_for_again_does_not_reach_the_site(site, reader):
    assert reader.get("/van-ban/").text == reader.get("/van-ban/").text == BODY
    assert site.asked == 1


def test_addresses_differ_by_path_language_and_query(site, reader):
    for address in ("/van-ban/", "/en/van-ban/", "/van-ban/?trang=2"):
        reader.get(address)
    assert site.asked == 3


def test_the_host_makes_no_difference(site, reader):
    reader.get("/", headers={"Host": "a.example"})
    reader.get("/", headers={"Host": "b.example"})
    assert site.asked == 1


def test_the_host_makes_a_difference_where_the_portal_does_not_know_its_own(site):
    reader = Client(PageCache(site, validity=lambda: 1, by_host=True), Response)
    for host in ("a.example", "b.example", "a.example"):
        reader.get("/", headers={"Host": host})
    assert site.asked == 2


def test_a_question_mark_in_a_path_begins_no_query(site, reader):
    reader.get("/van-ban/?trang=2")
    reader.get("/van-ban/%3Ftrang=2")
    assert site.asked == 2


def test_a_host_cannot_take_over_the_beginning_of_a_path(site):
    cache = PageCache(site, validity=lambda: 1, by_host=True)
    for host, path in (("x/van-ban", "/"), ("x", "/van-ban/")):
        environ = create_environ(path) | {"HTTP_HOST": host}
        b"".join(cache(environ, lambda status, headers: None))
    assert site.asked == 2


def test_a_change_of_the_store_empties_it(site, reader):
    reader.get("/")
    site.stamp = 2
    reader.get("/")
    assert site.asked == 2


def test_a_page_made_while_the_store_changed_is_made_again(site, reader):
    def change_meanwhile(request: Request) -> Response:
        site.stamp = 2
        return page()

    site.make = change_meanwhile
    reader.get("/")
    reader.get("/")
    assert site.asked == 2


def test_nothing_is_kept_longer_than_a_minute(site, reader, seconds):
    reader.get("/")
    seconds[0] = 61
    reader.get("/")
    assert site.asked == 2


@pytest.mark.parametrize("status", [404, 410])
def test_what_is_not_there_is_kept_too(site, reader, status):
    site.make = lambda request: page(status=status)
    assert reader.get("/khong-co").status_code == reader.get("/khong-co").status_code == status
    assert site.asked == 1


@pytest.mark.parametrize(
    "made",
    [
        lambda: page(caching="no-store"),
        lambda: page(caching="private"),
        lambda: page(caching="public, max-age=31536000, immutable"),
        lambda: page(status=500),
        lambda: page(status=302, Location="/"),
        lambda: page(**{"Content-Disposition": "attachment"}),
        lambda: Response(b"\x89PNG", headers={"Cache-Control": PUBLIC}, mimetype="image/png"),
    ],
)
def test_what_is_not_a_public_page_is_handed_on(site, reader, made):
    site.make = lambda request: made()
    reader.get("/")
    reader.get("/")
    assert site.asked == 2


@pytest.mark.parametrize("headers", [{"Range": "bytes=0-3"}, {"Authorization": "Basic eDp5"}])
def test_requests_for_parts_or_with_credentials_pass_by(site, reader, headers):
    reader.get("/", headers=headers)
    reader.get("/", headers=headers)
    assert site.asked == 2


def test_a_form_that_is_sent_passes_by(site, reader):
    reader.post("/gop-y/")
    reader.post("/gop-y/")
    assert site.asked == 2


@pytest.mark.parametrize("header", [{"Set-Cookie": "a=b"}, {"Vary": "Accept, Cookie"}])
def test_a_public_page_with_a_cookie_is_a_bug(site, reader, header):
    site.make = lambda request: page(**header)
    with pytest.raises(CookieOnPublicPage):
        reader.get("/")


def test_outside_tests_such_a_page_is_sent_as_private(site, caplog):
    site.make = lambda request: page(**{"Set-Cookie": "a=b"})
    reader = Client(PageCache(site, validity=lambda: 1), Response, use_cookies=False)
    assert reader.get("/").headers.getlist("Cache-Control") == ["no-store"]
    reader.get("/")
    assert site.asked == 2
    assert "depends on a cookie" in caplog.text


def test_whoever_has_the_page_is_told_so(site, reader):
    first = reader.get("/")
    again = reader.get("/", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data, site.asked) == (304, b"", 1)
    assert again.headers["ETag"] == first.headers["ETag"]
    assert again.headers["Cache-Control"] == PUBLIC
    assert "Content-Length" not in again.headers


def test_a_page_known_in_another_encoding_is_known(site, reader):
    known = reader.get("/", headers={"Accept-Encoding": "br"}).headers["ETag"]
    assert reader.get("/", headers={"If-None-Match": f'W/"x", {known}'}).status_code == 304


def test_a_page_whose_name_is_part_of_another_is_not_known(site, reader):
    known = reader.get("/").headers["ETag"].strip('"')
    assert reader.get("/", headers={"If-None-Match": f'"x{known}"'}).status_code == 200


def test_whoever_knows_any_page_knows_this_one(site, reader):
    reader.get("/")
    assert reader.get("/", headers={"If-None-Match": "*"}).status_code == 304


def test_a_changed_page_is_sent_whole(site, reader):
    known = reader.get("/").headers["ETag"]
    site.stamp, site.make = 2, lambda request: page(BODY + "!")
    assert reader.get("/", headers={"If-None-Match": known}).status_code == 200


def test_a_page_that_comes_back_the_same_is_known_after_a_change_elsewhere(site, reader):
    known = reader.get("/").headers["ETag"]
    site.stamp = 2
    assert reader.get("/", headers={"If-None-Match": known}).status_code == 304


def test_a_missing_page_is_never_answered_304(site, reader):
    site.make = lambda request: page(status=404)
    known = reader.get("/").headers["ETag"]
    assert reader.get("/", headers={"If-None-Match": known}).status_code == 404


UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress, "identity": bytes}


@pytest.mark.parametrize("encoding", UNPACK)
def test_every_encoding_gives_the_same_page(reader, encoding):
    response = reader.get("/", headers={"Accept-Encoding": encoding})
    assert UNPACK[encoding](response.data).decode() == BODY
    assert response.headers.get("Content-Encoding", "identity") == encoding
    assert response.headers["Content-Length"] == str(len(response.data))
    assert response.headers["Vary"] == "Accept-Encoding"


def test_validators_differ_between_encodings(reader):
    etags = {reader.get("/", headers={"Accept-Encoding": name}).headers["ETag"] for name in UNPACK}
    assert len(etags) == 3


def test_what_is_tiny_is_not_compressed(site, reader):
    site.make = lambda request: page("ngắn")
    assert "Content-Encoding" not in reader.get("/", headers={"Accept-Encoding": "br"}).headers


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("", "identity"),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate", "gzip"),
        ("br;q=0.1, gzip;q=0.9", "gzip"),
        ("br;q=0", "identity"),
        ("GZIP ; q=1.0", "gzip"),
        ("br;q=x, gzip", "gzip"),
        ("*", "br"),
        ("br;q=0, *", "gzip"),
        (",,;;=", "identity"),
    ],
)
def test_the_asker_chooses_the_encoding(accepted, encoding):
    assert chosen_encoding(accepted) == encoding


def test_a_head_tells_what_the_get_would_and_fills_the_cache(site, reader):
    head = reader.head("/")
    got = reader.get("/")
    assert head.data == b""
    assert head.headers == got.headers
    assert site.asked == 1


def test_a_head_of_what_is_not_kept_has_no_body_either(site, reader):
    site.make = lambda request: page(caching="no-store")
    assert reader.head("/").data == b""
    assert site.closed == 1


def test_answers_are_closed(site, reader):
    reader.get("/")
    assert site.closed == 1


def test_memory_is_bounded_and_what_was_used_last_stays(site, seconds):
    cache = PageCache(site, validity=lambda: 1, max_bytes=10_000, seconds=lambda: seconds[0])
    reader = Client(cache, Response)
    for number in (1, 2, 3, 1, 4, 5):
        reader.get(f"/{number}")
    assert cache.kept_bytes <= 10_000
    asked = site.asked
    reader.get("/1")
    assert site.asked == asked
    reader.get("/2")
    assert site.asked == asked + 1


def test_a_page_larger_than_the_memory_is_sent_and_forgotten(site):
    cache = PageCache(site, validity=lambda: 1, max_bytes=100)
    assert Client(cache, Response).get("/").text == BODY
    assert cache.kept_bytes == 0


def test_forgetting_everything_leaves_nothing(cache, reader):
    reader.get("/")
    cache.clear()
    assert cache.kept_bytes == 0


def test_an_endless_address_is_not_kept():
    assert key_of(create_environ("/", query_string="q=" + "a" * 3000)) is None


def test_streams_that_are_not_kept_stay_streams(site, reader):
    def chunks() -> Iterator[bytes]:
        yield b"a,b\n"
        yield b"1,2\n"

    site.make = lambda request: Response(chunks(), headers={"Cache-Control": "no-store"}, mimetype="text/csv")
    assert reader.get("/").data == b"a,b\n1,2\n"
