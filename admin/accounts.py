"""The desk of accounts: make them, give and take roles, disable, unlock, reset."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any, ClassVar

from flask import abort, flash, redirect, url_for
from flask_admin import expose
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response as AnyResponse
from wtforms.validators import DataRequired

from admin.base import attempt, do, page, person, show_refusal
from admin.fields import WHOLE_PROVINCE, Choice, Line, OrganisationChoice
from admin.lists import PAGE, ReachedListView
from admin.services import now
from admin.titles import ACCOUNTS
from admin.trail import told
from admin.wording import moment
from content.accounts import actions
from content.accounts.models import Assignment, User
from content.accounts.permissions import Permission
from content.accounts.policy import ROLE_PERMISSIONS, Person
from content.accounts.roles import LABELS, Role
from content.audit import queries as trail
from content.db import db
from content.errors import Refused
from content.organisations.queries import named
from content.vietnamese import alphabetical

SYLLABLES = (
    "an", "ban", "bien", "binh", "cay", "chieu", "dan", "dong", "duong", "ga", "gio", "ha", "hoa", "hong", "kem",
    "khoi", "la", "lang", "lua", "mai", "may", "mua", "nam", "nang", "ngoi", "nui", "que", "rung", "sang", "sen",
    "song", "suoi", "tam", "than", "thu", "tra", "trang", "tre", "tuyet", "vang", "ve", "vuon", "xanh", "xuan",
    "xuoi", "yen", "chim", "cau", "dao", "den", "giac", "guong", "khe", "luoi", "mat", "ngay", "nghe", "nhac",
    "ong", "phuong", "quat", "rem", "thuyen", "bac",
)  # fmt: skip
SYLLABLES_IN_PASSWORD = 8
"""Eight of 64 syllables: 48 bits, for one sign-in."""

STATES = {"active": "Đang hoạt động", "locked": "Tạm khóa", "disabled": "Vô hiệu hóa"}
PROVINCE = "tinh"
"""What the form calls the whole province, which nobody gets by choosing nothing."""


TO_GIVE = [role for role in Role if ROLE_PERMISSIONS[role] - {Permission.READ_DESK}]
"""The roles that are given: not those in which there is nothing to do yet."""


class PlaceChoice(OrganisationChoice):
    """An organisation or the whole province: one of them is to be chosen."""

    def __init__(self, label: str, nothing: str, whole: str = WHOLE_PROVINCE, **more: Any) -> None:
        super().__init__(label, validators=[DataRequired(message="Hãy chọn một mục trong danh sách.")], **more)
        self.nothing, self.whole = nothing, whole

    def offer(self, asker: Person, permission: Permission) -> None:
        """Fill the list with what this person may choose, nothing of it chosen."""
        super().offer(asker, permission)
        whole = {PROVINCE: self.whole} if "" in self.choices else {}
        self.choices = {"": self.nothing} | whole | {code: words for code, words in self.choices.items() if code}

    @property
    def place(self) -> str | None:
        """The organisation chosen; None for the whole province."""
        return None if self.data == PROVINCE else self.data


class AccountForm(FlaskForm):
    """Who a person is and where that person works."""

    name = Line("Họ và tên", longest=200, missing="Hãy ghi họ và tên.")
    email = Line("Thư điện tử", "Dùng để đăng nhập.", longest=254, missing="Hãy ghi địa chỉ thư điện tử.")
    title = Line("Chức vụ", "Có thể để trống.", longest=200)
    organisation_id = PlaceChoice("Cơ quan công tác", "– Chọn cơ quan –", "Cấp tỉnh, không thuộc riêng cơ quan nào")


class RoleForm(FlaskForm):
    """One role for one organisation or for the province."""

    role = Choice(
        "Vai trò",
        {"": "– Chọn vai trò –", **{role.value: LABELS[role] for role in TO_GIVE}},
        validators=[DataRequired(message="Hãy chọn vai trò.")],
        id="role-new",
    )
    organisation_id = PlaceChoice("Phạm vi", "– Chọn phạm vi –", id="role-place")


class ReasonForm(FlaskForm):
    """Why an account is closed."""

    reason = Line("Lý do vô hiệu hóa", longest=300, missing="Hãy ghi lý do vô hiệu hóa.")


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

    def may_write(self) -> bool:
        """Whoever sees accounts makes them."""
        return True

    def get_list(
        self,
        page: int | None,
        sort_column: Any,
        sort_desc: Any,
        search: str | None,
        filters: Any,
        execute: bool = True,
        page_size: int | None = None,
    ) -> tuple[int | None, list[User]]:
        """One page; names in the order of the Vietnamese alphabet, which no database here has: accounts are few."""
        if sort_column not in (None, "name"):
            return super().get_list(page, sort_column, sort_desc, search, filters, execute, page_size)
        found: Any
        count, found = super().get_list(0, None, False, search, filters, execute=False)
        everybody = sorted(
            found.limit(None).offset(None), key=lambda user: alphabetical(user.name), reverse=bool(sort_desc)
        )
        first = PAGE * max(page or 0, 0)
        return count, everybody[first : first + PAGE]

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
                return self._page(user, self._form_of(user, formdata=None), password)
        return page(self, "desk/account.html", form=form, user=None, title="Tài khoản mới")

    @expose("/<user_id>", methods=("GET", "POST"))
    def edit_view(self, user_id: str) -> str | AnyResponse:
        """One account: who it is, its roles, what may be done with it."""
        user = self.get_one(user_id)
        form = self._form_of(user)
        if form.is_submitted() and form.validate():
            try:
                do(lambda: actions.describe(user, person(), now(), **_said(form)))
            except Refused as refusal:
                show_refusal(form, refusal)
            else:
                flash("Đã lưu.", "done")
                return redirect(url_for(".edit_view", user_id=user_id))
        return self._page(user, form)

    def _form_of(self, user: User, **more: Any) -> AccountForm:
        form = AccountForm(**more, data={**vars(user), "organisation_id": user.organisation_id or PROVINCE})
        del form.email
        form.organisation_id.offer(person(), self.permission)
        return form

    def _page(
        self,
        user: User,
        form: AccountForm,
        password: str = "",
        *,
        was_reset: bool = False,
        roles: RoleForm | None = None,
        reason: ReasonForm | None = None,
    ) -> str:
        roles = roles or RoleForm(formdata=None)
        roles.organisation_id.offer(person(), self.permission)
        return page(
            self,
            "desk/account.html",
            title=user.name,
            user=user,
            form=form,
            roles=roles,
            reason=reason or ReasonForm(formdata=None),
            password=password,
            was_reset=was_reset,
            state=state_of(user),
            locked_until=max(filter(None, (user.locked_until, user.known_locked_until)), default=None),
            state_words=STATES[state_of(user)],
            workplace=named(user.organisation_id),
            held=[(one, LABELS[one.role], named(one.organisation_id) or WHOLE_PROVINCE) for one in user.assignments],
            history=[(line, told(line, user.name)) for line in trail.latest_of_record(ACCOUNTS, user.id)],
            hands_off=why_not_to_manage(user),
            is_me=user.id == person().id,
        )

    @expose("/<user_id>/vai-tro", methods=("POST",))
    def assign_view(self, user_id: str) -> str | AnyResponse:
        """Give a role."""
        user, form = self.get_one(user_id), RoleForm()
        form.organisation_id.offer(person(), self.permission)
        if not form.validate():
            return self._page(user, self._form_of(user, formdata=None), roles=form)
        role, place = Role(form.role.data), form.organisation_id.place
        attempt(lambda: actions.assign(user, role, place, person(), now()), f"Đã giao vai trò {LABELS[role]}.")
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
    def disable_view(self, user_id: str) -> str | AnyResponse:
        """Close the account and end its sessions."""
        user, form = self.get_one(user_id), ReasonForm()
        if not form.validate():
            return self._page(user, self._form_of(user, formdata=None), reason=form)
        reason = form.reason.data
        attempt(lambda: actions.disable(user, person(), now(), reason), "Đã vô hiệu hóa và kết thúc mọi phiên.")
        return self._back(user)

    @expose("/<user_id>/mo-lai", methods=("POST",))
    def enable_view(self, user_id: str) -> AnyResponse:
        """Open the account again."""
        return self._plainly(user_id, actions.enable, "Đã mở lại tài khoản.")

    @expose("/<user_id>/mo-khoa", methods=("POST",))
    def unlock_view(self, user_id: str) -> AnyResponse:
        """Let a person who mistyped try again at once."""
        return self._plainly(user_id, actions.unlock, "Đã mở khóa.")

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
        return self._page(user, self._form_of(user, formdata=None), password, was_reset=True)

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


def why_not_to_manage(user: User) -> str:
    """Why the person signed in may change nothing of this account; empty when they may."""
    try:
        actions.require_to_manage(person(), user)
    except Refused as refusal:
        return str(refusal)
    return ""


def new_password() -> str:
    """A first password that can be read out on the telephone."""
    return "-".join(secrets.choice(SYLLABLES) for _ in range(SYLLABLES_IN_PASSWORD))


def _said(form: AccountForm) -> dict[str, Any]:
    said = {name: value for name, value in form.data.items() if name != "csrf_token"}
    return said | {"organisation_id": form.organisation_id.place}


VIEW = AccountView
