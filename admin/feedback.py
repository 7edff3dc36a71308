"""The desk of feedback: hand on, answer, take back, approve, send back, withdraw, lead elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar

from flask import abort, current_app, flash, redirect, request, url_for
from flask_admin import expose
from flask_wtf import FlaskForm
from markupsafe import Markup
from werkzeug.wrappers import Response as AnyResponse
from wtforms import HiddenField

from admin.base import do, page, person, rendered, require_seen, show_refusal, tell
from admin.comparison import Change, changes
from admin.fields import Choice, Line, Text
from admin.lists import ReachedListView
from admin.preview import preview_page
from admin.services import now
from admin.standing import WORDS, Standing
from admin.wording import day, moment
from content.accounts.permissions import Permission
from content.accounts.policy import may
from content.accounts.queries import names
from content.days import due_by
from content.db import db, empty_journal
from content.editorial.actions import is_own_work, is_second_person
from content.editorial.models import Edition
from content.editorial.queries import editions_of
from content.errors import Refused
from content.feedback import actions
from content.feedback.models import Message, Step
from content.feedback.queries import history
from content.feedback.rules import ANSWER_CHARACTERS, LAWFUL_CHANNELS, Elsewhere, Move, State, can
from content.kinds import KINDS
from content.organisations.queries import named, published_names
from content.publishing import PublicState, may_withdraw, public_state, was_seen
from content.wording import CATEGORIES, FEEDBACK_STATES, NOT_TAKEN, RESOLUTIONS

MOVES = {
    "receive": "Tiếp nhận",
    "assign": "Giao cơ quan xử lý",
    "refuse": "Không tiếp nhận, hướng dẫn gửi nơi khác",
    "draft": "Dự thảo trả lời, gửi duyệt",
    "recall": "Rút lại để sửa",
    "send_back": "Trả lại",
    "approve": "Duyệt trả lời",
    "withdraw": "Gỡ khỏi trang công khai",
}


class AssignForm(FlaskForm):
    """Which agency shall answer."""

    organisation_id = Choice("Cơ quan xử lý", {})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisation_id.choices = {"": "– Chọn cơ quan –"} | published_names(now())


class AnswerForm(FlaskForm):
    """The public wording of the question, and the answer."""

    public_title = Line("Tiêu đề công khai", "Không nêu tên, địa chỉ, số điện thoại của người gửi.", longest=200)
    public_text = Text(
        "Nội dung góp ý công khai", "Giữ ý của người gửi; bỏ mọi chi tiết nhận ra người gửi.", rows=6, longest=5_000
    )
    answer_markdown = Text("Trả lời", "Viết bằng Markdown.", rows=12, markdown=True, longest=ANSWER_CHARACTERS)
    resolution = Choice("Kết quả", {"": "– Chọn –", **RESOLUTIONS})
    change_note = Text(
        "Nội dung đính chính", "Người dân đọc được: câu trả lời đã sửa gì và vì sao.", rows=2, longest=2_000
    )

    def said(self) -> dict[str, Any]:
        """What is written, as the actions take it."""
        return {
            "answer_markdown": self.answer_markdown.data or "",
            "public_title": self.public_title.data or "",
            "public_text": self.public_text.data or "",
            "resolution": self.resolution.data or None,
            "change_note": self.change_note.data or "",
        }


class RefusalForm(FlaskForm):
    """What the officer says to the sender of a complaint or a denunciation."""

    reason = Text(
        "Lý do",
        "Người gửi đọc được bằng mã theo dõi, cùng nơi tiếp nhận theo luật; không công khai. "
        "Không nhắc lại nội dung hay họ tên.",
        rows=3,
        longest=2_000,
    )


class ReasonForm(FlaskForm):
    """What is said with a move."""

    seen = HiddenField()
    """When the message had last changed as the approver opened it."""

    reason = Text("Lý do", rows=3, longest=2_000)
    change_note = Text(
        "Nội dung đính chính",
        "Người soạn đã ghi; đồng chí sửa được. Công khai cùng câu trả lời mới.",
        rows=2,
        longest=2_000,
    )
    public_note = Line(
        "Ghi chú công khai",
        "Để trống: địa chỉ cũ trả lời như chưa từng có nội dung này. Có ghi: lời ghi hiện tại địa chỉ cũ.",
    )


class FeedbackView(ReachedListView[Message]):
    """What people have sent in."""

    permission = Permission.READ_FEEDBACK
    menu_group = "content"
    column_list = ("title", "category", "received_at", "organisation_id", "state")
    column_labels: ClassVar[dict[str, str]] = {
        "title": "Tiêu đề",
        "category": "Về",
        "received_at": "Nhận ngày",
        "organisation_id": "Cơ quan xử lý",
        "state": "Tình trạng",
    }
    column_sortable_list = ("received_at",)
    column_default_sort = ("received_at", True)
    column_searchable_list = ("search_text",)
    column_formatters: ClassVar[dict[str, Any]] = {
        "category": lambda view, context, message, name: CATEGORIES[message.category],
        "received_at": lambda view, context, message, name: received_and_due(message),
        "organisation_id": lambda view, context, message, name: named(message.organisation_id) or "Chưa giao",
    }

    def __init__(self) -> None:
        super().__init__(Message, name=KINDS["feedback"].label_vi, endpoint="desk_feedback", url="gop-y")

    def narrowed(self, query: Any) -> Any:
        """The messages that this person may read, in the state asked for."""
        query, state = super().narrowed(query), request.args.get("state", "")
        return query.filter(Message.state == state) if state in set(State) else query

    def states(self) -> list[tuple[str, str]]:
        """The states that the list can be narrowed to."""
        return list(FEEDBACK_STATES.items())

    def title_of(self, message: Message) -> str:
        """What a message is called at the desk."""
        return message.title

    def state_of(self, message: Message) -> tuple[str, str]:
        """Code and words of how far a message has come, or that the portal does not take it."""
        return message.state, NOT_TAKEN.get(message.resolution or "") or FEEDBACK_STATES[message.state]

    def standings_of(self, message: Message) -> list[Standing]:
        """How far a message has come, and whether its answer was taken out of public sight."""
        public = public_state(editions_of(message.KIND, message.id), withdrawn_at=message.withdrawn_at, now=now())
        gone = [Standing(public, WORDS[public])] if public is PublicState.WITHDRAWN else []
        late = [Standing("late", "Quá hạn trả lời")] if is_late(message) else []
        return [Standing(*self.state_of(message)), *late, *gone]

    def may_write(self) -> bool:
        """Nobody at the desk writes a message."""
        return False

    @expose("/<record_id>")
    def edit_view(self, record_id: str) -> str:
        """One message, what may be done with it, what was done."""
        return self._page(self.get_one(record_id))

    def _page(self, message: Message, **forms: FlaskForm) -> str:
        may_see_sender = may(person(), Permission.READ_SENDERS, message.organisation_id)
        answer = forms.get("answer") or AnswerForm(formdata=None, obj=message)
        editions = editions_of(message.KIND, message.id)
        public = public_state(editions, withdrawn_at=message.withdrawn_at, now=now())
        reason = forms.get("reason") or ReasonForm(formdata=None)
        if isinstance(reason, ReasonForm) and not reason.change_note.raw_data:
            reason.change_note.data = message.change_note
        steps = history(message.id)
        people = names({step.person_id for step in steps})
        possible, assign = self._possible(message, public), forms.get("assign") or AssignForm(None, obj=message)
        if isinstance(assign, AssignForm) and Move.DRAFT in possible:
            assign.organisation_id.render_kw = {"form": "tra-loi"}
        earlier = editions[-1] if editions and message.state == State.ANSWER_DRAFTED else None
        return page(
            self,
            "desk/feedback.html",
            title=message.title,
            record=message,
            sender=message.sender if may_see_sender else None,
            may_see_sender=may_see_sender,
            category=CATEGORIES[message.category],
            state=self.state_of(message),
            public=public,
            public_address=message.receipt.public_path,
            organisation=named(message.organisation_id),
            possible=possible,
            assign=assign,
            answer=answer,
            reason=reason,
            answer_html=rendered(answer.answer_markdown.data),
            compared_with=earlier.number if earlier else 0,
            changes=changed_since(earlier, message) if earlier else [],
            corrects=was_seen(editions, withdrawn_at=message.withdrawn_at, now=now()),
            resolutions={**RESOLUTIONS, **NOT_TAKEN},
            answer_by=answer_by(message),
            late=is_late(message),
            history=[(step.at, told_step(step, people)) for step in reversed(steps)],
            elsewhere=[sort for sort in Elsewhere if actions.may_be_refused(message, sort)],
            returned=returned_by(steps, people) if message.returned_reason else "",
        )

    def _possible(self, message: Message, public: PublicState) -> set[Move]:
        place, state = message.organisation_id, State(message.state)
        possible: set[Move] = set()
        if may(person(), Permission.ANSWER_FEEDBACK, place):
            possible |= {Move.ASSIGN, Move.REFUSE}
            possible |= {Move.DRAFT} if message.resolution not in NOT_TAKEN else set()
            possible |= {Move.RECALL} if is_own_work(message, person()) else set()
        if may(person(), Permission.APPROVE_ANSWER, place):
            possible |= {Move.SEND_BACK} | ({Move.APPROVE} if is_second_person(message, person()) else set())
        if may_withdraw(public) and may(person(), Permission.WITHDRAW, place):
            possible.add(Move.WITHDRAW)
        return {move for move in possible if can(state, move)}

    @expose("/<record_id>/giao", methods=("POST",))
    def assign_view(self, record_id: str) -> str | AnyResponse:
        """Hand the message to an agency, and keep what was being written of an answer."""
        message, form, answer = self.get_one(record_id), AssignForm(), AnswerForm()
        written = "answer_markdown" in request.form

        def assign() -> None:
            if written:
                actions.save_draft(message, person(), now(), **answer.said())
            actions.assign(message, form.organisation_id.data or "", person(), now())

        if form.validate() and (not written or answer.validate()):
            try:
                do(assign)
            except Refused as refusal:
                show_refusal(form, refusal)
            else:
                tell(message, "Đã giao cơ quan xử lý.")
                stays = may(person(), Permission.READ_FEEDBACK, message.organisation_id)
                return redirect(url_for(".edit_view", record_id=record_id) if stays else url_for(".index_view"))
        return self._page(message, assign=form, **({"answer": answer} if written else {}))

    @expose("/<record_id>/khieu-nai", methods=("GET", "POST"))
    def complaint_view(self, record_id: str) -> str | AnyResponse:
        """Say what becomes of a complaint, and do it when that is confirmed."""
        return self._refuse(record_id, Elsewhere.COMPLAINT)

    @expose("/<record_id>/to-cao", methods=("GET", "POST"))
    def denunciation_view(self, record_id: str) -> str | AnyResponse:
        """Say what is erased of a denunciation, and do it when that is confirmed."""
        return self._refuse(record_id, Elsewhere.DENUNCIATION)

    def _refuse(self, record_id: str, sort: Elsewhere) -> str | AnyResponse:
        message, form = self.get_one(record_id), RefusalForm()
        if Move.REFUSE not in self._possible(message, PublicState.NONE) or not actions.may_be_refused(message, sort):
            flash("Không còn hướng dẫn gửi nơi khác được: góp ý này đã có câu trả lời hoặc đang chờ duyệt.", "error")
            return redirect(url_for(".edit_view", record_id=record_id))
        if form.is_submitted() and form.validate():
            try:
                do(lambda: actions.refuse(message, person(), now(), sort, form.reason.data or ""))
                if sort is Elsewhere.DENUNCIATION:
                    # Until the journal is emptied, what was erased can be read in its file.
                    empty_journal(db.engine)
            except Refused as refusal:
                show_refusal(form, refusal)
            else:
                tell(message, "Đã hướng dẫn người gửi nơi tiếp nhận theo luật.")
                return redirect(url_for(".edit_view", record_id=record_id))
        erases = sort is Elsewhere.DENUNCIATION
        return page(
            self,
            "desk/feedback_elsewhere.html",
            form=form,
            record=message,
            title="Xóa nội dung tố cáo?" if erases else "Không tiếp nhận khiếu nại?",
            erases=erases,
            told=LAWFUL_CHANNELS[sort],
        )

    @expose("/<record_id>/tra-loi", methods=("POST",))
    def answer_view(self, record_id: str) -> str | AnyResponse:
        """Write the answer and hand it to another person; or only keep it, or show how it will look."""
        message, form = self.get_one(record_id), AnswerForm()
        if "xem" in request.form:
            return self._page(message, answer=form)
        if "nhap" in request.form:
            return self._move(
                record_id,
                "answer",
                form,
                lambda found: actions.save_draft(found, person(), now(), **form.said()),
                "Đã lưu bản nháp; chưa gửi duyệt, người gửi chưa đọc được.",
            )
        return self._move(
            record_id,
            "answer",
            form,
            lambda found: actions.draft_answer(found, person(), now(), **form.said()),
            "Đã gửi duyệt câu trả lời.",
        )

    @expose("/<record_id>/rut-lai", methods=("POST",))
    def recall_view(self, record_id: str) -> str | AnyResponse:
        """Take back one's own answer before anybody has decided on it."""
        form = ReasonForm()
        return self._move(
            record_id,
            "reason",
            form,
            lambda message: actions.recall(message, person(), now()),
            "Đã rút lại câu trả lời; đồng chí sửa rồi gửi duyệt lại.",
        )

    @expose("/<record_id>/tra-lai", methods=("POST",))
    def send_back_view(self, record_id: str) -> str | AnyResponse:
        """Return the answer to whoever drafted it."""
        form = ReasonForm()
        return self._move(
            record_id,
            "reason",
            form,
            lambda message: actions.send_back(message, person(), now(), form.reason.data or ""),
            "Đã trả lại.",
        )

    @expose("/<record_id>/duyet", methods=("POST",))
    def approve_view(self, record_id: str) -> str | AnyResponse:
        """Give the answer to the sender, and to the public when the sender agreed."""
        form = ReasonForm()
        return self._move(
            record_id,
            "reason",
            form,
            lambda message: self._approve(message, form),
            say_approved,
        )

    def _approve(self, message: Message, form: ReasonForm) -> None:
        require_seen(form.seen.data, message)
        actions.approve_answer(message, person(), now(), form.change_note.data if form.change_note.raw_data else None)

    @expose("/<record_id>/go", methods=("GET", "POST"))
    def withdraw_view(self, record_id: str) -> str | AnyResponse:
        """Ask once, naming the message, and take it out of public sight."""
        message, form = self.get_one(record_id), ReasonForm()
        if not may(person(), Permission.WITHDRAW, message.organisation_id):
            abort(403)
        if form.is_submitted() and form.validate():
            said, note = form.reason.data or "", form.public_note.data or ""
            try:
                do(lambda: actions.withdraw(message, person(), now(), said, note))
            except Refused as refusal:
                show_refusal(form, refusal)
            else:
                tell(message, "Đã gỡ khỏi trang công khai.")
                return redirect(url_for(".edit_view", record_id=record_id))
        return page(self, "desk/withdraw.html", form=form, record=message, title=f"Gỡ “{message.public_title}”")

    @expose("/<record_id>/xem-truoc")
    def preview_view(self, record_id: str) -> str | AnyResponse:
        """What the public would see."""
        message = self.get_one(record_id)
        if not message.may_publish:
            flash("Người gửi không đồng ý công khai: sẽ không có trang công khai.", "info")
            return redirect(url_for(".edit_view", record_id=record_id))
        try:
            return preview_page(message)
        except Refused as refusal:
            flash(f"Chưa xem trước được: {refusal}", "error")
            return redirect(url_for(".edit_view", record_id=record_id))

    def _move(
        self,
        record_id: str,
        name: str,
        form: FlaskForm,
        action: Callable[[Message], Any],
        said: str | Callable[[Message], str],
    ) -> str | AnyResponse:
        message = self.get_one(record_id)
        if form.validate():
            try:
                do(lambda: action(message))
            except Refused as refusal:
                show_refusal(form, refusal)
            else:
                tell(message, said if isinstance(said, str) else said(message))
                return redirect(url_for(".edit_view", record_id=record_id))
        return self._page(message, **{name: form})


