"""Errors that help: what happened, in the reader's language, and where to go on."""

from __future__ import annotations

import errno
import logging
from urllib.parse import quote

from flask import Flask, redirect, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import BadRequest, Gone, HTTPException, InternalServerError, NotFound
from werkzeug.wrappers import Response

from admin import refusals
from content.public.reader import Tombstone
from portal.web.catalogue import gettext as _
from portal.web.citation import name, own_title
from portal.web.language import address
from portal.web.nearby import nearby

logger = logging.getLogger(__name__)


FULL = ("database or disk is full", "No space left on device")
"""How SQLite and PostgreSQL say that nothing more can be stored."""


class Withdrawn(Gone):
    """Here stood a record that was withdrawn; the page says since when, and the public note."""

    def __init__(self, tombstone: Tombstone) -> None:
        super().__init__()
        self.tombstone = tombstone


def _words(code: int) -> tuple[str, str]:
    found = {
        400: (_("Yêu cầu chưa đúng"), _("Địa chỉ này có phần không đọc được.")),
        403: (_("Không được phép"), _("Trang này không dành cho công chúng.")),
        404: (
            _("Không có nội dung ở địa chỉ này"),
            _("Hãy kiểm tra lại địa chỉ, hoặc tìm bằng từ khóa, số hiệu văn bản."),
        ),
        405: (_("Cách gửi không đúng"), _("Trang này không nhận loại yêu cầu vừa gửi.")),
        410: (_("Nội dung không còn ở đây"), _("Nội dung này đã được gỡ khỏi Cổng.")),
        413: (_("Nội dung gửi quá lớn"), _("Hãy rút ngắn nội dung hoặc bớt tệp đính kèm rồi gửi lại.")),
        414: (_("Địa chỉ quá dài"), _("Hãy bớt từ khóa hoặc bộ lọc.")),
        415: (_("Loại nội dung không được nhận"), _("Hãy gửi bằng biểu mẫu của Cổng.")),
        429: (_("Quá nhiều yêu cầu"), _("Hãy chờ ít phút rồi thử lại. Nội dung đã công bố vẫn đọc được bình thường.")),
        500: (
            _("Cổng đang gặp sự cố"),
            _("Lỗi này là của Cổng, không phải của quý vị, và đã được ghi lại. Hãy thử lại sau ít phút."),
        ),
        503: (_("Cổng đang bận"), _("Hãy thử lại sau ít phút.")),
    }
    if code in found:
        return found[code]
    return found[400] if code < 500 else found[500]


def _page(error: HTTPException) -> tuple[str, int] | HTTPException:
    code = error.code or 500
    if code < 400:
        return error
    if refusals.is_at_desk():
        return refusals.answer(error)
    title, text = _words(code)
    # What a view wrote for the reader is better than what fits every case; Werkzeug's own words are neither.
    own = error.description if isinstance(error, BadRequest) and not isinstance(error, CSRFError) else None
    if own and own != type(error).description:
        text = own
    return render_template("errors/error.html", title=title, text=text, code=code), code


def _nowhere(error: NotFound) -> Response | tuple[str, int] | HTTPException:
    if request.method not in ("GET", "HEAD") or refusals.is_at_desk():
        return _page(error)
    meant = nearby(request.path)
    if meant.path:
        asked = request.query_string.decode("latin-1")
        return redirect(address(quote(meant.path)) + (f"?{asked}" if asked else ""), 308)
    title, text = _words(404)
    offered = [(one.path, name(one), own_title(one)) for one in meant.documents]
    return render_template("errors/error.html", title=title, text=text, code=404, offered=offered), 404


def _withdrawn(error: Withdrawn) -> tuple[str, int]:
    title = _("Nội dung đã được gỡ")
    return render_template("errors/withdrawn.html", title=title, tombstone=error.tombstone), 410


def _failure(error: InternalServerError) -> tuple[str, int]:
    if refusals.is_at_desk():
        return refusals.answer(error)
    title, text = _words(500)
    return render_template("errors/error.html", title=title, text=text, code=500), 500


def _full(error: OSError | OperationalError) -> tuple[str, int]:
    if not is_full(error):
        raise error
    logger.critical("Nothing more can be stored: %s", error.orig if isinstance(error, OperationalError) else error)
    title = _("Cổng đã hết chỗ lưu")
    text = _(
        "Nội dung vừa gửi chưa được lưu. Hãy bấm nút Quay lại của trình duyệt để lấy lại những gì đã nhập và chép ra "
        "nơi khác; người quản trị cần giải phóng dung lượng."
    )
    if refusals.is_at_desk():
        return refusals.failure(str(title), str(text), 503)
    return render_template("errors/error.html", title=title, text=text, code=503), 503


def is_full(error: OSError | OperationalError) -> bool:
    """Whether something failed because a disk has no room left."""
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EDQUOT)
    return any(words in str(error.orig) for words in FULL)


def init_app(app: Flask) -> None:
    """Answer every error with a page."""
    app.register_error_handler(HTTPException, _page)
    app.register_error_handler(NotFound, _nowhere)
    app.register_error_handler(Withdrawn, _withdrawn)
    app.register_error_handler(InternalServerError, _failure)
    app.register_error_handler(OSError, _full)
    app.register_error_handler(OperationalError, _full)
