"""The exact headers of each sort of answer."""

from __future__ import annotations

import pytest
from flask import Flask, Response, redirect

from portal.web import headers, sessions

EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": headers.COMMON["Permissions-Policy"],
}
PAGE = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
BARE = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
PUBLIC = "public, max-age=5"
OPEN = {"Cross-Origin-Resource-Policy": "cross-origin", "Access-Control-Allow-Origin": "*"}

EXPECTED = {
    "/": {"Content-Security-Policy": PAGE, "Cache-Control": PUBLIC},
    "/khong-co": {"Content-Security-Policy": PAGE, "Cache-Control": PUBLIC},
    "/hong": {"Content-Security-Policy": PAGE, "Cache-Control": "no-store"},
    "/tep/abc/a.pdf": {"Content-Security-Policy": f"sandbox; {BARE}", "Cache-Control": PUBLIC},
    "/tep/khong/co": {"Content-Security-Policy": PAGE, "Cache-Control": PUBLIC},
    "/api/v1/records": {"Content-Security-Policy": BARE, "Cache-Control": PUBLIC, **OPEN},
    "/cu": {"Content-Security-Policy": BARE, "Cache-Control": "no-store"},
    "/admin/": {"Content-Security-Policy": PAGE, "Cache-Control": "no-store"},
    "/admin/rieng": {"Content-Security-Policy": "default-src 'self'", "Cache-Control": "no-store"},
}
NOT_COMPARED = {"Content-Type", "Content-Length", "Location", "Vary"}


def small_site(*, secure: bool) -> Flask:
    app = Flask("small")
    app.config["SECRET_KEY"] = "only for this test"
    sessions.init_app(app)
    headers.init_app(app, secure=secure)
    own = {"Content-Security-Policy": "default-src 'self'", "Cache-Control": "public"}
    app.add_url_rule("/", "home", lambda: "page")
    app.add_url_rule("/hong", "broken", lambda: ("broken", 500))
    app.add_url_rule("/tep/abc/a.pdf", "file", lambda: "bytes")
    app.add_url_rule("/api/v1/records", "records", lambda: {"items": []})
    app.add_url_rule("/cu", "old", lambda: redirect("/"))
    app.add_url_rule("/admin/", "desk", lambda: "desk")
    app.add_url_rule("/admin/rieng", "own", lambda: Response("desk", headers=own))
    return app


@pytest.mark.parametrize("path", EXPECTED)
def test_an_answer_says_exactly_this(path):
    response = small_site(secure=False).test_client().get(path)
    said = {name: value for name, value in response.headers if name not in NOT_COMPARED}
    assert said == {**EVERYWHERE, **EXPECTED[path]}


@pytest.mark.parametrize("path", EXPECTED)
def test_https_is_demanded_where_the_portal_has_it(path):
    response = small_site(secure=True).test_client().get(path)
    assert response.headers["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains"


def test_no_policy_lets_anything_inline_through():
    policies = [sort["Content-Security-Policy"] for sort in headers.OF_SORT.values()]
    assert not any("unsafe" in policy or "*" in policy for policy in policies)
