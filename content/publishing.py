"""What may be seen, and when: the states of a record and the one rule of visibility. Pure; the clock is handed in.

A record has a *working copy*, which staff edit, and *editions*, frozen copies that another person approved. The public
sees at any moment the newest edition whose time has come; a withdrawal ends for ever whatever was approved before it.
Nothing else decides this.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
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
    """Nothing is seen, yet or any more, and an edition's time is to come."""
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
    """Anything with a moment from which it may be seen, and one at which that was approved."""

    @property
    def visible_from(self) -> datetime:
        """From when on it may be seen."""

    @property
    def approved_at(self) -> datetime:
        """When it was approved."""


Edition = TypeVar("Edition", bound=Dated)

INSTANT = timedelta(microseconds=1)
"""The least by which two moments differ."""

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
    """THE visibility rule: the newest edition whose time has come, of those approved since the last withdrawal.

    ``editions`` stand in the order in which they were approved; of two, the later approved replaces the earlier even
    when it becomes visible sooner. What was withdrawn is gone whatever ``now`` says, and whatever is approved
    afterwards: no clock that is behind and no edition that is still to come shows it again.
    """
    seen = seen_editions(editions, withdrawn_at=withdrawn_at, now=now)
    return seen[-1] if seen else None


def counts(edition: Dated, *, withdrawn_at: datetime | None) -> bool:
    """Whether an edition was approved after the last withdrawal; of any other nothing is ever shown or said again."""
    return withdrawn_at is None or edition.approved_at > withdrawn_at


def seen_editions(editions: Sequence[Edition], *, withdrawn_at: datetime | None, now: datetime) -> list[Edition]:
    """The editions that have been visible since the last withdrawal, in order; the last of them is visible now.

    One that was replaced before its moment came is not among them.
    """
    return [one for one in _to_be_seen(editions, withdrawn_at=withdrawn_at) if one.visible_from <= now]


def overtaken(editions: Sequence[Edition], *, withdrawn_at: datetime | None) -> list[Edition]:
    """The editions whose hour shows nothing: one that was approved later stood there before it came."""
    standing = _to_be_seen(editions, withdrawn_at=withdrawn_at)
    return [one for one in editions if counts(one, withdrawn_at=withdrawn_at) and one not in standing]


def cancelled(editions: Sequence[Edition], *, withdrawn_at: datetime | None) -> list[Edition]:
    """The editions that were withdrawn before their hour came."""
    gone = [one for one in editions if not counts(one, withdrawn_at=withdrawn_at)]
    return [one for one in gone if withdrawn_at is not None and one.visible_from > withdrawn_at]


def _to_be_seen(editions: Sequence[Edition], *, withdrawn_at: datetime | None) -> list[Edition]:
    """The editions that are shown at their hour, in the order of approval."""
    alive = [one for one in editions if counts(one, withdrawn_at=withdrawn_at)]
    return [one for place, one in enumerate(alive) if not any(_forestalls(later, one) for later in alive[place + 1 :])]


def _forestalls(later: Dated, one: Dated) -> bool:
    return later.approved_at < one.visible_from and later.visible_from <= one.visible_from


def was_seen(editions: Sequence[Dated], *, withdrawn_at: datetime | None, now: datetime) -> bool:
    """Whether an edition is seen: what follows it is a correction, and must say what it corrects."""
    return visible_edition(editions, withdrawn_at=withdrawn_at, now=now) is not None


def public_state(editions: Sequence[Dated], *, withdrawn_at: datetime | None, now: datetime) -> PublicState:
    """What the record is to the public now."""
    if not editions:
        return PublicState.NONE
    if visible_edition(editions, withdrawn_at=withdrawn_at, now=now) is not None:
        return PublicState.PUBLIC
    if any(counts(one, withdrawn_at=withdrawn_at) for one in editions):
        return PublicState.SCHEDULED
    return PublicState.WITHDRAWN


def approval_moment(*, withdrawn_at: datetime | None, now: datetime) -> datetime:
    """When an edition counts as approved: after the last withdrawal, even by a clock that is behind the one of then."""
    return now if withdrawn_at is None else max(now, withdrawn_at + INSTANT)


def withdrawal_moment(editions: Sequence[Dated], *, now: datetime) -> datetime:
    """When a record counts as withdrawn: not before any approval, even by a clock that is behind the one of then."""
    return max([now, *(one.approved_at for one in editions)])


def may_withdraw(state: PublicState) -> bool:
    """Whether there is anything to take out of public sight: what is seen, or will be."""
    return state in (PublicState.PUBLIC, PublicState.SCHEDULED)


def may_discard(work: WorkState, public: PublicState) -> bool:
    """Whether a record may be deleted: a draft that nobody has ever approved."""
    return work is WorkState.DRAFT and public is PublicState.NONE


def next_change(editions: Sequence[Dated], *, withdrawn_at: datetime | None, now: datetime) -> datetime | None:
    """The next moment at which :func:`visible_edition` may answer differently."""
    coming = (one.visible_from for one in _to_be_seen(editions, withdrawn_at=withdrawn_at))
    return min((moment for moment in coming if moment > now), default=None)


def standing_hour(editions: Sequence[Dated], *, withdrawn_at: datetime | None, now: datetime) -> datetime | None:
    """The hour that the newest edition waits for: what corrects it says nothing sooner, unless somebody decides so."""
    waiting = (one.visible_from for one in editions[-1:] if counts(one, withdrawn_at=withdrawn_at))
    return next((hour for hour in waiting if hour > now), None)
