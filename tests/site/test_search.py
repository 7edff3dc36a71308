"""The search page: what was understood, what was found, and help where nothing was."""

from __future__ import annotations

import json
import re
from datetime import date
from html import unescape

import pytest

from content.public.records import UNDATED


@pytest.fixture
def found(app, publisher):
    path = publisher.document(articles=["Bảng giá đất"], title="Quy định về giá đất")
    publisher.document("16/2026/NQ-HĐND", type="Nghị quyết", title="Chính sách hỗ trợ hợp tác xã")
    app.extensions["search"].catch_up()
    return path


def test_words_are_found_and_marked(client, found):
    page = client.get("/tim-kiem?q=gi%C3%A1+%C4%91%E1%BA%A5t").text
    assert "1 kết quả" in page
    assert "<mark>" in page
    assert found in page


def test_a_number_in_any_spelling_leads_to_the_article(client, found):
    page = client.get("/tim-kiem?q=dieu+1+15+2026+qd+ubnd").text
    assert "Số 15/2026/QĐ-UBND, Điều 1" in page
    assert f'href="{found}/dieu-1"' in page


def test_results_are_narrowed_by_filters(client, found):
    page = client.get("/tim-kiem?q=quy+dinh&muc=van-ban&loai=Ngh%E1%BB%8B+quy%E1%BA%BFt").text
    assert found not in page
    assert "Bỏ lọc Mục: " in page


@pytest.mark.parametrize("written", ["15/5/2026", "15/05/2026", "15.05.2026", "2026-05-15"])
def test_a_day_is_read_as_people_write_it_and_as_machines_do(client, found, written):
    page = client.get("/tim-kiem", query_string={"q": "giá đất", "tu": "1/5/2026", "den": written}).text
    assert found in page
    assert 'value="15/05/2026"' in page


def test_a_day_that_is_none_is_said_and_nothing_else_is_lost(client, found):
    asked = {"q": "giá đất", "muc": "van-ban", "tu": "31/02/2026", "den": "15/05/2026", "sap-xep": "cu-nhat"}
    answer = client.get("/tim-kiem", query_string=asked)
    assert answer.status_code == 400
    assert "“31/02/2026” không phải là ngày có thật" in answer.text
    for kept in ("giá đất", "31/02/2026", "15/05/2026", "cu-nhat", "van-ban"):
        assert f'value="{kept}"' in answer.text
    assert found in answer.text
    assert "Bỏ lọc Mục: " in answer.text
    assert client.get("/tim-kiem/ket-qua.atom", query_string=asked).status_code == 400


def test_days_the_wrong_way_round_are_said_and_do_not_hide_the_results(client, found):
    answer = client.get("/tim-kiem", query_string={"q": "giá đất", "tu": "1/7/2026", "den": "30/6/2026"})
    assert answer.status_code == 400
    assert "Ngày kết thúc 30/06/2026 đứng trước ngày bắt đầu 01/07/2026." in answer.text
    assert found in answer.text
    assert "Bỏ lọc Khoảng ngày" not in answer.text


def test_other_words_are_searched_for_with_the_same_filters(client, found):
    page = client.get("/tim-kiem", query_string={"q": "gia dat", "muc": "van-ban", "den": "31/5/2026"}).text
    box = page[page.index('role="search"') : page.index("</form>", page.index('role="search"'))]
    assert '<input type="hidden" name="muc" value="van-ban">' in box
    assert '<input type="hidden" name="den" value="2026-05-31">' in box


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ({"tu": "1/5/2026", "den": "31/5/2026"}, "từ ngày 01/05/2026 đến ngày 31/05/2026"),
        ({"tu": "1/5/2026"}, "từ ngày 01/05/2026"),
        ({"den": "31/5/2026"}, "đến ngày 31/05/2026"),
    ],
)
def test_a_range_of_days_is_a_word_that_can_be_removed(client, found, days, words):
    page = client.get("/tim-kiem", query_string={"q": "gia dat", "muc": "van-ban", **days}).text
    assert (
        f'<a href="?q=gia+dat&amp;muc=van-ban" rel="nofollow"><span class="hidden">Bỏ lọc Khoảng ngày: </span>{words}'
        in page
    )


