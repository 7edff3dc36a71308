"""The two-person rule, and that nothing moves without it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from content.accounts.roles import Role
from content.announcements.actions import editing as actions
from content.announcements.models import Announcement
from content.audit.models import AuditLine
from content.audit.queries import verify
from content.db import db, unit_of_work
from content.editorial.models import Outbox
from content.errors import Invalid, NotAllowed, NotPermitted
from content.organisations.actions import editing as organisations
from content.publishing import WorkState
from tests.content.editorial.conftest import APPROVER, AUTHOR, Person


def a_draft(house, by=AUTHOR, **fields):
    plain = {"title": "Thông tin tháng 10", "body": "Nội dung", "spokesperson_name": "Tuệ", "spokesperson_phone": "1"}
    return actions.create(by, house.clock.now(), **plain | fields)


def published(house, **fields):
    record = a_draft(house, **fields)
    actions.submit(record, AUTHOR, house.clock.now())
    actions.approve(record, APPROVER, house.clock.now())
    return record


def test_a_new_record_is_a_draft_of_its_author(house):
    record = a_draft(house)
    assert (record.work_state, record.author_id, record.editors) == (WorkState.DRAFT, "author", ["author"])


@pytest.mark.parametrize("field", ["title", "body", "spokesperson_title"])
def test_what_bears_a_stamp_of_secrecy_is_neither_begun_nor_written(house, field):
    with pytest.raises(Invalid, match="“TUYỆT MẬT”") as refused:
        a_draft(house, **{field: "Kế hoạch\nTUYỆT MẬT"})
    assert list(refused.value.fields) == [field]
    record = a_draft(house)
    with pytest.raises(Invalid, match="“TUYỆT MẬT”"):
        actions.revise(record, AUTHOR, house.clock.now(), **{field: "TUYỆT MẬT\nKế hoạch"})
    assert "MẬT" not in f"{record.title} {record.body} {record.spokesperson_title}"


def test_what_is_said_with_a_move_bears_no_stamp_of_secrecy(house):
    record = published(house)
    actions.revise(record, AUTHOR, house.clock.now(), body="Đính chính")
    stamped = "Vì kế hoạch\nTỐI MẬT"
    with pytest.raises(Invalid):
        actions.submit(record, AUTHOR, house.clock.now(), stamped)
    with pytest.raises(Invalid):
        actions.withdraw(record, APPROVER, house.clock.now(), stamped)
    with pytest.raises(Invalid):
        actions.withdraw(record, APPROVER, house.clock.now(), "Sai", stamped)
    assert record.withdrawn_at is None


def test_what_is_not_complete_cannot_be_submitted(house):
    record = a_draft(house, body="")
    with pytest.raises(Invalid):
        actions.submit(record, AUTHOR, house.clock.now())
    assert record.work_state == WorkState.DRAFT


def test_the_author_does_not_approve_their_own(house):
    both = Person("both", Role.APPROVER)
    record = a_draft(house)
    record.editors = ["author", "both"]
    actions.submit(record, AUTHOR, house.clock.now())
    with pytest.raises(NotPermitted):
        actions.approve(record, both, house.clock.now())


def test_an_approver_without_a_part_in_it_approves(house):
    record = published(house)
    assert (record.work_state, record.editors) == (WorkState.FINAL, ["author"])


def test_who_writes_after_an_approval_begins_a_working_copy_of_their_own(house):
    record = published(house)
    actions.revise(record, Person("other", Role.AUTHOR), house.clock.now(), body="Khác")
    assert record.editors == ["other"]


def test_what_was_withdrawn_is_handed_in_anew_as_it_was_and_approved_by_no_writer_of_it(house):
    both = Person("both", Role.APPROVER)
    record = a_draft(house)
    record.editors = ["author", "both"]
    actions.submit(record, AUTHOR, house.clock.now())
    actions.approve(record, APPROVER, house.clock.now())
    with pytest.raises(NotAllowed):
        actions.submit(record, AUTHOR, house.clock.now())
    actions.withdraw(record, APPROVER, house.clock.now(), "Sai giờ")
    actions.submit(record, AUTHOR, house.clock.now())
    with pytest.raises(NotPermitted):
        actions.approve(record, both, house.clock.now())
    actions.approve(record, APPROVER, house.clock.now())
    assert record.work_state == WorkState.FINAL


def test_a_draft_that_nobody_submitted_cannot_be_approved(house):
    with pytest.raises(NotAllowed):
        actions.approve(a_draft(house), APPROVER, house.clock.now())


def test_an_author_may_not_approve_at_all(house):
    record = a_draft(house)
    actions.submit(record, AUTHOR, house.clock.now())
    with pytest.raises(NotPermitted):
        actions.approve(record, Person("other", Role.AUTHOR), house.clock.now())


def test_another_organisation_s_record_is_out_of_reach(house):
    abroad = Person("abroad", Role.APPROVER, scope="elsewhere")
    record = a_draft(house, organisation_id="here")
    actions.submit(record, AUTHOR, house.clock.now())
    with pytest.raises(NotPermitted):
        actions.approve(record, abroad, house.clock.now())


def test_what_waits_for_approval_is_not_written_in(house):
    record = a_draft(house)
    actions.submit(record, AUTHOR, house.clock.now())
    with pytest.raises(NotAllowed):
        actions.revise(record, AUTHOR, house.clock.now(), title="Khác")


def test_sending_back_needs_its_reason(house):
    record = a_draft(house)
    actions.submit(record, AUTHOR, house.clock.now())
    with pytest.raises(Invalid):
        actions.send_back(record, APPROVER, house.clock.now(), " ")
    actions.send_back(record, APPROVER, house.clock.now(), "Thiếu số liệu")
    assert (record.work_state, record.returned_reason) == (WorkState.DRAFT, "Thiếu số liệu")


def test_whoever_wrote_it_recalls_a_submission_before_anybody_decides(house):
    record = a_draft(house)
    actions.submit(record, AUTHOR, house.clock.now())
    actions.recall(record, AUTHOR, house.clock.now())
    assert record.work_state == WorkState.DRAFT
    assert (
        db.session.scalars(select(AuditLine.tag).order_by(AuditLine.number)).all()[-1] == "desk:announcements:recalled"
    )


def test_nobody_recalls_what_another_wrote(house):
    record = a_draft(house)
    actions.submit(record, AUTHOR, house.clock.now())
    with pytest.raises(NotPermitted):
        actions.recall(record, Person("other", Role.AUTHOR), house.clock.now())


def test_what_was_decided_is_not_recalled(house):
    with pytest.raises(NotAllowed):
        actions.recall(published(house), AUTHOR, house.clock.now())


def test_an_author_discards_a_draft_that_nobody_ever_approved(house):
    with unit_of_work():
        actions.discard(a_draft(house), AUTHOR, house.clock.now())
    assert db.session.scalars(select(Announcement)).all() == []
    assert (
        db.session.scalars(select(AuditLine.tag).order_by(AuditLine.number)).all()[-1] == "desk:announcements:discarded"
    )
    assert verify() == []


@pytest.mark.parametrize("state", ["submitted", "published", "corrected"])
def test_what_waits_or_was_approved_is_not_discarded(house, state):
    record = a_draft(house) if state == "submitted" else published(house)
    if state == "submitted":
        actions.submit(record, AUTHOR, house.clock.now())
    if state == "corrected":
        actions.revise(record, AUTHOR, house.clock.now(), body="Khác")
    with pytest.raises(NotAllowed):
        actions.discard(record, AUTHOR, house.clock.now())


def test_nobody_discards_another_s_draft(house):
    with pytest.raises(NotPermitted):
        actions.discard(a_draft(house), Person("other", Role.AUTHOR), house.clock.now())


def test_an_organisation_which_others_may_name_is_not_discarded(house):
    officer = Person("officer", Role.COMPLIANCE_OFFICER)
    made = organisations.create(officer, house.clock.now(), name="Sở Thử nghiệm")
    with pytest.raises(NotAllowed):
        organisations.discard(made, officer, house.clock.now())


def test_a_correction_of_what_was_public_needs_its_note(house):
    record = published(house)
    house.clock.advance(hours=1)
    actions.revise(record, AUTHOR, house.clock.now(), body="Nội dung đúng")
    with pytest.raises(Invalid):
        actions.submit(record, AUTHOR, house.clock.now())
    actions.submit(record, AUTHOR, house.clock.now(), "Sửa số liệu")
    edition = actions.approve(record, APPROVER, house.clock.now())
    assert (edition.number, edition.change_note, record.change_note) == (2, "Sửa số liệu", "")


def test_the_approver_may_mend_the_note_and_not_leave_it_out(house):
    record = published(house)
    house.clock.advance(hours=1)
    actions.revise(record, AUTHOR, house.clock.now(), body="Nội dung đúng")
    actions.submit(record, AUTHOR, house.clock.now(), "Sửa")
    with pytest.raises(Invalid):
        actions.approve(record, APPROVER, house.clock.now(), change_note=" ")
    assert actions.approve(record, APPROVER, house.clock.now(), change_note="Sửa ngày").change_note == "Sửa ngày"


def test_revising_with_nothing_new_changes_nothing(house):
    record = published(house)
    actions.revise(record, AUTHOR, house.clock.now(), title=record.title)
    assert record.work_state == WorkState.FINAL


def test_an_address_does_not_change_with_the_title(house):
    record = published(house)
    slug = record.slug
    actions.revise(record, AUTHOR, house.clock.now(), title="Tên khác hẳn")
    actions.submit(record, AUTHOR, house.clock.now(), "Đổi tên")
    actions.approve(record, APPROVER, house.clock.now())
    assert record.slug == slug


def test_what_was_never_public_cannot_be_withdrawn(house):
    with pytest.raises(NotAllowed):
        actions.withdraw(a_draft(house), APPROVER, house.clock.now(), "Nhầm")


def test_a_moment_in_the_past_means_now(house):
    record = a_draft(house)
    actions.submit(record, AUTHOR, house.clock.now())
    edition = actions.approve(record, APPROVER, house.clock.now(), visible_from=house.clock.now() - timedelta(days=1))
    assert edition.visible_from == house.clock.now()


def test_every_move_leaves_a_line_and_the_trail_holds(house):
    with unit_of_work():
        actions.withdraw(published(house), APPROVER, house.clock.now(), "Nhầm")
    tags = db.session.scalars(select(AuditLine.tag).order_by(AuditLine.number)).all()
    assert tags == [f"desk:announcements:{did}" for did in ("created", "submitted", "approved", "withdrawn")]
    assert verify() == []


def test_what_fails_leaves_nothing(house):
    with pytest.raises(NotPermitted), unit_of_work():
        record = a_draft(house)
        actions.submit(record, AUTHOR, house.clock.now())
        actions.approve(record, AUTHOR, house.clock.now())
    assert db.session.scalars(select(Announcement)).all() == []
    assert db.session.scalars(select(AuditLine)).all() == []


def test_approval_and_withdrawal_fill_the_outbox(house):
    record = published(house)
    actions.withdraw(record, APPROVER, house.clock.now(), "Nhầm")
    assert [row.record_id for row in db.session.scalars(select(Outbox))] == [record.id, record.id]


def test_withdrawing_takes_back_what_waited_for_approval(house):
    record = published(house)
    actions.revise(record, AUTHOR, house.clock.now(), body="Khác")
    actions.submit(record, AUTHOR, house.clock.now(), "Sửa")
    actions.withdraw(record, APPROVER, house.clock.now(), "Sai")
    with pytest.raises(NotAllowed):
        actions.approve(record, APPROVER, house.clock.now(), change_note="Sửa")
