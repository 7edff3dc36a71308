"""The moves of every publishable record. None commits; each asks permission, keeps the trail and fills the outbox."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from content.accounts.permissions import Permission
from content.accounts.policy import SYSTEM, Person, require
from content.audit.actions import write
from content.db import db, new_id
from content.editorial.models import Edition, Outbox, Record
from content.editorial.queries import editions_of, slug_of
from content.errors import Invalid, NotAllowed, NotPermitted
from content.publishing import (
    REFUSALS,
    Move,
    PublicState,
    WorkState,
    after,
    approval_moment,
    may_discard,
    may_withdraw,
    public_state,
    seen_editions,
    was_seen,
    withdrawal_moment,
)
from content.secrecy import require_unstamped
from content.slugs import address
from content.vietnamese import fold

R = TypeVar("R", bound=Record)

ANNOUNCED = "announced"
"""Where a session keeps the keys of the outbox rows that it has made."""

OWN_WORK = "Người soạn không được tự duyệt nội dung của mình; cần một người khác duyệt."
OTHERS_DRAFT = "Chỉ người bắt đầu soạn mới xóa được bản nháp này."
NO_DRAFT = "Chỉ bản nháp chưa từng được duyệt mới xóa được; nội dung đã công khai thì gỡ."
OTHERS_WORK = "Chỉ người đã soạn hoặc sửa bản này mới rút lại được."
LONGEST_REASON = 2_000
NEEDS_NOTE = "Cần ghi rõ nội dung đính chính."
NOTE_MISSING = "Hãy ghi đã sửa gì và vì sao."


def announce(kind: str, record_id: str, now: datetime) -> None:
    """Say, in the present transaction, that a record's public side must be computed anew."""
    row = Outbox(id=new_id(), kind=kind, record_id=record_id, created_at=now)
    db.session.add(row)
    db.session.info.setdefault(ANNOUNCED, []).append(row.id)


def announced() -> list[str]:
    """The outbox rows that this session has made and nobody has asked for yet: what the doer waits for."""
    rows: list[str] = db.session.info.pop(ANNOUNCED, [])
    return rows


def is_second_person(record: Record, by: Person) -> bool:
    """Whether somebody may approve a working copy: whoever wrote in it since the last edition may not."""
    return by is SYSTEM or by.id not in record.editors


def is_own_work(record: Record, by: Person) -> bool:
    """Whether somebody began a record or wrote in its working copy."""
    return by.id in (record.author_id, *record.editors)


def require_second_person(record: Record, by: Person) -> None:
    """Raise NotPermitted when ``by`` wrote in the working copy that waits for approval."""
    if not is_second_person(record, by):
        raise NotPermitted(OWN_WORK)


