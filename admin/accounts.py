"""The desk of accounts: make them, give and take roles, disable, unlock, reset."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any, ClassVar

from flask import abort, flash, redirect, url_for
from flask_admin import expose
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response as AnyResponse

from admin.base import attempt, do, page, person, show_refusal
from admin.fields import Choice, Line, OrganisationChoice
from admin.lists import ReachedListView
from admin.services import now
from admin.wording import moment
from content.accounts import actions
from content.accounts.models import Assignment, User
from content.accounts.permissions import Permission
from content.accounts.roles import LABELS, Role
from content.audit import queries as trail
from content.db import db
from content.errors import Refused
from content.organisations.queries import named

SYLLABLES = (
    "an", "ban", "bien", "binh", "cay", "chieu", "dan", "dong", "duong", "ga", "gio", "ha", "hoa", "hong", "kem",
    "khoi", "la", "lang", "lua", "mai", "may", "mua", "nam", "nang", "ngoi", "nui", "que", "rung", "sang", "sen",
    "song", "suoi", "tam", "than", "thu", "tra", "trang", "tre", "tuyet", "vang", "ve", "vuon", "xanh", "xuan",
    "xuoi", "yen", "chim", "cau", "dao", "den", "giac", "guong", "khe", "luoi", "mat", "ngay", "nghe", "nhac",
    "ong", "phuong", "quat", "rem", "thuyen", "bac",
)  # fmt: skip
SYLLABLES_IN_PASSWORD = 8
"""Eight of 64 syllables: 48 bits, for one sign-in."""

STATES = {"active": "Đang hoạt động", "locked": "Tạm khoá", "disabled": "Vô hiệu hoá"}


class AccountForm(FlaskForm):
    """Who a person is and where that person works."""

    name = Line("Họ và tên", longest=200)
    email = Line("Thư điện tử", "Dùng để đăng nhập.", longest=254)
    title = Line("Chức vụ", longest=200)
    organisation_id = OrganisationChoice("Cơ quan công tác")


class RoleForm(FlaskForm):
    """One role for one organisation or for the province."""

    role = Choice("Vai trò", {role.value: words for role, words in LABELS.items()})
    organisation_id = OrganisationChoice("Phạm vi")


class ReasonForm(FlaskForm):
    """Why an account is closed."""

    reason = Line("Lý do vô hiệu hoá", longest=300)


class AccountView(ReachedListView[User]):
    """People and their roles."""

    permission = Permission.MANAGE_ACCOUNTS
    list_template = "desk/accounts.html"
    menu_group = "keeping"
    column_list = ("name", "email", "title", "roles", "state", "last_sign_in_at")
    column_labels: ClassVar[dict[str, str]] = {
        "name": "Họ và tên",
        "email": "Thư điện tử",
        "title": "Chức vụ",
        "roles": "Vai trò",
        "state": "Tình trạng",
        "last_sign_in_at": "Đăng nhập lần cuối",
    }
    column_sortable_list = ("name", "email", "last_sign_in_at")
    column_default_sort = ("name", False)
    column_searchable_list = ("name", "email")
    column_formatters: ClassVar[dict[str, Any]] = {
        "roles": lambda view, context, user, name: ", ".join(
            dict.fromkeys(LABELS[role] for role, _at in user.grants())
        ),
        "state": lambda view, context, user, name: STATES[state_of(user)],
        "last_sign_in_at": lambda view, context, user, name: moment(user.last_sign_in_at),
    }
    search_folded: ClassVar[bool] = False
    on_phone = ("name", "state")

    def __init__(self) -> None:
        super().__init__(User, name="Tài khoản", endpoint="desk_accounts", url="tai-khoan")

    @expose("/moi", methods=("GET", "POST"))
    def create_view(self) -> str | AnyResponse:
        """Make an account; its first password is shown once."""
        form = AccountForm()
        form.organisation_id.offer(person(), self.permission)
        if form.is_submitted() and form.validate():
            password = new_password()
            try:
                user = do(lambda: actions.create(person(), now(), password=password, **_said(form)))
            except Refused as refusal:
                show_refusal(form, refusal)
            else:
                return self._page(user, form, password)
        return page(self, "desk/account.html", form=form, user=None, title="Tài khoản mới")

    @expose("/<user_id>", methods=("GET", "POST"))
    def edit_view(self, user_id: str) -> str | AnyResponse:
        """One account: who it is, its roles, what may be done with it."""
        user = self.get_one(user_id)
        form = AccountForm(obj=user)
        del form.email
        form.organisation_id.offer(person(), self.permission)
        if form.is_submitted() and form.validate():
            try:
                do(lambda: actions.describe(user, person(), now(), **_said(form)))
            except Refused as refusal:
                show_refusal(form, refusal)
            else:
                flash("Đã lưu.", "done")
                return redirect(url_for(".edit_view", user_id=user_id))
        return self._page(user, form)

    def _page(self, user: User, form: AccountForm, password: str = "") -> str:
        roles = RoleForm(formdata=None)
        roles.organisation_id.offer(person(), self.permission)
        return page(
            self,
            "desk/account.html",
            title=user.name,
            user=user,
            form=form,
            roles=roles,
            reason=ReasonForm(formdata=None),
            password=password,
            state=state_of(user),
            locked_until=max(filter(None, (user.locked_until, user.known_locked_until)), default=None),
            state_words=STATES[state_of(user)],
            held=[(one, LABELS[one.role], named(one.organisation_id) or "Toàn tỉnh") for one in user.assignments],
            history=trail.latest_of_record("accounts", user.id),
            is_me=user.id == person().id,
        )

    @expose("/<user_id>/vai-tro", methods=("POST",))
    def assign_view(self, user_id: str) -> AnyResponse:
        """Give a role."""
        user, form = self.get_one(user_id), RoleForm()
        form.organisation_id.offer(person(), self.permission)
        if form.validate():
            role, place = Role(form.role.data), form.organisation_id.data or None
            attempt(lambda: actions.assign(user, role, place, person(), now()), f"Đã giao vai trò {LABELS[role]}.")
        else:
            flash("Hãy chọn vai trò và phạm vi trong danh sách.", "error")
        return self._back(user)

    @expose("/<user_id>/vai-tro/<assignment_id>/thu", methods=("POST",))
    def unassign_view(self, user_id: str, assignment_id: str) -> AnyResponse:
        """Take a role away."""
        user = self.get_one(user_id)
        assignment = db.session.get(Assignment, assignment_id)
        if assignment is None or assignment.user_id != user.id:
            abort(404)
        words = LABELS[assignment.role]
        attempt(lambda: actions.unassign(user, assignment, person(), now()), f"Đã thu vai trò {words}.")
        return self._back(user)

    @expose("/<user_id>/vo-hieu-hoa", methods=("POST",))
    def disable_view(self, user_id: str) -> AnyResponse:
        """Close the account and end its sessions."""
        user, form = self.get_one(user_id), ReasonForm()
        reason = form.reason.data or ""
        attempt(lambda: actions.disable(user, person(), now(), reason), "Đã vô hiệu hoá và kết thúc mọi phiên.")
        return self._back(user)

    @expose("/<user_id>/mo-lai", methods=("POST",))
    def enable_view(self, user_id: str) -> AnyResponse:
        """Open the account again."""
        return self._plainly(user_id, actions.enable, "Đã mở lại tài khoản.")

    @expose("/<user_id>/mo-khoa", methods=("POST",))
    def unlock_view(self, user_id: str) -> AnyResponse:
        """Let a person who mistyped try again at once."""
        return self._plainly(user_id, actions.unlock, "Đã mở khoá.")

    @expose("/<user_id>/xac-thuc", methods=("POST",))
    def reset_totp_view(self, user_id: str) -> AnyResponse:
        """Forget a lost authenticator."""
        return self._plainly(user_id, actions.reset_totp, "Đã đặt lại; lần đăng nhập tới sẽ cài ứng dụng xác thực mới.")

    @expose("/<user_id>/mat-khau", methods=("POST",))
    def reset_password_view(self, user_id: str) -> str | AnyResponse:
        """Give a first password again, shown once."""
        user, password = self.get_one(user_id), new_password()
        if not attempt(lambda: actions.reset_password(user, password, person(), now()), "Đã đặt lại mật khẩu."):
            return self._back(user)
        form = AccountForm(formdata=None, obj=user)
        del form.email
        form.organisation_id.offer(person(), self.permission)
        return self._page(user, form, password)

    def _plainly(self, user_id: str, action: Callable[..., Any], said: str) -> AnyResponse:
        user = self.get_one(user_id)
        attempt(lambda: action(user, person(), now()), said)
        return self._back(user)

    def _back(self, user: User) -> AnyResponse:
        return redirect(url_for(".edit_view", user_id=user.id))


def state_of(user: User) -> str:
    """Code of how an account stands."""
    if not user.active:
        return "disabled"
    return "locked" if any(user.is_closed(now(), known=known) for known in (True, False)) else "active"


def new_password() -> str:
    """A first password that can be read out on the telephone."""
    return "-".join(secrets.choice(SYLLABLES) for _ in range(SYLLABLES_IN_PASSWORD))


def _said(form: AccountForm) -> dict[str, Any]:
    said = {name: value for name, value in form.data.items() if name != "csrf_token"}
    return said | {"organisation_id": said["organisation_id"] or None}


VIEW = AccountView
