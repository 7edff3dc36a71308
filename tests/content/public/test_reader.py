"""What the site asks of the public store."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

import pytest

from content.organisations.rules import Level
from content.public import reader
from content.public.reader.lists import LEVELS
from content.public.store import PublicStore
from tests.factories.public import Publisher

TODAY = date(2026, 11, 22)


@pytest.fixture
def publisher(places):
    store = PublicStore(places.public_written, read_only=False, check_every=0)
    yield Publisher(store)
    store.dispose()


@pytest.fixture
def ask(publisher):
    def one(question, *arguments, **options):
        with publisher.store.connect() as connection:
            return question(connection, *arguments, **options)

    return one


def counts(facet):
    return {value.value: value.count for value in facet}


def test_a_list_is_newest_first_and_counted_whole(publisher, ask):
    for day in range(1, 26):
        publisher.document(f"{day}/2026/QĐ-UBND", issued=date(2026, 5, day))
    found = ask(reader.listing, "legal", {}, page=2)
    assert found.total == 25
    assert [record.number for record in found.records] == [f"{day}/2026/QĐ-UBND" for day in (5, 4, 3, 2, 1)]


def test_records_of_one_day_keep_one_order(publisher, ask):
    paths = [publisher.document(f"{number}/2026/QĐ-UBND") for number in range(3)]
    assert [record.path for record in ask(reader.listing, "legal", {}).records] == paths[::-1]


def test_a_facet_leaves_its_own_filter_out_of_account(publisher, ask):
    publisher.document(type="Quyết định", year=2025)
    publisher.document(type="Quyết định", year=2026)
    publisher.document(type="Nghị quyết", year=2026)
    found = ask(reader.listing, "legal", {"type": "Quyết định", "year": "2026"}, facets=("type", "year"))
    assert found.total == 1
    assert counts(found.facets["type"]) == {"Quyết định": 1, "Nghị quyết": 1}
    assert counts(found.facets["year"]) == {"2026": 1, "2025": 1}


def test_only_named_columns_can_be_filtered_by(publisher, ask):
    with pytest.raises(KeyError):
        ask(reader.listing, "legal", {"id": "x"})


def test_a_relation_is_seen_from_both_ends(publisher, ask):
    old = publisher.document("1/2020/QĐ-UBND")
    new = publisher.document("2/2026/QĐ-UBND", ties=[("replaces", "01/2020/QĐ-UBND")])
    assert [(tie.type, tie.outward, tie.path) for tie in ask(reader.ties, ask(reader.at, new), TODAY)] == [
        ("replaces", True, old)
    ]
    assert [(tie.type, tie.outward, tie.path) for tie in ask(reader.ties, ask(reader.at, old), TODAY)] == [
        ("replaces", False, new)
    ]


def test_a_number_that_two_documents_bear_names_neither(publisher, ask):
    twins = [publisher.document("1/2020/QĐ-UBND") for _ in range(2)]
    new = publisher.document("2/2026/QĐ-UBND", ties=[("replaces", "1/2020/QĐ-UBND")])
    assert [tie.path for tie in ask(reader.ties, ask(reader.at, new), TODAY)] == [None]
    assert ask(reader.ties, ask(reader.at, twins[0]), TODAY) == ()


def test_an_article_knows_its_neighbours(publisher, ask):
    record = ask(reader.at, publisher.document(articles=["Phạm vi", "Đối tượng", "Hiệu lực"]))
    found = ask(reader.neighbours, record.id, "dieu-2")
    assert (found.before.label, found.part.heading, found.after.label) == ("Điều 1", "Đối tượng", "Điều 3")
    assert ask(reader.neighbours, record.id, "dieu-9") is None


def test_an_address_with_an_old_title_leads_to_the_new_one(publisher, ask):
    path = publisher.document()
    name = path.rpartition("-")[2]
    assert ask(reader.moved, f"/van-ban/ten-cu-{name}") == path
    assert ask(reader.moved, f"/thong-cao/ten-cu-{name}") is None


def test_a_folder_is_read_as_it_is_written(publisher, ask):
    name = publisher.document().rpartition("-")[2]
    assert [ask(reader.moved, f"/{folder}/ten-cu-{name}") for folder in ("van_ban", "van-b", "%", "")] == [None] * 4


def test_a_file_is_found_with_all_that_is_said_of_it(publisher, ask):
    said = {"token": "k3y", "name": "van-ban.pdf", "label": "Bản gốc", "media_type": "application/pdf"}
    measured = {"size": 5, "sha256": "0" * 64, "width": None, "height": 7}
    path = publisher.document(files=[said | measured])
    (one,) = ask(reader.files, ask(reader.at, path).id)
    assert asdict(one) == said | measured
    assert ask(reader.file_at, one.token, one.name) == one


def test_a_withdrawn_record_leaves_its_note(publisher, ask):
    publisher.withdrawn("/thong-cao/nham", "Đăng nhầm.")
    assert ask(reader.tombstone, "/thong-cao/nham").note == "Đăng nhầm."
    assert ask(reader.tombstone, "/thong-cao/khac") is None


def test_answers_without_clear_dates_are_not_counted(publisher, ask):
    publisher.record("feedback", "gop-y", "Một", data={"received": "2026-10-01", "answered": "2026-10-06"})
    publisher.record("feedback", "gop-y", "Hai", data={"received": None})
    assert [(one.answered - one.received).days for one in ask(reader.answered)] == [5]


def test_the_sitemap_s_parts_say_when_they_changed(publisher, ask):
    for number in range(3):
        publisher.document(f"{number}/2026/QĐ-UBND")
    assert len(ask(reader.last_changes, 2)) == 2
    assert [len(ask(reader.addresses, offset, 2)) for offset in (0, 2)] == [2, 1]


def test_organisations_stand_in_the_order_of_their_levels():
    assert tuple(Level) == LEVELS
