"""What is done to accounts. None commits; each asks permission and leaves a line in the trail."""

from __future__ import annotations

from datetime import datetime

from email_validator import EmailNotValidError, validate_email
from sqlalchemy import or_, update

from content.accounts import passwords
from content.accounts.models import Assignment, User
from content.accounts.permissions import Permission
from content.accounts.policy import SYSTEM, Person, may, require
from content.accounts.queries import by_email, holders
from content.accounts.roles import Role
from content.accounts.rules import wait_after
from content.audit.actions import write
from content.db import db, new_id
from content.errors import Invalid, NotAllowed, NotPermitted


def create(
    by: Person,
    now: datetime,
    *,
    email: str,
    name: str,
    password: str,
    title: str = "",
    organisation_id: str | None = None,
    must_change_password: bool = True,
) -> User:
    """A new account without any role; its first password is to be changed at the first sign-in."""
    require(by, Permission.MANAGE_ACCOUNTS, organisation_id)
    address = _address(email)
    if not name.strip():
        raise Invalid("Tài khoản phải có tên người dùng.", name="Hãy ghi họ và tên.")
    passwords.check_strength(password, name, *address.split("@"))
    user = User(
        email=address,
        name=" ".join(name.split()),
        title=title.strip(),
        organisation_id=organisation_id,
        created_at=now,
        password=passwords.keep(password),
        password_changed_at=now,
        must_change_password=must_change_password,
    )
    db.session.add(user)
    db.session.flush()  # the trail names the account by its key
    _trail("created", user, by, now)
    return user


def describe(user: User, by: Person, now: datetime, *, name: str, title: str, organisation_id: str | None) -> User:
    """Change how a person is called and where that person works; roles are given and taken by themselves."""
    require_to_manage(by, user)
    require(by, Permission.MANAGE_ACCOUNTS, organisation_id)
    if not name.strip():
        raise Invalid("Tài khoản phải có tên người dùng.", name="Hãy ghi họ và tên.")
    user.name, user.title, user.organisation_id = " ".join(name.split()), title.strip(), organisation_id
    _trail("described", user, by, now)
    return user


def assign(user: User, role: Role, organisation_id: str | None, by: Person, now: datetime) -> Assignment:
    """Give a role for an organisation, or (None) for the whole province."""
    require_to_manage(by, user)
    require(by, Permission.MANAGE_ACCOUNTS, organisation_id)
    if (role, organisation_id) in user.grants():
        raise NotAllowed("Tài khoản đã có vai trò này.")
    assignment = Assignment(role=role, organisation_id=organisation_id)
    user.assignments.append(assignment)
    _trail("role_given", user, by, now, role=role.value, organisation_id=organisation_id or "")
    return assignment


def unassign(user: User, assignment: Assignment, by: Person, now: datetime) -> None:
    """Take a role away; the last administrator of the province keeps it."""
    require_to_manage(by, user)
    require(by, Permission.MANAGE_ACCOUNTS, assignment.organisation_id)
    if assignment.role is Role.ADMINISTRATOR and assignment.organisation_id is None:
        _keep_an_administrator(user)
    user.assignments.remove(assignment)
    organisation_id = assignment.organisation_id or ""
    _trail("role_taken", user, by, now, role=assignment.role.value, organisation_id=organisation_id)


def disable(user: User, by: Person, now: datetime, reason: str) -> None:
    """Close an account and end its sessions; what the person did keeps the person's name."""
    require_to_manage(by, user)
    if not user.active:
        raise NotAllowed("Tài khoản đã bị vô hiệu hóa.")
    if not reason.strip():
        raise Invalid("Vô hiệu hóa tài khoản phải có lý do.", reason="Hãy ghi lý do vô hiệu hóa.")
    _keep_an_administrator(user)
    user.active = False
    end_sessions(user)
    _trail("disabled", user, by, now, reason=reason.strip())


def enable(user: User, by: Person, now: datetime) -> None:
    """Open a closed account again."""
    require_to_manage(by, user)
    if user.active:
        raise NotAllowed("Tài khoản đang hoạt động.")
    user.active = True
    _trail("enabled", user, by, now)


def reset_password(user: User, password: str, by: Person, now: datetime) -> None:
    """Give an account a first password again, to be changed at the next sign-in; ends its sessions."""
    require_to_manage(by, user)
    _keep_password(user, password, now)
    user.must_change_password = True
    _trail("password_reset", user, by, now)


def set_totp(user: User, method: str, secret: str, now: datetime) -> None:
    """A person's authenticator, the first or another; ends all sessions, those still at their second step too."""
    user.tf_primary_method, user.tf_totp_secret = method, secret
    end_sessions(user)
    _trail("totp_set", user, user, now)


def reset_totp(user: User, by: Person, now: datetime) -> None:
    """Forget the authenticator of a person who has lost it; the next sign-in sets up a new one. Ends all sessions."""
    require_to_manage(by, user)
    user.tf_primary_method = user.tf_totp_secret = user.totp_counter = None
    end_sessions(user)
    _trail("totp_reset", user, by, now)


def unlock(user: User, by: Person, now: datetime) -> None:
    """Let a person who mistyped try again at once."""
    require_to_manage(by, user)
    _forget_failures(user)
    _trail("unlocked", user, by, now)


def change_own_password(user: User, current: str, password: str, now: datetime) -> None:
    """A person changes the own password; every session ends, the caller signs this one in again."""
    if not passwords.matches(current, user.password):
        raise Invalid("Mật khẩu hiện tại không đúng.", current="Mật khẩu hiện tại không đúng.")
    if current == password:
        raise Invalid("Mật khẩu mới phải khác mật khẩu cũ.", password="Hãy chọn một mật khẩu khác.")
    _keep_password(user, password, now)
    user.must_change_password = False
    _trail("password_changed", user, user, now)


