"""Signing in: Flask-Security with our wording, our addresses, our lockout, and sessions that end."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import qrcode
from flask import Flask, abort, current_app, flash, redirect, request, session, url_for
from flask_login import current_user, logout_user, user_logged_in, user_logged_out
from flask_security import LoginForm, Security, SQLAlchemyUserDatastore, TwoFactorSetupForm, TwoFactorVerifyCodeForm
from flask_security.forms import TwoFactorRescueForm, VerifyForm
from flask_security.totp import Totp
from flask_security.utils import check_and_update_authn_fresh
from markupsafe import Markup
from passlib.exc import TokenError
from qrcode.image.svg import SvgPathImage
from werkzeug.wrappers import Response
from wtforms import StringField

from admin.address import DESK, is_desk
from admin.known_browser import is_known, remember
from admin.refusals import unsent
from admin.services import now
from content.accounts import actions, passwords
from content.accounts.models import User
from content.accounts.queries import by_email
from content.db import db, unit_of_work

IDLE_SECONDS = 30 * 60
LONGEST_SESSION_SECONDS = 12 * 60 * 60
FRESH_FOR = timedelta(minutes=10)
SINCE, SEEN = "desk_since", "desk_seen"

SESSION_NAMES_ACCOUNT_BY = "_user_id"
"""Flask-Login's key for the account in a session."""

UNUSED = frozenset({"security.two_factor_rescue", "security.tf_select"})

SIGN_IN_FAILED = (
    "Đăng nhập không thành công. Hãy kiểm tra địa chỉ thư và mật khẩu; sau nhiều lần sai, tài khoản tạm khóa ít phút."
)
WRONG_CODE = "Mã không đúng hoặc đã dùng. Hãy đợi mã mới rồi nhập lại; sau nhiều lần sai, tài khoản tạm khóa ít phút."

WORDING = {
    "GENERIC_AUTHN_FAILED": SIGN_IN_FAILED,
    "USER_DOES_NOT_EXIST": SIGN_IN_FAILED,
    "INVALID_PASSWORD": SIGN_IN_FAILED,
    "DISABLED_ACCOUNT": SIGN_IN_FAILED,
    "EMAIL_NOT_PROVIDED": "Hãy nhập địa chỉ thư điện tử.",
    "INVALID_EMAIL_ADDRESS": SIGN_IN_FAILED,
    "PASSWORD_NOT_PROVIDED": "Hãy nhập mật khẩu.",
    "UNAUTHENTICATED": "Hãy đăng nhập để tiếp tục.",
    "UNAUTHORIZED": "Tài khoản không có quyền xem trang này.",
    "REAUTHENTICATION_REQUIRED": "Hãy xác nhận mật khẩu trước khi làm việc này.",
    "REAUTHENTICATION_SUCCESSFUL": "Đã xác nhận.",
    "TWO_FACTOR_INVALID_TOKEN": WRONG_CODE,
    "TWO_FACTOR_LOGIN_SUCCESSFUL": "Đã đăng nhập.",
    "TWO_FACTOR_CHANGE_METHOD_SUCCESSFUL": "Đã cài đặt ứng dụng xác thực.",
    "TWO_FACTOR_PERMISSION_DENIED": "Hãy đăng nhập bằng mật khẩu trước.",
    "TWO_FACTOR_METHOD_NOT_AVAILABLE": "Chỉ dùng được ứng dụng xác thực.",
    "TWO_FACTOR_SETUP_EXPIRED": "Quá thời gian cài đặt; hãy làm lại.",
    "TWO_FACTOR_DISABLED": "Đã tắt xác thực hai bước.",
    "API_ERROR": "Yêu cầu không hợp lệ.",
}
"""What Flask-Security says, in our words; whoever fails to sign in is told the same whatever the reason."""


class DeskLoginForm(LoginForm):
    """Asks for address and password; a locked account is not even compared."""

    # No session outlives its limits: Flask-Login would go round them with a cookie that is good for a year.
    remember = None

    def validate(self, **kwargs: Any) -> bool:
        """Whether this person may go on to the second step; failures are counted."""
        if not (self.email.data or "").isprintable():
            self.email.data = ""  # no page may repeat such characters either
        user = by_email(self.email.data or "")
        known = user is not None and is_known(user)
        if user is not None and user.is_closed(now(), known=known):
            passwords.keep(self.password.data or "")  # the same time as a comparison
            self.password.errors = [SIGN_IN_FAILED]
            return False
        if super().validate(**kwargs):
            return True
        if user is not None and self.password.data and not self.user_authenticated:
            count_failure(user, known=known)
        self.email.errors, self.password.errors = [], list(self.password.errors) or [SIGN_IN_FAILED]
        return False


