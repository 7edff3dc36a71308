"""How a record stands, in the words of the desk: what waits, and what the one rule of visibility says of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sqlalchemy import ColumnElement, exists, select

from admin.wording import minute_of_day
from content.db import db
from content.editorial.models import Edition, Record
from content.publishing import Dated, PublicState, WorkState, next_change, public_state

WORDS = {
    "draft": "Nháp",
    "returned": "Bị trả lại",
    "in_review": "Chờ duyệt",
    "public": "Đang công khai",
    "scheduled": "Hẹn công khai",
    "withdrawn": "Đã gỡ",
}
"""What a list can be narrowed to."""
CANCELLED = "Đã hủy hẹn công khai"
"""What was withdrawn before anybody had seen it."""
RETURNED = "returned"
"""A draft that its reader has sent back: the only code here that is no state's."""


@dataclass(frozen=True)
class Standing:
    """One thing to say of how a record stands."""

    code: str
    words: str


def standings(record: Record, editions: Sequence[Dated], moment: datetime) -> list[Standing]:
    """What waits, if anything, and then what the record is to the public."""
    return [*_waiting(record), *_to_the_public(record, editions, moment)]


def _waiting(record: Record) -> Iterator[Standing]:
    if record.work_state != WorkState.FINAL:
        code = RETURNED if record.work_state == WorkState.DRAFT and record.returned_reason else record.work_state
        yield Standing(code, WORDS[code])


def _to_the_public(record: Record, editions: Sequence[Dated], moment: datetime) -> Iterator[Standing]:
    state = public_state(editions, withdrawn_at=record.withdrawn_at, now=moment)
    upcoming = next_change(editions, withdrawn_at=record.withdrawn_at, now=moment)
    if state is PublicState.WITHDRAWN and record.gone_since is None:
        yield Standing(state, CANCELLED)
    elif state in (PublicState.PUBLIC, PublicState.WITHDRAWN):
        yield Standing(state, WORDS[state])
    if upcoming:
        scheduled = "Hẹn công khai" if state is PublicState.SCHEDULED else "Bản mới hẹn công khai"
        yield Standing(PublicState.SCHEDULED, f"{scheduled} {minute_of_day(upcoming)}")


def stands_as(model: type[Record], code: str, moment: datetime) -> ColumnElement[bool]:
    """The condition for the records of a table of which :func:`standings` says ``code`` at a moment."""
    if code in (WorkState.DRAFT, RETURNED):
        returned = model.returned_reason != "" if code == RETURNED else model.returned_reason == ""
        return (model.work_state == WorkState.DRAFT) & returned
    if code == WorkState.IN_REVIEW:
        return model.work_state == WorkState.IN_REVIEW
    approved = exists().where(Edition.kind == model.KIND, Edition.record_id == model.id)
    standing = approved.where(model.withdrawn_at.is_(None) | (Edition.approved_at > model.withdrawn_at))
    if code == PublicState.WITHDRAWN:
        return approved & ~standing
    later = _with_a_later_edition(model, moment)
    if code == PublicState.SCHEDULED:
        return model.id.in_(later)
    unseen = [key for key, state in later.items() if state is PublicState.SCHEDULED]
    return standing & model.id.not_in(unseen)


def _with_a_later_edition(model: type[Record], moment: datetime) -> dict[str, PublicState]:
    """The few records that an edition is still to come of, and what the rule says that they are now."""
    coming = select(Edition.record_id).where(Edition.kind == model.KIND, Edition.visible_from > moment)
    wanted = select(Edition, model.withdrawn_at).join(model, model.id == Edition.record_id)
    wanted = wanted.where(Edition.kind == model.KIND, Edition.record_id.in_(coming))
    rows = db.session.execute(wanted.order_by(Edition.record_id, Edition.number)).all()
    states = {}
    for key, own in groupby(rows, key=lambda row: row[0].record_id):
        editions, withdrawn = zip(*own, strict=True)
        if next_change(editions, withdrawn_at=withdrawn[0], now=moment):
            states[key] = public_state(editions, withdrawn_at=withdrawn[0], now=moment)
    return states
