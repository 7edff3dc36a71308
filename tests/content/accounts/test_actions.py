"""What is done to accounts."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from threading import Barrier

import pytest
from flask import current_app
from sqlalchemy import select, update

from content.accounts import actions
from content.accounts.models import User
from content.accounts.policy import SYSTEM
from content.accounts.queries import by_email, holders, names
from content.accounts.roles import Role
from content.audit.models import AuditLine
from content.db import db, unit_of_work
from content.errors import Invalid, NotAllowed, NotPermitted
from tests.content.accounts.conftest import NOW, PASSWORD

OTHER = "nắng lên rồi ta đi cày"


def account(email: str, *roles: tuple[Role, str | None]) -> User:
    user = actions.create(SYSTEM, NOW, email=email, name=f"Người {email}", password=PASSWORD)
    for role, organisation_id in roles:
        actions.assign(user, role, organisation_id, SYSTEM, NOW)
    return user


def tags() -> list[str]:
    return list(db.session.scalars(select(AuditLine.tag).order_by(AuditLine.number)))


def test_a_new_account_has_no_role_and_must_change_its_password(ngan: User) -> None:
    assert not ngan.grants()
    assert ngan.must_change_password
    assert by_email(" NGAN@tinh.example ") is ngan


def test_a_second_account_of_an_address_is_refused(ngan: User) -> None:
    with pytest.raises(Invalid) as refused:
        account("Ngan@Tinh.example")
    assert "email" in refused.value.fields


@pytest.mark.parametrize(("email", "name", "field"), [("không", "Ai", "email"), ("a@b.example", " ", "name")])
def test_an_account_needs_an_address_and_a_name(store: None, email: str, name: str, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        actions.create(SYSTEM, NOW, email=email, name=name, password=PASSWORD)
    assert field in refused.value.fields


def test_whoever_does_not_manage_accounts_makes_none(ngan: User) -> None:
    with pytest.raises(NotPermitted):
        actions.create(ngan, NOW, email="a@tinh.example", name="Ai đó", password=PASSWORD)


def test_an_administrator_of_one_organisation_gives_no_role_for_the_province(ngan: User, department: str) -> None:
    ngan.organisation_id = department
    keeper = account("q@tinh.example", (Role.ADMINISTRATOR, department))
    actions.assign(ngan, Role.AUTHOR, department, keeper, NOW)
    with pytest.raises(NotPermitted):
        actions.assign(ngan, Role.AUTHOR, None, keeper, NOW)


def test_a_role_is_given_once_and_taken_again(ngan: User) -> None:
    given = actions.assign(ngan, Role.AUTHOR, None, SYSTEM, NOW)
    with pytest.raises(NotAllowed):
        actions.assign(ngan, Role.AUTHOR, None, SYSTEM, NOW)
    actions.unassign(ngan, given, SYSTEM, NOW)
    assert not ngan.grants()


def test_an_administrator_of_one_organisation_does_not_take_over_somebody_who_may_more(
    store: None, department: str
) -> None:
    local = account("dia-phuong@tinh.example", (Role.ADMINISTRATOR, department))
    above = account("toan-tinh@tinh.example", (Role.ADMINISTRATOR, None))
    above.organisation_id = department
    for take_over in (partial(actions.disable, reason="nghỉ việc"), actions.unlock, actions.reset_totp):
        with pytest.raises(NotPermitted):
            take_over(above, local, NOW)


def test_nobody_manages_their_own_account(store: None) -> None:
    keeper = account("q@tinh.example", (Role.ADMINISTRATOR, None))
    with pytest.raises(NotAllowed):
        actions.assign(keeper, Role.APPROVER, None, keeper, NOW)


def test_the_last_administrator_stays(store: None) -> None:
    keeper = account("q@tinh.example", (Role.ADMINISTRATOR, None))
    with pytest.raises(NotAllowed):
        actions.disable(keeper, SYSTEM, NOW, "nghỉ việc")
    with pytest.raises(NotAllowed):
        actions.unassign(keeper, keeper.assignments[0], SYSTEM, NOW)
    account("r@tinh.example", (Role.ADMINISTRATOR, None))
    actions.disable(keeper, SYSTEM, NOW, "nghỉ việc")
    assert not keeper.active


def test_disabling_ends_every_session(ngan: User) -> None:
    before = ngan.fs_uniquifier
    actions.disable(ngan, SYSTEM, NOW, reason="chuyển công tác")
    assert ngan.fs_uniquifier != before
    with pytest.raises(NotAllowed):
        actions.disable(ngan, SYSTEM, NOW, "nghỉ việc")
    actions.enable(ngan, SYSTEM, NOW)
    with pytest.raises(NotAllowed):
        actions.enable(ngan, SYSTEM, NOW)


@pytest.mark.parametrize("reason", ["", " \n"])
def test_nobody_is_disabled_without_a_reason(ngan: User, reason: str) -> None:
    with pytest.raises(Invalid) as refused:
        actions.disable(ngan, SYSTEM, NOW, reason)
    assert "reason" in refused.value.fields
    assert ngan.active


def test_a_reset_password_is_to_be_changed_and_ends_every_session(ngan: User) -> None:
    ngan.must_change_password, before = False, ngan.fs_uniquifier
    actions.reset_password(ngan, OTHER, SYSTEM, NOW)
    assert ngan.must_change_password
    assert ngan.fs_uniquifier != before
    assert ngan.verify_and_update_password(OTHER)


def test_a_person_changes_the_own_password_with_the_present_one(ngan: User) -> None:
    with pytest.raises(Invalid):
        actions.change_own_password(ngan, "sai", OTHER, NOW)
    with pytest.raises(Invalid):
        actions.change_own_password(ngan, PASSWORD, PASSWORD, NOW)
    actions.change_own_password(ngan, PASSWORD, OTHER, NOW)
    assert not ngan.must_change_password


def test_an_authenticator_set_up_ends_every_session_and_leaves_a_line(ngan: User) -> None:
    before = ngan.fs_uniquifier
    actions.set_totp(ngan, "authenticator", "secret", NOW)
    assert ngan.tf_totp_secret == "secret"
    assert ngan.fs_uniquifier != before
    assert tags()[-1] == "desk:account:totp_set"


def test_a_reset_authenticator_is_forgotten(ngan: User) -> None:
    ngan.tf_primary_method, ngan.tf_totp_secret = "authenticator", "secret"
    actions.reset_totp(ngan, SYSTEM, NOW)
    assert ngan.tf_totp_secret is None


def test_the_fifth_failure_locks_and_waiting_unlocks(ngan: User) -> None:
    for _ in range(5):
        actions.record_failure(ngan, NOW)
    assert ngan.locked_until == NOW + timedelta(seconds=30)
    actions.record_failure(ngan, NOW)
    assert ngan.failed_attempts == 5
    actions.record_failure(ngan, NOW + timedelta(seconds=30))
    assert ngan.locked_until == NOW + timedelta(seconds=90)


def test_failures_in_known_browsers_are_counted_apart(ngan: User) -> None:
    for _ in range(5):
        actions.record_failure(ngan, NOW)
    assert not ngan.is_closed(NOW, known=True)
    for _ in range(5):
        actions.record_failure(ngan, NOW, known=True)
    assert ngan.is_closed(NOW, known=True)
    actions.record_sign_in(ngan, NOW, known=True)
    assert (ngan.known_failed_attempts, ngan.known_locked_until, ngan.failed_attempts) == (0, None, 5)


def at_once(*doings: Callable[[], object]) -> list[object]:
    """What each answers, when all have read the account before any writes to it."""
    app, everybody_has_read = current_app._get_current_object(), Barrier(len(doings))

    def take_part(doing: Callable[[], object]) -> object:
        with app.app_context():
            # Kept: a session forgets what nobody holds.
            _read = db.session.scalars(select(User)).all()
            everybody_has_read.wait(timeout=20)
            try:
                with unit_of_work():
                    return doing()
            except NotAllowed as refusal:
                return refusal

    with ThreadPoolExecutor(len(doings)) as people:
        return list(people.map(take_part, doings))


def test_wrong_passwords_that_come_at_once_all_count(ngan: User) -> None:
    key = ngan.id
    db.session.commit()
    at_once(*[lambda: actions.record_failure(db.session.get_one(User, key), NOW)] * 4)
    db.session.expire_all()
    assert ngan.failed_attempts == 4


def test_of_several_who_bring_one_code_at_once_one_gets_in(ngan: User) -> None:
    key = ngan.id
    db.session.commit()
    let_in = at_once(*[lambda: actions.use_code(db.session.get_one(User, key), 7)] * 4)
    assert sorted(let_in) == [False, False, False, True]


def test_a_code_is_good_once_and_no_earlier_one_after_it(ngan: User) -> None:
    assert [actions.use_code(ngan, counter) for counter in (7, 7, 6, 8)] == [True, False, False, True]


def test_a_code_completes_no_sign_in_that_has_ended_meanwhile(ngan: User) -> None:
    key = ngan.id
    db.session.commit()

    def come_late() -> bool:
        user = db.session.get_one(User, key)
        with db.engine.begin() as elsewhere:
            elsewhere.execute(update(User).where(User.id == key).values(fs_uniquifier="another"))
        return actions.use_code(user, 7)

    assert not come_late()


def test_two_administrators_who_close_each_other_at_once_do_not_both_go(store: None) -> None:
    keys = [account(f"{name}@tinh.example", (Role.ADMINISTRATOR, None)).id for name in "qr"]
    db.session.commit()
    said = at_once(*[partial(close, key) for key in keys])
    assert sum(isinstance(answer, NotAllowed) for answer in said) == 1
    assert holders(Role.ADMINISTRATOR) == 1


def close(key: str) -> None:
    actions.disable(db.session.get_one(User, key), SYSTEM, NOW, "nghỉ việc")


def test_a_sign_in_or_an_administrator_clears_the_failures(ngan: User) -> None:
    for clear in (lambda: actions.record_sign_in(ngan, NOW), lambda: actions.unlock(ngan, SYSTEM, NOW)):
        ngan.failed_attempts, ngan.locked_until = 9, NOW
        ngan.known_failed_attempts, ngan.known_locked_until = 9, NOW
        clear()
        assert (ngan.failed_attempts, ngan.locked_until) == (0, None)
        assert (ngan.known_failed_attempts, ngan.known_locked_until) == (0, None)


def test_signing_out_ends_every_session(ngan: User) -> None:
    before = ngan.fs_uniquifier
    actions.record_sign_out(ngan, NOW)
    assert ngan.fs_uniquifier != before


def test_a_description_is_changed(ngan: User) -> None:
    actions.describe(ngan, SYSTEM, NOW, name="Lê  Ngần", title="Chuyên viên", organisation_id=None)
    assert (ngan.name, ngan.title) == ("Lê Ngần", "Chuyên viên")
    with pytest.raises(Invalid):
        actions.describe(ngan, SYSTEM, NOW, name="", title="", organisation_id=None)


def test_everything_done_leaves_a_line(ngan: User) -> None:
    given = actions.assign(ngan, Role.AUTHOR, None, SYSTEM, NOW)
    actions.unassign(ngan, given, SYSTEM, NOW)
    actions.unlock(ngan, SYSTEM, NOW)
    assert tags() == [f"desk:account:{did}" for did in ("created", "role_given", "role_taken", "unlocked")]


def test_no_account_has_an_address_that_cannot_be_written(ngan: User) -> None:
    assert by_email("ngan\0@tinh.example") is None


def test_names_are_found(ngan: User) -> None:
    assert names({ngan.id, "system"}) == {ngan.id: "Lê Thanh Ngần"}
