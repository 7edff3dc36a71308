"""An address that leads nowhere leads to what it was meant to be, or offers it."""

from __future__ import annotations

import pytest

from tests.factories.public import Publisher

NUMBER = "48/2026/QĐ-UBND"


@pytest.fixture
def publisher(app):
    return Publisher(app.extensions["services"].projector.store)


@pytest.fixture
def document(publisher):
    return publisher.document(NUMBER, articles=("Phạm vi điều chỉnh",))


@pytest.mark.parametrize("language", ["", "/en"])
def test_case_and_a_last_slash_are_put_right_for_good(client, document, language):
    for typed in (f"{document}/", document.upper(), f"/VAN-BAN{document.removeprefix('/van-ban')}//"):
        answer = client.get(f"{language}{typed}?x=1")
        assert (answer.status_code, answer.location) == (308, f"{language}{document}?x=1")


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("/VAN-BAN", "/van-ban/"),
        ("/Van-Ban/Danh-Sach.CSV", "/van-ban/danh-sach.csv"),
        ("/TIM-KIEM/", "/tim-kiem"),
        ("/Robots.txt", "/robots.txt"),
    ],
)
def test_lists_and_fixed_addresses_are_put_right_too(client, typed, right):
    answer = client.get(typed)
    assert (answer.status_code, answer.location) == (308, right)


@pytest.mark.parametrize(
    "typed", ["48-2026-qd-ubnd", "48-2026-QĐ-UBND", "48/2026/QĐ-UBND", "Quyet-Dinh-48-2026-qd-ubnd"]
)
def test_a_number_leads_to_its_one_document(client, document, typed):
    answer = client.get(f"/van-ban/{typed}")
    assert (answer.status_code, answer.location) == (308, document)


def test_a_number_leads_to_the_article_named_after_it(client, document):
    assert client.get("/van-ban/48-2026-qd-ubnd/dieu-1").location == f"{document}/dieu-1"
    assert client.get("/van-ban/48-2026-qd-ubnd/dieu-9").location == document


def test_of_several_documents_with_a_number_the_reader_chooses(client, publisher, document):
    other = publisher.document(NUMBER, issuer="Ủy ban nhân dân tỉnh Khác")
    answer = client.get("/van-ban/48-2026-qd-ubnd")
    assert answer.status_code == 404
    assert "Có phải quý vị tìm một trong các văn bản này?" in answer.text
    for path in (document, other):
        assert f'href="{path}"' in answer.text


@pytest.mark.parametrize("typed", ["48-2026-qd", "48-2026-qd-ubnd-zzzzzzzz"])
def test_half_a_number_or_one_with_another_id_offers_its_document(client, document, typed):
    answer = client.get(f"/van-ban/{typed}")
    assert answer.status_code == 404
    assert "Có phải quý vị tìm văn bản này?" in answer.text
    assert f'href="{document}"' in answer.text


@pytest.mark.parametrize(
    "typed",
    ["/van-ban/49-2026-qd-ubnd", "/Khong-Co/", "/van-ban/a%00b/", "/thong-cao/48-2026-qd-ubnd", "/" + "A/" * 900],
)
def test_what_means_nothing_stays_a_page_that_is_not_there(client, document, typed):
    answer = client.get(typed)
    assert answer.status_code == 404
    assert "Có phải" not in answer.text


def test_what_was_withdrawn_is_not_led_elsewhere(client, publisher):
    publisher.withdrawn("/van-ban/48-2026-qd-ubnd-abcdefgh", "Ban hành nhầm.")
    answer = client.get("/VAN-BAN/48-2026-QD-UBND-ABCDEFGH/", follow_redirects=True)
    assert answer.status_code == 410


def test_what_is_sent_is_not_led_elsewhere(client, document):
    assert client.post(f"{document}/").status_code in (400, 404, 405)
