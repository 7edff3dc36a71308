"""The desk's first page: what waits for me, and by when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import abort, current_app, url_for
from flask_admin import expose
from sqlalchemy import and_, or_, select
from werkzeug.wrappers import Response as AnyResponse

from admin.base import DeskView, page, person
from admin.feedback import answer_by
from admin.records import send
from admin.services import now
from admin.titles import title_of
from content.accounts.models import User
from content.accounts.permissions import Permission
from content.accounts.policy import may, may_somewhere, reach
from content.attachments.models import Attachment
from content.db import db
from content.editorial.actions import is_own_work, is_second_person
from content.editorial.models import Edition
from content.editorial.queries import editions_of, set_aside
from content.feedback.models import Message
from content.feedback.rules import State
from content.kinds import KINDS, Kind
from content.publishing import WorkState, counts, overtaken

REVIEW_WITHIN = timedelta(days=3)
"""The desk's own target, said on the page; by when feedback is answered is a setting of the province."""
MOST = 50
"""Rows of one part of the queue; the list of the noun has them all."""

NO_WORK = ("failed", "scheduled")
"""The sections that only tell: nothing in them waits for the reader."""
WILL_BE_TRIED = "Cổng tự thử lại vài phút một lần; nếu vẫn còn ở đây, hãy báo người quản trị."

EDITED = [kind for kind in KINDS.values() if kind.noun != "feedback"]


@dataclass(frozen=True)
class Work:
    """One thing that waits."""

    label: str
    title: str
    address: str
    since: datetime
    due: datetime | None = None
    note: str = ""

    def is_late(self, moment: datetime) -> bool:
        """Whether its day has passed."""
        return self.due is not None and self.due < moment


@dataclass(frozen=True)
class Section:
    """One section of the queue."""

    key: str
    heading: str
    works: list[Work]


class QueueView(DeskView):
    """The work queue."""

    permission = Permission.READ_DESK

    @expose("/")
    def index(self) -> str:
        """Everything that waits for the person signed in, oldest first."""
        moment, me = now(), person()
        sections = [section for section in sections_for(me, moment) if section.works]
        mine = [work for section in sections if section.key not in NO_WORK for work in section.works]
        return page(
            self,
            "desk/queue.html",
            title=headline(len(mine), sum(work.is_late(moment) for work in mine)),
            sections=sections,
            moment=moment,
            review_days=REVIEW_WITHIN.days,
            answer_days=current_app.config["PROVINCE"].answer_days,
        )

    @expose("/tep/<token>/<file_name>")
    def picture(self, token: str, file_name: str) -> AnyResponse:
        """A picture of a record that is not public yet, for its preview."""
        attachment = db.session.scalar(select(Attachment).where(Attachment.token == token))
        kind = KINDS.get(attachment.kind) if attachment else None
        record = db.session.get(kind.model, attachment.record_id) if attachment and kind else None
        if attachment is None or record is None or not may(person(), Permission.READ_DESK, record.organisation_id):
            abort(404)
        response = send(attachment)
        if attachment.width:
            response.headers["Content-Disposition"] = "inline"
        return response


def headline(waiting: int, late: int) -> str:
    """ "3 việc chờ đồng chí, 1 quá hạn"."""
    if not waiting:
        return "Không có việc nào chờ đồng chí"
    return f"{waiting} việc chờ đồng chí" + (f", {late} quá hạn" if late else "")


def sections_for(me: User, moment: datetime) -> list[Section]:
    """The sections of a person's queue in the order in which they press."""
    return [
        Section("failed", "Đã duyệt nhưng chưa công khai hay gỡ được vì lỗi kỹ thuật", list(_failed(me))),
        Section("approve", "Chờ đồng chí duyệt", sorted([*_to_approve(me), *_answers_to_approve(me)], key=_pressing)),
        Section("returned", "Bị trả lại, cần sửa", sorted(_drafts(me, returned=True), key=_pressing)),
        Section("feedback", "Góp ý cần xử lý", sorted(_feedback(me), key=_pressing)),
        Section("drafts", "Bản đang soạn của đồng chí", sorted(_drafts(me, returned=False), key=_pressing)),
        Section("scheduled", "Hẹn giờ công bố", sorted(_scheduled(me, moment), key=_pressing)),
    ]


