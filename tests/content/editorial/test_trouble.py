"""What goes wrong for one record, or in two processes at once, stays small."""

from __future__ import annotations

import errno
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlalchemy import make_url, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from content.announcements.actions import editing as actions
from content.announcements.models import Announcement
from content.attachments.rules import accept
from content.db import db, unit_of_work
from content.editorial.actions import announced
from content.editorial.models import Due, Outbox
from content.editorial.projector import Task
from content.errors import NotAllowed
from content.legal.actions import editing as legal
from content.provisions.provision import Level, Provision
from content.public import tables
from content.storage import Storage
from tests.content.editorial.conftest import APPROVER, AUTHOR
from tests.content.editorial.test_projector import a_picture, published
from tests.machine import postgres_url


def together(*doings):
    threads = [Thread(target=doing) for doing in doings]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def without_its_file(house):
    record = published(house, title="Thiếu tệp", picture=a_picture("red"))
    for key in list(house.projector.private_files.stored()):
        house.projector.private_files.delete(key)
    return record


def test_a_record_that_cannot_be_projected_holds_up_nobody(house):
    withdrawn = published(house, title="Sẽ rút")
    house.projector.run_pending()
    without_its_file(house)
    with unit_of_work():
        actions.withdraw(withdrawn, APPROVER, house.clock.now(), "Sai")
    published(house, title="Bình thường")
    house.projector.run_pending()
    assert [path.rpartition("-")[0] for path in house.paths()] == ["/thong-cao/binh-thuong"]


def with_a_number_twice(house):
    """A document that the public store's own rules refuse."""
    article = Provision("dieu-1", None, Level.ARTICLE, "1", "Điều 1", "Phạm vi", "Quy định này.", 0)
    parts = [article.as_json(), replace(article, position=1).as_json()]
    now = house.clock.now()
    with unit_of_work():
        record = legal.create(
            AUTHOR, now, type="Quyết định", number="1/2026/QĐ-UBND", title="Hai điều một số",
            issuer="Ủy ban nhân dân tỉnh", issued=now.date(), provisions=parts,
        )  # fmt: skip
        legal.submit(record, AUTHOR, now)
        legal.approve(record, APPROVER, now)
    return record


def test_a_record_that_the_database_refuses_holds_up_nobody(house):
    with_a_number_twice(house)
    published(house, title="Bình thường")
    house.projector.run_pending()
    assert len(house.paths()) == 1
    (failure,) = house.projector.failures()
    assert "IntegrityError" in failure


@pytest.mark.parametrize("bad", [without_its_file, with_a_number_twice])
def test_a_rebuild_leaves_out_what_cannot_be_projected_and_says_so(house, bad):
    bad(house)
    published(house, title="Bình thường")
    house.projector.run_pending()
    for _ in range(2):
        house.projector.rebuild()
    assert len(house.paths()) == 1
    assert house.paths("legal") == []
    assert len(house.projector.failures()) == 1


@pytest.mark.parametrize("bad", [without_its_file, with_a_number_twice])
def test_projecting_everything_goes_on_past_what_cannot_be_projected_and_takes_nothing_out(house, bad):
    gone = published(house, title="Không còn")
    house.projector.run_pending()
    bad(house)
    published(house, title="Bình thường")
    db.session.delete(db.session.get(Announcement, gone.id))
    db.session.commit()
    house.projector.project_all()
    assert len(house.paths()) == 2
    assert len(house.projector.failures()) == 1


class FullDisk(Storage):
    """A storage whose disk is full for a while."""

    room = 0

    def put(self, key, data):
        self.room -= 1
        if self.room < 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        super().put(key, data)


@pytest.fixture
def cramped(house):
    return replace(house.projector, public_files=FullDisk(house.projector.public_files.folder))


def test_what_a_full_disk_would_not_take_waits_and_is_done_when_there_is_room(house, cramped):
    published(house, picture=a_picture())
    with pytest.raises(OSError, match="No space left"):
        cramped.run_pending()
    assert (cramped.failures(), house.paths()) == ([], [])
    cramped.public_files.room = 1
    cramped.run_pending()
    assert len(house.paths()) == 1


def test_a_full_disk_holds_up_no_withdrawal(house, cramped):
    withdrawn = published(house, title="Sẽ rút")
    house.projector.run_pending()
    published(house, title="Cần chỗ", picture=a_picture())
    with unit_of_work():
        actions.withdraw(withdrawn, APPROVER, house.clock.now(), "Sai")
    with pytest.raises(OSError, match="No space left"):
        cramped.run_pending()
    assert house.paths() == []
    assert len(db.session.scalars(select(Outbox)).all()) == 1


def test_it_is_set_aside_with_its_reason_and_tried_again_when_told(house):
    record = without_its_file(house)
    house.projector.run_pending()
    (failure,) = house.projector.failures()
    assert record.id in failure
    house.projector.private_files.add(accept(a_picture("red"), "anh.png").data)
    house.projector.retry()
    house.projector.run_pending()
    assert house.projector.failures() == []
    assert len(house.paths()) == 1


