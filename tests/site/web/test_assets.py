"""Static files under an address that holds their digest."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urljoin

import pytest
from werkzeug.test import Client, TestResponse
from werkzeug.wrappers import Response

from portal.web import assets, headers

STYLE = 'body { font-family: "Be Vietnam Pro"; src: url("../fonts/a.woff2") }\n' * 40


@pytest.fixture
def sources(tmp_path: Path) -> dict[str, Path]:
    for name, text in {"site/css/portal.css": STYLE, "site/fonts/a.woff2": "font", "desk/desk.css": STYLE}.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return {"": tmp_path / "site", "desk/": tmp_path / "desk"}


@pytest.fixture
def collected(sources, tmp_path) -> assets.Assets:
    return assets.collect(sources, tmp_path / "static")


@pytest.fixture
def reader(collected) -> Client:
    site = Response("the site", status=404)
    served = assets.serve(site, collected, add_headers=headers.static_headers(secure=False))
    return Client(served, Response)


def fetch(reader: Client, address: str, **headers: str) -> TestResponse:
    """Read the whole answer and close its file."""
    return reader.get(address, headers=headers, buffered=True)


def test_every_source_is_collected_under_its_prefix(collected):
    assert collected.names == {"css/portal.css", "fonts/a.woff2", "desk/desk.css"}


def test_an_address_holds_the_digest(collected):
    assert collected.address("css/portal.css") == f"/static/{collected.digest}/css/portal.css"
    assert len(collected.digest) == 12


def test_a_file_that_is_not_there_has_no_address(collected):
    with pytest.raises(assets.NoSuchAsset):
        collected.address("css/none.css")


def test_collecting_again_makes_nothing_new(collected, sources, tmp_path):
    assert assets.collect(sources, tmp_path / "static") == collected
    assert [path.name for path in (tmp_path / "static").iterdir()] == [collected.digest]


def test_a_changed_file_changes_every_address(collected, sources, tmp_path):
    (sources[""] / "fonts" / "a.woff2").write_text("another font")
    assert assets.collect(sources, tmp_path / "static").digest != collected.digest


def test_a_file_is_kept_for_good(reader, collected):
    response = fetch(reader, collected.address("css/portal.css"))
    assert response.text == STYLE
    assert "immutable" in response.headers["Cache-Control"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "Access-Control-Allow-Origin" not in response.headers


def test_relative_addresses_in_a_style_sheet_stay_right(reader, collected):
    assert fetch(reader, urljoin(collected.address("css/portal.css"), "../fonts/a.woff2")).text == "font"


@pytest.mark.parametrize(("accepted", "sent"), [("br, gzip", "br"), ("gzip", "gzip")])
def test_compressed_copies_lie_beside(reader, collected, accepted, sent):
    response = fetch(reader, collected.address("css/portal.css"), **{"Accept-Encoding": accepted})
    assert response.headers["Content-Encoding"] == sent


def test_everything_else_is_the_sites(reader, collected):
    assert reader.get("/").text == "the site"
    assert reader.get("/static/000000000000/css/portal.css").text == "the site"
    assert reader.get(f"/static/{collected.digest}/../../secret").status_code == 404