def _pressing(work: Work) -> tuple[datetime, str]:
    return (work.due or work.since, work.address)


def _rows(kind: Kind, me: User, permission: Permission, *conditions: Any) -> Iterator[Any]:
    model, scope = kind.model, reach(me, permission)
    wanted = select(model).where(*conditions).order_by(model.changed_at).limit(MOST)
    if scope is not None:
        wanted = wanted.where(model.organisation_id.in_(scope))
    yield from db.session.scalars(wanted)


def _work(kind: Kind, record: Any, since: datetime, due: datetime | None = None, note: str = "") -> Work:
    return Work(
        kind.label_vi,
        title_of(record),
        url_for(f"desk_{kind.noun}.edit_view", record_id=record.id),
        since,
        due,
        note,
    )


def _to_approve(me: User) -> Iterator[Work]:
    for kind in EDITED:
        for record in _rows(kind, me, Permission.APPROVE, kind.model.work_state == WorkState.IN_REVIEW):
            if is_second_person(record, me):
                since = record.submitted_at or record.changed_at
                yield _work(kind, record, since, since + REVIEW_WITHIN)


def _answers_to_approve(me: User) -> Iterator[Work]:
    kind = KINDS["feedback"]
    for message in _rows(kind, me, Permission.APPROVE_ANSWER, Message.state == State.ANSWER_DRAFTED):
        if is_second_person(message, me):
            since = message.submitted_at or message.changed_at
            yield _work(kind, message, since, since + REVIEW_WITHIN, note="Dự thảo trả lời")


def _feedback(me: User) -> Iterator[Work]:
    kind = KINDS["feedback"]
    returned = and_(Message.work_state == WorkState.DRAFT, Message.returned_reason != "")
    waits = or_(Message.state.in_([State.RECEIVED, State.ASSIGNED]), and_(Message.state == State.ANSWERED, returned))
    for message in _rows(kind, me, Permission.ANSWER_FEEDBACK, waits):
        if message.answered_at is not None:
            yield _work(kind, message, message.changed_at, note=message.returned_reason)
            continue
        note = "Chưa giao cơ quan xử lý" if message.state == State.RECEIVED else "Chờ trả lời"
        yield _work(kind, message, message.received_at, answer_by(message), message.returned_reason or note)


def _drafts(me: User, *, returned: bool) -> Iterator[Work]:
    for kind in EDITED:
        permission = kind.editing.permission
        if not may_somewhere(me, permission):
            continue
        model = kind.model
        reason = model.returned_reason != "" if returned else model.returned_reason == ""
        for record in _rows(kind, me, permission, model.work_state == WorkState.DRAFT, reason):
            if is_own_work(record, me):
                yield _work(kind, record, record.changed_at, note=record.returned_reason)


def _failed(me: User) -> Iterator[Work]:
    for row in set_aside():
        kind = KINDS.get(row.kind)
        record = db.session.get(kind.model, row.record_id) if kind else None
        if kind and record and may(me, Permission.READ_DESK, record.organisation_id):
            yield _work(kind, record, row.created_at, note=WILL_BE_TRIED)


def _scheduled(me: User, moment: datetime) -> Iterator[Work]:
    wanted = select(Edition).where(Edition.visible_from > moment).order_by(Edition.visible_from).limit(MOST)
    for edition in db.session.scalars(wanted):
        kind = KINDS.get(edition.kind)
        record = db.session.get(kind.model, edition.record_id) if kind else None
        if kind is None or record is None or not counts(edition, withdrawn_at=record.withdrawn_at):
            continue
        if edition in overtaken(editions_of(edition.kind, record.id), withdrawn_at=record.withdrawn_at):
            continue
        if may(me, Permission.READ_DESK, record.organisation_id):
            yield _work(kind, record, edition.approved_at, edition.visible_from)
