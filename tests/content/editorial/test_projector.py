"""From the private store to the public one, whatever happens on the way."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pytest
from PIL import Image
from sqlalchemy import select

from content.announcements.actions import editing as actions
from content.attachments.actions import Upload, attach
from content.db import db, unit_of_work
from content.editorial.models import Outbox
from content.legal.actions import editing as legal
from content.public import tables
from tests.content.editorial.conftest import APPROVER, AUTHOR


class Killed(BaseException):
    """What ends a process."""


def a_picture(colour="navy"):
    out = io.BytesIO()
    Image.new("RGB", (8, 4), colour).save(out, "PNG")
    return out.getvalue()


def published(house, *, picture=None, visible_from=None, **fields):
    plain = {"title": "Thông tin", "body": "Nội dung", "spokesperson_name": "Tuệ", "spokesperson_phone": "1"}
    with unit_of_work():
        record = actions.create(AUTHOR, house.clock.now(), **plain | fields)
        if picture:
            upload, storage = Upload(picture, "anh.png", "Một ảnh"), house.projector.private_files
            attach(record, upload, editing=actions, storage=storage, by=AUTHOR, now=house.clock.now())
            actions.revise(record, AUTHOR, house.clock.now(), body="![](anh.png)")
        actions.submit(record, AUTHOR, house.clock.now())
        actions.approve(record, APPROVER, house.clock.now(), visible_from=visible_from)
    return record


def test_what_is_approved_becomes_public(house):
    published(house)
    assert house.projector.run_pending() == 1
    assert len(house.paths()) == 1


def test_a_draft_never_does(house):
    with unit_of_work():
        actions.create(AUTHOR, house.clock.now(), title="Bí mật nhỏ", body="x")
    house.projector.project_all()
    assert house.paths() == []


def test_an_embargo_ends_at_its_minute_and_not_before(house):
    published(house, visible_from=house.clock.now() + timedelta(minutes=5))
    house.projector.run_pending()
    house.clock.advance(minutes=4, seconds=59)
    house.projector.run_pending()
    assert house.paths() == []
    house.clock.advance(seconds=1)
    assert house.projector.run_pending() == 1
    assert len(house.paths()) == 1


@pytest.mark.parametrize(("microseconds", "shown"), [(-1, 0), (0, 1), (1, 1)])
def test_an_embargo_ends_at_its_microsecond(house, microseconds, shown):
    published(house, visible_from=house.clock.now() + timedelta(hours=1))
    house.projector.run_pending()
    house.clock.advance(hours=1, microseconds=microseconds)
    house.projector.run_pending()
    assert len(house.paths()) == shown


def test_an_embargo_outlasts_a_clock_that_goes_back(house):
    published(house, visible_from=house.clock.now() + timedelta(minutes=5))
    for minutes in (4, -30, 29, -1, 2):
        house.projector.run_pending()
        assert house.paths() == []
        house.clock.advance(minutes=minutes)
    house.clock.advance(minutes=1)
    house.projector.run_pending()
    assert len(house.paths()) == 1


def test_what_was_shown_too_early_by_a_wrong_clock_waits_again_and_comes_back(house):
    published(house, visible_from=house.clock.now() + timedelta(hours=1))
    house.clock.advance(hours=2)
    house.projector.run_pending()
    house.clock.advance(hours=-2)
    house.projector.rebuild()
    assert house.paths() == []
    house.clock.advance(hours=1)
    house.projector.run_pending()
    assert len(house.paths()) == 1


def test_what_is_withdrawn_is_gone_for_a_projector_whose_clock_is_behind(house):
    record = published(house)
    house.projector.run_pending()
    with unit_of_work():
        actions.withdraw(record, APPROVER, house.clock.now() + timedelta(minutes=3), "Sai")
    house.projector.run_pending()
    assert house.paths() == []


def test_the_draft_of_a_correction_changes_nothing_public(house):
    record = published(house)
    house.projector.run_pending()
    before = house.projector.digest(), house.public.generation()
    with unit_of_work():
        actions.revise(record, AUTHOR, house.clock.now(), title="Tên chưa duyệt")
    house.projector.project_all()
    assert (house.projector.digest(), house.public.generation()) == before


def test_a_correction_shows_its_note(house):
    record = published(house)
    house.clock.advance(hours=1)
    with unit_of_work():
        actions.revise(record, AUTHOR, house.clock.now(), body="Đúng")
        actions.submit(record, AUTHOR, house.clock.now(), "Sửa ngày")
        actions.approve(record, APPROVER, house.clock.now())
    house.projector.run_pending()
    assert [row.change_note for row in house.rows(tables.version)] == ["", "Sửa ngày"]
    assert [row.event for row in house.rows(tables.log)] == ["published", "corrected"]


def test_what_is_withdrawn_leaves_only_what_was_meant_to_be_said(house):
    record = published(house, title="Tên không được nhắc lại")
    house.projector.run_pending()
    with unit_of_work():
        actions.withdraw(record, APPROVER, house.clock.now(), "Sai", public_note="Rút để kiểm tra lại.")
    house.projector.run_pending()
    assert house.paths() == []
    (event,) = house.rows(tables.log)
    assert (event.event, event.title, event.note) == ("withdrawn", "", "Rút để kiểm tra lại.")


def test_without_a_note_it_is_as_if_it_had_never_been(house):
    empty = house.projector.digest()
    record = published(house, picture=a_picture())
    house.projector.run_pending()
    with unit_of_work():
        actions.withdraw(record, APPROVER, house.clock.now(), "Sai")
    house.projector.run_pending()
    assert house.projector.digest() == empty


def test_a_file_is_public_as_long_as_its_record(house):
    record = published(house, picture=a_picture())
    house.projector.run_pending()
    (file,) = house.rows(tables.file)
    assert house.projector.public_files.exists(file.token)
    with unit_of_work():
        actions.withdraw(record, APPROVER, house.clock.now(), "Sai")
    house.projector.run_pending()
    assert list(house.projector.public_files.stored()) == []


def test_a_document_s_status_turns_at_midnight_in_vietnam(house):
    with unit_of_work():
        document = legal.create(
            AUTHOR, house.clock.now(), type="Quyết định", number="15/2026/QĐ-UBND", title="Về việc …",
            effective=date(2026, 11, 23), issued=date(2026, 1, 5), issuer="UBND tỉnh", preamble="Quyết định.",
        )  # fmt: skip
        legal.submit(document, AUTHOR, house.clock.now())
        legal.approve(document, APPROVER, house.clock.now())
    house.projector.run_pending()

    def status():
        house.projector.run_pending()
        return next(row.status for row in house.rows(tables.record))

    assert status() == "not_yet"
    house.clock.advance(hours=14, minutes=59, seconds=59)
    assert status() == "not_yet"
    house.clock.advance(seconds=1)
    assert status() == "in_force"


def test_doing_it_again_changes_nothing(house):
    published(house, picture=a_picture())
    house.projector.run_pending()
    before = house.projector.digest(), house.public.generation()
    house.projector.project_all()
    assert (house.projector.digest(), house.public.generation()) == before


def test_a_rebuild_gives_the_same_hash_for_hash(house):
    for number in range(3):
        published(house, title=f"Thông tin {number}", picture=a_picture())
    house.projector.run_pending()
    before = house.projector.digest()
    generation, store = house.public.generation(), house.public.store_id()
    house.projector.rebuild()
    assert house.projector.digest() == before
    assert house.public.generation() > generation
    assert house.public.store_id() != store


def test_a_reader_goes_on_reading_while_the_store_is_rebuilt(house):
    published(house)
    house.projector.run_pending()
    with house.public.connect() as connection:
        first = connection.execute(select(tables.record.c.id)).all()
        house.projector.rebuild()
        assert connection.execute(select(tables.record.c.id)).all() == first
    assert [row.id for row in house.rows(tables.record)] == [first[0].id]


def test_what_is_withdrawn_during_a_rebuild_does_not_come_back(house):
    record = published(house)
    house.projector.run_pending()

    def withdraw_meanwhile(done, total):
        if record.withdrawn_at is None:
            with unit_of_work():
                actions.withdraw(record, APPROVER, house.clock.now(), "Sai")
            house.projector.run_pending()

    house.projector.rebuild(withdraw_meanwhile)
    assert house.paths() == []


def test_what_is_published_during_a_rebuild_is_there_after_it(house):
    published(house)
    house.projector.run_pending()
    made = []

    def publish_meanwhile(done, total):
        if not made:
            made.append(published(house))
            house.projector.run_pending()

    house.projector.rebuild(publish_meanwhile)
    assert len(house.paths()) == 2


def test_what_is_scheduled_during_a_rebuild_keeps_its_hour(house):
    record = published(house, title="Tin đầu")
    house.projector.run_pending()
    hour = house.clock.now() + timedelta(hours=1)

    def correct_meanwhile(done, total):
        with unit_of_work():
            actions.revise(record, AUTHOR, house.clock.now(), title="Tin sau")
            actions.submit(record, AUTHOR, house.clock.now(), change_note="Sửa tên")
            actions.approve(record, APPROVER, house.clock.now(), visible_from=hour)
        house.projector.run_pending()

    house.projector.rebuild(correct_meanwhile)
    house.clock.advance(hours=1)
    house.projector.run_pending()
    assert [row.title for row in house.rows(tables.record)] == ["Tin sau"]


def test_an_hour_that_comes_during_a_rebuild_is_not_missed(house):
    published(house, visible_from=house.clock.now() + timedelta(minutes=1))
    house.projector.run_pending()
    house.projector.rebuild(lambda done, total: house.clock.advance(minutes=2))
    house.projector.run_pending()
    assert len(house.paths()) == 1


class Dying:
    """A storage whose process is killed at its n-th use."""

    def __init__(self, storage, uses):
        self.storage, self.uses = storage, uses

    def __getattr__(self, name):
        self.uses -= 1
        if self.uses < 0:
            raise Killed
        return getattr(self.storage, name)


@pytest.mark.parametrize("uses", range(6))
def test_a_projector_killed_among_its_files_is_made_good_by_the_next(house, uses):
    published(house, picture=a_picture())
    whole = type(house.projector)
    projector = house.projector
    dying = whole(
        projector.engine, projector.store, projector.kinds, Dying(projector.private_files, uses),
        Dying(projector.public_files, uses), projector.clock,
    )  # fmt: skip
    try:
        dying.run_pending()
    except Killed:
        assert house.paths() == []
        assert db.session.scalars(select(Outbox)).all()
    projector.run_pending()
    (file,) = house.rows(tables.file)
    assert projector.public_files.exists(file.token)
    assert db.session.scalars(select(Outbox)).all() == []


def test_a_store_of_an_older_layout_is_known_as_such(house):
    assert house.public.is_current()
    with house.projector.store.write() as connection:
        connection.execute(tables.state.update().where(tables.state.c.name == "layout").values(value="0"))
    assert not house.public.is_current()
    house.projector.rebuild()
    assert house.public.is_current()


def test_orphans_are_swept(house):
    house.projector.public_files.put("abcdefghijklmnop", b"left behind")
    assert house.projector.sweep() == 1
