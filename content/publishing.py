"""What may be seen, and when: the states of a record and the one rule of visibility. Pure; the clock is handed in.

A record has a *working copy*, which staff edit, and *editions*, frozen copies that another person approved. The public
sees at any moment the newest edition whose time has come, unless the record was withdrawn. Nothing else decides this.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Protocol, TypeVar

from content.errors import NotAllowed


class WorkState(StrEnum):
    """Where the working copy stands."""

    DRAFT = "draft"
    """Being written, or sent back."""
    IN_REVIEW = "in_review"
    """Handed to another person to read."""
    FINAL = "final"
    """The same as the newest edition: nothing waits."""


class PublicState(StrEnum):
    """What a record is to the public at a moment."""

    NONE = "none"
    """No edition yet."""
    SCHEDULED = "scheduled"
    """The first edition's time has not come."""
    PUBLIC = "public"
    WITHDRAWN = "withdrawn"


class Move(StrEnum):
    """What staff may do to a working copy or a record."""

    REVISE = "revise"
    SUBMIT = "submit"
    RECALL = "recall"
    SEND_BACK = "send_back"
    APPROVE = "approve"
    WITHDRAW = "withdraw"


class Dated(Protocol):
    """Anything with a moment from which it may be seen."""

    @property
    def visible_from(self) -> datetime:
        """That moment."""


Edition = TypeVar("Edition", bound=Dated)

AFTER = {
    (WorkState.DRAFT, Move.REVISE): WorkState.DRAFT,
    (WorkState.FINAL, Move.REVISE): WorkState.DRAFT,
    (WorkState.DRAFT, Move.SUBMIT): WorkState.IN_REVIEW,
    (WorkState.IN_REVIEW, Move.RECALL): WorkState.DRAFT,
    (WorkState.IN_REVIEW, Move.SEND_BACK): WorkState.DRAFT,
    (WorkState.IN_REVIEW, Move.APPROVE): WorkState.FINAL,
}
"""The moves of a working copy; what is not here is not allowed."""

REFUSALS = {
    Move.REVISE: "Bản này đang chờ duyệt nên không sửa được; hãy rút lại hoặc trả lại trước khi sửa.",
    Move.SUBMIT: "Chỉ bản đang soạn mới gửi duyệt được.",
    Move.RECALL: "Chỉ bản đang chờ duyệt mới rút lại được; bản này đã được duyệt hoặc đã được trả lại.",
    Move.SEND_BACK: "Chỉ bản đang chờ duyệt mới trả lại được.",
    Move.APPROVE: "Chỉ bản đang chờ duyệt mới duyệt được.",
    Move.WITHDRAW: "Chỉ nội dung đã công bố hoặc đã hẹn giờ mới gỡ được.",
}


def after(state: WorkState, move: Move) -> WorkState:
    """The state that a move leads to; raises :class:`NotAllowed` with the reason."""
    try:
        return AFTER[state, move]
    except KeyError:
        raise NotAllowed(REFUSALS[move]) from None


def visible_edition(editions: Sequence[Edition], *, withdrawn_at: datetime | None, now: datetime) -> Edition | None:
    """THE visibility rule: the newest edition whose time has come, or nothing.

    ``editions`` stand in the order in which they were approved; of two, the later approved replaces the earlier even
    when it becomes visible sooner. What was withdrawn is gone whatever ``now`` says: a clock that is behind the one of
    whoever withdrew it must not show it again.
    """
    if withdrawn_at is not None:
        return None
    due = [edition for edition in editions if edition.visible_from <= now]
    return due[-1] if due else None


def was_seen(editions: Sequence[Dated], *, now: datetime) -> bool:
    """Whether an edition's time has come before: what follows it is a correction, and must say what it corrects."""
    return any(edition.visible_from <= now for edition in editions)


def public_state(editions: Sequence[Dated], *, withdrawn_at: datetime | None, now: datetime) -> PublicState:
    """What the record is to the public now."""
    if not editions:
        return PublicState.NONE
    if withdrawn_at is not None:
        return PublicState.WITHDRAWN
    if visible_edition(editions, withdrawn_at=withdrawn_at, now=now) is None:
        return PublicState.SCHEDULED
    return PublicState.PUBLIC


def may_withdraw(state: PublicState) -> bool:
    """Whether there is anything to take out of public sight: what is seen, or will be."""
    return state in (PublicState.PUBLIC, PublicState.SCHEDULED)


def may_discard(work: WorkState, public: PublicState) -> bool:
    """Whether a record may be deleted: a draft that nobody has ever approved."""
    return work is WorkState.DRAFT and public is PublicState.NONE


def next_change(editions: Sequence[Dated], *, withdrawn_at: datetime | None, now: datetime) -> datetime | None:
    """The next moment at which :func:`visible_edition` may answer differently."""
    if withdrawn_at is not None:
        return None
    return min((edition.visible_from for edition in editions if edition.visible_from > now), default=None)
