"""Writing feedback and following it: the only pages of the public site that take something in.

The list and the answers are records like any other, see ``views.records``. A code never stands in an address: the
receipt is the answer to the form itself, and a code to follow is typed into a form.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import unquote

from flask import Blueprint, current_app, render_template, request, session, url_for
from flask_limiter import RateLimitExceeded
from flask_wtf.csrf import CSRFError

from content import wording
from content.days import due_by
from content.document_numbers import BY_NUMBER, find_typed, key
from content.errors import Invalid
from content.intake import codes
from content.intake.feedback import FeedbackIn, NotStored, Receipt, Status, follow, submit_feedback
from content.public import reader
from content.public.reader import Record
from portal.forms import seal
from portal.forms.feedback import LONGEST_DOCUMENT, STAMPED, YES, FeedbackForm, FollowForm, errors_of
from portal.forms.seal import Age
from portal.web.catalogue import gettext as _
from portal.web.catalogue import lazy_gettext
from portal.web.citation import name, own_title
from portal.web.limits import per_follower, per_sender, per_sender_of_all
from portal.web.sessions import personal
from portal.web.store import public
from portal.web.words import KINDS, RESOLUTIONS

bp = Blueprint("feedback", __name__, url_prefix="/gop-y")

LARGEST_REQUEST = 1_000_000
"""Bytes: far above what a message may have, so that one that is too long comes back instead of being cut off."""

STATES = {code: lazy_gettext(words) for code, words in wording.FEEDBACK_STATES.items()}
NOT_TAKEN = {code: lazy_gettext(words) for code, words in wording.NOT_TAKEN.items()}

DONE = {"received": 1, "assigned": 2, "answer_drafted": 2}
"""How many steps lie behind a message that is not answered yet; a draft waits for another person to approve it."""


@dataclass(frozen=True)
class Step:
    """One step of a message on its way."""

    words: str
    ahead: int
    """Below nought it is done, at nought it is being done."""
    at: datetime | None = None


@bp.url_value_preprocessor
def bound(endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Read no more of a request than a message can need; this runs before anything reads the form."""
    request.max_content_length = LARGEST_REQUEST
    request.max_form_memory_size = LARGEST_REQUEST


@bp.get("/gui")
def start() -> str:
    """The question that comes first: what does the visitor want to send?"""
    found = _candidates(request.args.get("van-ban", ""))
    about = found[0] if len(found) == 1 else None
    called = [name(about), own_title(about)] if about else []
    return _page("start", _("Gửi góp ý, phản ánh, kiến nghị"), about=about, called=" – ".join(filter(None, called)))


@bp.get("/kenh-phu-hop")
def lawful_channel() -> str:
    """Where to take what the portal does not take in. One page, so that no log tells who asked about which."""
    return _page("lawful_channel", _("Khiếu nại, tố cáo, bí mật nhà nước: gửi ở đâu"))


@bp.route("/gui/noi-dung", methods=["GET", "POST"])
@personal
@per_sender
@per_sender_of_all
def write() -> str | tuple[str, int]:
    """The form; and, when it is sent and right, the receipt."""
    form = FeedbackForm()
    if request.method == "GET":
        form.document.data = request.args.get("van-ban", "")
        form.seal.data = seal.sealed(_secret(), _now())
        return _form_page(form, {}), 200
    document, errors = _examined(form)
    if errors:
        return _form_page(form, errors), 422
    try:
        receipt = submit_feedback(_message(form, document), _now(), secret=_secret().encode())
    except Invalid as refusal:
        return _form_page(form, refusal.fields or {"body": str(refusal)}), 422
    except NotStored:
        return _form_page(form, {"gui": _("Cổng chưa lưu được góp ý. Nội dung vẫn còn; hãy gửi lại sau ít phút.")}), 503
    # Not a redirect: the receipt would need an address, and the code must not stand in one.
    return _receipt_page(receipt, may_publish=form.may_publish.data == YES), 200 if receipt.again else 201


@bp.route("/theo-doi", methods=["GET", "POST"])
@personal
@per_follower
def status() -> str | tuple[str, int]:
    """What has become of a message, for whoever has its code."""
    form = FollowForm()
    if request.method == "GET":
        return _follow_page(form, {})
    if not form.validate():
        return _follow_page(form, errors_of(form)), 422
    found = follow(form.code.data, secret=_secret().encode())
    if found is not None:
        about = reader.at(public(), found.document_path) if found.document_path else None
        return _follow_page(
            form,
            {},
            status=found,
            steps=_steps(found),
            document=about,
            name=name(about) if about else "",
            answer_by=None if found.answered_at else _answer_by(found.received_at),
            now=_now(),
        )
    if codes.read(form.code.data) is None:
        wrong = _("Mã chưa đúng: có thể thiếu hoặc nhầm một ký tự. Hãy xem lại từng nhóm.")
        return _follow_page(form, {"code": wrong}), 422
    return _follow_page(form, {"code": _("Không có góp ý nào mang mã này.")}), 404


@bp.errorhandler(CSRFError)
def stale(error: CSRFError) -> tuple[str, int]:
    """A form without a valid session comes back as it was typed."""
    return _again(_("Trang đã mở quá lâu hoặc trình duyệt chặn cookie của Cổng. Nội dung vẫn còn; hãy gửi lại.")), 400


@bp.errorhandler(RateLimitExceeded)
def too_often(error: RateLimitExceeded) -> tuple[str, int]:
    """Whoever sends too often is asked to wait, and keeps what was typed."""
    return _again(_("Đã có quá nhiều lần gửi từ mạng của quý vị. Nội dung vẫn còn; hãy chờ ít phút rồi gửi lại.")), 429


