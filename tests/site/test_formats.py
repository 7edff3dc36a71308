"""A document taken away whole, in each format."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime

import pytest
from docx import Document
from lxml import etree

from portal.web.words import KINDS

FORMS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "txt": "text/plain; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "json": "application/json",
    "jsonld": "application/ld+json",
    "akn": "application/akn+xml",
}


@pytest.mark.parametrize("kind", ["legal", "directions"])
@pytest.mark.parametrize("form", FORMS)
def test_a_document_is_taken_away_in_each_format_and_its_page_names_them(client, publisher, form, kind):
    path = publisher.record(kind, KINDS[kind].path.strip("/"), "Quy định giá vé", articles=["Giá vé"])
    answer = client.get(f"{path}.{form}")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, FORMS[form])
    assert answer.headers["Link"].endswith(f'{path}>; rel="canonical"')
    page = client.get(path).text
    assert page.count(f'href="{path}.{form}"') == 2
    assert f'<link rel="alternate" type="{FORMS[form]}" href="{path}.{form}"' in page


def test_every_format_holds_the_words_of_the_document(client, publisher):
    path = publisher.document(articles=["Giá vé"])
    said = {
        "docx": "\n".join(one.text for one in Document(io.BytesIO(client.get(f"{path}.docx").data)).paragraphs),
        "json": json.dumps(client.get(f"{path}.json").json, ensure_ascii=False),
        "akn": "".join(etree.fromstring(client.get(f"{path}.akn").data).itertext()),
    } | {form: client.get(f"{path}.{form}").text for form in ("txt", "md")}
    assert all("Giá vé" in text for text in said.values())


def test_a_repealed_article_is_taken_away_with_the_word_that_it_is_repealed(client, publisher):
    path = publisher.document("1/2020/QĐ-UBND", articles=["Giá vé"], status="partly")
    publisher.document("2/2026/QĐ-UBND", ties=[("repeals", "1/2020/QĐ-UBND", {"provisions": ["dieu-1"]})])
    text = client.get(f"{path}.txt").text
    assert "[Tình trạng tại ngày 22/11/2026: Hết hiệu lực một phần.]" in text
    assert "Điều 1. Giá vé\n\n[Điều này đã bị bãi bỏ từ ngày 15/05/2026 theo Quyết định 2/2026/QĐ-UBND.]" in text


def test_an_amended_article_is_taken_away_with_the_word_that_it_is_the_former_wording(client, publisher):
    path = publisher.document("1/2020/QĐ-UBND", articles=["Giá vé"], status="partly")
    publisher.document("2/2026/QĐ-UBND", ties=[("amends", "1/2020/QĐ-UBND", {"provisions": ["dieu-1"]})])
    assert "Lời văn ở đây là lời văn trước khi có thay đổi đó.]" in client.get(f"{path}.txt").text


def test_moments_are_in_the_time_of_vietnam(client, publisher):
    # The last hour of the first of November in London is the second in Vietnam.
    path = publisher.document(published_at=datetime(2026, 11, 1, 23, 30, tzinfo=UTC))
    assert client.get(f"{path}.json").json["published_at"] == "2026-11-02T06:30:00+07:00"
    assert client.get(f"{path}.jsonld").json["eli:date_publication"] == "2026-11-02"


def test_the_same_document_gives_the_same_bytes(client, publisher):
    path = publisher.document(articles=["Giá vé"])
    assert client.get(f"{path}.docx").data == client.get(f"{path}.docx").data


def test_there_is_no_other_format_and_no_document_of_another_kind(client, publisher):
    path = publisher.document(articles=["Giá vé"])
    assert client.get(f"{path}.exe").status_code == 404
    assert client.get(path.replace("/van-ban/", "/chi-dao-dieu-hanh/") + ".txt").status_code == 404
    assert client.get("/van-ban/khong-co.txt").status_code == 404


def test_a_withdrawn_document_is_withdrawn_in_every_format(client, publisher):
    publisher.withdrawn("/van-ban/nham-12345678", "Đăng nhầm.")
    assert client.get("/van-ban/nham-12345678.txt").status_code == 410


def test_files_are_made_as_often_as_a_person_asks_and_no_more(make_app, publisher):
    path = publisher.document(articles=["Giá vé"])
    client = make_app(role="public").test_client()
    answers = [client.get(f"{path}.docx").status_code for _ in range(61)]
    assert (answers.count(200), answers[-1]) == (60, 429)
