"""What machines read: lists taken away, feeds, sitemap, robots."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest

from content.feedback.rules import State
from content.wording import RESOLUTIONS, STATUSES
from portal.views import takeaway
from portal.web.words import KINDS

ROOT = Path(__file__).resolve().parents[2]
ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def rows(answer):
    return list(csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig"))))


def test_a_list_is_taken_away_with_its_filters(client, publisher):
    publisher.document(year=2025)
    publisher.document("16/2026/QĐ-UBND")
    taken = json.loads(client.get("/van-ban/danh-sach.json?nam=2026").text)
    assert [record["number"] for record in taken["records"]] == ["16/2026/QĐ-UBND"]
    assert [row["number"] for row in rows(client.get("/van-ban/danh-sach.csv?nam=2026"))] == ["16/2026/QĐ-UBND"]


@pytest.mark.parametrize("at_once", [1, 2, 3, 5, 6, 500])
def test_a_list_is_taken_away_whole_and_in_its_order_however_it_is_read(app, publisher, at_once):
    days = [date(2026, 5, 1), date(2026, 5, 2), date(2026, 5, 1), date(2025, 1, 1), date(2026, 5, 2), date(2026, 5, 1)]
    for number, day in enumerate(days, 1):
        publisher.document(f"{number}/2026/QĐ-UBND", issued=day)
    publisher.record("announcements", "thong-cao", "Thông cáo báo chí")
    store = app.extensions["services"].public
    taken = [(one.sort_date, one.id) for one in takeaway.every(store, "legal", {}, at_once=at_once)]
    assert len(taken) == len(days)
    assert taken == sorted(set(taken), reverse=True)
    assert [number for _, number in taken] == [f"{place:08}" for place in (5, 2, 6, 3, 1, 4)]


def test_answered_feedback_is_taken_away_whole(client, publisher):
    question = "Từ cửa hàng vật tư, " * 40
    data = {
        "question": question, "answer_html": "<p>Thời hạn là <strong>20 ngày</strong>.</p><p>Xin cảm ơn.</p>",
        "resolution": "explained", "received": "2026-10-01", "answered": "2026-10-20",
    }  # fmt: skip
    publisher.record("feedback", "gop-y", "Thời hạn cấp phép", status="answered", data=data)
    wanted = data | {"answer": "Thời hạn là 20 ngày.\nXin cảm ơn."}
    del wanted["answer_html"]
    [row] = rows(client.get("/gop-y/danh-sach.csv"))
    [record] = json.loads(client.get("/gop-y/danh-sach.json").text)["records"]
    for taken in (row, record):
        assert {name: taken[name] for name in wanted} == wanted


@pytest.mark.parametrize("kind", takeaway.FIELDS)
def test_each_format_has_the_columns_that_it_names(client, publisher, kind):
    folder = KINDS[kind].path
    publisher.record(kind, folder.strip("/"), "Tiêu đề")
    taken = json.loads(client.get(f"{folder}danh-sach.json").text)
    assert taken["fields"] == [*taken["records"][0]] == [*rows(client.get(f"{folder}danh-sach.csv"))[0]]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_column_and_every_code_is_explained(language):
    page = (ROOT / f"content/pages/tu-dien-du-lieu.{language}.md").read_text("utf-8")
    explained = set(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE))
    columns = {name for fields in takeaway.FIELDS.values() for name in fields}
    assert explained == columns | set(STATUSES) | {State.ANSWERED} | set(RESOLUTIONS)


def test_every_format_tells_moments_in_the_time_of_vietnam(client, publisher):
    publisher.document()
    feed = ElementTree.fromstring(client.get("/van-ban/danh-sach.atom").get_data())
    told = [moment.text for name in ("updated", "published") for moment in feed.iter(f"{ATOM}{name}")]
    told += [rows(client.get("/van-ban/danh-sach.csv"))[0]["published_at"]]
    told += [json.loads(client.get("/van-ban/danh-sach.json").text)["records"][0]["published_at"]]
    assert set(told) == {"2026-11-01T09:00:00+07:00"}


def test_whoever_downloads_slowly_holds_no_connection(app, publisher):
    for number in range(4):
        publisher.document(f"{number}/2026/QĐ-UBND")
    store = app.extensions["services"].public
    records = takeaway.every(store, "legal", {}, at_once=2)
    for _ in range(3):
        next(records)
        assert store.engine.pool.checkedout() == 0


def test_an_empty_list_is_still_json(client):
    assert json.loads(client.get("/thong-cao/danh-sach.json").text)["records"] == []


def test_no_spreadsheet_runs_what_a_cell_says(client, publisher):
    publisher.document(title="=cmd|'/c calc'!A1")
    assert rows(client.get("/van-ban/danh-sach.csv"))[0]["title"] == "'=cmd|'/c calc'!A1"


@pytest.mark.parametrize(
    "start", ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠", "\xa0=", "\ufeff=", "\u200b\u200b@", " ="]
)
def test_a_cell_that_starts_like_a_formula_is_text(start):
    assert takeaway.cell(f"{start}1+1") == f"'{start}1+1"


@pytest.mark.parametrize("text", ["", "64/2007/NĐ-CP", " Quyết định", "\u200bA=1"])
def test_every_other_cell_stays_as_it_is(text):
    assert takeaway.cell(text) == text


def test_a_feed_tells_what_was_published_last(client, publisher):
    path = publisher.document(title="Quy định về giá đất\x0b")
    feed = ElementTree.fromstring(client.get("/van-ban/danh-sach.atom").get_data())
    assert [link.text for link in feed.iter(f"{ATOM}id")][-1].endswith(path)


def test_an_empty_feed_is_the_same_each_time(client):
    first = client.get("/gop-y/danh-sach.atom").get_data()
    assert client.get("/gop-y/danh-sach.atom?x=1").get_data() == first


def test_a_browser_that_reads_no_page_gets_the_emblem(client):
    with client.get("/favicon.ico", follow_redirects=True) as emblem:
        assert emblem.status_code == 200
        assert emblem.data.startswith(b"\0\0\1\0")


def test_the_sitemap_names_every_record_once(client, publisher):
    path = publisher.document()
    parts = ElementTree.fromstring(client.get("/sitemap.xml").get_data())
    assert len(list(parts.iter(f"{MAP}loc"))) == 1
    part = ElementTree.fromstring(client.get("/sitemap-1.xml").get_data())
    assert [loc.text for loc in part.iter(f"{MAP}loc")].count(f"http://localhost{path}") == 1
    assert client.get("/sitemap-2.xml").status_code == 404


def test_the_sitemap_names_a_translated_page_where_it_is(client, publisher):
    publisher.record("pages", "", "Giới thiệu", path="/gioi-thieu", html="<p>Vì sao có Cổng này.</p>")
    publisher.record("pages", "", "About", path="/gioi-thieu.en", language="en", html="<p>Why.</p>")
    part = client.get("/sitemap-1.xml").text
    assert "<loc>http://localhost/en/gioi-thieu</loc>" in part
    assert ".en<" not in part


def test_robots_are_shown_the_sitemap(client):
    assert "Sitemap: http://localhost/sitemap.xml" in client.get("/robots.txt").text


def test_a_browser_can_search_from_its_own_bar(client):
    answer = client.get("/tim-kiem/mo-ta.xml")
    assert answer.mimetype == "application/opensearchdescription+xml"
    assert "{searchTerms}" in answer.text