def test_a_text_that_is_too_long_stays_in_the_box_and_the_limit_is_said(client, found):
    text = " ".join(["giá đất"] * 50)
    answer = client.get("/tim-kiem", query_string={"q": text})
    assert answer.status_code == 400
    assert f'value="{text}"' in answer.text
    assert "dài 399 ký tự; Cổng chỉ tìm được đến 300 ký tự" in answer.text
    assert 'aria-describedby="tim-lon-loi"' in answer.text


def test_filters_without_words_list_what_they_select_the_newest_first(app, client, publisher, found):
    newer = publisher.document("20/2026/QĐ-UBND", title="Quy định về bến", issued=date(2026, 9, 1))
    app.extensions["search"].catch_up()
    page = client.get("/tim-kiem", query_string={"loai": "Quyết định"}).text
    assert "2 kết quả" in page
    assert page.index(newer) < page.index(found)
    assert '<strong aria-current="true">mới nhất</strong>' in page
    assert "phù hợp nhất" not in page
    assert found in client.get("/tim-kiem/ket-qua.atom", query_string={"loai": "Quyết định"}).text


@pytest.mark.parametrize("signs", ["????", '"', "-", "…"])
def test_signs_alone_are_no_words_to_search_for(client, found, signs):
    page = client.get("/tim-kiem", query_string={"q": signs}).text
    assert "Chưa có từ nào để tìm" in page
    assert "Cách tìm" in page
    assert found not in page
    assert found in client.get("/tim-kiem", query_string={"q": signs, "muc": "van-ban"}).text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("quyết định 999/2026", "Cổng không có Quyết định số 999/2026."),
        ("qd 999 2026", "Cổng không có Quyết định số 999/2026."),
        ("999/2026/NĐ-CP", "Cổng không có Nghị định số 999/2026/NĐ-CP."),
        ("số 999/2026", "Cổng không có văn bản số 999/2026."),
    ],
)
def test_a_number_that_the_portal_does_not_have_is_said(client, found, typed, said):
    page = client.get("/tim-kiem", query_string={"q": typed}).text
    assert said in page
    assert "Đã hiểu" not in page
    assert 'href="https://vbpl.vn/"' in page


def test_the_hint_about_marks_is_given_only_where_it_is_true(client, found):
    hint = "tìm cả khi chữ có dấu"
    assert hint in client.get("/tim-kiem?q=gia+dat").text
    assert hint not in client.get("/tim-kiem", query_string={"q": "giá đất"}).text
    assert hint not in client.get("/tim-kiem?q=2026").text


def test_a_document_without_a_day_shows_none_and_is_not_before_any(app, client, publisher):
    path = publisher.document("7/UBND", title="Sổ tay tưới chè", issued=None, effective=None, sort_date=UNDATED)
    app.extensions["search"].catch_up()
    page = client.get("/tim-kiem?q=tuoi+che").text
    assert path in page
    assert "01/01/1900" not in page
    assert path not in client.get("/tim-kiem?q=tuoi+che&den=2020-01-01").text


def test_the_filter_by_validity_is_about_documents_only(app, client, publisher, found):
    publisher.record("feedback", "gop-y", "Giá đất ở xã", type="Chính sách", status="answered")
    app.extensions["search"].catch_up()
    both = client.get("/tim-kiem", query_string={"q": "giá đất"}).text
    assert "2 kết quả" in both
    assert "hieu-luc=in_force" in both
    assert "answered" not in both
    feedback = client.get("/tim-kiem", query_string={"q": "giá đất", "muc": "gop-y"}).text
    assert "1 kết quả" in feedback
    assert 'id="loc-status"' not in feedback
    assert client.get("/tim-kiem?q=gia&hieu-luc=answered").status_code == 400


