"""Where the desk is."""

from __future__ import annotations

import pytest

from admin.address import is_desk


@pytest.mark.parametrize(
    ("path", "is_of_the_desk"),
    [("/admin", True), ("/admin/", True), ("/admin/van-ban/", True), ("/administration", False), ("/en/admin", False)],
)
def test_the_desk_is_what_stands_under_its_address(path: str, is_of_the_desk: bool) -> None:
    assert is_desk(path) is is_of_the_desk


def test_every_page_of_the_desk_is_there(desk) -> None:
    desks = {rule.rule for rule in desk.app.url_map.iter_rules() if rule.endpoint.startswith(("desk", "security"))}
    assert {path for path in desks if not is_desk(path) and "static" not in path} == set()
