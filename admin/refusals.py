"""What the desk answers when it cannot do what was asked: in its own frame, with the way on, and nothing typed lost."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus

from flask import current_app, render_template, request
from flask_admin import BaseView
from flask_login import current_user
from flask_wtf.csrf import CSRFError, same_origin
from werkzeug.exceptions import HTTPException

from admin.address import is_desk
from admin.labels import Kept, kept

WORDS: dict[int, tuple[str, str]] = {
    403: (
        "Không được mở trang này",
        "Tài khoản của đồng chí không được mở trang này. Nếu cần, hãy đề nghị quản trị viên giao vai trò.",
    ),
    404: ("Không có trang này", "Mục này có thể đã bị xóa, hoặc ở ngoài phạm vi mà đồng chí được giao."),
    405: ("Cách mở trang không đúng", "Địa chỉ này chỉ nhận nội dung gửi từ một biểu mẫu của bàn làm việc."),
    413: (
        "Nội dung gửi quá lớn",
        "Chưa có gì được lưu. Hãy bấm nút Quay lại của trình duyệt để lấy lại những gì đã nhập, chọn tệp nhỏ hơn rồi "
        "gửi lại.",
    ),
    429: ("Quá nhiều lần thử", "Hãy chờ ít phút rồi thử lại."),
    500: ("Cổng đang gặp sự cố", "Lỗi này là của cổng và đã được ghi lại. Hãy thử lại sau ít phút."),
}
NO_ROLE = (
    "Tài khoản chưa có vai trò",
    "Tài khoản của đồng chí chưa được giao vai trò nào nên chưa có việc gì ở bàn làm việc. "
    "Hãy đề nghị quản trị viên giao vai trò, rồi mở lại trang này.",
)
FOREIGN = (
    "Yêu cầu không được nhận",
    "Yêu cầu này không gửi từ một trang của bàn làm việc, hoặc trình duyệt không cho biết; chưa có gì được lưu. Nếu "
    "đồng chí vừa viết, hãy bấm nút Quay lại của trình duyệt để lấy lại những gì đã nhập.",
)
STALE_SIGN_IN = (
    "Trang đăng nhập đã mở quá lâu",
    "Chưa có gì được thực hiện. Hãy về bàn làm việc để đăng nhập lại.",
)
DEEDS = {
    "approve_view": "duyệt và công bố",
    "send_back_view": "trả lại người soạn",
    "withdraw_view": "gỡ khỏi trang công khai",
}
"""What a press does whose fields do not say so; whoever sends it again must know."""
SIGNING_IN = "security."
SECRET_ENDPOINTS = (SIGNING_IN, "desk_account.")
"""What is sent there are passwords and codes: no page repeats them."""


@dataclass(frozen=True)
class Unsent:
    """What a request brought that could not be taken."""

    fields: list[Kept]
    files: list[str]


def is_at_desk() -> bool:
    """Whether the request at hand is the desk's to answer, in a process that has a desk."""
    return is_desk(request.path) and "desk" in current_app.blueprints


def answer(error: HTTPException) -> tuple[str, int]:
    """The desk's page for an error."""
    code = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
    if isinstance(error, CSRFError):
        return unsent(code)
    if code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return failure(*WORDS[500], code)
    title, text = WORDS.get(code, ("Yêu cầu chưa đúng", "Địa chỉ này có phần không đọc được."))
    has_no_role = code == HTTPStatus.FORBIDDEN and current_user.is_authenticated and not current_user.grants()
    if has_no_role:
        title, text = NO_ROLE
    return _page(title, text, code, signed_in=current_user.is_authenticated, way_on=not has_no_role)


def failure(title: str, text: str, code: int) -> tuple[str, int]:
    """The desk's page for what is the portal's own fault; it asks nothing of a store that may be the reason."""
    return _page(title, text, code, signed_in=False, way_on=True)


def unsent(code: int = HTTPStatus.UNAUTHORIZED) -> tuple[str, int]:
    """A page that keeps what was typed while the session ended, to be sent again after signing in.

    Only what a page of this very portal sent is shown again: nobody else can put words under an officer's button.
    """
    signed_in: bool = current_user.is_authenticated
    if not signed_in and (request.endpoint or "").startswith(SIGNING_IN):
        return _page(*STALE_SIGN_IN, code, signed_in=False, way_on=True)
    if not _is_from_here():
        return _page(*FOREIGN, code, signed_in=signed_in, way_on=True)
    brought = _brought()
    words = {"title": "Hãy gửi lại một lần nữa" if signed_in else "Phiên làm việc đã hết"}
    deed = DEEDS.get((request.endpoint or "").rpartition(".")[2], "")
    return render_template("desk/unsent.html", **words, unsent=brought, signed_in=signed_in, deed=deed), code


def _page(title: str, text: str, code: int, *, signed_in: bool, way_on: bool) -> tuple[str, int]:
    page = render_template("desk/error.html", title=title, text=text, signed_in=signed_in, way_on=way_on)
    return page, code


def _brought() -> Unsent:
    if (request.endpoint or "").startswith(SECRET_ENDPOINTS):
        return Unsent([], [])
    typed = [(name, value) for name, value in request.form.items(multi=True) if name != "csrf_token"]
    view = next((one for one in _views() if one.endpoint == request.blueprint), None)
    return Unsent(kept(view, typed), [file.filename for file in request.files.values() if file.filename])


def _views() -> list[BaseView]:
    return [view for admin in current_app.extensions["admin"] for view in admin._views]


def _is_from_here() -> bool:
    """Whether the browser says that a page of this portal sent the request; what says nothing is not believed."""
    said = request.headers.get("Sec-Fetch-Site")
    if said is not None:
        return said == "same-origin"
    try:
        return bool(same_origin(request.headers.get("Origin", ""), request.host_url))
    except ValueError:  # what is no address at all
        return False
