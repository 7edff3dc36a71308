"""What was withdrawn never comes back: not by a schedule, not by a correction, on no surface."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.announcements.actions import editing as actions
from content.attachments.actions import Upload, attach, remove
from content.attachments.queries import of_record
from content.db import unit_of_work
from content.editorial.queries import editions_of
from content.hidden_data.findings import Cleaned
from content.public import tables
from content.publishing import PublicState, WorkState, may_withdraw, public_state
from tests.content.editorial.conftest import APPROVER, AUTHOR
from tests.content.editorial.test_projector import published


def everything_public(house):
    """Every row of the public store and every file's bytes, as one text, but for where something was withdrawn from."""
    rows = [tuple(row) for table in tables.CONTENT if table is not tables.log for row in house.rows(table)]
    rows += [
        (row.event, row.title, row.note, "" if row.event == "withdrawn" else row.path) for row in house.rows(tables.log)
    ]
    files = [house.projector.public_files.read(token) for token in house.projector.public_files.stored()]
    return json.dumps(rows, ensure_ascii=False, default=str) + b"".join(files).decode()


def correct(house, record, visible_from=None, **fields):
    moment = house.clock.now()
    with unit_of_work():
        actions.revise(record, AUTHOR, moment, **fields)
        actions.submit(record, AUTHOR, moment, "Sửa")
        actions.approve(record, APPROVER, moment, visible_from=visible_from)
    house.projector.run_pending()


def withdraw(house, record, note=""):
    with unit_of_work():
        actions.withdraw(record, APPROVER, house.clock.now(), "Lộ dữ liệu cá nhân", public_note=note)
    house.projector.run_pending()


def test_scheduling_the_corrected_edition_does_not_bring_back_the_withdrawn_one(house):
    record = published(house, body="lộ bí mật")
    house.projector.run_pending()
    withdraw(house, record)
    house.clock.advance(minutes=1)
    correct(house, record, house.clock.now() + timedelta(hours=5), body="đã sửa")
    assert house.paths() == []
    house.clock.advance(hours=5)
    house.projector.run_pending()
    assert len(house.paths()) == 1
    assert "bí mật" not in everything_public(house)


def test_a_cancelled_schedule_does_not_come_at_its_old_minute(house):
    record = published(house, body="lộ bí mật", visible_from=house.clock.now() + timedelta(hours=1))
    withdraw(house, record)
    correct(house, record, house.clock.now() + timedelta(hours=5), body="đã sửa")
    house.clock.advance(hours=1)
    house.projector.run_pending()
    assert house.paths() == []
    house.clock.advance(hours=4)
    house.projector.run_pending()
    assert "đã sửa" in everything_public(house)


def test_what_comes_after_a_withdrawal_is_published_and_corrects_nothing(house):
    record = published(house)
    house.projector.run_pending()
    withdraw(house, record, "Rút để kiểm tra lại.")
    correct(house, record, body="đã sửa")
    assert [row.event for row in house.rows(tables.log)] == ["published"]
    assert [row.change_note for row in house.rows(tables.version)] == [""]


def test_the_note_stands_until_the_corrected_edition_is_seen(house):
    record = published(house)
    house.projector.run_pending()
    withdraw(house, record, "Rút để kiểm tra lại.")
    correct(house, record, house.clock.now() + timedelta(hours=1), body="đã sửa")
    assert [row.note for row in house.rows(tables.log)] == ["Rút để kiểm tra lại."]
    house.clock.advance(hours=1)
    house.projector.run_pending()
    assert [row.event for row in house.rows(tables.log)] == ["published"]


def addresses(house):
    return [path.rpartition("/")[2].rpartition("-")[0] for path in house.paths()]


def test_the_words_of_a_withdrawn_title_leave_the_address_too(house):
    record = published(house, title="Tên lộ bí mật")
    house.projector.run_pending()
    withdraw(house, record)
    correct(house, record, title="Tên đã sửa")
    assert addresses(house) == ["ten-da-sua"]


def test_where_something_was_withdrawn_is_said_at_its_old_address_whatever_is_to_come(house):
    record = published(house, title="Tên cũ")
    house.projector.run_pending()
    withdraw(house, record, "Rút để kiểm tra lại.")
    correct(house, record, house.clock.now() + timedelta(hours=1), title="Tên chưa đến giờ")
    assert "/ten-cu-" in house.rows(tables.log)[0].path
    assert "ten-chua-den-gio" not in everything_public(house)


def test_an_address_has_the_words_of_what_was_seen_first(house):
    moment = house.clock.now()
    record = published(house, title="Hẹn giờ", visible_from=moment + timedelta(hours=2))
    correct(house, record, moment + timedelta(hours=1), title="Công bố sớm hơn")
    house.clock.advance(hours=1)
    house.projector.run_pending()
    assert addresses(house) == ["cong-bo-som-hon"]
    correct(house, record, title="Tên thứ ba")
    house.clock.advance(hours=9)
    house.projector.run_pending()
    assert addresses(house) == ["cong-bo-som-hon"]
    assert "hen-gio" not in everything_public(house)


def test_a_title_to_come_is_not_in_the_address_of_the_one_before(house):
    moment = house.clock.now()
    record = published(house, title="Tên thứ nhất", visible_from=moment + timedelta(hours=1))
    correct(house, record, moment + timedelta(hours=2), title="Tên còn mật")
    house.clock.advance(hours=1)
    house.projector.run_pending()
    assert addresses(house) == ["ten-thu-nhat"]


