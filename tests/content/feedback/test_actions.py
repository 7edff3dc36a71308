"""An officer answers, another approves, and the public sees only what the sender agreed to."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from sqlalchemy import func, select

from content.accounts.policy import SYSTEM
from content.accounts.roles import Role
from content.audit.models import AuditLine
from content.db import db, new_id
from content.editorial.models import Edition, Outbox
from content.errors import Invalid, NotAllowed, NotPermitted, Refused
from content.feedback import actions, queries
from content.feedback.models import Message, Sender
from content.feedback.projection import PROJECTION, snapshot
from content.feedback.rules import Move, State
from content.intake.feedback import Status, follow
from content.organisations.actions import editing as organisations
from content.organisations.models import Organisation
from content.organisations.queries import published_names
from content.public.records import PublicRecord
from content.vietnamese import fold
from tests.factories.feedback import ANSWER, APPROVER, NOW, OFFICER, SECRET, Officer, an_agency, sent

pytestmark = pytest.mark.usefixtures("store")

LATER = NOW + timedelta(days=3)


def assigned(**changes: Any) -> tuple[Message, str]:
    message, receipt = sent(**changes)
    actions.assign(message, an_agency(), OFFICER, NOW)
    return message, receipt.code


def drafted(**changes: Any) -> tuple[Message, str]:
    message, code = assigned(**changes)
    actions.draft_answer(message, OFFICER, NOW, **ANSWER)
    return message, code


def answered(**changes: Any) -> tuple[Message, str]:
    message, code = drafted(**changes)
    actions.approve_answer(message, APPROVER, LATER)
    return message, code


@pytest.mark.parametrize("may_publish", [True, False])
def test_an_answer_that_nobody_drafted_is_not_approved(may_publish: bool) -> None:
    message, code = drafted(may_publish=may_publish)
    message.editors = []
    with pytest.raises(NotAllowed, match="ai đã soạn"):
        actions.approve_answer(message, APPROVER, LATER)
    assert seen_by_the_sender(code).answer_html is None


@pytest.mark.parametrize("field", ["answer_markdown", "public_title", "public_text", "change_note"])
def test_an_answer_that_bears_a_stamp_of_secrecy_is_not_kept(field: str) -> None:
    message, _ = answered()
    said = {**ANSWER, "answer_markdown": "Đã rõ hơn.", "change_note": "Sửa", field: "[TỐI MẬT] Đã rõ."}
    with pytest.raises(Invalid, match="TỐI MẬT"):
        actions.draft_answer(message, OFFICER, LATER, **said)
    assert message.state == State.ANSWERED
    assert "TỐI MẬT" not in f"{snapshot(message, LATER)} {message.change_note}"


def test_what_a_sender_is_told_bears_no_stamp_of_secrecy() -> None:
    message, code = assigned()
    with pytest.raises(Invalid, match="“MẬT”"):
        actions.refuse(message, OFFICER, LATER, "complaint", "Không thuộc thẩm quyền.\nMẬT")
    assert seen_by_the_sender(code).answer_html is None


def seen_by_the_sender(code: str) -> Status:
    db.session.flush()
    status = follow(code, secret=SECRET)
    assert status is not None
    return status


def seen_by_the_public(message: Message) -> PublicRecord | None:
    db.session.flush()
    projection = PROJECTION.project(db.session(), message.id, LATER)
    assert projection is not None
    return projection.record


def test_the_sender_sees_each_step_of_the_way() -> None:
    message, code = assigned()
    assert (seen_by_the_sender(code).state, seen_by_the_sender(code).organisation) == (State.ASSIGNED, "Sở Xây dựng")
    actions.draft_answer(message, OFFICER, NOW, **ANSWER)
    assert seen_by_the_sender(code).state is State.ANSWER_DRAFTED
    assert seen_by_the_sender(code).answer_html is None
    actions.approve_answer(message, APPROVER, LATER)
    status = seen_by_the_sender(code)
    assert (status.state, status.resolution, status.answered_at) == (State.ANSWERED, "explained", LATER)
    assert status.answer_html is not None
    assert "<strong>20 ngày</strong>" in status.answer_html
    assert status.public_path == f"/gop-y/{message.slug}"


def test_the_public_sees_question_answer_agency_and_dates() -> None:
    message, _ = answered(document_path="/van-ban/x-1", document_title="Quyết định 15/2024/QĐ-UBND")
    record = seen_by_the_public(message)
    assert record is not None
    assert record.title == ANSWER["public_title"]
    assert record.html == "<p>Người dân nộp hồ sơ đã 40 ngày.</p>\n<p>Xin hỏi thời hạn là bao lâu?</p>"
    assert record.path == f"/gop-y/thoi-han-cap-giay-phep-xay-dung-{message.public_id}"
    assert (record.issuer, record.issuer_key) == ("Sở Xây dựng", "so-xay-dung")
    assert (record.type, record.status) == ("Thủ tục hành chính", "answered")
    assert record.data == {
        "question": ANSWER["public_text"],
        "category": "procedure",
        "received": "2026-11-22",
        "answered": "2026-11-25",
        "organisation": "Sở Xây dựng",
        "document": "/van-ban/x-1",
        "answer_html": "<p>Thời hạn là <strong>20 ngày</strong> kể từ ngày nhận đủ hồ sơ.</p>",
        "resolution": "explained",
        "corrections": [],
    }


def test_nothing_of_the_sender_is_in_what_the_public_sees() -> None:
    message, code = answered()
    shown = repr(seen_by_the_public(message))
    hidden = ("Lan", "0912", "lan@example.vn", code, message.id, message.body, "officer", "approver")
    assert not [word for word in hidden if word in shown]


def test_no_edition_holds_a_word_of_the_sender() -> None:
    message, _ = answered()
    frozen = repr([edition.snapshot for edition in db.session.scalars(select(Edition))])
    assert message.body not in frozen
    assert "Lan" not in frozen


@pytest.mark.parametrize("step", [sent, assigned, drafted])
def test_nothing_is_public_before_the_answer_is_approved(step: Any) -> None:
    message, _ = step()
    assert seen_by_the_public(message) is None


def test_without_consent_the_sender_is_answered_and_the_public_sees_nothing() -> None:
    message, code = answered(may_publish=False)
    assert seen_by_the_public(message) is None
    assert db.session.scalar(select(func.count()).select_from(Edition).where(Edition.kind == message.KIND)) == 0
    assert seen_by_the_sender(code).answer_html is not None
    assert seen_by_the_sender(code).public_path is None


@pytest.mark.parametrize("may_publish", [True, False])
def test_nobody_approves_the_answer_that_they_drafted(may_publish: bool) -> None:
    message, _ = assigned(may_publish=may_publish)
    both = Officer("both", Role.FEEDBACK_OFFICER)
    actions.draft_answer(message, both, NOW, **ANSWER)
    with pytest.raises(NotPermitted, match="không được tự duyệt"):
        actions.approve_answer(message, Officer("both", Role.APPROVER), LATER)
    assert message.state == State.ANSWER_DRAFTED


def test_who_drafted_the_first_answer_may_not_approve_its_second_draft_either() -> None:
    message, _ = drafted()
    actions.send_back(message, APPROVER, NOW, "Cần dẫn điều khoản.")
    actions.draft_answer(message, Officer("second", Role.FEEDBACK_OFFICER), NOW, **ANSWER | {"answer_markdown": "Mới."})
    with pytest.raises(NotPermitted):
        actions.approve_answer(message, Officer("officer", Role.APPROVER), LATER)


@pytest.mark.parametrize("may_publish", [True, False])
def test_who_hands_in_anothers_answer_word_for_word_may_not_approve_it(may_publish: bool) -> None:
    message, code = drafted(may_publish=may_publish)
    actions.send_back(message, APPROVER, NOW, "Cần dẫn điều khoản.")
    actions.draft_answer(message, Officer("second", Role.FEEDBACK_OFFICER), NOW, **ANSWER)
    assert message.editors == ["officer", "second"]
    with pytest.raises(NotPermitted):
        actions.approve_answer(message, Officer("second", Role.APPROVER), LATER)
    assert seen_by_the_sender(code).answer_html is None


def test_an_answer_already_given_is_drafted_again_word_for_word_by_somebody() -> None:
    message, _ = answered()
    actions.draft_answer(message, OFFICER, LATER, **ANSWER, change_note="Gửi lại")
    with pytest.raises(NotPermitted):
        actions.approve_answer(message, Officer("officer", Role.APPROVER), LATER)
    actions.approve_answer(message, APPROVER, LATER)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.FEEDBACK_OFFICER])
def test_only_a_feedback_officer_assigns(role: Role) -> None:
    message, _ = sent()
    with pytest.raises(NotPermitted):
        actions.assign(message, an_agency(), Officer("other", role), NOW)


def test_an_officer_of_one_agency_does_not_answer_for_another() -> None:
    message, _ = assigned()
    with pytest.raises(NotPermitted):
        actions.draft_answer(message, Officer("stranger", Role.FEEDBACK_OFFICER, "another"), NOW, **ANSWER)


def test_an_officer_may_not_approve() -> None:
    message, _ = drafted()
    with pytest.raises(NotPermitted):
        actions.approve_answer(message, Officer("second", Role.FEEDBACK_OFFICER), LATER)


def test_is_assigned_only_to_an_agency_that_there_is() -> None:
    message, _ = sent()
    with pytest.raises(Invalid):
        actions.assign(message, "nobody", OFFICER, NOW)


def test_is_not_answered_before_it_is_assigned() -> None:
    message, _ = sent()
    with pytest.raises(NotAllowed, match="Phải giao"):
        actions.draft_answer(message, OFFICER, NOW, **ANSWER)


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("answer_markdown", "  "),
        ("answer_markdown", "Kính gửi bà Trần Thị Lan, thời hạn là 20 ngày."),
        ("public_title", ""),
        ("public_title", "Câu hỏi của bà trần thị lan"),
        ("public_text", "ngắn"),
        ("public_text", "Xin gọi cho tôi theo số 0987 654 321."),
        ("public_text", "Xin trả lời về hộp thư ai.do@example.vn."),
        ("resolution", "solved"),
        ("resolution", None),
    ],
)
def test_an_answer_that_is_not_fit_is_refused_at_its_field(field: str, text: str | None) -> None:
    message, _ = assigned()
    with pytest.raises(Invalid) as refusal:
        actions.draft_answer(message, OFFICER, NOW, **ANSWER | {field: text})
    assert list(refusal.value.fields) == [field]


def test_a_private_answer_may_name_the_sender_and_needs_no_public_words() -> None:
    message, _ = assigned(may_publish=False)
    words = {"answer_markdown": "Kính gửi bà Trần Thị Lan.", "public_title": "", "public_text": ""}
    actions.draft_answer(message, OFFICER, NOW, **ANSWER | words)
    assert message.state == State.ANSWER_DRAFTED


def test_sending_back_says_why_and_lets_the_officer_draft_again() -> None:
    message, code = drafted()
    actions.send_back(message, APPROVER, NOW, "Cần dẫn điều khoản.")
    assert (message.returned_reason, seen_by_the_sender(code).state) == ("Cần dẫn điều khoản.", State.ASSIGNED)
    actions.draft_answer(message, OFFICER, NOW, **ANSWER)
    assert message.state == State.ANSWER_DRAFTED


def test_sending_back_needs_a_reason() -> None:
    message, _ = drafted()
    with pytest.raises(Invalid):
        actions.send_back(message, APPROVER, NOW, "  ")


def test_a_complaint_is_led_to_the_lawful_channel_and_only_its_sender_is_told() -> None:
    message, receipt = sent()
    actions.refuse(message, OFFICER, NOW, "complaint", "Nội dung khiếu nại một quyết định của sở.")
    status = seen_by_the_sender(receipt.code)
    assert (status.state, status.resolution, status.public_path) == (State.ANSWERED, "complaint", None)
    assert "nơi tiếp công dân" in (status.answer_html or "")
    assert "Nội dung khiếu nại một quyết định của sở." in (status.answer_html or "")
    assert seen_by_the_public(message) is None


def test_what_was_led_elsewhere_never_becomes_public() -> None:
    message, _ = sent()
    actions.assign(message, an_agency(), OFFICER, NOW)
    actions.refuse(message, OFFICER, NOW, "complaint", "Là khiếu nại.")
    with pytest.raises(NotAllowed, match="không tiếp nhận"):
        actions.draft_answer(message, OFFICER, NOW, **ANSWER)
    assert seen_by_the_public(message) is None


def test_a_draft_kept_changes_nothing_for_the_sender_or_the_public() -> None:
    message, code = answered()
    before = seen_by_the_sender(code), seen_by_the_public(message)
    actions.save_draft(message, OFFICER, LATER, **ANSWER | {"answer_markdown": "Đang xem lại."})
    assert message.answer_markdown == "Đang xem lại."
    assert (seen_by_the_sender(code), seen_by_the_public(message)) == before


def test_whoever_kept_a_draft_has_written_in_it() -> None:
    message, _ = assigned()
    actions.save_draft(message, OFFICER, NOW, **ANSWER)
    assert OFFICER.id in message.editors


def test_a_correction_taken_back_leaves_the_message_answered() -> None:
    message, code = answered()
    actions.draft_answer(message, OFFICER, LATER, **ANSWER | {"answer_markdown": "Sửa."}, change_note="Sửa")
    actions.recall(message, OFFICER, LATER)
    assert (message.state, seen_by_the_sender(code).state) == (State.ANSWERED, State.ANSWERED)


@pytest.mark.parametrize("before", ["complaint", "answered"])
def test_what_was_taken_for_something_else_can_still_be_erased_as_a_denunciation(before: str) -> None:
    if before == "answered":
        message, code = answered(may_publish=False)
    else:
        message, code = assigned()
        actions.refuse(message, OFFICER, NOW, "complaint", "Là khiếu nại.")
    actions.refuse(message, OFFICER, LATER, "denunciation", "Là tố cáo.")
    assert message.body == actions.ERASED
    db.session.flush()
    assert db.session.query(Sender).all() == []
    assert "cơ quan có thẩm quyền giải quyết tố cáo" in (seen_by_the_sender(code).answer_html or "")
    with pytest.raises(NotAllowed):
        actions.refuse(message, OFFICER, LATER, "denunciation", "Là tố cáo.")


@pytest.mark.parametrize("sort", ["complaint", "denunciation"])
def test_what_was_published_is_led_nowhere_else_because_its_edition_stays(sort: str) -> None:
    message, _ = answered()
    with pytest.raises(NotAllowed):
        actions.refuse(message, OFFICER, LATER, sort, "Là tố cáo.")


def test_nothing_is_kept_of_a_denunciation() -> None:
    message, _ = drafted()
    title, body = message.title, message.body
    actions.send_back(message, APPROVER, NOW, f"Đây là tố cáo: {title}")
    message.change_note = title
    actions.refuse(message, OFFICER, NOW, "denunciation", "Là tố cáo.")
    db.session.flush()
    assert db.session.query(Sender).all() == []
    rows = [message, *queries.history(message.id), *db.session.scalars(select(AuditLine))]
    kept = [str(getattr(row, one.key)) for row in rows for one in type(row).__mapper__.column_attrs]
    assert not [value for value in kept if title in value or body in value or fold(title) in value]


def test_a_message_whose_answer_was_given_is_not_led_elsewhere_however_it_stands() -> None:
    message, _ = answered()
    message.state = State.ASSIGNED
    with pytest.raises(NotAllowed, match="đã được trả lời"):
        actions.refuse(message, OFFICER, NOW, "complaint", "Là khiếu nại.")


@pytest.mark.parametrize(("sort", "reason"), [("", "Lý do"), ("rumour", "Lý do"), ("complaint", " ")])
def test_leading_elsewhere_needs_its_sort_and_a_reason(sort: str, reason: str) -> None:
    message, _ = sent()
    with pytest.raises(Invalid):
        actions.refuse(message, OFFICER, NOW, sort, reason)
    assert message.state == State.RECEIVED


def test_an_answer_under_way_is_not_led_elsewhere() -> None:
    message, _ = drafted()
    with pytest.raises(NotAllowed):
        actions.refuse(message, OFFICER, NOW, "complaint", "Lý do")


def test_only_who_answers_feedback_leads_it_elsewhere() -> None:
    message, _ = sent()
    with pytest.raises(NotPermitted):
        actions.refuse(message, APPROVER, NOW, "complaint", "Lý do")


def test_a_correction_is_not_drafted_without_its_note() -> None:
    message, _ = answered()
    with pytest.raises(Invalid):
        actions.draft_answer(message, OFFICER, LATER, **ANSWER | {"answer_markdown": "Thời hạn là 15 ngày."})


def test_a_correction_replaces_the_answer_only_when_approved_and_says_what_was_corrected() -> None:
    message, code = answered()
    path = message.slug
    corrected = ANSWER | {"answer_markdown": "Thời hạn là 15 ngày."}
    note = "Sửa thời hạn theo quy định mới."
    actions.draft_answer(message, OFFICER, LATER, **corrected, change_note=note)
    record = seen_by_the_public(message)
    assert record is not None
    assert "20 ngày" in record.data["answer_html"]
    assert seen_by_the_sender(code).state is State.ANSWERED
    actions.approve_answer(message, APPROVER, LATER)
    record = seen_by_the_public(message)
    assert record is not None
    assert "15 ngày" in record.data["answer_html"]
    assert record.data["corrections"][0]["note"] == "Sửa thời hạn theo quy định mới."
    assert (record.data["answered"], message.slug) == ("2026-11-25", path)


def test_what_is_withdrawn_is_gone_from_the_public_and_stays_with_the_sender() -> None:
    message, code = answered()
    actions.withdraw(message, APPROVER, LATER, "Còn thông tin cá nhân.")
    assert seen_by_the_public(message) is None
    assert seen_by_the_sender(code).public_path is None
    assert seen_by_the_sender(code).answer_html is not None


def test_a_correction_that_waited_is_handed_in_anew_after_a_withdrawal() -> None:
    message, _ = answered()
    actions.draft_answer(message, OFFICER, LATER, **ANSWER, change_note="Sửa thời hạn.")
    actions.withdraw(message, APPROVER, LATER, "Còn thông tin cá nhân.")
    assert message.state == State.ANSWERED
    actions.draft_answer(message, OFFICER, LATER, **ANSWER, change_note="Sửa thời hạn.")
    actions.approve_answer(message, APPROVER, LATER)
    assert seen_by_the_public(message) is not None


def test_a_message_led_elsewhere_keeps_no_reason_why_its_draft_was_sent_back() -> None:
    message, _ = drafted()
    actions.send_back(message, APPROVER, NOW, "Đây là khiếu nại.")
    actions.refuse(message, OFFICER, NOW, "complaint", "Là khiếu nại.")
    assert message.returned_reason == ""


WALK: dict[Move, Callable[[Message, str], object]] = {
    Move.ASSIGN: lambda one, agency: actions.assign(one, agency, OFFICER, LATER),
    Move.REFUSE: lambda one, agency: actions.refuse(one, OFFICER, LATER, "complaint", "Là khiếu nại."),
    Move.DRAFT: lambda one, agency: actions.draft_answer(one, OFFICER, LATER, **ANSWER, change_note="Sửa."),
    Move.SEND_BACK: lambda one, agency: actions.send_back(one, APPROVER, LATER, "Xem lại."),
    Move.APPROVE: lambda one, agency: actions.approve_answer(one, APPROVER, LATER),
    Move.WITHDRAW: lambda one, agency: actions.withdraw(one, APPROVER, LATER, "Sai."),
}
GOAL = (Move.ASSIGN, Move.DRAFT, Move.APPROVE)


def try_to(move: Move, message: Message, agency: str) -> None:
    with contextlib.suppress(Refused), db.session.begin_nested():
        WALK[move](message, agency)


@pytest.mark.parametrize("begun", [(), GOAL[:1], GOAL[:2], GOAL, (*GOAL, Move.DRAFT)], ids=len)
def test_whatever_is_done_sender_and_public_are_told_the_same_and_an_answer_can_follow(begun: tuple[Move, ...]) -> None:
    agency = an_agency()
    for moves in product(WALK, repeat=2):
        message, receipt = sent(token=new_id())
        for move in (*begun, *moves):
            try_to(move, message, agency)
            shown, told = seen_by_the_public(message), seen_by_the_sender(receipt.code)
            assert (shown is not None) == (told.public_path is not None), moves
            assert (told.answer_html is not None) == (message.answered_at is not None), moves
        for move in GOAL:
            try_to(move, message, agency)
        assert message.state == State.ANSWERED, moves


def test_every_step_stands_in_the_history_with_who_and_when() -> None:
    message, _ = answered()
    db.session.flush()
    steps = [(step.move, step.person_id, step.at) for step in queries.history(message.id)]
    assert sorted(steps) == sorted(
        [
            (Move.RECEIVE, "public", NOW),
            (Move.ASSIGN, "officer", NOW),
            (Move.DRAFT, "officer", NOW),
            (Move.APPROVE, "approver", LATER),
        ]
    )


def test_every_step_fills_the_outbox_in_its_own_transaction() -> None:
    message, _ = answered()
    db.session.flush()
    assert set(db.session.scalars(select(Outbox.record_id).where(Outbox.kind == message.KIND))) == {message.id}
    db.session.rollback()
    assert db.session.scalar(select(func.count()).select_from(Outbox)) == 0


def test_the_trail_holds_no_word_of_the_message_or_its_sender() -> None:
    message, code = answered()
    db.session.flush()
    trail = repr([(line.tag, line.reason, line.details) for line in db.session.scalars(select(AuditLine))])
    assert "desk:feedback:approved" in trail
    assert not [word for word in ("Lan", "0912", "giấy phép", code, message.public_text) if word in trail]


def test_the_preview_is_what_will_be_public() -> None:
    message, _ = drafted()
    before = PROJECTION.preview(message, snapshot(message, LATER), LATER)
    actions.approve_answer(message, APPROVER, LATER)
    after = seen_by_the_public(message)
    assert after is not None
    assert (before.title, before.html, before.data) == (after.title, after.html, after.data)


def test_the_desk_finds_what_waits_for_it_oldest_first() -> None:
    message, _ = assigned()
    db.session.flush()
    assert queries.waiting(State.ASSIGNED, None) == [message]
    assert queries.waiting(State.ASSIGNED, [str(message.organisation_id)]) == [message]
    assert queries.waiting(State.ASSIGNED, ["another"]) == []


def test_a_new_name_of_the_agency_that_nobody_approved_reaches_neither_the_sender_nor_the_public():
    message, code = assigned()
    agency = db.session.get(Organisation, message.organisation_id)
    organisations.revise(agency, SYSTEM, NOW, name="Tên chưa duyệt")
    actions.draft_answer(message, OFFICER, NOW, **ANSWER)
    actions.approve_answer(message, APPROVER, LATER)
    public = seen_by_the_public(message)
    assert (public.issuer, seen_by_the_sender(code).organisation) == ("Sở Xây dựng", "Sở Xây dựng")


def test_an_organisation_below_one_that_is_not_public_yet_does_not_lead_there():
    above = organisations.create(SYSTEM, NOW, name="Sở còn hẹn giờ")
    organisations.submit(above, SYSTEM, NOW)
    organisations.approve(above, SYSTEM, NOW, visible_from=LATER)
    below = organisations.create(SYSTEM, NOW, name="Phòng", parent_id=above.id)
    assert organisations.snapshot(below, NOW)["parent"] is None
    assert organisations.snapshot(below, LATER)["parent"].startswith("/co-quan/so-con-hen-gio-")
    assert above.id not in published_names(NOW)
    assert published_names(LATER)[above.id] == "Sở còn hẹn giờ"