def changed_since(earlier: Edition, message: Message) -> list[Change]:
    """What a drafted answer says otherwise than the edition before."""
    before = KINDS[Message.KIND].projection.whole(earlier.snapshot)
    return changes(told(before), told(actions.editing.snapshot(message, now())))


def told(frozen: Mapping[str, Any]) -> dict[str, str]:
    """What an edition of an answer says, by label."""
    return {
        "Tiêu đề công khai": frozen["title"],
        "Nội dung góp ý công khai": frozen["question"],
        "Trả lời": frozen["answer"],
        "Kết quả": RESOLUTIONS.get(frozen["resolution"] or "", ""),
    }


def answer_by(message: Message) -> datetime | None:
    """By when a message is to be answered; nothing once it is, or where the province promises no day."""
    days: int = current_app.config["PROVINCE"].answer_days
    return due_by(message.received_at, days) if days and message.answered_at is None else None


def is_late(message: Message) -> bool:
    """Whether the day by which a message was to be answered has passed."""
    due = answer_by(message)
    return due is not None and due < now()


def received_and_due(message: Message) -> str:
    """When a message was received, and by when it is to be answered."""
    due = answer_by(message)
    return f"{day(message.received_at)}, hạn trả lời {day(due)}" if due else day(message.received_at)


def told_step(step: Step, people: Mapping[str, str]) -> str:
    """One line of a message's history: what was done, by whom, and why."""
    place = named(step.organisation_id) if step.move == Move.ASSIGN else ""
    done = f"Giao {place} xử lý" if place else MOVES.get(step.move, step.move)
    return " – ".join(filter(None, (done, people.get(step.person_id, ""), step.reason)))


def returned_by(steps: Sequence[Step], people: Mapping[str, str]) -> str:
    """Who sent an answer back last, and when."""
    last = next((step for step in reversed(steps) if step.move == Move.SEND_BACK), None)
    return ", ".join(filter(None, (people.get(last.person_id, ""), moment(last.at)))) if last else ""


def say_approved(message: Message) -> str:
    """That the sender has the answer, and where the public has it."""
    address = message.receipt.public_path
    if not address:
        return "Đã duyệt câu trả lời. Chỉ người gửi đọc được, bằng mã theo dõi."
    return Markup('Đã duyệt câu trả lời và công khai. <a href="{}">Mở trang công khai</a>').format(address)


VIEW = FeedbackView
