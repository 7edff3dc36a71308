"""Lists and editors of what is published by editions: each noun adds its form and its columns, the rest is here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from flask import Response, abort, flash, redirect, request, send_file, url_for
from flask_admin import expose
from markupsafe import Markup
from werkzeug.wrappers import Response as AnyResponse

from admin.base import attempt, do, page, person, rendered, require_seen, show_refusal, tell
from admin.comparison import changes, files_changed
from admin.fields import WHOLE_PROVINCE
from admin.lists import ReachedListView
from admin.preview import preview_page
from admin.record_forms import MoveForm, RecordForm, UploadForm
from admin.services import now, services
from admin.standing import WORDS, Standing, standings, stands_as
from admin.wording import minute_of_day
from content.accounts.permissions import Permission
from content.accounts.policy import may, may_somewhere
from content.attachments import actions as attachments
from content.attachments.models import Attachment
from content.attachments.queries import of_record
from content.audit import queries as trail
from content.db import db
from content.editorial.actions import is_own_work, is_second_person
from content.editorial.models import Edition, Record
from content.editorial.queries import editions_of
from content.errors import Invalid, NotAllowed, Refused
from content.kinds import KINDS
from content.organisations.queries import named
from content.publishing import (
    Move,
    PublicState,
    WorkState,
    cancelled,
    may_discard,
    may_withdraw,
    next_change,
    overtaken,
    public_state,
    standing_hour,
    was_seen,
)

SAID = {
    Move.RECALL: "Đã rút lại. Bản này lại là bản nháp, sửa được.",
    Move.SEND_BACK: "Đã trả lại người soạn.",
    Move.WITHDRAW: "Đã gỡ khỏi trang công khai.",
}
CHANGED_MEANWHILE = (
    "Người khác vừa sửa nội dung này. Chữ đồng chí vừa gõ vẫn còn dưới đây; "
    "hãy mở trang này ở cửa sổ khác để so, rồi lưu lại nếu vẫn muốn thay."
)
NO_FILE = "Hãy chọn một tệp."
SHOW = "xem"
"""The button that shows how a text will look, without saving."""
SUBMIT = "gui-duyet"
"""The button that saves and hands on in one."""


class RecordView(ReachedListView[Any]):
    """The desk of one noun. Reading needs READ_DESK, and reaches as far as that does."""

    permission = Permission.READ_DESK
    noun: ClassVar[str]
    form_class: ClassVar[type[RecordForm]]
    title_column: ClassVar[str] = "title"
    edit_template: ClassVar[str] = "desk/record.html"
    column_searchable_list = ("search_text",)
    column_default_sort = ("changed_at", True)
    menu_group = "content"

    def __init__(self) -> None:
        self.kind = KINDS[self.noun]
        super().__init__(
            self.kind.model, name=self.kind.label_vi, endpoint=f"desk_{self.noun}", url=self.kind.path[1:-1]
        )

    # -- the list --------------------------------------------------------------------------------------------------

    def narrowed(self, query: Any) -> Any:
        """The records that this person may read, in the state asked for."""
        query, state = super().narrowed(query), request.args.get("state", "")
        return query.filter(stands_as(self.model, state, now())) if state in WORDS else query

    def states(self) -> list[tuple[str, str]]:
        """The states that the list can be narrowed to."""
        return list(WORDS.items())

    def title_of(self, record: Record) -> str:
        """What a record is called at the desk."""
        return getattr(record, self.title_column) or "(chưa có tên)"

    def standings_of(self, record: Record) -> list[Standing]:
        """How a record stands: what waits, and what it is to the public."""
        return standings(record, editions_of(record.KIND, record.id), now())

    def may_write(self, record: Record | None = None) -> bool:
        """Whether this person may write this record, or any."""
        permission = self.kind.editing.permission
        if record is None:
            return may_somewhere(person(), permission)
        return may(person(), permission, record.organisation_id)

    # -- one record ------------------------------------------------------------------------------------------------

    @expose("/moi", methods=("GET", "POST"))
    def create_view(self) -> str | AnyResponse:
        """A form for a new record."""
        if not self.may_write():
            abort(403)
        form = self._form()
        if form.is_submitted() and self._is_to_be_saved(form):
            try:
                record = do(lambda: self._create(form))
            except Refused as refusal:
                show_refusal(form, refusal)
            else:
                self._say_saved()
                return redirect(url_for(".edit_view", record_id=record.id))
        return self._page(form, None)

    @expose("/<record_id>", methods=("GET", "POST"))
    def edit_view(self, record_id: str) -> str | AnyResponse:
        """A record: its text, its files, what may be done with it, what was done."""
        record = self.get_one(record_id)
        form, upload = self._form(record), UploadForm()
        if upload.is_submitted() and upload.file.data:
            self._take_file(record, form, upload)
        if form.is_submitted() and not upload.errors and self._is_to_be_saved(form):
            try:
                do(lambda: self._revise(record, form))
            except Refused as refusal:
                show_refusal(form, refusal)
            else:
                self._say_saved()
                if upload.said:
                    flash(upload.said, "done")
                if upload.taken_out:
                    gone = "; ".join(one.sentence for one in upload.taken_out)
                    flash(f"Tệp được lưu không còn những dữ liệu ẩn sau: {gone}.", "done")
                return redirect(url_for(".edit_view", record_id=record_id))
        return self._page(form, record, upload=upload)

    def _create(self, form: RecordForm) -> Record:
        record: Record = self.kind.editing.create(person(), now(), **form.values())
        self._submit_if_asked(record)
        return record

    def _revise(self, record: Record, form: RecordForm) -> None:
        if form.seen.data != record.changed_at.isoformat():
            form.seen.data = record.changed_at.isoformat()
            raise NotAllowed(CHANGED_MEANWHILE)
        self.kind.editing.revise(record, person(), now(), **form.values())
        self._submit_if_asked(record)

    def _submit_if_asked(self, record: Record) -> None:
        """Hand on what was just saved, in the same unit of work: what is not complete is not saved either."""
        if SUBMIT in request.form:
            self.kind.editing.submit(record, person(), now())

    def _say_saved(self) -> None:
        flash("Đã lưu và gửi duyệt." if SUBMIT in request.form else "Đã lưu bản nháp.", "done")

    def _form(self, record: Record | None = None) -> RecordForm:
        return self._fill(self.form_class(obj=record), record)

    def _fill(self, form: RecordForm, record: Record | None) -> RecordForm:
        form.organisation_id.offer(person(), self.kind.editing.permission)
        if record is None or not self._was_seen(record):
            del form.change_note
        if record is not None:
            form.fill_from(record)
            if form.seen.raw_data is None:
                form.seen.data = record.changed_at.isoformat()
            # Where the record stands now can always be kept; the action says no to what may not be done.
            here = record.organisation_id
            form.organisation_id.choices = {here or "": named(here) or WHOLE_PROVINCE} | form.organisation_id.choices
        return form

    def _was_seen(self, record: Record) -> bool:
        return was_seen(editions_of(record.KIND, record.id), withdrawn_at=record.withdrawn_at, now=now())

    def _is_to_be_saved(self, form: RecordForm) -> bool:
        return SHOW not in request.form and form.validate() and not form.asks_again()

    def _page(
        self,
        form: RecordForm,
        record: Record | None,
        moves: MoveForm | None = None,
        upload: UploadForm | None = None,
    ) -> str:
        shown = SHOW in request.form
        return page(
            self,
            self.edit_template,
            form=form,
            record=record,
            rendered={
                field.name: rendered(field.data) for field in form if shown and getattr(field, "markdown", False)
            },
            title=self.title_of(record) if record else f"{self.kind.label_vi}: soạn mới",
            **(self._around(record, moves, upload) if record else {}),
        )

    def _around(self, record: Record, moves: MoveForm | None, upload: UploadForm | None) -> dict[str, Any]:
        moment, moves = now(), moves or MoveForm(formdata=None)
        if not moves.change_note.raw_data:
            moves.change_note.data = record.change_note
        editions = editions_of(record.KIND, record.id)
        public = public_state(editions, withdrawn_at=record.withdrawn_at, now=moment)
        upcoming = next_change(editions, withdrawn_at=record.withdrawn_at, now=moment)
        if not moves.visible_from.raw_data:
            # What an earlier edition waits for, its correction waits for too, unless the approver says otherwise.
            moves.visible_from.data = standing_hour(editions, withdrawn_at=record.withdrawn_at, now=moment)
        history = trail.latest_of_record(record.KIND, record.id)
        return {
            "moves": moves,
            "upload": upload or UploadForm(formdata=None),
            "possible": self._possible(record, public),
            "editions": editions,
            "public_address": self._public_address(record) if public is PublicState.PUBLIC else "",
            "upcoming": upcoming,
            "overtaken": overtaken(editions, withdrawn_at=None),
            "cancelled": cancelled(editions, withdrawn_at=record.withdrawn_at),
            "public": public,
            "was_seen": was_seen(editions, withdrawn_at=record.withdrawn_at, now=moment),
            "attachments": of_record(record.KIND, record.id),
            "history": history,
            "last": {line.tag.rpartition(":")[2]: line for line in reversed(history)},
            "organisation": named(record.organisation_id) or WHOLE_PROVINCE,
            "writable": self.may_write(record) and record.work_state != WorkState.IN_REVIEW,
            **self._compared(record, editions),
        }

    def _compared(self, record: Record, editions: Sequence[Edition]) -> dict[str, Any]:
        """What waits beside the newest edition; nothing where nothing waits, or nothing was approved before."""
        if not editions or record.work_state == WorkState.FINAL:
            return {}
        form, before = self._shown(record), self.kind.projection.whole(editions[-1].snapshot)
        try:
            after_it = self.kind.editing.snapshot(record, now())
        except Invalid as refusal:
            return {"compared_with": editions[-1].number, "not_compared": str(refusal)}
        removed, added = files_changed(before.get("files", []), after_it.get("files", []))
        return {
            "compared_with": editions[-1].number,
            "changes": changes(form.told(before), form.told(after_it)),
            "files_removed": removed,
            "files_added": added,
        }

    def _possible(self, record: Record, public: PublicState) -> set[str]:
        """What this person may do with the record as it stands; what is not here is refused by the actions too."""
        editing, place = self.kind.editing, record.organisation_id
        possible = set()
        deletable = editing.discardable and may_discard(WorkState(record.work_state), public)
        if deletable and self.may_write(record) and person().id == record.author_id:
            possible.add("discard")
        if record.work_state == WorkState.IN_REVIEW and self.may_write(record) and is_own_work(record, person()):
            possible.add("recall")
        if record.work_state == WorkState.IN_REVIEW and may(person(), editing.approval, place):
            # Who wrote in it takes it back rather than returning it to themselves.
            possible |= {"send_back", "approve"} if is_second_person(record, person()) else {"own"}
        if may_withdraw(public) and may(person(), Permission.WITHDRAW, place):
            possible.add("withdraw")
        return possible

    # -- moves -----------------------------------------------------------------------------------------------------

    @expose("/<record_id>/rut-lai", methods=("POST",))
    def recall_view(self, record_id: str) -> str | AnyResponse:
        """Take the working copy back from whoever was to approve it."""
        return self._move(
            record_id, Move.RECALL, lambda record, form: self.kind.editing.recall(record, person(), now())
        )

    @expose("/<record_id>/tra-lai", methods=("POST",))
    def send_back_view(self, record_id: str) -> str | AnyResponse:
        """Return the working copy to its author."""
        return self._move(
            record_id,
            Move.SEND_BACK,
            lambda record, form: self.kind.editing.send_back(record, person(), now(), form.reason.data or ""),
        )

    @expose("/<record_id>/duyet", methods=("POST",))
    def approve_view(self, record_id: str) -> str | AnyResponse:
        """Publish the working copy, at once or from a minute on."""
        return self._move(record_id, Move.APPROVE, self._approve)

    def _approve(self, record: Record, form: MoveForm) -> None:
        require_seen(form.seen.data, record)
        moment, wanted = now(), form.visible_from.data
        if wanted is not None and wanted < moment:
            raise Invalid(
                "Giờ công bố đã qua.", visible_from="Hãy chọn một giờ sau này, hoặc để trống để công bố ngay."
            )
        attachments.require_seen(record, seen=form.seen_hidden.data)
        note = form.change_note.data if form.change_note.raw_data else None
        self.kind.editing.approve(record, person(), moment, visible_from=wanted, change_note=note)

    @expose("/<record_id>/go", methods=("GET", "POST"))
    def withdraw_view(self, record_id: str) -> str | AnyResponse:
        """Ask once, naming the record, and take it out of public sight."""
        record = self.get_one(record_id)
        require_withdraw = may(person(), Permission.WITHDRAW, record.organisation_id)
        if not require_withdraw:
            abort(403)
        form, cancels = MoveForm(), self._is_scheduled(record)
        if form.is_submitted() and form.validate():
            said, note = form.reason.data or "", form.public_note.data or ""
            try:
                do(lambda: self.kind.editing.withdraw(record, person(), now(), said, note))
            except Refused as refusal:
                show_refusal(form, refusal)
            else:
                tell(record, "Đã hủy hẹn công khai." if cancels else SAID[Move.WITHDRAW])
                return redirect(url_for(".edit_view", record_id=record_id))
        title = f"{'Hủy hẹn công khai' if cancels else 'Gỡ'} “{self.title_of(record)}”"
        return page(self, "desk/withdraw.html", form=form, record=record, cancels=cancels, title=title)

    def _is_scheduled(self, record: Record) -> bool:
        """Whether nobody has seen the record yet and somebody will."""
        editions = editions_of(record.KIND, record.id)
        return public_state(editions, withdrawn_at=record.withdrawn_at, now=now()) is PublicState.SCHEDULED

    @expose("/<record_id>/xoa", methods=("GET", "POST"))
    def discard_view(self, record_id: str) -> str | AnyResponse:
        """Ask once, naming the draft, and delete it with its files."""
        record = self.get_one(record_id)
        title = self.title_of(record)
        if request.method == "POST":
            if attempt(lambda: self._discard(record), f"Đã xóa bản nháp “{title}”."):
                return redirect(url_for(".index_view"))
            return redirect(url_for(".edit_view", record_id=record_id))
        files = of_record(record.KIND, record.id)
        return page(self, "desk/discard.html", record=record, files=files, title=f"Xóa bản nháp “{title}”")

    def _discard(self, record: Record) -> None:
        for attachment in of_record(record.KIND, record.id):
            self._detach(record, attachment)
        self.kind.editing.discard(record, person(), now())

    def _move(self, record_id: str, move: Move, action: Callable[[Any, MoveForm], Any]) -> str | AnyResponse:
        record, form = self.get_one(record_id), MoveForm()
        if form.validate():
            try:
                do(lambda: action(record, form))
            except Refused as refusal:
                show_refusal(form, refusal)
            else:
                tell(record, SAID.get(move) or self._say_approved(record))
                return redirect(url_for(".edit_view", record_id=record_id))
        return self._page(self._shown(record), record, moves=form)

    def _say_approved(self, record: Record) -> str:
        """That the edition just approved is public, and where; or when it will be; and whose hour it has taken."""
        editions, moment = editions_of(record.KIND, record.id), now()
        newest, withdrawn = editions[-1].visible_from, record.withdrawn_at
        told = overtaken(editions[:-1], withdrawn_at=withdrawn)
        gone = [one.visible_from for one in overtaken(editions, withdrawn_at=withdrawn) if one not in told]
        # An hour that the new edition keeps still stands, and what was overtaken before was told then.
        hours = ", ".join(minute_of_day(hour) for hour in gone if hour > moment and hour != newest)
        instead = f" Giờ hẹn {hours} của bản trước không còn hiệu lực." if hours else ""
        if newest > moment:
            return f"Đã duyệt. Sẽ công khai lúc {minute_of_day(newest)}.{instead}"
        said = "Đã duyệt và công khai ngay." if hours else "Đã duyệt và công khai."
        link = Markup('<a href="{}">Mở trang công khai</a>').format(self._public_address(record))
        return Markup("{}{} {}").format(said, instead, link)

    def _public_address(self, record: Record) -> str:
        return self.kind.projection.public_path(record, now())

    def _shown(self, record: Record) -> RecordForm:
        """The record's own form as it is stored: what was posted belongs to a move."""
        return self._fill(self.form_class(formdata=None, obj=record), record)

    # -- preview and files -----------------------------------------------------------------------------------------

    @expose("/<record_id>/xem-truoc")
    def preview_view(self, record_id: str) -> str | AnyResponse:
        """What the public would see."""
        record = self.get_one(record_id)
        try:
            return preview_page(record)
        except Refused as refusal:
            flash(f"Chưa xem trước được: {refusal}", "error")
            return redirect(url_for(".edit_view", record_id=record_id))

    @expose("/<record_id>/tep", methods=("POST",))
    def attach_view(self, record_id: str) -> str | AnyResponse:
        """Add a file, told by its first bytes; what was typed meanwhile stays in the form, unsaved."""
        record, upload = self.get_one(record_id), UploadForm()
        form = self._form(record)
        self._take_file(record, form, upload)
        if upload.said and not self._differs(form, record):
            form = self._shown(record)
        return self._page(form, record, upload=upload)

    def _differs(self, form: RecordForm, record: Record) -> bool:
        return any(getattr(record, name, None) != value for name, value in form.values().items())

    def _take_file(self, record: Record, form: RecordForm, upload: UploadForm) -> None:
        """Keep a file that came with the form, whatever becomes of the text, so that nobody has to choose it again."""
        opened_at, sent = record.changed_at.isoformat(), upload.file.data
        if not upload.validate():
            return
        try:
            if not hasattr(sent, "read"):
                raise Invalid(NO_FILE, file=NO_FILE)
            given = attachments.Upload(sent.stream.read(), sent.filename or "", upload.label.data or "")
            added = do(lambda: self._attach(record, given))
        except Refused as refusal:
            show_refusal(upload, refusal)
            return
        upload.said, upload.label.data = f"Đã thêm tệp “{added.attachment.name}”.", ""
        upload.taken_out = added.taken_out
        if form.seen.data == opened_at:
            form.seen.data = record.changed_at.isoformat()

    def _attach(self, record: Record, upload: attachments.Upload) -> attachments.Attached:
        files, editing = services().private_files, self.kind.editing
        return attachments.attach(record, upload, editing=editing, storage=files, by=person(), now=now())

    @expose("/<record_id>/tep/<attachment_id>/bo", methods=("GET", "POST"))
    def detach_view(self, record_id: str, attachment_id: str) -> str | AnyResponse:
        """Ask once, naming the file, and take it from the working copy."""
        record = self.get_one(record_id)
        attachment = self._attachment(record, attachment_id)
        if request.method == "POST":
            attempt(lambda: self._detach(record, attachment), f"Đã bỏ tệp “{attachment.name}”.")
            return redirect(url_for(".edit_view", record_id=record_id))
        title = f"Bỏ tệp “{attachment.name}”"
        return page(self, "desk/detach.html", record=record, attachment=attachment, title=title)

    def _detach(self, record: Record, attachment: Attachment) -> None:
        attachments.remove(record, attachment, editing=self.kind.editing, by=person(), now=now())

    @expose("/<record_id>/tep/<attachment_id>")
    def file_view(self, record_id: str, attachment_id: str) -> AnyResponse:
        """A file of the working copy, to take away; no browser shows it as a page of ours."""
        attachment = self._attachment(self.get_one(record_id), attachment_id)
        return send(attachment)

    def _attachment(self, record: Record, attachment_id: str) -> Attachment:
        attachment = db.session.get(Attachment, attachment_id)
        if attachment is None or (attachment.kind, attachment.record_id) != (record.KIND, record.id):
            abort(404)
        return attachment


def send(attachment: Attachment) -> Response:
    """The bytes of a file, piece by piece, as a download that runs nothing."""
    response = send_file(
        services().private_files.path(attachment.sha256),
        mimetype=attachment.media_type,
        as_attachment=True,
        download_name=attachment.name,
    )
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