def test_filters_bear_the_words_of_the_kind_that_was_found(app, client, publisher, found):
    publisher.record("feedback", "gop-y", "Giá đất ở xã", type="Chính sách", status="answered")
    app.extensions["search"].catch_up()
    assert '<h2 id="loc-type">Loại</h2>' in client.get("/tim-kiem", query_string={"q": "giá đất"}).text
    only = client.get("/tim-kiem", query_string={"q": "giá đất", "muc": "van-ban"}).text
    assert '<h2 id="loc-type">Loại văn bản</h2>' in only
    assert '<h2 id="loc-type">Loại văn bản</h2>' in client.get("/tim-kiem", query_string={"q": "hợp tác xã"}).text


def test_each_section_can_be_chosen(app, client, publisher):
    publisher.record("pages", "", "Giới thiệu", path="/gioi-thieu")
    app.extensions["search"].catch_up()
    assert "1 kết quả" in client.get("/tim-kiem?q=gioi+thieu&muc=trang").text


def test_where_nothing_is_found_there_is_advice(client, found):
    assert "Có thể thử" in client.get("/tim-kiem?q=zzzz+qqqq").text
    assert client.get("/en/tim-kiem?q=ferry").text.count("search in Vietnamese") == 1


@pytest.mark.parametrize("words", ["tim-kiem?q=gi%C3%A1+%C4%91%E1%BA%A5t&", "van-ban/?"])
def test_a_page_beyond_the_last_is_not_there_and_the_last_is_named(client, found, words):
    answer = client.get(f"/{words}trang=99")
    assert answer.status_code == 404
    assert "Không có trang 99" in answer.text
    assert "chỉ có 1 trang" in answer.text


def test_every_example_of_the_help_finds_something(client, found):
    page = client.get("/tim-kiem").text
    typed = re.findall(r"Ví dụ:(.*?)</li>", page, re.DOTALL)
    addresses = [unescape(one) for some in typed for one in re.findall(r'href="([^"]+)"', some)]
    assert len(addresses) >= 5
    for one in addresses:
        assert "kết quả</h2>" in (shown := client.get(f"/tim-kiem{one}").text)
        assert "0 kết quả" not in shown


def test_nothing_is_given_as_an_example_while_there_is_no_document(client):
    page = client.get("/tim-kiem").text
    assert "Cách tìm" in page
    assert "Ví dụ:" not in page


def test_what_lacks_some_of_the_words_is_said_and_not_called_understood(client, found):
    page = client.get("/tim-kiem?q=b%E1%BA%A3ng+zzzz").text
    assert "Không có nội dung nào chứa đủ các từ" in page
    assert "Đã hiểu" not in page


@pytest.mark.parametrize("wrong", ["q=a&muc=x", "q=a&tu=hom-qua", "q=a&sap-xep=x", "q=a&nam=1"])
def test_what_the_search_cannot_mean_is_said(client, wrong):
    assert client.get(f"/tim-kiem?{wrong}").status_code == 400


@pytest.mark.parametrize("odd", ["%22", "AND+OR", "*", "-", "%F0%9F%98%80", "%C4%90%CC%A3", "a:b", "((("])
def test_any_words_are_searched(client, found, odd):
    assert client.get(f"/tim-kiem?q={odd}").status_code == 200


def test_what_is_being_typed_is_completed(client, found):
    lines = json.loads(client.get("/en/tim-kiem/goi-y?q=quy+dinh+ve+gia").text)
    assert lines[0]["path"] == f"/en{found}"
    assert lines[0]["what"] == "Decision 15/2026/QĐ-UBND"
    (numbered,) = json.loads(client.get("/tim-kiem/goi-y?q=dieu+1+15/2026").text)
    assert numbered == {
        "text": "Quy định về giá đất",
        "path": f"{found}/dieu-1",
        "what": "Quyết định 15/2026/QĐ-UBND, Điều 1",
    }
    assert client.get("/tim-kiem/goi-y").get_data() == b"[]"


