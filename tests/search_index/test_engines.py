"""One contract for every engine: the same documents, the same questions, the same answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from content.public.records import UNDATED
from search_index.analysis import defined_terms, tokens
from search_index.engines import ENGINES
from search_index.port import Damaged, Engine, Match, ProvisionDocument, RecordDocument, Sought, Words
from search_index.query import FACETS, Filters, Order


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    engine = ENGINES[request.param]()
    engine.create(tmp_path / "copy")
    put(engine, "a", "Luật Đất đai", "quyền sử dụng đất và giá đất", day=date(2024, 1, 1), type="Luật", year="2024")
    put(engine, "b", "Lệ phí đất", "giấy chứng nhận, giấy phép xây dựng", day=date(2023, 1, 1), year="2023")
    put(engine, "c", "Thuế", "dat dai khong dau", day=date(2022, 1, 1), year="2023", issuer="so-tai-chinh")
    yield engine
    engine.close()


def put(engine: Engine, record_id: str, title: str, text: str, **fields: object) -> None:
    named = tokens(title)
    values = {"kind": "legal", "type": "Quyết định", "issuer": "ubnd", "field": "", "status": "in_force"}
    record = RecordDocument(id=record_id, title=named, text=[*named, *tokens(text)], **{**values, **fields})
    provisions = [
        ProvisionDocument(record_id, 0, "5", tokens("Điều 5"), tokens(text), defined_terms(text)),
        ProvisionDocument(record_id, 1, "6", tokens("Điều 6 Hiệu lực"), tokens("từ ngày ký"), ()),
    ]
    batch = engine.write()
    batch.remove([record_id])
    batch.put(record, provisions)
    batch.finish()


def found(engine: Engine, match: Match, order: Order = Order.NEWEST) -> list[str]:
    listed = engine.records(match, order, 10)
    assert listed.total == len(listed.found)
    return [record_id for record_id, _ in listed.found]


def phrase(text: str, *, exact: bool = True) -> Words:
    return Words(tuple(tokens(text)), exact)


def test_what_each_record_was_put_with_is_told(engine):
    put(engine, "a", "Luật Đất đai", "giá đất", day=date(2024, 1, 1), year="2024", content="1f")
    assert engine.contents() == {"a": "1f", "b": "", "c": ""}


def test_words_are_found_without_marks(engine):
    assert found(engine, Match(words=("dat", "dai"), enough=2)) == ["a", "c"]


def test_marked_words_come_first(engine):
    match = Match(words=("dat", "dai"), enough=2, preferred=tuple(tokens("đất đai")))
    assert found(engine, match, Order.RELEVANCE) == ["a", "c"]


def test_a_title_that_holds_the_words_comes_first_where_that_is_asked(engine):
    when = {"year": "2024", "day": date(2024, 1, 1)}
    put(engine, "t", "Giấy thông hành", "qua biên giới", **when)
    put(engine, "u", "Ranh giới", "qua qua giấy giấy giấy giấy", **when)
    words = Match(words=("giay", "qua"), enough=2)
    assert set(found(engine, words)) == {"t", "u"}
    assert found(engine, words, Order.RELEVANCE)[0] == "u"
    assert found(engine, replace(words, by_title=True), Order.RELEVANCE)[0] == "t"


def test_enough_of_many_words_will_do(engine):
    words = ("giay", "phep", "thue")
    assert found(engine, Match(words=words, enough=3)) == []
    assert found(engine, Match(words=words, enough=2)) == ["b"]
    assert found(engine, Match(words=words, enough=1)) == ["b", "c"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (phrase("sử dụng đất"), ["a"]),
        (phrase("đất sử dụng"), []),
        (phrase("dat dai"), ["c"]),
        (phrase("dat dai", exact=False), ["a", "c"]),
        (phrase("thuế"), ["c"]),
    ],
)
def test_a_phrase_stands_side_by_side(engine, words, expected):
    assert found(engine, Match(phrases=(words,))) == expected


def test_what_is_excluded_stays_out(engine):
    assert found(engine, Match(excluded=(phrase("giấy phép"),))) == ["a", "c"]
    assert found(engine, Match(words=("dat",), enough=1, excluded=(phrase("luật"),))) == ["b", "c"]


def test_pinned_records_come_first_and_count(engine):
    assert found(engine, Match(words=("dat",), enough=1, pinned=("b",)), Order.RELEVANCE)[0] == "b"
    assert found(engine, Match(pinned=("c", "b"))) == ["b", "c"]
    assert found(engine, Match(pinned=("c", "b"), filters=Filters(issuer=("so-tai-chinh",)))) == ["c"]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(), ["a", "b", "c"]),
        (Filters(year=("2023",)), ["b", "c"]),
        (Filters(year=("2023", "2024"), type=("Luật",)), ["a"]),
        (Filters(date_from=date(2023, 1, 1)), ["a", "b"]),
        (Filters(date_to=date(2022, 12, 31)), ["c"]),
        (Filters(date_from=date(2023, 1, 1), date_to=date(2023, 1, 1)), ["b"]),
        (Filters(kind=("feedback",)), []),
    ],
)
def test_filters_narrow(engine, filters, expected):
    assert found(engine, Match(filters=filters)) == expected
    everything = Match(words=("dat", "dai", "le"), enough=1, filters=filters)
    assert found(engine, everything) == expected


def test_records_are_listed_by_day_both_ways_and_in_pages(engine):
    assert found(engine, Match(), Order.OLDEST) == ["c", "b", "a"]
    assert found(engine, Match(), Order.RELEVANCE) == ["a", "b", "c"]
    listed = engine.records(Match(), Order.NEWEST, 2, offset=2)
    assert (listed.total, [record_id for record_id, _ in listed.found]) == (3, ["c"])
    assert engine.records(Match(), Order.NEWEST, 2, offset=4).found == ()
    assert engine.records(Match(words=("dat",), enough=1), Order.RELEVANCE, 2, offset=90).found == ()


def test_what_has_no_day_comes_last_both_ways(engine):
    put(engine, "d", "Giới thiệu", "đất", day=UNDATED, year="")
    assert found(engine, Match(), Order.NEWEST) == ["a", "b", "c", "d"]
    assert found(engine, Match(), Order.OLDEST) == ["c", "b", "a", "d"]


def test_words_are_found_with_the_marks_that_were_typed_where_that_is_asked(engine):
    assert found(engine, Match(words=("dat", "gia"), typed=(tokens("đất")[0], ""), enough=2)) == ["a"]
    some = tuple(tokens("giấy"))
    assert found(engine, Match(words=("dat", "giay"), typed=("", *some), enough=1)) == ["a", "b", "c"]
    assert found(engine, Match(words=("dai", "giay"), typed=(tokens("đai")[0], *some), enough=1)) == ["a", "b"]


@pytest.mark.parametrize("match", [Match(), Match(words=("dat",), enough=1), Match(pinned=("a", "e"))])
def test_what_is_there_in_another_language_is_left_out_on_demand(engine, match):
    put(engine, "e", "Accessibility", "dat", day=date(2020, 1, 1), language="en", year="")
    everywhere = found(engine, match)
    assert "e" in everywhere
    vietnamese = replace(match, filters=Filters(but_language="en"))
    assert found(engine, vietnamese) == [one for one in everywhere if one != "e"]
    assert engine.facets(vietnamese, ["year"])["year"] == engine.facets(match, ["year"])["year"]
    assert engine.among(vietnamese, ["a", "e"]) == {"a"}


def test_facets_count_the_records_meant(engine):
    counted = engine.facets(Match(words=("dat",), enough=1), FACETS)
    assert counted["year"] == {"2024": 1, "2023": 2}
    assert counted["type"] == {"Luật": 1, "Quyết định": 2}
    assert counted["issuer"] == {"ubnd": 2, "so-tai-chinh": 1}
    assert counted["field"] == {}
    assert engine.facets(Match(words=("nothing",), enough=1), ["kind"]) == {"kind": {}}


def test_some_records_are_asked_about(engine):
    match = Match(words=("dat", "dai"), enough=2)
    assert engine.among(match, ["a", "b", "zz"]) == frozenset({"a"})
    assert engine.among(match, []) == frozenset()


def test_the_provision_that_speaks_of_it_is_proposed(engine):
    sought = Sought(words=tuple(tokens("giá đất")), pairs=("gia'_đât'",))
    best = engine.provisions(sought, 5)[0]
    assert (best.record, best.position, best.article) == ("a", 0, "5")
    assert best.tokens.startswith("điêu` 5 | quyên` sư?")


def test_provisions_without_marks_and_of_some_records_only(engine):
    sought = Sought(words=("giay", "dai"), exact=False, records=("b", "c"))
    assert {one.record for one in engine.provisions(sought, 9)} == {"b", "c"}
    narrowed = Sought(words=("dat",), exact=False, filters=Filters(issuer=("so-tai-chinh",)))
    assert {one.record for one in engine.provisions(narrowed, 9)} == {"c"}
    assert engine.provisions(Sought(), 9) == []


def test_the_article_of_the_law_that_was_named_is_proposed(engine):
    first = engine.provisions(Sought(laws=("b",), article="6"), 1)[0]
    assert (first.record, first.article) == ("b", "6")


def test_words_and_pairs_are_counted(engine):
    assert engine.frequencies(["đât'", "dat", "không-có"], exact=True) == [1, 1, 0]
    assert engine.frequencies(["dat", "su_dung", "giay_chung"], exact=False) == [2, 1, 1]


def test_what_records_hold_is_told_until_they_go(engine):
    assert sorted(engine.held(["a", "never-there"])) == [
        "điêu` 5 | quyên` sư? dung. đât' va` gia' đât' | ",
        "điêu` 6 hiêu. lưc. | tư` ngay` ki' | ",
    ]
    batch = engine.write()
    batch.remove(["a"])
    batch.finish()
    assert engine.held(["a"]) == []


def test_continuations_and_titles_are_proposed(engine):
    assert engine.continuations("giay_", 5) == [("giay_chung", 1), ("giay_phep", 1)]
    assert engine.titled(["luat", "dat"], "d", 5) == ["a"]
    assert engine.titled([], "l", 5) == ["a", "b"]
    assert engine.titled(["luat"], "q", 5) == []
    assert engine.titled(["thue"], "", 5) == ["c"]
    assert engine.titled([], "", 5) == []


def test_a_record_is_replaced_and_removed_whole(engine):
    put(engine, "a", "Luật Nhà ở", "nhà", day=date(2024, 1, 1), year="2024")
    assert found(engine, Match(words=("dat", "dai"), enough=2)) == ["c"]
    batch = engine.write()
    batch.remove(["c", "never-there"])
    batch.finish()
    assert engine.counts() == (2, 4)
    assert found(engine, Match(words=("thue",), enough=1)) == []


def test_an_abandoned_batch_leaves_nothing(engine):
    batch = engine.write()
    batch.remove(["a"])
    batch.abandon()
    engine.reload()
    assert engine.counts() == (3, 6)


def test_another_process_sees_it_after_looking_again(engine, tmp_path):
    other = ENGINES[engine.name]()
    other.open(tmp_path / "copy")
    put(engine, "d", "Chợ", "chợ", day=date(2025, 1, 1), year="2025")
    other.reload()
    assert found(other, Match(words=("cho",), enough=1)) == ["d"]
    other.close()


def test_no_token_is_syntax(engine):
    for token in ("*", "a*", '"', "(", "f:dat", "AND", "\\", "[a TO z]", "~", "^", "-", "\x00"):
        assert found(engine, Match(words=(token,), enough=1)) == []
        assert engine.provisions(Sought(words=(token,), pairs=(f"{token}_a",), defined=(token,)), 3) == []


# Whoosh leaves the broken file open for the garbage collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("name", ENGINES)
def test_a_broken_index_is_told_as_damage(name, tmp_path):
    with pytest.raises(Damaged):
        ENGINES[name]().open(tmp_path / "nowhere")
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "meta.json").write_text("{}")
    (tmp_path / "records" / "_MAIN_1.toc").write_bytes(b"junk")
    with pytest.raises(Damaged):
        ENGINES[name]().open(tmp_path)
