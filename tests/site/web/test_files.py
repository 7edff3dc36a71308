"""Public files: exact type, never run by a browser, gone when withdrawn."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import delete, insert

from content.public import tables

PICTURE = b"\x89PNG\r\n\x1a\n" + b"0" * 500
PAPER = b"%PDF-1.7\n" + b"1" * 900
NOW = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.fixture
def published(app):
    """A picture and a paper that are public, with the store to withdraw them from."""
    services = app.extensions["services"]
    store = services.projector.store
    with store.write() as connection:
        connection.execute(insert(tables.record), a_record())
        for position, (token, name, media_type, data) in enumerate(FILES):
            services.public_files.put(token, data)
            connection.execute(insert(tables.file), a_file(position, token, name, media_type, data))
    return store


FILES = [
    ("a" * 26, "ban-do.png", "image/png", PICTURE),
    ("b" * 26, "quyet-dinh.pdf", "application/pdf", PAPER),
    ("c" * 26, "ghi-chu.txt", "text/plain", b"<script>alert(1)</script>"),
]
PICTURE_AT, PAPER_AT, TEXT_AT = (f"/tep/{token}/{name}" for token, name, *_ in FILES)


def a_record() -> dict[str, object]:
    return {
        "id": "k3x9m2ab",
        "kind": "announcements",
        "path": "/thong-cao/thu-k3x9m2ab",
        "language": "vi",
        "title": "Thử",
        "summary": "",
        "sort_date": date(2026, 11, 22),
        "published_at": NOW,
        "updated_at": NOW,
        "edition": 1,
        "data": {},
    }


def a_file(position: int, token: str, name: str, media_type: str, data: bytes) -> dict[str, object]:
    return {
        "record_id": "k3x9m2ab",
        "position": position,
        "token": token,
        "name": name,
        "label": "",
        "media_type": media_type,
        "size": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
    }


def test_a_picture_is_shown_in_place(published, client):
    with client.get(PICTURE_AT) as answer:
        assert (answer.data, answer.mimetype) == (PICTURE, "image/png")
        assert answer.headers["Content-Disposition"].startswith("inline")


@pytest.mark.parametrize("address", [PAPER_AT, TEXT_AT])
def test_anything_else_is_handed_over(published, client, address):
    with client.get(address) as answer:
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert answer.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_file_is_known_by_its_digest(published, client):
    with client.get(PAPER_AT) as first:
        assert first.headers["ETag"] == f'"{hashlib.sha256(PAPER).hexdigest()}"'
        assert "Last-Modified" not in first.headers
    with client.get(PAPER_AT, headers={"If-None-Match": first.headers["ETag"]}) as again:
        assert again.status_code == 304


def test_a_part_of_a_file_is_sent(published, client):
    with client.get(PAPER_AT, headers={"Range": "bytes=0-7"}) as part:
        assert (part.status_code, part.data) == (206, PAPER[:8])


def test_a_withdrawn_file_and_one_that_never_was_get_the_same_answer(published, client):
    with published.write() as connection:
        connection.execute(delete(tables.file))
    never = client.get("/tep/" + "z" * 26 + "/quyet-dinh.pdf")
    gone = client.get(PAPER_AT)
    assert (gone.status_code, never.status_code) == (404, 404)
    assert gone.text.replace(PAPER_AT, "") == never.text.replace("/tep/" + "z" * 26 + "/quyet-dinh.pdf", "")


def test_a_file_under_another_name_is_not_there(published, client):
    assert client.get(PAPER_AT.replace("quyet-dinh", "khac")).status_code == 404


@pytest.mark.parametrize("token", ["..", "%2e%2e", "a" * 300, "A" * 26, "%00", "ﬀ"])
def test_a_strange_address_is_not_there(published, client, token):
    assert client.get(f"/tep/{token}/quyet-dinh.pdf").status_code == 404
