"""The turnstile: few senders at a time, every reader."""

from __future__ import annotations

import pytest
from werkzeug.test import Client, EnvironBuilder
from werkzeug.wrappers import Request, Response

from portal.web.turnstile import Turnstile


class Site:
    """A site where each sender meets the next one before it is answered."""

    def __init__(self) -> None:
        self.turnstile = Turnstile(self, at_once=3, of_a_network=2)
        self.waiting: list[EnvironBuilder] = []
        self.met: list[Response] = []

    def __call__(self, environ, start_response):
        if self.waiting:
            self.met.append(self.send(self.waiting.pop()))
        return Response(f"taken from {Request(environ).remote_addr}")(environ, start_response)

    def send(self, request: EnvironBuilder) -> Response:
        return Client(self.turnstile, Response).open(request)

    def send_at_once(self, *requests: EnvironBuilder) -> list[int]:
        """What each gets while all before it are still inside."""
        self.waiting, self.met = list(reversed(requests)), []
        first = self.send(self.waiting.pop())
        return [response.status_code for response in (*self.met, first)][::-1]


def of(address: str, method: str = "POST", data: bytes | None = None, **headers: str) -> EnvironBuilder:
    return EnvironBuilder("/gop-y", method=method, data=data, headers=headers, environ_base={"REMOTE_ADDR": address})


@pytest.fixture
def site() -> Site:
    return Site()


def test_senders_beyond_the_bound_are_sent_away(site):
    assert site.send_at_once(of("192.0.2.1"), of("198.51.100.1"), of("203.0.113.1"), of("10.0.0.1")) == [200] * 3 + [
        503
    ]


def test_one_network_has_few_places_and_others_still_pass(site):
    codes = site.send_at_once(of("192.0.2.1"), of("192.0.2.2"), of("192.0.2.3"))
    assert codes == [200, 200, 503]
    assert site.send_at_once(of("192.0.2.1"), of("192.0.2.2"), of("203.0.113.1")) == [200] * 3


def test_a_place_is_free_again_afterwards(site):
    for _ in range(10):
        assert site.send(of("192.0.2.1")).status_code == 200


def test_a_place_is_free_again_after_a_failure():
    def fails(environ, start_response):
        raise OSError

    client = Client(Turnstile(fails, at_once=1))
    for _ in range(3):
        with pytest.raises(OSError):
            client.post("/")


def test_readers_pass_whoever_sends(site):
    codes = site.send_at_once(of("192.0.2.1"), of("192.0.2.1"), of("192.0.2.1", "GET"), of("192.0.2.1", "HEAD"))
    assert codes == [200] * 4


def test_a_reader_who_brings_something_is_a_sender(site):
    brings = of("192.0.2.1", "GET", b"text")
    assert site.send_at_once(of("192.0.2.1"), of("192.0.2.1"), brings) == [200, 200, 503]


def test_whoever_is_sent_away_is_told_when_to_come_back(site):
    site.send_at_once(of("192.0.2.1"), of("192.0.2.1"), of("192.0.2.1"))
    assert site.met[0].headers["Retry-After"] == "20"
    assert "gửi lại" in site.met[0].text


@pytest.mark.parametrize("host", ["a.example", "a.example:8000", "[::1]:8000", "127.0.0.1"])
def test_the_name_of_a_server_passes(site, host):
    assert site.send(of("192.0.2.1", "GET", Host=host)).status_code == 200


@pytest.mark.parametrize("host", ["x/van-ban", "x?y", "x y", "a@b", "a\\b", "a" * 256, "", "tỉnh.example"])
def test_what_cannot_name_a_server_is_refused(site, host):
    environ = of("192.0.2.1", "GET").get_environ() | {"HTTP_HOST": host}
    told: list[str] = []
    b"".join(site.turnstile(environ, lambda status, headers: told.append(status)))
    assert told == ["400 BAD REQUEST"]
