"""The index as the site meets it: it answers, follows the store, and mends itself."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from content.public.records import UNDATED
from content.public.store import PublicStore
from search_index import plain_lookup
from search_index.engines import ENGINES
from search_index.index import SearchIndex
from search_index.query import Filters, Order, parse
from tests.search_index.collection import empty_store, publish, publish_samples, withdraw


@pytest.fixture
def store(tmp_path: Path) -> Iterator[PublicStore]:
    store = empty_store(tmp_path)
    publish_samples(store)
    yield store
    store.dispose()


@pytest.fixture(params=ENGINES)
def index(request: pytest.FixtureRequest, tmp_path: Path, store: PublicStore) -> Iterator[SearchIndex]:
    index = SearchIndex(tmp_path / "index", store, request.param)
    index.catch_up()
    yield index
    index.close()


@pytest.fixture
def tantivy_index(tmp_path: Path, store: PublicStore) -> Iterator[SearchIndex]:
    index = SearchIndex(tmp_path / "index", store)
    index.catch_up()
    yield index
    index.close()


def ids(index: SearchIndex, text: str, **options: object) -> list[str]:
    results = index.search(parse(text, **options))
    assert not results.degraded
    assert results.total >= len(results.hits)
    return [hit.record_id for hit in results.hits]


def marked(segments: tuple[tuple[str, bool], ...]) -> list[str]:
    return [text for text, found in segments if found]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("đất đai", "land0001"),
        ("dat dai", "land0001"),
        ("lệ phí xây dựng", "fees0002"),
        ("le phi xay dung", "fees0002"),
        ("hòa nhập", "info0003"),
        ("hoà bình", "news0004"),
        ('"giấy phép xây dựng"', "fees0002"),
        ("15/2024/QĐ-UBND", "fees0002"),
        ("15 2024 qd ubnd", "fees0002"),
        ("nđ 64/2007", "info0003"),
        ("luật số 31/2024", "land0001"),
    ],
)
def test_the_right_record_comes_first(index, text, first):
    assert ids(index, text)[0] == first


def test_a_number_goes_to_the_document_at_the_provision(index):
    results = index.search(parse("điểm a khoản 2 điều 5 nđ 64/2007"))
    hit = results.hits[0]
    assert hit.target == "/van-ban/info0003/dieu-5"
    assert results.understood.number == "64/2007/NĐ-CP"
    assert results.understood.number_found
    assert results.understood.place == "điểm a khoản 2 Điều 5"


def test_documents_that_cite_a_number_follow_the_document(index):
    results = index.search(parse("31/2024/QH15"))
    assert [hit.record_id for hit in results.hits] == ["land0001", "fees0002"]
    assert results.hits[0].provision is None
    assert results.hits[1].provision.anchor == "dieu-5"


@pytest.mark.parametrize("typed", ["72/2025/QH15", "Luật 72/2025/QH15", "Luật số 72/2025/QH15", "luat so 72/2025"])
def test_what_cites_an_absent_document_is_found_by_its_number_whatever_type_is_typed_before_it(index, store, typed):
    publish(store, "cite0099", "Kế hoạch năm", articles={"1": ("", "Căn cứ Luật Tổ chức số 72/2025/QH15 ngày 16/6.")})
    index.catch_up()
    assert ids(index, typed) == ["cite0099"]


def test_what_holds_a_word_comes_before_what_holds_its_syllables_apart(index, store):
    scattered = "Học sinh được công khai; học sinh khai báo, sinh hoạt, kê khai, vệ sinh, khai giảng, sinh viên."
    publish(store, "apart100", "Khai mạc hội thi của học sinh", articles={"1": ("", scattered)})
    publish(
        store, "births10", "Quy định lệ phí", articles={"7": ("", f"{'Mức thu theo bảng. ' * 40}Đăng ký khai sinh.")}
    )
    index.catch_up()
    assert ids(index, "khai sinh") == ["births10", "apart100"]
    assert index.search(parse("khai sinh")).understood.apart == ""


def test_two_words_that_stand_side_by_side_nowhere_are_said_to_stand_apart(index):
    assert index.search(parse("sở hữu giá")).understood.apart == ""
    results = index.search(parse("giá thửa"))
    assert results.total == 1
    assert results.understood.apart == "giá thửa"
    assert index.search(parse("giá đất")).understood.apart == ""


def test_a_rule_comes_before_the_message_that_asks_about_it(index, store):
    title = "Học sinh đi đò có được miễn vé đò không?"
    asked = "Con tôi đi đò mỗi ngày hai lượt; chủ bến thu đúng giá và không miễn vé đò."
    publish(store, "asked100", title, kind="feedback", type="Hỏi", status="answered", text=asked)
    rule = "Giá vé đò một lượt: người đi bộ 5.000 đồng. Học sinh được miễn vé khi qua đò."
    publish(store, "ferry100", "Quy định bến khách ngang sông", articles={"9": ("Giá dịch vụ", rule)})
    index.catch_up()
    assert ids(index, "giá vé đò") == ["ferry100", "asked100"]


def test_an_article_that_is_called_by_what_was_asked_is_shown_from_its_head(index, store):
    text = f"1. Giá tối đa: {'3.000 đồng cho người đi bộ; ' * 9}\n2. Học sinh được miễn vé."
    publish(store, "ferry100", "Bến khách", articles={"9": ("Giá vé", text)})
    index.catch_up()
    (hit,) = index.search(parse("giá vé")).hits
    assert "".join(part for part, _ in hit.snippet).startswith("1. Giá tối đa")


def test_a_mark_that_was_mistyped_is_mended(index, store):
    publish(
        store, "slide100", "Công điện", articles={"1": ("", "Đề phòng sạt lở đất. Nơi có nguy cơ sạt lở thì di dời.")}
    )
    index.catch_up(rebuild=True)
    assert index.search(parse("sạt lỡ")).did_you_mean == "sạt lở"


def test_of_announcements_of_one_matter_the_newest_comes_first(index, store):
    news = {"kind": "announcements", "type": "Phát ngôn chính thức", "status": None, "field": None}
    first = "Đất đá lấp mặt đường vì sạt lở."
    publish(store, "first100", "Thông tin về sạt lở đèo Khe Vàng", text=first, day=date(2026, 11, 7), **news)
    last = f"{'Đường đã thông một làn cho xe máy. ' * 9}Kết thúc vụ sạt lở."
    publish(store, "last1000", "Đèo Khe Vàng thông xe", text=last, day=date(2026, 11, 11), **news)
    index.catch_up()
    assert ids(index, "sạt lở") == ["last1000", "first100"]


def test_an_article_of_a_law_that_is_named(index):
    results = index.search(parse("điều 5 luật đất đai"))
    assert results.hits[0].target == "/van-ban/land0001/dieu-5"
    assert results.understood.law == "Luật Đất đai"


def test_a_term_leads_to_its_explanation(index):
    hit = index.search(parse("giá đất là gì")).hits[0]
    assert hit.provision.anchor == "dieu-3"
    assert "Giá đất" in "".join(marked(hit.snippet))


def test_what_was_asked_for_is_marked_and_the_rest_is_not(index):
    hit = index.search(parse("lệ phí")).hits[0]
    assert marked(hit.title) == ["lệ phí"]
    assert marked(hit.snippet) == ["lệ phí"]
    assert hit.title_text == "Quy định mức thu lệ phí cấp giấy phép xây dựng"


def test_exclusions_and_filters(index):
    assert "fees0002" not in ids(index, "đất -lệ")
    assert ids(index, "", filters=Filters(kind=("announcements",))) == ["news0004"]
    assert ids(index, "an ninh", filters=Filters(year=("2007",))) == ["info0003"]
    assert ids(index, "", filters=Filters(date_from=date(2024, 2, 1), date_to=date(2025, 1, 1))) == ["fees0002"]


def test_an_empty_question_lists_everything_newest_first(index):
    assert ids(index, "") == ["news0004", "fees0002", "land0001", "info0003"]
    assert ids(index, "", order=Order.OLDEST)[0] == "info0003"


def test_pages_together_hold_every_record_once(index):
    pages = [ids(index, "", page=page, per_page=3) for page in (1, 2, 3)]
    assert [len(page) for page in pages] == [3, 1, 0]
    found = [ids(index, "quy dinh an ninh dat", page=page, per_page=1) for page in range(1, 5)]
    assert len({one for page in found for one in page}) == sum(map(len, found))


def test_facets_leave_their_own_choice_out(index):
    results = index.search(parse("", filters=Filters(kind=("legal",), year=("2024",))))
    facets = {facet.name: {value.value: value.count for value in facet.values} for facet in results.facets}
    assert results.total == 2
    assert facets["year"] == {"2024": 2, "2007": 1}
    assert facets["kind"] == {"legal": 2}
    assert facets["type"] == {"Luật": 1, "Quyết định": 1}
    labels = {value.value: value.label for facet in results.facets for value in facet.values}
    assert labels["chinh-phu" if "chinh-phu" in labels else "quoc-hoi"] in {"Chính phủ", "Quốc hội"}


def test_a_facet_shows_a_choice_that_leaves_nothing(index):
    results = index.search(parse("đất", filters=Filters(type=("Công điện",))))
    chosen = [value for facet in results.facets for value in facet.values if value.chosen]
    assert [(value.value, value.count) for value in chosen] == [("Công điện", 0)]


def test_less_is_asked_when_nothing_holds_every_word(index):
    results = index.search(parse("lệ phí máy bay trực thăng"))
    assert results.understood.relaxed
    assert results.hits[0].record_id == "fees0002"


def test_marks_are_restored(index):
    assert index.search(parse("giay phep xay dung")).did_you_mean == "giấy phép xây dựng"
    assert index.search(parse("giấy phép")).did_you_mean is None
    assert index.search(parse("giấy phepp")).did_you_mean == "giấy phép"


def test_nothing_is_suggested_when_marks_are_not_sure(index, store):
    publish(store, "ferr0005", "Quản lý bến", text="Bến của tỉnh. Đò ngang.")
    assert index.search(parse("do ben")).did_you_mean is None


def test_what_is_suggested_finds_no_less_than_what_was_typed(index):
    for text in ("giay phep xay dung", "giấy phepp", "an ninh thong tin", "le phi"):
        results = index.search(parse(text))
        assert index.search(parse(results.did_you_mean)).total >= results.total > 0


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("giayphep", "giấy phép"),
        ("giấyphép xây dựng", "giấy phép xây dựng"),
        ("lệ phi xây dụng", "lệ phí xây dựng"),
        ("giấy phét", "giấy phép"),
        ("giay phet", "giấy phép"),
        ("<script>alert(1)</script>", None),
    ],
)
def test_a_letter_wrong_and_words_in_one_are_mended_where_the_collection_knows_better(index, store, typed, meant):
    publish(store, "rail0005", "Chỗ phét", text="Phét là chỗ để đồ. Giấy ghi ở đó.")
    publish(store, "alrt0006", "Alerts", text="Scripts and alerts.")
    assert index.search(parse(typed)).did_you_mean == meant


def test_of_words_without_marks_only_likely_readings_are_marked(index, store):
    for number in range(4):
        publish(store, f"envi000{number}", f"Bảo vệ môi trường {number}", text="Môi trường nước.")
    publish(store, "case0005", "Mỗi trưởng thôn", text="Mỗi trưởng thôn ghi mọi trường hợp.")
    hits = {hit.record_id: hit for hit in index.search(parse("moi truong")).hits}
    assert marked(hits["envi0000"].title) == ["môi trường"]
    assert marked(hits["case0005"].title) == []


@pytest.mark.parametrize(("text", "first"), [("bến đò", "ferr0005"), ("bền đo", "test0006")])
def test_marks_that_were_typed_come_before_other_marks(index, store, text, first):
    publish(store, "ferr0005", "Quản lý đường thủy", text="Chủ bến đò phải bảo đảm an toàn cho người qua sông.")
    publish(store, "ferr0007", "Bên đó, bên do", text="Bên đó và bên do.")
    publish(store, "test0006", "Quản lý phương tiện", text="Thử độ bền đo bằng máy.")
    assert ids(index, text)[0] == first
    assert "ferr0007" not in ids(index, text)
    told = index.search(parse(text)).understood
    assert told.more_without_marks == len(ids(index, "ben do")) - len(ids(index, text)) > 0
    assert not told.other_marks


def test_where_nothing_holds_the_marks_that_were_typed_other_marks_are_shown_and_told(index):
    results = index.search(parse("đất đài"))
    assert [hit.record_id for hit in results.hits] == ids(index, "dat dai")
    assert results.understood.other_marks
    assert not results.understood.relaxed
    assert not index.search(parse("đất đai")).understood.other_marks


def test_what_was_typed_without_marks_beside_marked_words_is_found_with_any(index, store):
    publish(store, "ferr0005", "Quản lý đường thủy", text="Chủ bến đò phải bảo đảm an toàn.")
    publish(store, "ferr0007", "Bên đó, bên do", text="Bên đó và bên do.")
    assert ids(index, "ben đò") == ["ferr0005"]


def test_suggestions_come_by_number_title_and_phrase(index):
    assert index.suggest("luật đ")[0].text == "Luật Đất đai"
    found = index.suggest("64/2007")
    assert [one.path for one in found] == ["/van-ban/info0003"]
    assert (found[0].type, found[0].number) == ("Nghị định", "64/2007/NĐ-CP")
    assert index.suggest("điều 5 64/2007")[0].path == "/van-ban/info0003/dieu-5"
    assert index.suggest("điều 99 64/2007")[0].path == "/van-ban/info0003"
    assert "giấy phép" in [one.text for one in index.suggest("giay ph")]
    assert index.suggest("") == index.suggest('"\x00') == ()


def test_what_is_published_and_withdrawn_is_followed(index, store):
    publish(store, "dogs0005", "Quản lý chó nuôi", text="Chủ nuôi chó phải đăng ký.")
    assert ids(index, "chó nuôi") == ["dogs0005"]
    publish(store, "dogs0005", "Quản lý mèo nuôi", text="Chủ nuôi mèo phải đăng ký.")
    assert ids(index, "mèo") == ["dogs0005"]
    assert "dogs0005" not in ids(index, "chó")
    withdraw(store, "dogs0005")
    assert ids(index, "mèo") == []
    assert index.counts()[0] == 4


def test_a_second_process_follows_too(index, store, tmp_path):
    other = SearchIndex(tmp_path / "index", store, index.engine_name)
    assert ids(other, "đất đai")[0] == "land0001"
    publish(store, "dogs0005", "Quản lý chó nuôi")
    assert index.catch_up().changed == 1
    assert ids(other, "chó nuôi") == ["dogs0005"]
    other.close()


def test_catching_up_twice_does_nothing(index):
    assert index.catch_up().changed == 0


def test_many_changes_are_indexed_aside_while_the_old_copy_answers(tantivy_index, store):
    for number in range(25):
        publish(store, f"many{number:04d}", f"Thông báo số {number}")
    tantivy_index.search(parse("đất"))
    settle(tantivy_index)
    assert tantivy_index.search(parse('"thông báo"')).total == 25


@pytest.fixture
def rebuilt(tmp_path: Path) -> Iterator[PublicStore]:
    """Another build of the store, with the same rows."""
    (tmp_path / "rebuilt").mkdir()
    store = empty_store(tmp_path / "rebuilt")
    publish_samples(store)
    yield store
    store.dispose()


def test_another_build_of_the_store_with_the_same_rows_is_answered_at_once(index, rebuilt, tmp_path):
    copy = current(tmp_path)
    other = SearchIndex(tmp_path / "index", rebuilt, index.engine_name)
    assert ids(other, "giá đất")[0] == "land0001"
    assert other.generation() == rebuilt.generation()
    assert other.catch_up().changed == 0
    assert current(tmp_path) == copy
    other.close()


def test_of_another_build_only_the_differences_are_indexed(index, rebuilt, tmp_path):
    publish(rebuilt, "dogs0005", "Quản lý chó nuôi")
    withdraw(rebuilt, "news0004")
    other = SearchIndex(tmp_path / "index", rebuilt, index.engine_name)
    caught_up = other.catch_up()
    assert (caught_up.rebuilt, caught_up.changed) == (False, 2)
    assert ids(other, "chó nuôi") == ["dogs0005"]
    assert "news0004" not in ids(other, "khởi công cầu")
    other.close()


def test_a_store_of_other_records_gets_an_index_of_its_own(index, tmp_path):
    (tmp_path / "other").mkdir()
    store = empty_store(tmp_path / "other")
    for number in range(25):
        publish(store, f"many{number:04d}", f"Thông báo số {number}")
    other = SearchIndex(tmp_path / "index", store, index.engine_name)
    assert other.search(parse("thông báo")).degraded
    assert other.catch_up().records == 25
    assert other.search(parse('"giá đất"')).total == 0
    other.close()
    store.dispose()


def settle(index: SearchIndex) -> None:
    """Wait until the thread that mends is done."""
    deadline = time.monotonic() + 30
    while index.search(parse("")).degraded or index.generation() != index.store.generation():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def current(folder: Path) -> Path:
    return folder / "index" / (folder / "index" / "current").read_text()


def remove_everything(folder: Path) -> None:
    (folder / "index" / "current").unlink()


def cut_a_file(folder: Path) -> None:
    largest = max(current(folder).rglob("*"), key=lambda path: path.stat().st_size if path.is_file() else 0)
    largest.write_bytes(largest.read_bytes()[:100])


def lose_a_file(folder: Path) -> None:
    next(path for path in (current(folder) / "records").iterdir() if path.suffix in {".idx", ".seg"}).unlink()


def older_layout(folder: Path) -> None:
    about = current(folder) / "about.json"
    about.write_text(json.dumps(json.loads(about.read_text()) | {"layout": "0.9"}))


def nonsense(folder: Path) -> None:
    (current(folder) / "about.json").write_text("[]")


def wrong_counts(folder: Path) -> None:
    about = current(folder) / "about.json"
    about.write_text(json.dumps(json.loads(about.read_text()) | {"records": 99}))


@pytest.mark.parametrize(
    "harm",
    [remove_everything, cut_a_file, lose_a_file, older_layout, nonsense, wrong_counts],
)
def test_a_harmed_index_is_rebuilt_and_titles_are_found_meanwhile(index, store, tmp_path, harm):
    index.close()
    harm(tmp_path)
    other = SearchIndex(tmp_path / "index", store, index.engine_name)
    meanwhile = other.search(parse("luật đất đai"))
    assert meanwhile.degraded
    assert [hit.record_id for hit in meanwhile.hits] == ["land0001"]
    settle(other)
    assert ids(other, "giá đất")[0] == "land0001"
    other.close()
    assert len(list((tmp_path / "index").glob("copy-*"))) == 1


def test_the_plain_look_up_knows_numbers_filters_and_pages(store, tmp_path):
    index = SearchIndex(tmp_path / "index", store)
    with index._copies.writing():  # holds the rebuilding off
        found = index.search(parse("64 2007 nd cp"))
        assert found.degraded
        assert [hit.record_id for hit in found.hits] == ["info0003"]
        assert index.search(parse("", filters=Filters(kind=("legal",), year=("2024",)), per_page=1)).pages == 2
        assert index.search(parse("cau", filters=Filters(date_to=date(2020, 1, 1)))).total == 0
    index.close()


def test_the_plain_look_up_keeps_to_a_language_and_puts_what_has_no_day_last(store):
    publish(store, "page0007", "Giới thiệu", kind="pages", type=None, path="/gioi-thieu", day=date(2030, 1, 1))
    publish(store, "page0008", "About", kind="pages", type=None, path="/gioi-thieu.en", language="en")
    with store.connect() as connection:
        for order in Order:
            hits = plain_lookup.find(parse("", order=order, filters=Filters(but_language="en")), connection).hits
            assert (hits[-1].record_id, hits[-1].date) == ("page0007", UNDATED)
            assert "page0008" not in [hit.record_id for hit in hits]
        dated = plain_lookup.find(parse("", filters=Filters(date_from=date(2026, 1, 1))), connection)
        assert [hit.record_id for hit in dated.hits] == ["news0004"]


def test_another_engine_takes_the_place_of_the_first(index, store, tmp_path):
    index.close()
    name = next(name for name in ENGINES if name != index.engine_name)
    other = SearchIndex(tmp_path / "index", store, name)
    assert other.catch_up().rebuilt
    assert ids(other, "đất đai")[0] == "land0001"
    other.close()


def test_an_unknown_engine_is_refused(store, tmp_path):
    with pytest.raises(ValueError, match="SEARCH_ENGINE"):
        SearchIndex(tmp_path, store, "sphinx")


@pytest.mark.parametrize(
    "text",
    [
        "*",
        '"',
        "-",
        "a AND (b OR",
        "title:x",
        "\x00",
        "\ud800",
        "'; DROP TABLE record; --",
        "%_\\",
        "🇻🇳",
        "١٢/٢٠٢٤/NĐ-CP",
        "²",
        "đất " * 500,
        "-" * 300,
        '"' * 301,
        "1/" * 200,
        "a" * 5000,
        "\u0301" * 300,
    ],
)
def test_nothing_that_is_typed_breaks_it(index, text):
    index.search(parse(text))
    index.suggest(text)
