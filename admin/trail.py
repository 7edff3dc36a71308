"""A line of the trail in words: who did what to whom, with the role, the reach and the count that the line keeps."""

from __future__ import annotations

from markupsafe import Markup

from admin.fields import WHOLE_PROVINCE
from admin.titles import ACCOUNTS
from admin.wording import did, role
from content.audit.models import AuditLine
from content.organisations.queries import named

OF_ACCOUNTS = {
    "created": "tạo tài khoản {who}",
    "described": "sửa thông tin tài khoản {who}",
    "role_given": "giao vai trò {role}, phạm vi {place}, cho {who}",
    "role_taken": "thu vai trò {role}, phạm vi {place}, của {who}",
    "disabled": "vô hiệu hóa tài khoản {who}",
    "enabled": "mở lại tài khoản {who}",
    "password_reset": "đặt lại mật khẩu của {who}",
    "password_changed": "đổi mật khẩu của mình",
    "totp_set": "cài ứng dụng xác thực",
    "totp_reset": "đặt lại xác thực hai bước của {who}",
    "sign_in_failed": "có người nhập sai mật khẩu hoặc mã của tài khoản {who}",
    "locked": "tài khoản {who} bị tạm khóa {time} vì nhập sai mật khẩu hoặc mã {attempts} lần liền",
    "unlocked": "mở khóa tài khoản {who}",
    "signed_in": "đăng nhập",
    "signed_in_after": "đăng nhập, sau {attempts} lần nhập sai",
    "signed_out": "đăng xuất",
}
"""What is done with accounts; everything else is a verb and a kind, see ``wording``."""


def told(line: AuditLine, who: str | Markup) -> Markup:
    """What a line says was done; ``who`` names the account that a line about accounts is about."""
    action = line.tag.rpartition(":")[2]
    if action == "signed_in" and line.details.get("attempts"):
        action = "signed_in_after"
    if line.kind != ACCOUNTS or action not in OF_ACCOUNTS:
        return Markup.escape(did(line.tag))
    return Markup(OF_ACCOUNTS[action]).format(
        who=who,
        role=role(line.details.get("role", "")),
        place=_place(line.details.get("organisation_id", "")),
        attempts=line.details.get("attempts", ""),
        time=_time(line.details.get("seconds", 0)),
    )


def _place(organisation_id: str) -> str:
    return (named(organisation_id) or "một cơ quan không còn") if organisation_id else WHOLE_PROVINCE


def _time(seconds: int) -> str:
    return f"{seconds} giây" if seconds < 60 else f"{seconds // 60} phút"