def test_numbers_of_versions_do_not_tell_of_what_was_never_seen(house):
    record = published(house, visible_from=house.clock.now() + timedelta(hours=2))
    correct(house, record, body="Thay bản hẹn giờ")
    withdraw(house, record)
    correct(house, record, body="đã sửa")
    assert [row.number for row in house.rows(tables.version)] == [1]
    assert [row.edition for row in house.rows(tables.record)] == [1]


def test_cancelling_what_nobody_saw_says_nothing_new(house):
    record = published(house)
    house.projector.run_pending()
    withdraw(house, record, "Rút để kiểm tra lại.")
    told = everything_public(house)
    house.clock.advance(minutes=9)
    correct(house, record, house.clock.now() + timedelta(hours=1), body="đã sửa")
    withdraw(house, record)
    assert everything_public(house) == told


def test_cancelling_what_was_never_seen_leaves_no_note(house):
    record = published(house, visible_from=house.clock.now() + timedelta(hours=1))
    withdraw(house, record, "Không công bố nữa.")
    correct(house, record, house.clock.now() + timedelta(hours=5), body="đã sửa")
    house.clock.advance(hours=2)
    withdraw(house, record, "Vẫn không.")
    assert house.rows(tables.log) == []


@pytest.mark.parametrize("minutes", [-30, 0])
def test_a_clock_that_is_behind_loses_no_corrected_edition_and_no_withdrawal(house, minutes):
    record = published(house, body="lộ bí mật")
    house.projector.run_pending()
    withdraw(house, record)
    house.clock.advance(minutes=minutes)
    correct(house, record, body="đã sửa một")
    assert "đã sửa một" in everything_public(house)
    house.clock.advance(minutes=minutes)
    correct(house, record, house.clock.now() + timedelta(minutes=1), body="đã sửa hai")
    withdraw(house, record)
    house.clock.advance(hours=5)
    house.projector.rebuild()
    assert house.paths() == []


class Story:
    """One record that lives through moves; every edition says a word of its own wherever words can be said."""

    def __init__(self, house):
        self.house = house
        self.approved, self.withdrawn, self.drafts = 0, 0, 0
        moment = house.clock.now()
        plain = {"title": "Thông tin", "body": "x", "spokesperson_name": "Tuệ", "spokesperson_phone": "1"}
        with unit_of_work():
            self.record = actions.create(AUTHOR, moment, **plain)

    @property
    def public(self):
        record = self.record
        editions = editions_of(record.KIND, record.id)
        return public_state(editions, withdrawn_at=record.withdrawn_at, now=self.house.clock.now())

    def publish(self, minutes):
        house, record, moment = self.house, self.record, self.house.clock.now()
        word = f"edition{self.approved}end"
        with unit_of_work():
            actions.revise(record, AUTHOR, moment, body=f"body {word}", title=f"title {word}")
            for one in of_record(record.KIND, record.id):
                remove(record, one, editing=actions, by=AUTHOR, now=moment)
            text = f"%PDF-1.4 file {word}".encode()
            attach(
                record,
                Upload(text, f"{word}.pdf", word),
                editing=actions,
                storage=house.projector.private_files,
                by=AUTHOR,
                now=moment,
                inspect=lambda file: Cleaned(file.data, (), ()),
            )
            actions.submit(record, AUTHOR, moment, f"note {word}")
            actions.approve(record, APPROVER, moment, visible_from=moment + timedelta(minutes=minutes))
        self.approved += 1

    def withdraw(self, note):
        if not may_withdraw(self.public):
            return
        with unit_of_work():
            actions.withdraw(self.record, APPROVER, self.house.clock.now(), "Sai", public_note=note)
        self.withdrawn = self.approved

    def draft(self):
        self.drafts += 1
        with unit_of_work():
            actions.revise(self.record, AUTHOR, self.house.clock.now(), body=f"draft{self.drafts}end")


moves = st.one_of(
    st.tuples(st.just("publish"), st.sampled_from([0, 0, 1, 5, 9])),
    st.tuples(st.just("withdraw"), st.sampled_from(["", "Rút để xem lại."])),
    st.tuples(st.just("draft")),
    st.tuples(st.just("wait"), st.sampled_from([0, 1, 4, 10])),
    st.tuples(st.just("rebuild")),
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(moves, min_size=1, max_size=9))
def test_nothing_approved_before_the_last_withdrawal_is_public_after_it(house, some):
    story = Story(house)
    for move, *values in some:
        if move == "wait":
            house.clock.advance(minutes=values[0])
        elif move == "rebuild":
            house.projector.rebuild()
        else:
            getattr(story, move)(*values)
        house.projector.run_pending()
        said = everything_public(house)
        for number in range(story.withdrawn):
            assert f"edition{number}end" not in said
        assert "draft" not in said
        assert ("edition" in said) == (story.public is PublicState.PUBLIC)
    assert story.record.work_state in (WorkState.DRAFT, WorkState.FINAL)
    with unit_of_work():
        if may_withdraw(story.public):
            actions.withdraw(story.record, APPROVER, house.clock.now(), "Xong")
    house.projector.run_pending()
    assert "edition" not in everything_public(house)
