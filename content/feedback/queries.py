"""Reading feedback for the desk."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import select

from content.db import db
from content.feedback.models import Message, Step
from content.feedback.rules import State


def waiting(state: State, organisations: Collection[str] | None) -> Sequence[Message]:
    """The messages in a state, oldest first, of these organisations; of the whole province where None is given."""
    wanted = select(Message).where(Message.state == state).order_by(Message.received_at, Message.id)
    if organisations is not None:
        wanted = wanted.where(Message.organisation_id.in_(organisations))
    return db.session.scalars(wanted).all()


def history(message_id: str) -> Sequence[Step]:
    """What happened to a message, first things first."""
    return db.session.scalars(select(Step).where(Step.message_id == message_id).order_by(Step.at, Step.id)).all()
