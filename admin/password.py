"""A person's own account: the password, and the way to the authenticator."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask_admin import expose
from flask_login import current_user
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response as AnyResponse
from wtforms import PasswordField
from wtforms.validators import InputRequired

from admin.base import DeskView, do, page, person, show_refusal
from admin.security import count_failure, keep_this_session
from admin.services import now
from content.accounts.actions import change_own_password
from content.accounts.models import User
from content.accounts.passwords import MIN_CHARACTERS
from content.errors import Invalid, NotAllowed, Refused


class PasswordForm(FlaskForm):
    """The present password and the new one, twice."""

    current = PasswordField(
        "Mật khẩu hiện tại",
        [InputRequired("Hãy nhập mật khẩu hiện tại.")],
        render_kw={"autocomplete": "current-password"},
    )
    password = PasswordField(
        "Mật khẩu mới",
        [InputRequired("Hãy nhập mật khẩu mới.")],
        description=f"Ít nhất {MIN_CHARACTERS} ký tự; một câu dài dễ nhớ là tốt nhất. Không dùng tên hay dãy số.",
        render_kw={"autocomplete": "new-password"},
    )
    again = PasswordField(
        "Nhập lại mật khẩu mới",
        [InputRequired("Hãy nhập lại mật khẩu mới.")],
        render_kw={"autocomplete": "new-password"},
    )

    def validate(self, extra_validators: object = None) -> bool:
        """Both spellings of the new password must agree."""
        if not super().validate():
            return False
        if self.password.data != self.again.data:
            self.again.errors = ["Hai lần nhập mật khẩu mới không giống nhau."]
            return False
        return True


def refuse_while_locked(user: User) -> None:
    """Raise NotAllowed while wrong passwords have locked the account: an open session must not be there to guess at."""
    if user.is_closed(now(), known=True):
        raise NotAllowed("Đã nhập sai mật khẩu nhiều lần; hãy thử lại sau ít phút.")


class PasswordView(DeskView):
    """Open to everybody who is signed in, whatever their roles."""

    menu_group = "own"

    def __init__(self) -> None:
        super().__init__(name="Đổi mật khẩu", endpoint="desk_account", url="mat-khau")

    def is_accessible(self) -> bool:
        """Whether anybody is signed in."""
        return bool(current_user.is_authenticated)

    @expose("/", methods=("GET", "POST"))
    def password(self) -> str | AnyResponse:
        """Change the password; every other session of this person ends."""
        form = PasswordForm()
        if form.validate_on_submit():
            try:
                refuse_while_locked(person())
                do(lambda: change_own_password(person(), form.current.data or "", form.password.data or "", now()))
            except Refused as refusal:
                if isinstance(refusal, Invalid) and "current" in refusal.fields:
                    count_failure(person(), known=True)
                show_refusal(form, refusal)
            else:
                keep_this_session(person())
                flash("Đã đổi mật khẩu. Các phiên đăng nhập khác đã kết thúc.", "done")
                return redirect(url_for("desk.index"))
        return page(self, "desk/password.html", form=form, title="Đổi mật khẩu", must=person().must_change_password)


VIEW = PasswordView