class DeskVerifyForm(VerifyForm):
    """Asks for the password again in an open session, which must not be there to guess at."""

    def validate(self, **kwargs: Any) -> bool:
        """Whether it is the password; failures are counted as at the sign-in."""
        user: Any = self.user
        if user.is_closed(now(), known=True):
            self.password.errors = [SIGN_IN_FAILED]
            return False
        if super().validate(**kwargs):
            return True
        if self.password.data:
            count_failure(user, known=True)
        return False


class DeskStore(SQLAlchemyUserDatastore):
    """Where Flask-Security keeps accounts; what it changes of them goes through our actions."""

    def tf_set(self, user: Any, primary_method: str, totp_secret: str | None = None, phone: str | None = None) -> None:
        """Take an authenticator just set up; asked for the one there is, as at each sign-in, change nothing."""
        if not totp_secret or totp_secret == user.tf_totp_secret:
            return
        actions.set_totp(user, primary_method, totp_secret, now())
        if current_user.is_authenticated:
            keep_this_session(user)


class DeskCodeForm(TwoFactorVerifyCodeForm):
    """Asks for the code of the authenticator; wrong codes count like wrong passwords."""

    def validate(self, **kwargs: Any) -> bool:
        """Whether the code is right and new."""
        user = self.user
        known = isinstance(user, User) and (self.is_setup or is_known(user))
        if not isinstance(user, User) or user.is_closed(now(), known=known):
            self.code.errors = [WRONG_CODE]
            return False
        if self.is_setup and not self._is_of_this_session():
            self.code.errors = [WRONG_CODE]
            return False
        if super().validate(**kwargs):
            return True
        count_failure(user, known=known)
        self.code.errors = [WRONG_CODE]
        return False

    def _is_of_this_session(self) -> bool:
        """Whether the key to be taken is the one shown to this very person, who gave the password a moment ago."""
        shown = session.get("tf_totp_secret") == self.tf_totp_secret
        return shown and check_and_update_authn_fresh(FRESH_FOR, timedelta(0))


class DeskSetupForm(TwoFactorSetupForm):
    """Begins the set-up of an authenticator, the one method there is."""

    setup = StringField()


class DeskRescueForm(TwoFactorRescueForm):
    """Never shown; it takes the place of one that WTForms warns of."""

    help_setup = StringField()


class OnceOnlyTotp(Totp):
    """Time-based codes, each good for one use."""

    def generate_qrcode(self, username: str, totp: str) -> Markup:
        """The picture to scan, as part of the page: our policy lets no page load a ``data:`` address."""
        picture = qrcode.make(self.get_totp_uri(username, totp), image_factory=SvgPathImage)
        return Markup(picture.to_string(encoding="unicode"))

    def get_last_counter(self, user: Any) -> int | None:
        """The counter of the last code that was accepted."""
        counter: int | None = user.totp_counter
        return counter

    def set_last_counter(self, user: Any, tmatch: Any) -> None:
        """Use up the code that fits, or refuse it when another request was quicker; the view that asked commits."""
        if not actions.use_code(user, tmatch.counter):
            raise TokenError


def init_app(app: Flask) -> None:
    """Add sign-in, the second step and sign-out under the desk's address."""
    app.config.update(_settings(app))
    # Flask-Security knows roles of its own; ours are a table that only the policy reads.
    store = DeskStore(db, User, None)  # type: ignore[arg-type]
    Security(
        app,
        store,
        login_form=DeskLoginForm,
        verify_form=DeskVerifyForm,
        two_factor_verify_code_form=DeskCodeForm,
        two_factor_setup_form=DeskSetupForm,
        two_factor_rescue_form=DeskRescueForm,
        totp_cls=OnceOnlyTotp,
    )
    # No request signs itself in by a token in a header or an address.
    app.login_manager.request_loader(lambda _request: None)  # type: ignore[attr-defined]
    app.before_request(_close_unused)
    app.before_request(_end_old_session)
    app.before_request(_lead_back_to_desk)
    app.before_request(_ask_for_new_password)
    user_logged_in.connect(_signed_in, app)
    user_logged_out.connect(_signed_out, app)