def test_many_projectors_at_once_keep_what_is_due(house):
    record = published(house)
    house.projector.run_pending()
    with unit_of_work():
        actions.revise(record, AUTHOR, house.clock.now(), body="Sẽ đúng")
        actions.submit(record, AUTHOR, house.clock.now(), "Sửa")
        later = house.clock.now() + timedelta(hours=1)
        actions.approve(record, APPROVER, house.clock.now(), visible_from=later)
    task = Task(Announcement.KIND, record.id)
    db.session.remove()
    together(*[partial(house.projector.project, [task])] * 6)
    assert len(db.session.scalars(select(Due)).all()) == 1
    house.clock.advance(hours=1)
    house.projector.run_pending()
    assert [row.number for row in house.rows(tables.version)] == [1, 2]


def test_what_came_due_is_done_even_if_the_process_dies_after_calling_it(house):
    published(house, visible_from=house.clock.now() + timedelta(minutes=1))
    house.projector.run_pending()
    house.clock.advance(minutes=1)
    house.projector._call_due()
    assert db.session.scalars(select(Due)).all() == []
    house.projector.run_pending()
    assert len(house.paths()) == 1


def test_a_file_named_again_is_not_forgotten(house):
    published(house, picture=a_picture())
    house.projector.run_pending()
    (file,) = house.rows(tables.file)
    house.projector._forget({file.token})
    assert house.projector.public_files.exists(file.token)


def test_only_one_rebuild_at_a_time(house):
    published(house)
    house.projector.run_pending()
    with house.projector.store.alone(), pytest.raises(NotAllowed):
        house.projector.rebuild()
    house.projector.rebuild()
    assert len(house.paths()) == 1


def test_what_no_private_record_accounts_for_is_taken_out(house):
    record = published(house)
    house.projector.run_pending()
    db.session.delete(db.session.get(Announcement, record.id))
    db.session.commit()
    house.projector.project_all()
    assert house.paths() == []


def test_who_publishes_waits_for_their_own_and_no_others(house):
    published(house, title="Của người khác")
    announced()
    published(house, title="Của mình")
    house.projector.run_announced(announced())
    assert [path.rpartition("-")[0] for path in house.paths()] == ["/thong-cao/cua-minh"]
    assert len(db.session.scalars(select(Outbox)).all()) == 1


def test_approving_what_somebody_has_changed_meanwhile_is_refused(house):
    with unit_of_work():
        record = actions.create(
            AUTHOR, house.clock.now(), title="Một", body="x", spokesperson_name="T", spokesperson_phone="1"
        )
        actions.submit(record, AUTHOR, house.clock.now())
    assert record.title == "Một"
    with Session(db.engine) as other, other.begin():
        other.get(Announcement, record.id).title = "Hai"
    with pytest.raises(StaleDataError), unit_of_work():
        actions.approve(record, APPROVER, house.clock.now())


def test_two_rebuilds_at_once_while_the_site_reads_tear_nothing(house):
    for number in range(3):
        published(house, title=f"Thông tin {number}")
    house.projector.run_pending()
    db.session.remove()
    digest, rebuilt, seen, refused, refused_of_each_pair = house.projector.digest(), Event(), set(), [], []

    def read():
        while not rebuilt.is_set():
            with house.public.connect() as connection:
                columns = tables.record.c.id, tables.body.c.record_id, tables.version.c.record_id
                seen.add(tuple(frozenset(connection.execute(select(column)).scalars()) for column in columns))

    def rebuild():
        try:
            house.projector.rebuild()
        except NotAllowed:
            refused.append(True)

    def rebuild_in_pairs():
        for _ in range(3):
            before = len(refused)
            together(rebuild, rebuild)
            refused_of_each_pair.append(len(refused) - before)
        rebuilt.set()

    together(read, read, rebuild_in_pairs)
    whole = frozenset(row.id for row in house.rows(tables.record))
    assert len(whole) == 3
    assert seen == {(whole, whole, whole)}
    assert set(refused_of_each_pair) <= {0, 1}
    assert house.projector.digest() == digest


@pytest.mark.skipif(postgres_url() is not None, reason="a file of SQLite")
@pytest.mark.parametrize("harm", ["no database", "half of it"])
def test_a_damaged_public_store_is_built_anew(house, places, harm):
    for number in range(40):
        published(house, title=f"Thông tin {number}", body="Nội dung " * 100)
    house.projector.run_pending()
    digest = house.projector.digest()
    link = Path(make_url(places.public_written).database)
    whole = link.resolve().read_bytes()
    house.projector.store.dispose()
    house.public.dispose()
    for beside in link.parent.glob(f"{link.resolve().name}-*"):
        beside.unlink()
    link.resolve().write_bytes(b"not a database" * 100 if harm == "no database" else whole[: len(whole) // 2])
    house.projector.rebuild()
    assert house.projector.digest() == digest
    assert len(house.paths()) == 40
    assert [place.name for place in link.parent.glob("damaged-*.db")] == ["damaged-public-1.db"]
