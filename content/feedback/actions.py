"""What the desk does with a message: hand it on, draft the answer, take it back, approve it, send it back, withdraw it.

None commits. Each asks permission, leaves a line in the trail and one in the message's history, and tells the sender's
receipt what the sender may know.
"""

from __future__ import annotations

from datetime import datetime

from content.accounts.permissions import Permission
from content.accounts.policy import Person, require
from content.audit.actions import write
from content.db import db
from content.editorial.actions import Editing, announce, require_second_person
from content.editorial.queries import editions_of
from content.errors import Invalid, NotAllowed
from content.feedback.models import Message, Step
from content.feedback.projection import PATH, snapshot
from content.feedback.rules import LAWFUL_CHANNELS, Elsewhere, Move, Resolution, State, after, check_answer
from content.markdown import render
from content.organisations.models import Organisation
from content.organisations.queries import published_name
from content.publishing import WorkState
from content.secrecy import require_unstamped

ANSWERED_ALREADY = "Góp ý này đã được trả lời; muốn không công khai nữa, hãy gỡ câu trả lời."

NOT_TAKEN = "Cổng không tiếp nhận nội dung này nên không có câu trả lời để sửa."

NO_AGENCY = "Hãy chọn cơ quan xử lý."

ERASED = "(Nội dung tố cáo: đã xóa theo quy định)"
"""What stands in the place of a denunciation's title and words."""

editing = Editing(
    Message,
    Permission.ANSWER_FEEDBACK,
    snapshot=snapshot,
    check=check_answer,
    words=lambda message: message.public_title,
    searched=lambda message: f"{message.title} {message.public_title}",
    approval=Permission.APPROVE_ANSWER,
    says_why_in_trail=False,
)


def assign(message: Message, organisation_id: str, by: Person, now: datetime) -> Message:
    """Hand a message to the agency that shall answer it; handing it on is the same."""
    require(by, Permission.ANSWER_FEEDBACK, organisation_id=message.organisation_id)
    state = after(State(message.state), Move.ASSIGN)
    if db.session.get(Organisation, organisation_id) is None:
        raise Invalid(NO_AGENCY, organisation_id=NO_AGENCY)
    message.organisation_id = organisation_id
    message.changed_at = now
    write(
        "desk:feedback:assigned", by, now, kind=Message.KIND, record_id=message.id,
        details={"organisation": organisation_id},
    )  # fmt: skip
    _move(message, Move.ASSIGN, state, by, now)
    return message


def save_draft(
    message: Message,
    by: Person,
    now: datetime,
    answer_markdown: str,
    public_title: str,
    public_text: str,
    resolution: str | None,
    change_note: str = "",
) -> Message:
    """Keep what is written of an answer, complete or not; nobody but the desk learns of it, and an answer given stands.

    Of a message that nobody will publish only the answer and its resolution are kept.
    """
    require(by, Permission.ANSWER_FEEDBACK, organisation_id=message.organisation_id)
    after(State(message.state), Move.DRAFT)
    if message.resolution in set(Elsewhere):
        raise NotAllowed(NOT_TAKEN)
    fields: dict[str, object] = {
        "answer_markdown": answer_markdown.strip(),
        "resolution": Resolution(resolution) if resolution in set(Resolution) else None,
        "change_note": change_note.strip() or message.change_note,
    }
    if message.may_publish:
        fields["public_title"] = " ".join(public_title.split())
        fields["public_text"] = public_text.replace("\r\n", "\n").strip()
    return editing.revise(message, by, now, **fields)


def draft_answer(
    message: Message,
    by: Person,
    now: datetime,
    answer_markdown: str,
    public_title: str,
    public_text: str,
    resolution: str | None,
    change_note: str = "",
) -> Message:
    """Write the answer and the public wording of the question, and hand both to another person to approve.

    Of an answer already given this drafts the correction; the answer given stands until it is approved. A correction
    of a public answer needs its note.
    """
    save_draft(message, by, now, answer_markdown, public_title, public_text, resolution, change_note)
    state = after(State(message.state), Move.DRAFT)
    # Whoever hands in an answer answers for it, also when it is word for word what another had drafted.
    editing.touch(message, by, now)
    editing.submit(message, by, now, change_note)
    _move(message, Move.DRAFT, state, by, now)
    return message


