"""The work queue: what waits for whom, and what is late."""

from __future__ import annotations

from sqlalchemy import select

from admin.queue import headline
from content.accounts.roles import Role
from content.announcements.models import Announcement
from content.db import db, unit_of_work
from content.editorial.models import Outbox
from tests.admin.test_feedback import send
from tests.admin.test_records import ANNOUNCEMENT, new, press, save, submit


def queue(client) -> str:
    return client.get("/admin/").get_data(as_text=True)


def test_the_headline_counts():
    assert headline(0, 0) == "Không có việc nào chờ đồng chí"
    assert headline(3, 0) == "3 việc chờ đồng chí"
    assert headline(3, 1) == "3 việc chờ đồng chí, 1 quá hạn"


def test_what_is_submitted_waits_for_the_approver_and_not_for_its_author(desk):
    author = desk.sign_in(Role.AUTHOR, Role.APPROVER, email="soan@tinh.example")
    approver = desk.sign_in(Role.APPROVER)
    submit(author, new(author, "thong-cao", ANNOUNCEMENT))
    assert "1 việc chờ đồng chí" in queue(approver)
    assert "Không có việc nào" in queue(author)


def test_what_waits_too_long_is_late(desk):
    author = desk.sign_in(Role.AUTHOR)
    submit(author, new(author, "thong-cao", ANNOUNCEMENT))
    desk.clock.advance(days=4)
    assert "1 việc chờ đồng chí, 1 quá hạn" in queue(desk.sign_in(Role.APPROVER))


def test_a_draft_waits_for_its_author(desk):
    author, other = desk.sign_in(Role.AUTHOR), desk.sign_in(Role.SPOKESPERSON)
    new(author, "thong-cao", ANNOUNCEMENT)
    assert "Bản đang soạn của đồng chí" in queue(author)
    assert "Không có việc nào" in queue(other)


def test_feedback_waits_for_the_officer(desk):
    send(desk)
    assert "Chưa giao cơ quan xử lý" in queue(desk.sign_in(Role.FEEDBACK_OFFICER))


def test_what_is_scheduled_shows_its_minute_and_counts_as_no_work(desk):
    author, approver = desk.sign_in(Role.AUTHOR), desk.sign_in(Role.APPROVER)
    address = new(author, "thong-cao", ANNOUNCEMENT)
    submit(author, address)
    press(approver, address, "duyet", visible_from="08:30 25/11/2026")
    page = queue(approver)
    assert "Không có việc nào" in page
    assert "08:30, 25/11/2026" in page


def test_a_cancelled_schedule_is_shown_no_more_when_another_takes_its_place(desk):
    author, approver = desk.sign_in(Role.AUTHOR), desk.sign_in(Role.APPROVER)
    address = new(author, "thong-cao", ANNOUNCEMENT)
    submit(author, address)
    press(approver, address, "duyet", visible_from="08:30 25/11/2026")
    press(approver, address, "go", reason="Sai")
    save(author, address, ANNOUNCEMENT | {"title": "Tên khác"})
    submit(author, address)
    press(approver, address, "duyet", visible_from="09:15 26/11/2026")
    page = queue(approver)
    assert "08:30, 25/11/2026" not in page
    assert "09:15, 26/11/2026" in page


def test_what_could_not_be_carried_to_the_public_is_said(desk):
    author, approver = desk.sign_in(Role.AUTHOR), desk.sign_in(Role.APPROVER)
    address = new(author, "thong-cao", ANNOUNCEMENT)
    submit(author, address)
    press(approver, address, "duyet")
    with desk.app.app_context(), unit_of_work():
        record = db.session.scalars(select(Announcement)).one()
        db.session.add(Outbox(kind=record.KIND, record_id=record.id, created_at=desk.clock.now(), failure="x"))
    page = queue(approver)
    assert "chưa công khai hay gỡ được" in page
    assert f'href="{address}"' in page
    assert "Không có việc nào" in page