def canonical(snapshot: dict[str, Any]) -> str:
    """The one JSON text of a snapshot, which its hash is taken of."""
    return json.dumps(snapshot, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@dataclass(frozen=True)
class Editing(Generic[R]):
    """The moves of one kind.

    ``snapshot`` freezes a working copy at a moment; ``check`` raises Invalid when it is not complete.

    ``words`` gives the words of the address, ``searched`` the text that the desk's lists are searched in,
    ``approval`` the permission that the second person needs.
    """

    model: type[R]
    permission: Permission
    snapshot: Callable[[R, datetime], dict[str, Any]]
    check: Callable[[R], None]
    words: Callable[[R], str]
    searched: Callable[[R], str]
    approval: Permission = Permission.APPROVE
    discardable: bool = True
    """Whether a draft can be deleted; not where other records may name it already."""
    says_why_in_trail: bool = True
    """Whether the trail keeps why a draft was sent back; not where words may have to be erased: it keeps all."""

    def create(self, by: Person, now: datetime, **fields: Any) -> R:
        """A new record, a draft of ``by``."""
        require(by, self.permission, organisation_id=fields.get("organisation_id"))
        require_unstamped(fields)
        record = self.model(**fields | {"author_id": by.id, "created_at": now, "changed_at": now})
        record.work_state = WorkState.DRAFT
        record.editors = [by.id]
        record.search_text = fold(self.searched(record))
        db.session.add(record)
        db.session.flush()  # the trail names the record by its key
        self._trail("created", record, by, now)
        return record

    def revise(self, record: R, by: Person, now: datetime, **fields: Any) -> R:
        """Write in the working copy; what is public stays as it is until the next edition."""
        self.require_open(record, by)
        if "organisation_id" in fields and fields["organisation_id"] != record.organisation_id:
            require(by, self.permission, organisation_id=fields["organisation_id"])
        require_unstamped(fields)
        changed = sorted(name for name, value in fields.items() if getattr(record, name) != value)
        if not changed:
            return record
        for name in changed:
            setattr(record, name, fields[name])
        self.touch(record, by, now)
        record.search_text = fold(self.searched(record))
        self._trail("revised", record, by, now, details={"fields": changed})
        return record

    def require_open(self, record: R, by: Person) -> None:
        """Raise unless ``by`` may write in this record, and its working copy can be written in."""
        require(by, self.permission, organisation_id=record.organisation_id)
        after(WorkState(record.work_state), Move.REVISE)

    def touch(self, record: R, by: Person, now: datetime) -> None:
        """Note that ``by`` has written in the working copy, which therefore is a draft again."""
        if record.work_state == WorkState.FINAL:
            # A new working copy begins; who wrote the last edition is kept until then, should that be handed in anew.
            record.editors = []
        record.work_state = after(WorkState(record.work_state), Move.REVISE)
        record.changed_at = now
        if by.id not in record.editors:
            record.editors = [*record.editors, by.id]

    def submit(self, record: R, by: Person, now: datetime, change_note: str = "") -> R:
        """Hand the working copy to another person; raises Invalid when something is missing.

        A correction of what has been public needs its note, given here or kept with the working copy already. What was
        withdrawn, or cancelled before its hour, may be handed in anew as it was.
        """
        require(by, self.permission, organisation_id=record.organisation_id)
        editions = editions_of(record.KIND, record.id)
        public = public_state(editions, withdrawn_at=record.withdrawn_at, now=now)
        anew = record.work_state == WorkState.FINAL and public is PublicState.WITHDRAWN
        state = after(WorkState.DRAFT if anew else WorkState(record.work_state), Move.SUBMIT)
        self.check(record)
        note = change_note.strip() or record.change_note
        _require_note(note, record, editions, now)
        record.change_note = note
        record.work_state, record.submitted_at, record.changed_at = state, now, now
        record.returned_reason = ""
        self._trail("submitted", record, by, now)
        return record

    def recall(self, record: R, by: Person, now: datetime) -> R:
        """Take back what one has submitted, before anybody has decided; it is a draft again."""
        require(by, self.permission, organisation_id=record.organisation_id)
        if not is_own_work(record, by):
            raise NotPermitted(OTHERS_WORK)
        record.work_state, record.changed_at = after(WorkState(record.work_state), Move.RECALL), now
        self._trail("recalled", record, by, now)
        return record

    def send_back(self, record: R, by: Person, now: datetime, reason: str) -> R:
        """Return the working copy to its author, saying why."""
        require(by, self.approval, organisation_id=record.organisation_id)
        state = after(WorkState(record.work_state), Move.SEND_BACK)
        record.returned_reason = _reason(reason, "Hãy ghi lý do trả lại để người soạn biết cần sửa gì.")
        record.work_state, record.changed_at = state, now
        self._trail("sent_back", record, by, now, reason=record.returned_reason if self.says_why_in_trail else "")
        return record

    def approve(
        self, record: R, by: Person, now: datetime, visible_from: datetime | None = None, change_note: str | None = None
    ) -> Edition:
        """Freeze the working copy as an edition, seen from ``visible_from`` (UTC) or at once.

        Whoever wrote in it since the last edition may not. A correction of what has been public needs its note: the
        author's, or ``change_note``, which the approver has mended.
        """
        require(by, self.approval, organisation_id=record.organisation_id)
        require_second_person(record, by)
        state = after(WorkState(record.work_state), Move.APPROVE)
        self.check(record)
        note = record.change_note if change_note is None else change_note
        edition = self._freeze(record, by, now, visible_from, note)
        record.work_state = state
        return edition

    def publish_imported(self, record: R, now: datetime, change_note: str = "") -> Edition:
        """Check and freeze what the system itself has brought in, from a register that has its own approval."""
        self.check(record)
        edition = self._freeze(record, SYSTEM, now, None, change_note)
        record.work_state = WorkState.FINAL
        return edition

    def withdraw(self, record: R, by: Person, now: datetime, reason: str, public_note: str = "") -> R:
        """Take the record out of public sight, at once and for good; only what is approved afterwards can be seen.

        ``public_note`` is what stands in its place, if anything; of what nobody has seen, nothing is said.
        """
        require(by, Permission.WITHDRAW, organisation_id=record.organisation_id)
        editions = editions_of(record.KIND, record.id)
        public = public_state(editions, withdrawn_at=record.withdrawn_at, now=now)
        if not may_withdraw(public):
            raise NotAllowed(REFUSALS[Move.WITHDRAW])
        reason = _reason(reason, "Hãy ghi lý do gỡ." if public is PublicState.PUBLIC else "Hãy ghi lý do hủy hẹn.")
        require_unstamped({"public_note": public_note})
        if public is PublicState.PUBLIC:
            record.slug = slug_of(record, seen_editions(editions, withdrawn_at=record.withdrawn_at, now=now))
            record.gone_since, record.withdrawal_note = now, public_note.strip()
        elif record.gone_since is not None:
            # Nobody has seen what is cancelled: what they were told of the withdrawal before it stands.
            record.withdrawal_note = public_note.strip() or record.withdrawal_note
        record.withdrawn_at, record.changed_at = withdrawal_moment(editions, now=now), now
        if record.work_state == WorkState.IN_REVIEW:
            # What waited for approval was meant for a public record; somebody must hand it in anew.
            record.work_state = WorkState.DRAFT
        self._trail("withdrawn", record, by, now, reason=reason)
        announce(record.KIND, record.id, now)
        return record

    def discard(self, record: R, by: Person, now: datetime) -> None:
        """Delete one's own draft that nobody has ever approved; its lines in the trail stay.

        The caller removes its files first.
        """
        require(by, self.permission, organisation_id=record.organisation_id)
        if by.id != record.author_id:
            raise NotPermitted(OTHERS_DRAFT)
        public = public_state(editions_of(record.KIND, record.id), withdrawn_at=record.withdrawn_at, now=now)
        if not (self.discardable and may_discard(WorkState(record.work_state), public)):
            raise NotAllowed(NO_DRAFT)
        self._trail("discarded", record, by, now)
        db.session.delete(record)

    def _freeze(self, record: R, by: Person, now: datetime, visible_from: datetime | None, change_note: str) -> Edition:
        editions = editions_of(record.KIND, record.id)
        corrects = _require_note(change_note, record, editions, now)
        snapshot = self.snapshot(record, now)
        edition = Edition(
            kind=record.KIND,
            record_id=record.id,
            number=len(editions) + 1,
            snapshot=snapshot,
            sha256=hashlib.sha256(canonical(snapshot).encode()).hexdigest(),
            slug=address(self.words(record), record.public_id),
            change_note=change_note.strip() if corrects else "",
            visible_from=max(visible_from or now, now),
            approved_at=approval_moment(withdrawn_at=record.withdrawn_at, now=now),
            approved_by_id=by.id,
        )
        db.session.add(edition)
        if edition.visible_from <= now and not corrects:
            record.slug = edition.slug
        record.change_note, record.changed_at = "", now
        details = {
            "edition": edition.number,
            "visible_from": edition.visible_from.isoformat(),
            "sha256": edition.sha256,
        }
        self._trail("approved", record, by, now, reason=edition.change_note, details=details)
        announce(record.KIND, record.id, now)
        return edition

    def _trail(
        self, action: str, record: R, by: Person, now: datetime, reason: str = "", details: dict[str, Any] | None = None
    ) -> None:
        tag = f"desk:{record.KIND}:{action}"
        write(tag, by, now, kind=record.KIND, record_id=record.id, reason=reason, details=details)


def _require_note(note: str, record: Record, editions: Sequence[Edition], now: datetime) -> bool:
    """Whether this is a correction; raises Invalid when it is one without its note."""
    corrects = was_seen(editions, withdrawn_at=record.withdrawn_at, now=now)
    if corrects and not note.strip():
        raise Invalid(NEEDS_NOTE, change_note=NOTE_MISSING)
    require_unstamped({"change_note": note})
    return corrects


def _reason(reason: str, missing: str) -> str:
    said = reason.strip()
    if not said:
        raise Invalid(missing, reason=missing)
    require_unstamped({"reason": said})
    return said[:LONGEST_REASON]
