"""From a number that a text cites to the document which bears it."""

from __future__ import annotations


def test_a_number_leads_to_its_document_in_any_spelling_and_in_the_readers_language(client, publisher):
    path = publisher.document(number="48/2026/QĐ-UBND")
    for spelled in ("48/2026/QĐ-UBND", "48/2026/qđ-ubnd", "48-2026-qdubnd"):
        answer = client.get(f"/van-ban/so/{spelled}")
        assert (answer.status_code, answer.headers["Location"]) == (302, path)
    assert client.get("/en/van-ban/so/48/2026/QĐ-UBND").headers["Location"] == f"/en{path}"


def test_a_number_that_nobody_or_more_than_one_bears_leads_to_a_search(client, publisher):
    wanted = "/tim-kiem?q=48%2F2026%2FQ%C4%90-UBND"
    assert client.get("/van-ban/so/48/2026/QĐ-UBND").headers["Location"] == wanted
    publisher.document(number="48/2026/QĐ-UBND")
    publisher.document(number="48/2026/QĐ-UBND")
    assert client.get("/van-ban/so/48/2026/QĐ-UBND").headers["Location"] == wanted


def test_what_is_no_number_leads_to_a_search_too(client):
    assert client.get("/van-ban/so/%00%3Cb%3E").status_code == 404
    assert client.get("/van-ban/so/---").headers["Location"] == "/tim-kiem?q=---"
