"""Feedback as citizens send it, and the people of a desk who answer it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select

from content.accounts.roles import Role
from content.db import db
from content.feedback.models import Message
from content.intake.feedback import FeedbackIn, Receipt, submit_feedback
from content.organisations.actions import editing as organisations
from content.organisations.models import Organisation

NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
SECRET = b"the secret of these tests"


@dataclass(frozen=True)
class Officer:
    """A person of the desk with one role."""

    id: str
    role: Role
    scope: str | None = None
    active: bool = True

    @property
    def name(self) -> str:
        """As people read it."""
        return f"Cán bộ {self.id}"

    def grants(self) -> Iterable[tuple[Role, str | None]]:
        """The one role."""
        return [(self.role, self.scope)]


OFFICER = Officer("officer", Role.FEEDBACK_OFFICER)
APPROVER = Officer("approver", Role.APPROVER)


def a_form(**changes: Any) -> FeedbackIn:
    """A complete message of a citizen who agrees to publication and gives her name."""
    return FeedbackIn(
        **{
            "token": "one form",
            "category": "procedure",
            "title": "Thời hạn cấp giấy phép xây dựng",
            "body": "Tôi là Trần Thị Lan, nộp hồ sơ đã 40 ngày mà chưa có kết quả.\n\nXin hỏi thời hạn là bao lâu?",
            "may_publish": True,
            "name": "Trần Thị Lan",
            "phone": "0912 345 678",
            "email": "lan@example.vn",
        }
        | changes
    )


def sent(**changes: Any) -> tuple[Message, Receipt]:
    """A message in the private store, and its receipt."""
    before = db.session.scalars(select(Message.id)).all()
    receipt = submit_feedback(a_form(**changes), NOW, secret=SECRET)
    return db.session.scalars(select(Message).where(Message.id.not_in(before))).one(), receipt


def an_agency(name: str = "Sở Xây dựng") -> str:
    """The key of an organisation in the private store."""
    agency = Organisation(name=name, author_id="system", created_at=NOW, changed_at=NOW)
    db.session.add(agency)
    db.session.flush()
    organisations.publish_imported(agency, NOW)
    return agency.id


ANSWER: dict[str, Any] = {
    "answer_markdown": "Thời hạn là **20 ngày** kể từ ngày nhận đủ hồ sơ.",
    "public_title": "Thời hạn cấp giấy phép xây dựng",
    "public_text": "Người dân nộp hồ sơ đã 40 ngày.\n\nXin hỏi thời hạn là bao lâu?",
    "resolution": "explained",
}