def _again(message: str) -> str:
    if request.endpoint == "feedback.status":
        return _follow_page(FollowForm(), {"code": message})
    form = FeedbackForm()
    _check_seal(form)
    return _form_page(form, dict.fromkeys(form.stamped(), str(STAMPED)) or {"gui": message})


def _examined(form: FeedbackForm) -> tuple[Record | None, dict[str, str]]:
    """The document that the form names, and what is wrong with the form, in the order of the page."""
    form.validate()
    errors = errors_of(form)
    document = None
    try:
        if form.document.data and "document" not in errors:
            document = _document(form.document.data)
    except Invalid as refusal:
        errors["document"] = str(refusal)
    seal_error = _check_seal(form)
    ordered = {field.name: errors[field.name] for field in form if field.name in errors}
    # Of its age people hear only when nothing else is wrong: it is not theirs to mend.
    return document, ordered or ({"gui": seal_error} if seal_error else {})


def _check_seal(form: FeedbackForm) -> str:
    """What is wrong with the form's age; one that is too old is shown again with a new seal."""
    now = _now()
    found = seal.age(_secret(), form.seal.data or "", now)
    if found is Age.TOO_OLD:
        form.seal.data = seal.renewed(_secret(), now)
        return str(_("Trang đã mở quá 12 giờ nên cần gửi lại một lần nữa. Nội dung quý vị viết vẫn còn."))
    if found is Age.TOO_YOUNG:
        return str(_("Biểu mẫu được gửi quá nhanh. Hãy xem lại nội dung rồi gửi lại."))
    return ""


def _message(form: FeedbackForm, document: Record | None) -> FeedbackIn:
    return FeedbackIn(
        token=session["csrf_token"],
        category=form.category.data,
        title=form.title.data,
        body=form.body.data,
        may_publish=form.may_publish.data == YES,
        document_path=document.path if document else None,
        document_title=name(document) if document else None,
        name=form.name.data,
        phone=form.phone.data,
        email=form.email.data,
    )


def _document(typed: str) -> Record:
    """The published document that an address or a number names; raises Invalid when there is none, or more than one."""
    found = _candidates(typed)
    if not found:
        raise Invalid(
            _("Cổng không có văn bản này. Hãy sửa số hiệu, hoặc xóa ô này và ghi tên văn bản trong nội dung.")
        )
    if len(found) > 1:
        raise Invalid(_("Có nhiều văn bản mang số này. Hãy chọn một văn bản."))
    return found[0]


def _candidates(typed: str) -> list[Record]:
    """The published documents that an address or a number may mean."""
    if not typed or len(typed) > LONGEST_DOCUMENT:
        return []
    linked = re.search(rf"{BY_NUMBER}([^?#\s]+)", typed)
    if linked:
        return reader.numbered(public(), key(unquote(linked.group(1))))
    path = re.search(r"/(?:van-ban|chi-dao-dieu-hanh)/[^/?#\s]+", typed)
    if path:
        return [one for one in [reader.at(public(), path.group())] if one]
    number = find_typed(typed)
    return reader.numbered(public(), number.number.key if number else key(typed))


def _page(template: str, title: str, **values: Any) -> str:
    kind = KINDS["feedback"]
    crumbs = [(kind.title, kind.path), (title, None)]
    return render_template(f"feedback/{template}.html", title=title, crumbs=crumbs, **values)


def _form_page(form: FeedbackForm, errors: dict[str, str]) -> str:
    # What was typed, or came with a document's page, is shown as the documents that it names.
    found = _candidates(form.document.data or "")
    if len(found) == 1:
        form.document.data = found[0].path
    secret = form.stamped()
    if secret:
        form.forget_words()
    channels = url_for("feedback.lawful_channel")
    places = dict.fromkeys((*secret, "not_secret"), f"{channels}#bi-mat") | {"only_rules": channels}
    return _page(
        "form",
        _("Viết góp ý"),
        form=form,
        errors=errors,
        candidates=[(one.path, name(one), own_title(one)) for one in found],
        places=places,
    )


def _receipt_page(receipt: Receipt, *, may_publish: bool) -> str:
    return _page(
        "receipt",
        _("Góp ý này đã được nhận từ trước") if receipt.again else _("Đã nhận góp ý"),
        code=codes.show(receipt.code),
        receipt=receipt,
        answer_by=_answer_by(receipt.received_at),
        may_publish=may_publish,
    )


def _follow_page(form: FollowForm, errors: dict[str, str], **values: Any) -> str:
    return _page(
        "follow",
        _("Theo dõi góp ý"),
        form=form,
        errors=errors,
        states=STATES,
        resolutions=RESOLUTIONS,
        not_taken=NOT_TAKEN,
        **values,
    )


def _steps(status: Status) -> list[Step]:
    # What the portal does not take in is answered at once: nobody has it and nobody drafts.
    at_once = status.resolution in NOT_TAKEN
    between = [] if at_once else [_("Giao cơ quan xử lý"), _("Soạn và duyệt câu trả lời")]
    words = [_("Tiếp nhận"), *between, _("Trả lời")]
    done = len(words) if status.answered_at else DONE.get(status.state, 1)
    moments = {0: status.received_at, len(words) - 1: status.answered_at}
    return [Step(said, place - done, moments.get(place)) for place, said in enumerate(words)]


def _now() -> datetime:
    now: datetime = current_app.extensions["services"].clock.now()
    return now


def _answer_by(received: datetime) -> datetime | None:
    """By when an answer is promised, if the province promises any."""
    days: int = current_app.config["PROVINCE"].answer_days
    return due_by(received, days) if days else None


def _secret() -> str:
    secret: str = current_app.config["SECRET_KEY"]
    return secret