def end_sessions(user: User) -> None:
    """Sign a person out everywhere at once: no session names the account any more."""
    user.fs_uniquifier = new_id()


def record_failure(user: User, now: datetime, *, known: bool = False) -> None:
    """Note a wrong password or code; from the fifth in a row the account waits, each time longer.

    Failures in browsers that the account knows are counted apart, and close it to these browsers only.
    """
    attempts, until = (
        (User.known_failed_attempts, User.known_locked_until) if known else (User.failed_attempts, User.locked_until)
    )
    # Counted in the database: of several tries at once, each must see the others', whatever it has read before.
    open_now = or_(until.is_(None), until <= now)
    counted = db.session.execute(
        update(User).where(User.id == user.id, open_now).values({attempts: attempts + 1}),
        execution_options={"synchronize_session": False},
    )
    db.session.refresh(user)
    if not counted.rowcount:  # type: ignore[attr-defined]  # a CursorResult, which the stubs do not say
        return
    failed: int = getattr(user, attempts.key)
    wait = wait_after(failed)
    if wait:
        setattr(user, until.key, now + wait)
        _trail("locked", user, SYSTEM, now, attempts=failed, seconds=int(wait.total_seconds()))
    elif failed == 1:
        # One line for all that a guesser may try before the first wait: nobody fills the trail from outside.
        _trail("sign_in_failed", user, SYSTEM, now)


def use_code(user: User, counter: int) -> bool:
    """Whether the code of this moment was still unused, and use it up: each is good for one sign-in."""
    # Asked and noted in one statement: of several who bring one code at once, the others wait and then find it used.
    # Whose sessions have ended since the account was read has no sign-in to complete either.
    unused = or_(User.totp_counter.is_(None), User.totp_counter < counter)
    used = db.session.execute(
        update(User)
        .where(User.id == user.id, User.fs_uniquifier == user.fs_uniquifier, unused)
        .values(totp_counter=counter),
        execution_options={"synchronize_session": False},
    )
    db.session.refresh(user, ["totp_counter"])
    return bool(used.rowcount)  # type: ignore[attr-defined]  # a CursorResult, which the stubs do not say


def record_sign_in(user: User, now: datetime, *, known: bool = False) -> None:
    """Note a complete sign-in, which clears the failures; in a browser that the account knows, only those of such."""
    failed = user.known_failed_attempts + (0 if known else user.failed_attempts)
    user.known_failed_attempts, user.known_locked_until, user.last_sign_in_at = 0, None, now
    # A guesser must not get fresh attempts each morning when the owner comes to work.
    if not known:
        user.failed_attempts, user.locked_until = 0, None
    details = {"attempts": failed} if failed else {}
    write("desk:account:signed_in", user, now, kind="accounts", record_id=user.id, details=details)


def record_sign_out(user: User, now: datetime) -> None:
    """Note a sign-out, which ends the person's sessions everywhere."""
    end_sessions(user)
    _trail("signed_out", user, user, now)


def _keep_password(user: User, password: str, now: datetime) -> None:
    passwords.check_strength(password, user.name, *user.email.split("@"))
    user.password, user.password_changed_at = passwords.keep(password), now
    _forget_failures(user)
    end_sessions(user)


def _forget_failures(user: User) -> None:
    user.failed_attempts = user.known_failed_attempts = 0
    user.locked_until = user.known_locked_until = None


def require_to_manage(by: Person, user: User) -> None:
    """Raise NotAllowed or NotPermitted unless a person may change this account at all.

    Whoever may reset an account could act as it: all that it may do must be theirs to manage.
    """
    if by.id == user.id:
        raise NotAllowed("Không ai tự quản trị tài khoản của mình; hãy nhờ một quản trị viên khác.")
    for scope in {user.organisation_id, *(scope for _role, scope in user.grants())}:
        if not may(by, Permission.MANAGE_ACCOUNTS, scope):
            raise NotPermitted("Tài khoản này có vai trò ngoài phạm vi của đồng chí; hãy nhờ quản trị viên cấp trên.")


def _keep_an_administrator(user: User) -> None:
    # Written to for the lock: of two administrators closing each other at once, the second counts after the first.
    held = (Assignment.role == Role.ADMINISTRATOR, Assignment.organisation_id.is_(None))
    db.session.execute(
        update(Assignment).where(*held).values(role=Role.ADMINISTRATOR),
        execution_options={"synchronize_session": False},
    )
    holds = user.active and (Role.ADMINISTRATOR, None) in user.grants()
    if holds and holders(Role.ADMINISTRATOR) <= 1:
        raise NotAllowed("Đây là quản trị viên toàn tỉnh cuối cùng; hãy giao quyền cho người khác trước.")


def _address(email: str) -> str:
    try:
        address = validate_email(email.strip(), check_deliverability=False).normalized.lower()
    except EmailNotValidError as error:
        raise Invalid("Địa chỉ thư điện tử không đúng.", email="Hãy ghi địa chỉ dạng ten@coquan.gov.vn.") from error
    if by_email(address):
        raise Invalid("Địa chỉ thư điện tử đã có tài khoản.", email="Đã có tài khoản dùng địa chỉ này.")
    return address


def _trail(action: str, user: User, by: Person, now: datetime, *, reason: str = "", **details: str | int) -> None:
    write(f"desk:account:{action}", by, now, kind="accounts", record_id=user.id, reason=reason, details=details)
