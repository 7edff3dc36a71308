"""Each record once, whatever happens to a single one."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import func, select

from content.accounts.policy import SYSTEM
from content.db import db, unit_of_work
from content.directions.models import Direction
from content.editorial.models import Edition, Outbox
from content.editorial.queries import editions_of
from content.imports.incoming import Incoming, Rejected, source_key
from content.imports.models import ImportItem
from content.imports.runner import CHANGE_NOTE, run
from content.legal.actions import editing as legal
from content.legal.models import LegalDocument
from content.provisions.structure import from_articles

pytestmark = pytest.mark.usefixtures("store")


def an_entry(number="1/2024/QĐ-UBND", line=1, kind="legal", **changes):
    fields = {"type": "Quyết định", "number": number, "title": "Về chợ", "issued": date(2024, 1, 2)}
    key = source_key("test", fields)
    return Incoming(line, kind, fields | changes, key, from_articles([{"article": "1", "text": "Một."}]))


def many(count):
    return [an_entry(f"{number}/2024/QĐ-UBND", number) for number in range(1, count + 1)]


def stored(model=LegalDocument):
    return db.session.scalar(select(func.count()).select_from(model))


def counts(report):
    return report.new, report.changed, report.same, len(report.rejected)


def test_a_record_is_stored_and_published(clock):
    assert counts(run([an_entry()], clock)) == (1, 0, 0, 0)
    document = db.session.scalars(select(LegalDocument)).one()
    (edition,) = editions_of("legal", document.id)
    assert (document.number_key, document.work_state, document.author_id) == ("1-2024-qdubnd", "final", "system")
    assert edition.snapshot["provisions"][0]["anchor"] == "dieu-1"
    assert stored(Outbox) == 1


def test_a_document_of_direction_goes_to_its_own_kind(clock):
    run([an_entry(kind="directions")], clock)
    assert (stored(Direction), stored()) == (1, 0)


def test_records_get_the_organisation_that_keeps_them(clock):
    run([an_entry()], clock, organisation_id="o" * 32)
    assert db.session.scalars(select(LegalDocument)).one().organisation_id == "o" * 32


def test_an_unchanged_record_is_left_alone(clock):
    run([an_entry()], clock)
    assert counts(run([an_entry()], clock)) == (0, 0, 1, 0)
    assert stored(Edition) == 1


def test_the_same_record_twice_in_a_file_is_one(clock):
    assert counts(run([an_entry(), an_entry(line=2)], clock)) == (1, 0, 1, 0)


def test_of_two_that_contradict_each_other_the_first_is_kept(clock):
    report = run([an_entry(), an_entry(line=2, title="Về bến xe")], clock)
    assert counts(report) == (1, 0, 0, 1)
    assert "dòng 1" in report.rejected[0].reason


def test_a_changed_record_gets_a_corrected_edition(clock):
    run([an_entry()], clock)
    clock.advance(days=1)
    assert counts(run([an_entry(title="Về chợ nổi")], clock)) == (0, 1, 0, 0)
    document = db.session.scalars(select(LegalDocument)).one()
    assert [one.change_note for one in editions_of("legal", document.id)] == ["", CHANGE_NOTE]
    assert document.title == "Về chợ nổi"


def test_a_field_that_the_source_has_lost_is_emptied(clock):
    run([an_entry(summary="Tóm tắt")], clock)
    run([an_entry(summary="")], clock)
    assert db.session.scalars(select(LegalDocument)).one().summary == ""


def test_the_work_of_people_is_never_written_over(clock):
    run([an_entry()], clock)
    clock.advance(hours=1)
    with unit_of_work():
        document = db.session.scalars(select(LegalDocument)).one()
        legal.revise(document, SYSTEM, clock.now(), title="Sửa tại bàn")
        legal.publish_imported(document, clock.now(), "Sửa tên")
    report = run([an_entry(title="Về chợ nổi")], clock)
    assert counts(report) == (0, 0, 0, 1)
    assert "đã được biên tập" in report.rejected[0].reason
    assert db.session.scalars(select(LegalDocument)).one().title == "Sửa tại bàn"


def test_what_was_withdrawn_is_not_published_again(clock):
    run([an_entry()], clock)
    with unit_of_work():
        legal.withdraw(db.session.scalars(select(LegalDocument)).one(), SYSTEM, clock.now(), "Nhầm")
    assert counts(run([an_entry()], clock)) == (0, 0, 1, 0)
    report = run([an_entry(title="Về chợ nổi")], clock)
    assert "đã được rút" in report.rejected[0].reason


def test_one_bad_record_does_not_stop_the_others(clock):
    bad = an_entry("2/2024/QĐ-UBND", 2, title="")
    unread = Rejected(3, "Dòng không phải là JSON hợp lệ.")
    report = run([an_entry(), bad, unread, an_entry("4/2024/QĐ-UBND", 4)], clock)
    assert counts(report) == (2, 0, 0, 2)
    assert [one.line for one in report.rejected] == [2, 3]
    assert "trích yếu" in report.rejected[0].reason


def test_what_the_store_cannot_take_is_said_without_its_details(clock):
    report = run([an_entry(title={"not": "text"}), an_entry("2/2024/QĐ-UBND", 2)], clock)
    assert report.new == 1
    assert len(report.rejected) == 1


def test_a_stopped_import_goes_on_where_it_was(clock):

    def stopped():
        yield from many(25)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(stopped(), clock, batch_size=10)
    assert stored() == stored(ImportItem) == 20
    assert counts(run(many(30), clock)) == (10, 0, 20, 0)


def test_progress_is_told_behind_every_batch(clock):
    seen = []
    run(many(25), clock, batch_size=10, after_batch=lambda report: seen.append(report.read))
    assert seen == [10, 20, 25]


def test_entries_are_read_only_as_they_are_stored(clock):
    ahead = []

    def watched():
        for entry in many(40):
            ahead.append(entry.line - stored())
            yield entry

    run(watched(), clock, batch_size=10)
    assert max(ahead) <= 11
