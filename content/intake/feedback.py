"""Handing in feedback, and following it by code.

A message is stored before it is acknowledged, once however often one session sends it, by a database role that may
only insert.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass, replace
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError, IntegrityError

from content.db import db, new_id, unit_of_work
from content.errors import Invalid, Refused
from content.feedback import models, rules
from content.feedback.models import PUBLIC_AUTHOR, Message, Sender, Step
from content.feedback.rules import Category, Move, State
from content.intake import codes
from content.secrecy import bears_stamp
from content.vietnamese import fold, nfc_clean

CATEGORIES = tuple(Category)
TITLE_CHARACTERS = rules.TITLE_CHARACTERS
BODY_CHARACTERS = rules.BODY_CHARACTERS
NAME_CHARACTERS = rules.NAME_CHARACTERS
is_as_long_as = rules.is_as_long_as
"""What the form of the site must know of the rules, which it may not import."""

NAMED_RECEIPT = "portal.receipt"
"""In PostgreSQL the setting, for one transaction, that names the digest of the one receipt which may be read."""


class NotStored(Refused):
    """The message could not be written down, so it is not acknowledged; the sender keeps what was typed."""


@dataclass(frozen=True, kw_only=True)
class FeedbackIn:
    """What a citizen sends; ``token`` names the session it comes from: the same sent twice from there is sent once."""

    token: str
    category: str
    title: str
    body: str
    may_publish: bool
    document_path: str | None = None
    document_title: str | None = None
    name: str | None = None
    phone: str | None = None
    email: str | None = None


@dataclass(frozen=True)
class Receipt:
    """That a message is stored: the code to follow it by, which is kept nowhere, when, and whether it was before."""

    code: str
    received_at: datetime
    again: bool = False


@dataclass(frozen=True, kw_only=True)
class Status:
    """What whoever holds a code may know."""

    title: str
    document_path: str | None
    received_at: datetime
    state: State
    changed_at: datetime
    organisation: str | None
    resolution: str | None
    answered_at: datetime | None
    answer_html: str | None
    public_path: str | None


def tidy(text: str) -> str:
    """One spelling, plain line ends, nothing invisible, no space around: as a message is measured and stored."""
    return nfc_clean(text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def submit_feedback(form: FeedbackIn, now: datetime, *, secret: bytes) -> Receipt:
    """Store a message and acknowledge it; sent again from its session it gets the same code and is not stored again."""
    form = _tidied(form)
    _check(form)
    # The code is made from session and words, not drawn: whoever sends them again is told it again, though only its
    # hash is stored and nothing of the session. Words changed and sent again are another message, so that nothing
    # written is lost.
    code = codes.make(secret, *(repr(part).encode() for part in astuple(form)))
    code_hash = codes.stored_form(secret, code)
    try:
        known = _receipt(code_hash)
        if known is None:
            _store(form, code_hash, now)
    except IntegrityError:
        # Sent twice at once: the other request has stored it in the meantime.
        known = _receipt(code_hash)
        if known is None:
            raise
    except DBAPIError as failure:
        db.session.rollback()
        raise NotStored("Hệ thống chưa lưu được góp ý. Xin gửi lại sau ít phút.") from failure
    return Receipt(code, known.received_at, again=True) if known else Receipt(code, now)


def follow(code: str, *, secret: bytes) -> Status | None:
    """What has become of the message with this code, typed in any spelling; None where there is none."""
    read = codes.read(code)
    receipt = _receipt(codes.stored_form(secret, read)) if read else None
    if receipt is None:
        return None
    # The digest named above lets PostgreSQL show these two columns of this one message, and no more of it.
    title, document_path = db.session.execute(
        select(Message.title, Message.document_path).where(Message.id == receipt.message_id)
    ).one()
    return Status(
        title=title,
        document_path=document_path,
        received_at=receipt.received_at,
        state=State(receipt.state),
        changed_at=receipt.changed_at,
        organisation=receipt.organisation,
        resolution=receipt.resolution,
        answered_at=receipt.answered_at,
        answer_html=receipt.answer_html,
        public_path=receipt.public_path,
    )


def _receipt(code_hash: str) -> models.Receipt | None:
    if db.engine.dialect.name == "postgresql":
        db.session.execute(select(func.set_config(NAMED_RECEIPT, code_hash, True)))
    return db.session.scalar(select(models.Receipt).where(models.Receipt.code_hash == code_hash))


def _store(form: FeedbackIn, code_hash: str, now: datetime) -> None:
    message_id = new_id()
    with unit_of_work():
        db.session.add(_message(form, message_id, now))
        if any((form.name, form.phone, form.email)):
            db.session.add(
                Sender(
                    message_id=message_id,
                    name=form.name,
                    phone=form.phone,
                    email=form.email,
                    notice_version=rules.NOTICE_VERSION,
                )
            )
        db.session.add(
            models.Receipt(
                code_hash=code_hash, message_id=message_id, received_at=now, state=State.RECEIVED, changed_at=now
            )
        )
        db.session.add(
            Step(message_id=message_id, at=now, move=Move.RECEIVE, state=State.RECEIVED, person_id=PUBLIC_AUTHOR)
        )


def _message(form: FeedbackIn, message_id: str, now: datetime) -> Message:
    return Message(
        id=message_id,
        author_id=PUBLIC_AUTHOR,
        created_at=now,
        changed_at=now,
        received_at=now,
        category=form.category,
        title=form.title,
        body=form.body,
        document_path=form.document_path,
        document_title=form.document_title,
        may_publish=form.may_publish,
        search_text=fold(form.title),
    )


def _tidied(form: FeedbackIn) -> FeedbackIn:
    return replace(
        form,
        title=tidy(form.title),
        body=tidy(form.body),
        name=tidy(form.name or "") or None,
        phone=tidy(form.phone or "") or None,
        email=tidy(form.email or "") or None,
    )


def _check(form: FeedbackIn) -> None:
    """The last gate: the form of the site says the same more kindly, but nothing enters by another door."""
    wrong: dict[str, str] = {}
    if form.category not in set(Category):
        wrong["category"] = "Chọn một lĩnh vực góp ý."
    if not is_as_long_as(form.title, TITLE_CHARACTERS) or "\n" in form.title:
        wrong["title"] = "Tiêu đề dài từ 5 đến 200 ký tự."
    if not is_as_long_as(form.body, BODY_CHARACTERS):
        wrong["body"] = "Nội dung dài từ 10 đến 5.000 ký tự."
    if bears_stamp(form.title) or bears_stamp(form.body):
        wrong["body"] = "Nội dung có dấu độ mật nên không được gửi qua mạng."
    if wrong:
        raise Invalid("Góp ý chưa hợp lệ.", **wrong)
