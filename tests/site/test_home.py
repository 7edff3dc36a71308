"""The first page offers to search for what the portal has."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import unquote_plus

import pytest

EXAMPLE = re.compile(r'href="/tim-kiem\?q=([^"]+)" lang="vi"')


def test_the_examples_are_found_on_the_portal(app, client, publisher):
    publisher.document("16/2026/QĐ-UBND", title="Ban hành Quy chế quản lý chợ", issued=date(2026, 6, 1))
    publisher.document("15/2026/QĐ-UBND", title="Về giá đất, giá nước", issued=date(2026, 5, 1))
    app.extensions["search"].catch_up()
    examples = [unquote_plus(one) for one in EXAMPLE.findall(client.get("/").text)]
    assert examples == ["giá đất", "16/2026/QĐ-UBND", "quan ly cho"]
    for one in examples:
        assert "1 kết quả" in client.get("/tim-kiem", query_string={"q": one}).text


def test_an_empty_portal_gives_no_examples(client):
    assert "Ví dụ" not in client.get("/").text


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/", "Cổng thông tin minh bạch tỉnh Hòa Giang"),
        ("/en/", "Open information portal of Hòa Giang Province"),
    ],
)
def test_the_portal_has_one_name(client, path, name):
    assert f"– {name}</title>" in client.get(path).text
