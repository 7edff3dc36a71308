"""Which requests have a session."""

from __future__ import annotations

import pytest
from flask import Flask, session

from portal.web import headers, sessions


@pytest.fixture
def app() -> Flask:
    app = Flask("small")
    app.config.update(SECRET_KEY="only for this test", TESTING=True)
    sessions.init_app(app)
    headers.init_app(app, secure=False)
    app.add_url_rule("/trang", view_func=lambda: f"{session.get('seen', 'nothing')}", endpoint="page")
    app.add_url_rule("/dem", view_func=keep_something, endpoint="broken")
    app.add_url_rule(
        "/gop-y", view_func=sessions.personal(keep_something_else), endpoint="form", methods=["GET", "POST"]
    )
    app.add_url_rule("/admin/", view_func=keep_something, endpoint="desk")
    app.add_url_rule("/administration", view_func=keep_something, endpoint="not_the_desk")
    return app


def keep_something() -> str:
    session["seen"] = "something"
    return "kept"


def keep_something_else() -> str:
    return keep_something()


def test_a_public_page_sees_nothing_of_the_session_and_depends_on_no_cookie(app):
    reader = app.test_client()
    reader.get("/admin/")
    response = reader.get("/trang")
    assert response.text == "nothing"
    assert "Cookie" not in response.headers.get("Vary", "")
    assert response.headers["Cache-Control"] == "public, max-age=5"


def test_a_public_page_cannot_keep_anything(app):
    with pytest.raises(sessions.SessionOnPublicPage):
        app.test_client().get("/dem")


def test_a_path_that_only_looks_like_the_desk_is_a_public_page(app):
    with pytest.raises(sessions.SessionOnPublicPage):
        app.test_client().get("/administration")


@pytest.mark.parametrize(("method", "path"), [("GET", "/gop-y"), ("POST", "/gop-y"), ("GET", "/admin/")])
def test_forms_and_the_desk_have_a_session_and_are_stored_nowhere(app, method, path):
    response = app.test_client().open(path, method=method)
    assert "session=" in response.headers["Set-Cookie"]
    assert "Cookie" in response.headers["Vary"]
    assert response.headers["Cache-Control"] == "no-store"


def test_a_missing_page_has_no_session(app):
    response = app.test_client().get("/khong-co")
    assert response.headers["Cache-Control"] == "public, max-age=5"
