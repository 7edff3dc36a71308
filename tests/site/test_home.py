"""The first page offers to search for what the portal has."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import unquote_plus

import pytest

EXAMPLE = re.compile(r'href="/tim-kiem\?q=([^"]+)" lang="vi"')


def test_the_examples_are_found_on_the_portal(app, client, publisher):
    publisher.document("16/2026/QĐ-UBND", title="Quản lý chợ", field="Thương mại, dịch vụ", issued=date(2026, 6, 1))
    publisher.document("15/2026/QĐ-UBND", title="Về giá đất, giá nước", field="Đất đai", issued=date(2026, 5, 1))
    publisher.document("14/2026/QĐ-UBND", title="Về giá rừng", field="Lâm nghiệp", issued=date(2026, 4, 1))
    app.extensions["search"].catch_up()
    examples = [unquote_plus(one) for one in EXAMPLE.findall(client.get("/").text)]
    assert examples == ["Thương mại", "16/2026/QĐ-UBND", "dat dai"]
    for one in examples:
        assert "1 kết quả" in client.get("/tim-kiem", query_string={"q": one}).text


def test_without_fields_the_example_is_a_number(client, publisher):
    publisher.document("16/2026/QĐ-UBND", title="Ban hành Quy chế phát ngôn và cung cấp thông tin", field=None)
    assert EXAMPLE.findall(client.get("/").text) == ["16%2F2026%2FQ%C4%90-UBND"]


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


def test_it_says_which_feedback_it_counts(client, publisher):
    for number, answered in enumerate(("2026-10-04", "2026-10-06", "2026-10-20"), 1):
        data = {"received": "2026-10-01", "answered": answered}
        publisher.record("feedback", "gop-y", f"Góp ý {number}", status="answered", data=data)
    page = client.get("/").text
    assert "Trong 3 góp ý đã trả lời và đăng công khai, một nửa được trả lời trong vòng 5 ngày." in page
    assert "không tính góp ý đang chờ trả lời" in page
