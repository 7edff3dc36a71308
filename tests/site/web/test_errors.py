"""Errors that help."""

from __future__ import annotations

import errno
import sqlite3

import pytest
from sqlalchemy.exc import OperationalError

PATH = "/luu-thu"


@pytest.fixture
def failing(app):
    """A reader of a page that fails as it is told."""

    def with_this(error):
        def fail():
            raise error

        app.add_url_rule(PATH, "fail", fail)
        return app.test_client()

    return with_this


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOSPC, "No space left on device"),
        OperationalError("INSERT", {}, sqlite3.OperationalError("database or disk is full")),
        OperationalError("INSERT", {}, Exception("could not extend file: No space left on device")),
    ],
)
def test_a_full_disk_is_said_as_such(failing, error):
    response = failing(error).get(PATH)
    assert response.status_code == 503
    assert "chưa được lưu" in response.text
    assert response.headers["Cache-Control"] == "no-store"


def test_other_failures_stay_failures(failing):
    with pytest.raises(FileNotFoundError):
        failing(FileNotFoundError(errno.ENOENT, "gone")).get(PATH)


def test_an_unexpected_failure_is_answered_with_a_page(app, failing):
    client = failing(ConnectionResetError())
    app.config["PROPAGATE_EXCEPTIONS"] = False
    assert client.get(PATH).status_code == 500


def test_a_store_that_cannot_be_asked_is_answered_with_a_page(make_app):
    app = make_app(public_database_url="postgresql+psycopg://portal@127.0.0.1:1/portal")
    app.config["PROPAGATE_EXCEPTIONS"] = False
    assert [app.test_client().get("/").status_code for _ in range(2)] == [500, 500]
