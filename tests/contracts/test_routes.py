"""No address vanishes: people have printed it, and other portals link to it. A new one is written down here too.

``tests/contracts/routes.txt`` is the list. That every route is reached by some test is held by ``tests/reached.py``.
"""

from __future__ import annotations

from pathlib import Path

from flask import Flask

LIST = Path(__file__).with_name("routes.txt")


def routes_of(app: Flask) -> list[str]:
    """Each address with its methods, but for the files that libraries bring."""
    return sorted(
        f"{rule.rule} {','.join(sorted((rule.methods or set()) - {'HEAD', 'OPTIONS'}))}"
        for rule in app.url_map.iter_rules()
        if not rule.endpoint.endswith("static")
    )


def test_the_list_of_addresses_is_the_list_of_addresses(app):
    listed = LIST.read_text("utf-8").splitlines()
    vanished = sorted(set(listed) - set(routes_of(app)))
    new = sorted(set(routes_of(app)) - set(listed))
    assert (vanished, new) == ([], []), "a vanished address needs a redirect; a new one a line in routes.txt"


def test_the_public_process_serves_no_desk(make_app):
    assert not [route for route in routes_of(make_app(role="public")) if route.startswith("/admin")]


def test_the_desk_process_serves_no_public_page(make_app):
    routes = routes_of(make_app(role="desk"))
    assert [route for route in routes if not route.startswith("/admin")] == []
