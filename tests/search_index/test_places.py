"""The clause that was asked for is shown; of a place that is not there it is said how far the document goes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from search_index.index import SearchIndex
from search_index.port import Results
from search_index.query import parse
from tests.search_index.collection import empty_store, publish

FARES = (
    "1. Giá tối đa: 3.000 đồng cho người đi bộ.\n"
    "2. Được miễn vé:\na) Học sinh có thẻ;\nb) Người từ 70 tuổi.\n"
    "3. Chở ban đêm cấp cứu không thu tiền."
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchIndex]:
    place = tmp_path_factory.mktemp("places")
    store = empty_store(place)
    publish(
        store,
        "ferry001",
        "Quản lý bến khách ngang sông",
        number="48/2026/QĐ-UBND",
        articles={"9": ("Giá vé", FARES), "10": ("Hiệu lực", "Có hiệu lực từ ngày ký.")},
    )
    publish(store, "letter02", "Về giờ chạy đò", number="7/UBND", text="Đề nghị các bến ghi rõ giờ chạy.")
    index = SearchIndex(place / "index", store)
    index.catch_up()
    yield index
    index.close()
    store.dispose()


def asked(index: SearchIndex, text: str) -> Results:
    return index.search(parse(text))


@pytest.mark.parametrize(
    ("text", "label", "begins", "target"),
    [
        ("khoản 2 điều 9 48/2026", "Khoản 2 Điều 9", "2. Được miễn vé", "dieu-9#dieu-9-khoan-2"),
        ("điểm b khoản 2 điều 9 48/2026", "Điểm b khoản 2 Điều 9", "b) Người từ 70", "dieu-9#dieu-9-khoan-2-diem-b"),
        ("điều 9 48/2026", "Điều 9", "1. Giá tối đa", "dieu-9"),
        ("khoản 8 điều 9 48/2026", "Điều 9", "1. Giá tối đa", "dieu-9"),
        ("điểm h khoản 2 điều 9 48/2026", "Khoản 2 Điều 9", "2. Được miễn vé", "dieu-9#dieu-9-khoan-2"),
    ],
)
def test_the_part_that_was_asked_for_is_shown(index, text, label, begins, target):
    first = asked(index, text).hits[0]
    assert first.provision.label == label
    assert "".join(part for part, _ in first.snippet).startswith(begins)
    assert first.target == f"/van-ban/ferry001/{target}"


@pytest.mark.parametrize(
    ("text", "level", "number", "count"),
    [
        ("điều 99 48/2026", "article", "99", 2),
        ("khoản 8 điều 9 48/2026", "clause", "8", 3),
        ("khoản 1 điều 10 48/2026", "clause", "1", 0),
        ("điểm h khoản 2 điều 9 48/2026", "point", "h", 2),
        ("điều 1 7/UBND", "article", "1", 0),
    ],
)
def test_what_is_not_there_is_told_with_how_many_there_are(index, text, level, number, count):
    lacking = asked(index, text).understood.lacking
    assert (lacking.level, lacking.number, lacking.count) == (level, number, count)


@pytest.mark.parametrize("text", ["điều 9 48/2026", "khoản 3 điều 9 48/2026", "48/2026", "giá vé", "điều 99"])
def test_what_is_there_or_was_not_asked_of_a_document_is_not_told_as_lacking(index, text):
    assert asked(index, text).understood.lacking is None