def refuse(message: Message, by: Person, now: datetime, sort: str, reason: str) -> Message:
    """Tell the sender of a complaint or a denunciation who takes it by law, and why the portal does not; never public.

    Of a denunciation nothing may be kept: what was written, and by whom, is erased at once; also when it was taken for
    something else before, as long as no edition of it was made, which nothing is ever erased from.
    """
    require(by, Permission.ANSWER_FEEDBACK, organisation_id=message.organisation_id)
    state = after(State(message.state), Move.REFUSE)
    if not may_be_refused(message, sort):
        raise NotAllowed(ANSWERED_ALREADY)
    if sort not in set(Elsewhere):
        raise Invalid("Hãy chọn loại nội dung.", sort="Hãy chọn khiếu nại hoặc tố cáo.")
    if not reason.strip():
        raise Invalid("Hãy ghi lý do.", reason="Hãy ghi lý do để người gửi hiểu vì sao.")
    require_unstamped({"reason": reason})
    if sort == Elsewhere.DENUNCIATION:
        _erase(message)
    message.answer_markdown = f"{LAWFUL_CHANNELS[Elsewhere(sort)]}\n\n{reason.strip()}"
    message.resolution, message.may_publish, message.answered_at = Elsewhere(sort), False, now
    message.work_state, message.returned_reason, message.changed_at = WorkState.FINAL, "", now
    # The reason stays out of the trail, which nothing is ever erased from.
    write("desk:feedback:refused", by, now, kind=Message.KIND, record_id=message.id, details={"sort": sort})
    _give_the_sender(message)
    _move(message, Move.REFUSE, state, by, now)
    return message


def may_be_refused(message: Message, sort: str) -> bool:
    """Whether a message can still be led elsewhere: an answered one only as a denunciation that nothing has frozen."""
    if message.answered_at is None:
        return True
    found_late = sort == Elsewhere.DENUNCIATION and message.resolution != Elsewhere.DENUNCIATION
    return found_late and not editions_of(Message.KIND, message.id)


def recall(message: Message, by: Person, now: datetime) -> Message:
    """Take back an answer that waits for approval, by whoever wrote it; it can be written in again."""
    require(by, Permission.ANSWER_FEEDBACK, organisation_id=message.organisation_id)
    state = after(State(message.state), Move.RECALL, has_answer=message.answered_at is not None)
    editing.recall(message, by, now)
    _move(message, Move.RECALL, state, by, now)
    return message


def send_back(message: Message, by: Person, now: datetime, reason: str) -> Message:
    """Return a drafted answer to whoever drafted it, saying why.

    The reason may quote the message, which may turn out to be a denunciation: it stands where it can be erased, and
    neither in the trail nor in the history, which only grow.
    """
    require(by, Permission.APPROVE_ANSWER, organisation_id=message.organisation_id)
    state = after(State(message.state), Move.SEND_BACK, has_answer=message.answered_at is not None)
    editing.send_back(message, by, now, reason)
    _move(message, Move.SEND_BACK, state, by, now)
    return message


def approve_answer(message: Message, by: Person, now: datetime, change_note: str | None = None) -> Message:
    """Give the answer to the sender, and to the public when the sender agreed; never by whoever drafted it.

    ``change_note`` is the note of a correction as the approver has mended it; else the drafter's stands.
    """
    require(by, Permission.APPROVE_ANSWER, organisation_id=message.organisation_id)
    state = after(State(message.state), Move.APPROVE)
    if not message.editors:
        raise NotAllowed("Không rõ ai đã soạn câu trả lời này. Hãy trả lại để soạn lại.")
    message.answered_at = message.answered_at or now
    if message.may_publish:
        editing.approve(message, by, now, change_note=change_note)
    else:
        _approve_privately(message, by, now)
    _give_the_sender(message)
    _move(message, Move.APPROVE, state, by, now)
    return message


def withdraw(message: Message, by: Person, now: datetime, reason: str, public_note: str = "") -> Message:
    """Take the question and its answer out of public sight; the sender keeps the answer."""
    editing.withdraw(message, by, now, reason, public_note)
    message.receipt.public_path = None
    _move(message, Move.WITHDRAW, after(State(message.state), Move.WITHDRAW), by, now, reason=reason)
    return message


def _approve_privately(message: Message, by: Person, now: datetime) -> None:
    """The same second person and the same checks, but no edition: without an edition nothing can become public."""
    require_second_person(message, by)
    check_answer(message)
    message.editors, message.work_state, message.changed_at = [], WorkState.FINAL, now
    write("desk:feedback:approved", by, now, kind=Message.KIND, record_id=message.id, details={"public": False})


def _give_the_sender(message: Message) -> None:
    receipt = message.receipt
    receipt.resolution = message.resolution
    receipt.answered_at = message.answered_at
    receipt.answer_html = render(message.answer_markdown)
    receipt.public_path = f"{PATH}{message.slug}" if message.may_publish else None


def _erase(message: Message) -> None:
    message.title = message.body = ERASED
    message.document_path = message.document_title = None
    message.public_title = message.public_text = message.search_text = message.change_note = ""
    if message.sender is not None:
        db.session.delete(message.sender)


def _move(message: Message, move: Move, state: State, by: Person, now: datetime, reason: str = "") -> None:
    message.state = state
    db.session.add(
        Step(
            message_id=message.id,
            at=now,
            move=move,
            state=state,
            person_id=by.id,
            organisation_id=message.organisation_id,
            reason=reason,
        )
    )
    receipt = message.receipt
    # While an answer is corrected, the sender still has the answer: the receipt does not go back.
    if receipt.answered_at is None or state is State.ANSWERED:
        receipt.state, receipt.changed_at = state, now
    receipt.organisation = published_name(message.organisation_id, now) or None
    announce(Message.KIND, message.id, now)
