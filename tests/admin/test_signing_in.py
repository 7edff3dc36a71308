"""Signing in and out: password, second factor, lockout, sessions that end."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from passlib.totp import TOTP
from sqlalchemy import select

from admin import known_browser, security
from content.accounts import actions
from content.accounts.policy import SYSTEM
from content.accounts.roles import Role
from content.audit.models import AuditLine
from content.db import db, unit_of_work
from tests.admin.conftest import PASSWORD, Desk
from tests.page import CheckedClient

SIGN_IN = "/admin/dang-nhap"
CODE = "/admin/ma-xac-thuc"
VERIFY = "/admin/xac-nhan"
SET_UP = "/admin/ung-dung-xac-thuc"


def try_password(client: CheckedClient, email: str, password: str):
    return client.post(SIGN_IN, data={"email": email, "password": password})


def is_in(client: CheckedClient) -> bool:
    return client.get("/admin/").status_code == 200


@pytest.fixture
def strict(make_desk: Callable[..., Desk]) -> Desk:
    """A desk as in real use: with the second factor."""
    return make_desk(demo=False)


def set_up(client: CheckedClient) -> str:
    """Go through the set-up of an authenticator; the key that it now holds."""
    page = client.post(SET_UP, data={"setup": "authenticator"}).get_data(as_text=True)
    key = re.search(r'<code class="secret">([A-Z2-7 -]+)</code>', page)
    assert key and "<svg" in page and "data:" not in page
    return key[1]


def code(key: str, moment: float | None = None) -> str:
    return TOTP(key=key.replace("-", "").replace(" ", "")).generate(moment).token


def test_the_right_password_lets_a_newcomer_into_the_demonstration(desk):
    client = desk.sign_in(Role.AUTHOR)
    page = client.get("/admin/").get_data(as_text=True)
    assert "Bản trình diễn: đăng nhập không cần xác thực hai bước" in page


@pytest.mark.parametrize("email", ["author@tinh.example", "nobody@tinh.example", "author\0@tinh.example", "không", ""])
def test_whoever_fails_is_told_the_same(desk, email):
    desk.person(Role.AUTHOR)
    page = try_password(desk.client(), email, "sai mật khẩu rồi").get_data(as_text=True)
    assert (security.SIGN_IN_FAILED in page) or (not email and "Hãy nhập" in page)


def test_a_disabled_account_is_told_the_same(desk):
    email = desk.person(Role.AUTHOR)
    with desk.app.app_context(), unit_of_work():
        actions.disable(desk.user(email), SYSTEM, desk.clock.now(), "nghỉ việc")
    client = desk.client()
    assert security.SIGN_IN_FAILED in try_password(client, email, PASSWORD).get_data(as_text=True)
    assert not is_in(client)


def test_the_second_factor_is_set_up_at_the_first_sign_in(strict):
    client = strict.client()
    assert try_password(client, strict.person(Role.AUTHOR), PASSWORD).location == SET_UP
    assert client.get(SET_UP).status_code == 200
    assert not is_in(client)
    key = set_up(client)
    assert client.post(CODE, data={"code": code(key)}).location == "/admin/"
    assert is_in(client)


def test_afterwards_the_code_is_asked_for_and_is_good_for_one_use(strict):
    email, first = strict.person(Role.AUTHOR), strict.client()
    try_password(first, email, PASSWORD)
    key = set_up(first)
    used = code(key)
    first.post(CODE, data={"code": used})
    second = strict.client()
    assert try_password(second, email, PASSWORD).location.startswith(CODE)
    assert second.get(CODE).status_code == 200
    page = second.post(CODE, data={"code": used}).get_data(as_text=True)
    assert security.WRONG_CODE in page
    assert not is_in(second)


def test_one_code_brought_by_several_browsers_at_once_lets_one_in(strict):
    email, first = strict.person(Role.AUTHOR), strict.client()
    try_password(first, email, PASSWORD)
    key = set_up(first)
    first.post(CODE, data={"code": code(key)})
    browsers = [strict.client() for _ in range(4)]
    for browser in browsers:
        try_password(browser, email, PASSWORD)
    everybody_is_there, new = Barrier(len(browsers)), code(key, time.time() + 30)

    def bring(browser: CheckedClient) -> None:
        everybody_is_there.wait(timeout=20)
        browser.post(CODE, data={"code": new})

    with ThreadPoolExecutor(len(browsers)) as people:
        list(people.map(bring, browsers))
    assert sum(map(is_in, browsers)) == 1


def test_whoever_is_in_is_led_from_the_page_of_codes_to_the_desk_and_stays_in(desk):
    client = desk.sign_in(Role.AUTHOR)
    assert client.get(CODE).location == "/admin/"
    assert is_in(client)


def test_wrong_codes_lock_the_account(strict):
    email, client = strict.person(Role.AUTHOR), strict.client()
    try_password(client, email, PASSWORD)
    key = set_up(client)
    for _ in range(5):
        client.post(CODE, data={"code": "000000"})
    assert security.WRONG_CODE in client.post(CODE, data={"code": code(key)}).get_data(as_text=True)
    with strict.app.app_context():
        assert strict.user(email).locked_until is not None


def test_five_wrong_passwords_lock_and_waiting_opens_again(desk):
    email, client = desk.person(Role.AUTHOR), desk.client()
    for _ in range(5):
        try_password(client, email, "sai mật khẩu rồi")
    assert security.SIGN_IN_FAILED in try_password(client, email, PASSWORD).get_data(as_text=True)
    desk.clock.advance(seconds=31)
    assert try_password(client, email, PASSWORD).location == "/admin/"


def guess_wrong(client: CheckedClient, email: str) -> None:
    for _ in range(5):
        try_password(client, email, "sai mật khẩu rồi")


def test_a_stranger_s_wrong_passwords_do_not_close_the_account_to_its_owner_s_browser(desk):
    email, owner = desk.person(Role.AUTHOR), desk.client()
    try_password(owner, email, PASSWORD)
    owner.post("/admin/dang-xuat")
    guess_wrong(desk.client(), email)
    assert not is_in(owner)
    assert try_password(owner, email, PASSWORD).location == "/admin/"


def test_a_stranger_s_wrong_codes_do_not_close_the_account_to_its_owner_s_browser(strict):
    email, owner, other = strict.person(Role.AUTHOR), strict.client(), strict.client()
    try_password(owner, email, PASSWORD)
    key = set_up(owner)
    owner.post(CODE, data={"code": code(key)})
    owner.post("/admin/dang-xuat")
    try_password(other, email, PASSWORD)
    for _ in range(5):
        other.post(CODE, data={"code": "000000"})
    try_password(owner, email, PASSWORD)
    assert owner.post(CODE, data={"code": code(key, time.time() + 30)}).location == "/admin/"


def test_the_owner_s_sign_in_gives_a_stranger_no_fresh_attempts(desk):
    email, owner, stranger = desk.person(Role.AUTHOR), desk.client(), desk.client()
    try_password(owner, email, PASSWORD)
    owner.post("/admin/dang-xuat")
    guess_wrong(stranger, email)
    try_password(owner, email, PASSWORD)
    assert security.SIGN_IN_FAILED in try_password(stranger, email, PASSWORD).get_data(as_text=True)


def test_wrong_passwords_in_the_owner_s_browser_close_the_account_there(desk):
    email, client = desk.person(Role.AUTHOR), desk.client()
    try_password(client, email, PASSWORD)
    client.post("/admin/dang-xuat")
    guess_wrong(client, email)
    assert security.SIGN_IN_FAILED in try_password(client, email, PASSWORD).get_data(as_text=True)


def test_a_browser_of_another_account_or_of_another_password_is_a_stranger(desk):
    email, browser = desk.person(Role.AUTHOR), desk.sign_in(Role.APPROVER)
    browser.post("/admin/dang-xuat")
    guess_wrong(desk.client(), email)
    assert security.SIGN_IN_FAILED in try_password(browser, email, PASSWORD).get_data(as_text=True)
    email, new = "approver@tinh.example", "nắng lên rồi ta đi cày"
    desk.clock.advance(seconds=1)
    with desk.app.app_context(), unit_of_work():
        actions.reset_password(desk.user(email), new, SYSTEM, desk.clock.now())
    guess_wrong(desk.client(), email)
    assert security.SIGN_IN_FAILED in try_password(browser, email, new).get_data(as_text=True)


@pytest.mark.parametrize("forged", ["", "x", "W10.aaaaaa.bbbbbbbb"])
def test_a_forged_mark_of_a_known_browser_is_nothing(desk, forged):
    email, client = desk.person(Role.AUTHOR), desk.client()
    client.set_cookie(known_browser.COOKIE, forged, path="/admin")
    guess_wrong(desk.client(), email)
    assert security.SIGN_IN_FAILED in try_password(client, email, PASSWORD).get_data(as_text=True)


def test_people_who_share_a_browser_are_each_known_in_it(desk):
    people, browser = [desk.person(role) for role in (Role.AUTHOR, Role.APPROVER)], desk.client()
    for email in people:
        try_password(browser, email, PASSWORD)
        browser.post("/admin/dang-xuat")
    for email in people:
        guess_wrong(desk.client(), email)
        assert try_password(browser, email, PASSWORD).location == "/admin/"
        browser.post("/admin/dang-xuat")


def test_a_known_browser_is_marked_at_the_desk_only_and_out_of_a_script_s_reach(desk):
    answer = try_password(desk.client(), desk.person(Role.AUTHOR), PASSWORD)
    cookie = next(one for one in answer.headers.getlist("Set-Cookie") if one.startswith(known_browser.COOKIE))
    assert {"HttpOnly", "Path=/admin", "SameSite=Strict"} <= set(cookie.split("; "))


def test_signing_out_ends_every_session_and_clears_the_browser(desk):
    email = desk.person(Role.AUTHOR)
    here, there = desk.client(), desk.client()
    for client in (here, there):
        try_password(client, email, PASSWORD)
    answer = here.post("/admin/dang-xuat")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert not is_in(here)
    assert not is_in(there)


def test_disabling_ends_the_session_at_once(desk):
    client = desk.sign_in(Role.AUTHOR)
    with desk.app.app_context(), unit_of_work():
        actions.disable(desk.user("author@tinh.example"), SYSTEM, desk.clock.now(), "nghỉ việc")
    assert client.get("/admin/").location.startswith(SIGN_IN)


def test_a_session_that_nobody_uses_ends(desk):
    client = desk.sign_in(Role.AUTHOR)
    desk.clock.advance(minutes=30)
    assert is_in(client)
    desk.clock.advance(minutes=30, seconds=1)
    assert client.get("/admin/").location == SIGN_IN
    assert "Phiên làm việc đã hết" in client.get(SIGN_IN).get_data(as_text=True)


def test_a_session_in_use_ends_after_a_working_day(desk):
    client = desk.sign_in(Role.AUTHOR)
    for _ in range(24):  # half hours: twelve hours in all
        desk.clock.advance(minutes=30)
        assert is_in(client)
    desk.clock.advance(seconds=1)
    assert client.get("/admin/").location == SIGN_IN


def test_an_open_redirect_is_not_to_be_had(desk):
    email, client = desk.person(Role.AUTHOR), desk.client()
    answer = client.post(f"{SIGN_IN}?next=https://evil.example/", data={"email": email, "password": PASSWORD})
    assert "evil" not in (answer.location or "")


def test_a_person_returns_to_the_page_asked_for(desk):
    email, client = desk.person(Role.AUTHOR), desk.client()
    asked = client.get("/admin/van-ban/").location
    assert client.post(asked, data={"email": email, "password": PASSWORD}).location == "/admin/van-ban/"


def test_a_token_in_an_address_signs_nobody_in(desk):
    email, client = desk.person(Role.AUTHOR), desk.client()
    with desk.app.test_request_context():
        token = desk.user(email).get_auth_token()
    assert client.get(f"/admin/?auth_token={token}").status_code == 302
    assert client.get("/admin/", headers={"Authentication-Token": token}).status_code == 302


@pytest.mark.parametrize("address", ["/admin/tf-select", "/admin/mat-ung-dung-xac-thuc"])
def test_what_the_library_brings_and_the_desk_does_without_is_closed(desk, address):
    assert desk.client().get(address).status_code == 404


def test_the_password_is_changed_and_other_sessions_end(desk):
    email = desk.person(Role.AUTHOR)
    here, there = desk.client(), desk.client()
    for client in (here, there):
        try_password(client, email, PASSWORD)
    said = {"current": PASSWORD, "password": "nắng lên rồi ta đi cày", "again": "nắng lên rồi ta đi cày"}
    assert here.post("/admin/mat-khau/", data=said).status_code == 302
    assert is_in(here)
    assert not is_in(there)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"current": "sai"}, "Mật khẩu hiện tại không đúng"),
        ({"again": "khác"}, "không giống nhau"),
        ({"password": "ngắn", "again": "ngắn"}, "ít nhất 12 ký tự"),
        ({"password": ""}, "Hãy nhập mật khẩu mới"),
    ],
)
def test_a_password_that_cannot_be_taken_is_refused_with_the_reason(desk, wrong, said):
    client = desk.sign_in(Role.AUTHOR)
    form = {"current": PASSWORD, "password": "nắng lên rồi ta đi cày", "again": "nắng lên rồi ta đi cày"}
    assert said in client.post("/admin/mat-khau/", data=form | wrong).get_data(as_text=True)


def test_a_password_given_by_somebody_else_must_be_changed_first(strict):
    email, client = strict.person(Role.AUTHOR), strict.client()
    with strict.app.app_context(), unit_of_work():
        strict.user(email).must_change_password = True
    try_password(client, email, PASSWORD)
    client.post(CODE, data={"code": code(set_up(client))})
    assert client.get("/admin/").location == "/admin/mat-khau/"
    assert client.get("/admin/mat-khau/").status_code == 200


def test_changing_the_authenticator_asks_for_the_password_when_the_sign_in_is_not_fresh(desk):
    client = desk.sign_in(Role.AUTHOR)
    with client.session_transaction("/admin/") as session:
        session["fs_paa"] -= 3600
    asked = client.get(SET_UP).location
    assert asked.startswith("/admin/xac-nhan")
    assert client.get(asked).status_code == 200
    assert client.post(asked, data={"password": "sai"}).status_code == 200
    assert client.post(asked, data={"password": PASSWORD}).status_code == 302
    page = client.post(SET_UP, data={"setup": "authenticator"}).get_data(as_text=True)
    key = re.search(r'<code class="secret">([^<]+)</code>', page)[1]
    confirm = re.search(r'action="(/admin/ung-dung-xac-thuc/[^"]+)"', page)[1]
    assert client.post(confirm, data={"code": code(key)}).location == "/admin/"


def begin_change(client: CheckedClient) -> tuple[str, str]:
    """Ask for another authenticator: its key, and the address that takes its first code."""
    page = client.post(SET_UP, data={"setup": "authenticator"}).get_data(as_text=True)
    confirm = re.search(r'action="(/admin/ung-dung-xac-thuc/[^"]+)"', page)
    return re.search(r'<code class="secret">([^<]+)</code>', page)[1], confirm[1]


def kept_secret(desk: Desk, email: str) -> str | None:
    with desk.app.app_context():
        return desk.user(email).tf_totp_secret


def test_a_first_sign_in_begun_before_the_owner_s_does_not_replace_the_owner_s_authenticator(strict):
    email, owner, other = strict.person(Role.AUTHOR), strict.client(), strict.client()
    for client in (owner, other):
        try_password(client, email, PASSWORD)
    others_key = set_up(other)
    owner.post(CODE, data={"code": code(set_up(owner))})
    before = kept_secret(strict, email)
    other.post(CODE, data={"code": code(others_key, time.time() + 30)})
    other.post(SET_UP, data={"setup": "authenticator"})
    assert not is_in(other)
    assert is_in(owner)
    assert kept_secret(strict, email) == before


def test_the_key_of_another_account_s_authenticator_is_not_taken(desk):
    victim, other = desk.sign_in(Role.AUTHOR), desk.sign_in(Role.APPROVER)
    key, confirm = begin_change(other)
    begin_change(victim)
    victim.post(confirm, data={"code": code(key)})
    assert kept_secret(desk, "author@tinh.example") is None


def test_an_authenticator_is_not_changed_when_the_password_was_given_long_ago(desk):
    client = desk.sign_in(Role.AUTHOR)
    key, confirm = begin_change(client)
    with client.session_transaction("/admin/") as session:
        session["fs_paa"] -= 3600
    client.post(confirm, data={"code": code(key)})
    client.post(CODE, data={"code": code(key)})
    assert kept_secret(desk, "author@tinh.example") is None


def test_another_authenticator_ends_the_other_sessions_and_stands_in_the_trail(desk):
    email = desk.person(Role.AUTHOR)
    here, there = desk.client(), desk.client()
    for client in (here, there):
        try_password(client, email, PASSWORD)
    key, confirm = begin_change(here)
    here.post(confirm, data={"code": code(key)})
    assert is_in(here)
    assert not is_in(there)
    page = desk.sign_in(Role.AUDITOR).get("/admin/nhat-ky/").get_data(as_text=True)
    assert "cài ứng dụng xác thực" in page


def test_what_is_done_with_accounts_stands_in_the_trail(desk):
    client = desk.sign_in(Role.AUTHOR)
    client.post("/admin/dang-xuat")
    with desk.app.app_context():
        tags = db.session.scalars(select(AuditLine.tag).order_by(AuditLine.number)).all()
    assert tags[-2:] == ["desk:account:signed_in", "desk:account:signed_out"]


def test_no_session_outlives_its_limits_by_being_remembered(desk):
    address = desk.person(Role.AUTHOR)
    client = desk.client()
    answer = client.post("/admin/dang-nhap", data={"email": address, "password": PASSWORD, "remember": "y"})
    assert not any("remember" in cookie for cookie in answer.headers.getlist("Set-Cookie"))


def test_guessing_the_password_where_it_is_asked_for_again_locks_the_account(desk):
    client = desk.sign_in(Role.AUTHOR)
    for _ in range(5):
        client.post(VERIFY, data={"password": "sai mật khẩu rồi"})
    assert security.SIGN_IN_FAILED in client.post(VERIFY, data={"password": PASSWORD}).get_data(as_text=True)
    desk.clock.advance(seconds=31)
    assert client.post(VERIFY, data={"password": PASSWORD}).status_code == 302


def test_guessing_the_password_in_an_open_session_locks_the_account(desk):
    address = desk.person(Role.AUTHOR)
    client = desk.client()
    client.post("/admin/dang-nhap", data={"email": address, "password": PASSWORD})
    new = "một câu dài khác hẳn câu cũ"
    for _ in range(5):
        client.post("/admin/mat-khau/", data={"current": "sai", "password": new, "again": new})
    page = client.post("/admin/mat-khau/", data={"current": PASSWORD, "password": new, "again": new})
    assert "hãy thử lại sau ít phút" in page.get_data(as_text=True)