def _settings(app: Flask) -> dict[str, Any]:
    demo = bool(app.config.get("DEMO"))
    settings: dict[str, Any] = {
        "URL_PREFIX": DESK,
        "STATIC_FOLDER": None,
        "LOGIN_URL": "/dang-nhap",
        "LOGOUT_URL": "/dang-xuat",
        "LOGOUT_METHODS": ["POST"],
        "POST_LOGIN_VIEW": f"{DESK}/",
        "POST_LOGOUT_VIEW": f"{DESK}/dang-nhap",
        "VERIFY_URL": "/xac-nhan",
        "POST_VERIFY_VIEW": f"{DESK}/",
        "LOGIN_USER_TEMPLATE": "desk/session/sign_in.html",
        "VERIFY_TEMPLATE": "desk/session/verify.html",
        "LOGOUT_USER_TEMPLATE": "desk/session/sign_out.html",
        "TWO_FACTOR_SETUP_TEMPLATE": "desk/session/authenticator.html",
        "TWO_FACTOR_VERIFY_CODE_TEMPLATE": "desk/session/code.html",
        "USER_IDENTITY_ATTRIBUTES": [{"email": {"mapper": _address, "case_insensitive": True}}],
        "EMAIL_VALIDATOR_ARGS": {"check_deliverability": False},
        "RETURN_GENERIC_RESPONSES": True,
        "PASSWORD_HASH": "argon2",
        "PASSWORD_SINGLE_HASH": ["argon2"],
        "PASSWORD_HASH_PASSLIB_OPTIONS": {
            "argon2__time_cost": 2,
            "argon2__memory_cost": 19_456,
            "argon2__parallelism": 1,
        },
        "PASSWORD_SALT": app.config["SECRET_KEY"],
        "FRESHNESS": FRESH_FOR,
        "FRESHNESS_GRACE_PERIOD": timedelta(0),
        "TWO_FACTOR": True,
        "TWO_FACTOR_REQUIRED": not demo,
        "TWO_FACTOR_ENABLED_METHODS": ["authenticator"],
        "TWO_FACTOR_ALWAYS_VALIDATE": True,
        "TWO_FACTOR_RESCUE_EMAIL": False,
        "TWO_FACTOR_SETUP_URL": "/ung-dung-xac-thuc",
        "TWO_FACTOR_TOKEN_VALIDATION_URL": "/ma-xac-thuc",
        "TWO_FACTOR_RESCUE_URL": "/mat-ung-dung-xac-thuc",
        "TWO_FACTOR_POST_SETUP_VIEW": f"{DESK}/",
        "TWO_FACTOR_ERROR_VIEW": f"{DESK}/dang-nhap",
        "TOTP_SECRETS": {"1": app.config["SECRET_KEY"]},
        "TOTP_ISSUER": "Minh Bach",
        "DEFAULT_REMEMBER_ME": False,
    }
    wording = {f"MSG_{name}": (words, "error") for name, words in WORDING.items()}
    return {f"SECURITY_{name}": value for name, value in (settings | wording).items()}


def _address(identity: str) -> str | None:
    address = identity.strip().lower()
    return address if "@" in address else None


def keep_this_session(user: User) -> None:
    """Let the session at hand go on when all sessions of the person signed in have just been ended."""
    session[SESSION_NAMES_ACCOUNT_BY] = user.get_id()
    remember(user)


def count_failure(user: User, *, known: bool) -> None:
    """Note a wrong password or code, whatever else becomes of the request."""
    with unit_of_work():
        actions.record_failure(user, now(), known=known)


def _signed_in(_app: Flask, user: User, **_more: Any) -> None:
    with unit_of_work():
        actions.record_sign_in(user, now(), known=is_known(user))
    remember(user)
    session[SINCE] = session[SEEN] = int(now().timestamp())


def _signed_out(_app: Flask, user: User | None = None, **_more: Any) -> None:
    session.clear()
    if isinstance(user, User):
        with unit_of_work():
            actions.record_sign_out(user, now())


def _close_unused() -> None:
    """Answer nothing at the addresses that Flask-Security brings and the desk does without: an administrator helps."""
    if request.endpoint in UNUSED:
        abort(404)


def _lead_back_to_desk() -> Response | None:
    """Ask nobody for a code who is in already: Flask-Security would take it for an attack and sign the person out."""
    if request.endpoint == "security.two_factor_token_validation" and current_user.is_authenticated:
        return redirect(url_for("desk.index"))
    return None


def _end_old_session() -> Response | tuple[str, int] | None:
    """End a session that nobody has used for half an hour, or that is twelve hours old."""
    if not is_desk(request.path) or not current_user.is_authenticated:
        return None
    moment = int(now().timestamp())
    seen, since = session.get(SEEN, 0), session.get(SINCE, 0)
    if moment - seen <= IDLE_SECONDS and moment - since <= LONGEST_SESSION_SECONDS:
        session[SEEN] = moment
        return None
    logout_user()
    session.clear()
    if request.method == "POST" and request.endpoint != "security.logout":
        return unsent()
    flash("Phiên làm việc đã hết; hãy đăng nhập lại.", "info")
    return redirect(url_for("security.login"))


def _ask_for_new_password() -> Response | None:
    """Lead a person whose password was given by somebody else to the page where it is changed."""
    if not is_desk(request.path) or request.endpoint in ("desk_account.password", "security.logout"):
        return None
    if current_user.is_authenticated and current_user.must_change_password and not current_app.config.get("DEMO"):
        return redirect(url_for("desk_account.password"))
    return None
