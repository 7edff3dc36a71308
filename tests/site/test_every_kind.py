"""Every kind's list can be read, followed and taken away, whether or not there is anything in it."""

from __future__ import annotations

import pytest

from content.kinds import KINDS

PATHS = [kind.path for kind in KINDS.values()]


@pytest.mark.parametrize("path", PATHS)
def test_an_empty_list_is_a_page_that_says_so(client, path):
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    ("form", "media_type"), [("csv", "text/csv"), ("json", "application/json"), ("atom", "application/atom+xml")]
)
def test_every_list_can_be_taken_away(client, path, form, media_type):
    answer = client.get(f"{path}danh-sach.{form}")
    assert (answer.status_code, answer.mimetype) == (200, media_type)


@pytest.mark.parametrize("path", ["/van-ban/", "/chi-dao-dieu-hanh/"])
def test_what_never_was_is_not_found(client, path):
    assert client.get(f"{path}khong-co").status_code == 404
    assert client.get(f"{path}khong-co/dieu-5").status_code == 404
