"""How often one visitor may do what costs something."""

from __future__ import annotations

import pytest
from flask import Flask, redirect, request
from flask.typing import ResponseReturnValue

from portal.web import limits


def take() -> ResponseReturnValue:
    return redirect("/") if request.form.get("text") else "the form again, with errors"


@pytest.fixture
def app() -> Flask:
    app = Flask("small")
    app.add_url_rule("/gop-y", "send", limits.per_sender(take), methods=["GET", "POST"])
    limits.init_app(app)
    return app


@pytest.fixture
def sender(app):
    return app.test_client()


def test_the_sixth_in_a_minute_is_refused(sender):
    codes = [sender.post("/gop-y", data={"text": "x"}).status_code for _ in range(6)]
    assert codes == [302] * 5 + [429]


def test_whoever_is_refused_is_told_when_to_come_back(sender):
    answers = [sender.post("/gop-y", data={"text": "x"}) for _ in range(6)]
    assert answers[-1].headers["Retry-After"] == "60"


def test_forms_sent_back_with_errors_do_not_count(sender):
    codes = [sender.post("/gop-y").status_code for _ in range(20)]
    assert codes == [200] * 20
    assert sender.post("/gop-y", data={"text": "x"}).status_code == 302


def test_looking_at_the_form_does_not_count(sender):
    assert {sender.get("/gop-y").status_code for _ in range(20)} == {200}


def test_neighbours_count_together_and_others_apart(sender):
    codes = [
        sender.post("/gop-y", data={"text": "x"}, environ_base={"REMOTE_ADDR": f"203.0.113.{number}"}).status_code
        for number in range(6)
    ]
    assert codes[-1] == 429
    other = sender.post("/gop-y", data={"text": "x"}, environ_base={"REMOTE_ADDR": "198.51.100.1"})
    assert other.status_code == 302


def test_a_forwarded_address_is_not_believed(sender):
    codes = [
        sender.post("/gop-y", data={"text": "x"}, headers={"X-Forwarded-For": f"10.{number}.0.1"}).status_code
        for number in range(6)
    ]
    assert codes[-1] == 429


def test_answers_say_nothing_of_the_count(sender):
    assert not [name for name, _ in sender.get("/gop-y").headers if "ratelimit" in name.lower()]


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.77", "203.0.113.0/24"),
        ("::ffff:203.0.113.77", "203.0.113.0/24"),
        ("2001:db8:1:2ff:3::4", "2001:db8:1:200::/56"),
        ("not an address", "unknown"),
        (None, "unknown"),
    ],
)
def test_an_address_counts_as_its_network(address, network):
    assert limits.network_of(address) == network