def test_results_can_be_followed(client, found):
    answer = client.get("/tim-kiem/ket-qua.atom?q=gia+dat")
    assert found in answer.text
    assert client.get("/tim-kiem/ket-qua.atom").status_code == 400


def test_a_machine_that_asks_without_end_is_told_to_wait(client, found):
    answers = [client.get(f"/tim-kiem/goi-y?q=gia+{number}") for number in range(121)]
    assert [answer.status_code for answer in answers] == [200] * 120 + [429]
    assert answers[-1].headers["Retry-After"] == "60"
    for path in ("/tim-kiem?q=gia", "/tim-kiem/ket-qua.atom?q=gia"):
        assert client.get(path).status_code == 429
    assert client.get(found).status_code == 200


def test_what_is_in_memory_is_answered_however_often_it_is_asked_for(client, found):
    assert {client.get("/tim-kiem?q=gia+dat").status_code for _ in range(130)} == {200}


def test_kept_pages_are_made_anew_when_the_index_has_followed(app, client, publisher):
    cache, index = app.extensions["page_cache"], app.extensions["search"]
    publisher.document(title="Quy định về giá đất")
    before = cache.validity()
    index.catch_up()
    client.get("/tim-kiem?q=gia+dat")
    assert cache.validity() != before


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("điều 99", "Quyết định số 15/2026/QĐ-UBND không có Điều 99; văn bản này có 1 điều."),
        ("khoản 9 điều 1", "Điều 1 Quyết định số 15/2026/QĐ-UBND không có khoản 9; điều này có 2 khoản."),
    ],
)
def test_a_place_that_a_document_does_not_have_is_said(client, found, place, said):
    page = client.get("/tim-kiem", query_string={"q": f"{place} quyết định 15/2026"}).text
    assert said in page
    assert found in page


def test_a_page_of_the_portal_is_found_in_the_language_of_the_search_and_shows_no_day(app, client, publisher, found):
    publisher.record("pages", "", "Trợ năng", path="/tiep-can", html="", summary="Điều 5 và đất")
    publisher.record("pages", "", "Accessibility", path="/tiep-can.en", language="en", summary="Điều 5 đất: a11y")
    app.extensions["search"].catch_up()
    vietnamese = client.get("/tim-kiem", query_string={"q": "đất", "sap-xep": "moi-nhat"}).text
    assert "Accessibility" not in vietnamese
    assert vietnamese.index(found) < vietnamese.index('href="/tiep-can"')
    assert "01/11/2026</span>" not in vietnamese
    english = client.get("/en/tim-kiem", query_string={"q": "đất"}).text
    assert 'href="/en/tiep-can" lang="en"' in english
    assert "Trợ năng" not in english
    assert f'href="/en{found}"' in english
    assert json.loads(client.get("/tim-kiem/goi-y?q=accessi").text) == []
    assert json.loads(client.get("/en/tim-kiem/goi-y?q=accessi").text)[0]["path"] == "/en/tiep-can"


def test_what_only_looks_alike_without_marks_is_offered_and_not_counted(app, client, publisher, found):
    publisher.record("announcements", "thong-cao", "Gia hạn đạt chuẩn")
    app.extensions["search"].catch_up()
    page = client.get("/tim-kiem", query_string={"q": "giá đất"}).text
    assert "1 kết quả" in page
    assert "Còn 1 kết quả có chữ giống nhưng khác dấu:" in page
    assert 'href="?q=gia+dat"' in page
    both = client.get("/tim-kiem", query_string={"q": "gia dat"}).text
    assert "2 kết quả" in both
    assert "khác dấu" not in both
    assert "gần đúng dấu" in client.get("/tim-kiem", query_string={"q": "giạ đắt"}).text
