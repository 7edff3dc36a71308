"""Accounts at the desk: made with a password shown once, given roles, closed, unlocked, reset."""

from __future__ import annotations

import re

import pytest

from content.accounts.roles import LABELS, Role
from content.db import unit_of_work
from tests.admin.conftest import PASSWORD, Desk
from tests.page import CheckedClient

NEW = {"name": "Hoàng Lan Chi", "email": "chi@tinh.example", "title": "Chuyên viên"}


@pytest.fixture
def keeper(desk: Desk) -> CheckedClient:
    return desk.sign_in(Role.ADMINISTRATOR, email="quan-tri@tinh.example")


def account(desk: Desk, *roles: Role, email: str = "ngan@tinh.example") -> str:
    desk.person(*roles, email=email)
    with desk.app.app_context():
        return f"/admin/tai-khoan/{desk.user(email).id}"


def press(client: CheckedClient, address: str, move: str, **said: str) -> str:
    return client.post(f"{address}/{move}", data=said, follow_redirects=True).get_data(as_text=True)


def password_on(page: str) -> str:
    return re.search(r'<code class="secret">([^<]+)</code>', page)[1]


def test_a_new_account_gets_a_password_that_is_shown_once_and_must_be_changed(desk, keeper):
    page = keeper.post("/admin/tai-khoan/moi", data=NEW).get_data(as_text=True)
    password = password_on(page)
    with desk.app.app_context():
        made = desk.user("chi@tinh.example")
        assert made.must_change_password
        assert made.verify_and_update_password(password)
        assert password not in keeper.get(f"/admin/tai-khoan/{made.id}").get_data(as_text=True)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"email": "không"}, "Hãy ghi địa chỉ dạng"),
        ({"email": "quan-tri@tinh.example"}, "Đã có tài khoản dùng địa chỉ này"),
        ({"name": ""}, "Hãy ghi họ và tên"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(keeper, wrong, said):
    page = keeper.post("/admin/tai-khoan/moi", data=NEW | wrong).get_data(as_text=True)
    assert said in page
    assert "Chuyên viên" in page


def test_the_list_says_which_roles_people_hold(desk, keeper):
    account(desk, Role.APPROVER, Role.AUDITOR)
    row = keeper.get("/admin/tai-khoan/?search=ngan@").get_data(as_text=True).rpartition("ngan@tinh.example")[2]
    assert LABELS[Role.APPROVER] in row
    assert LABELS[Role.AUDITOR] in row


def test_a_role_is_given_for_an_organisation_and_taken_again(desk, keeper):
    address, place = account(desk), desk.organisation()
    page = press(keeper, address, "vai-tro", role="author", organisation_id=place)
    assert "Đã giao vai trò Biên tập viên" in page
    assert "Sở Thử nghiệm" in page
    taken = re.search(r'action="[^"]+/vai-tro/(\w+)/thu"', page)[1]
    assert "Chưa có vai trò nào" in press(keeper, address, f"vai-tro/{taken}/thu")
    assert keeper.post(f"{address}/vai-tro/{taken}/thu").status_code == 404


def test_a_role_that_is_none_is_refused(desk, keeper):
    assert "trong danh sách" in press(keeper, account(desk), "vai-tro", role="king", organisation_id="")


def test_the_description_is_changed(desk, keeper):
    address = account(desk)
    assert "Lê Ngần" in keeper.post(address, data={"name": "Lê Ngần"}, follow_redirects=True).get_data(as_text=True)
    assert "Hãy ghi họ và tên" in keeper.post(address, data={"name": " "}).get_data(as_text=True)


def test_an_account_is_disabled_with_a_reason_and_opened_again(desk, keeper):
    address = account(desk)
    page = press(keeper, address, "vo-hieu-hoa", reason="Chuyển công tác")
    assert "Vô hiệu hoá" in page
    assert "Chuyển công tác" in page
    assert "Đang hoạt động" in press(keeper, address, "mo-lai")


def test_a_locked_account_is_unlocked(desk, keeper):
    address, stranger = account(desk, Role.AUTHOR), desk.client()
    for _ in range(5):
        stranger.post("/admin/dang-nhap", data={"email": "ngan@tinh.example", "password": "sai rồi"})
    assert "Tạm khoá đến" in keeper.get(address).get_data(as_text=True)
    assert "Đang hoạt động" in press(keeper, address, "mo-khoa")
    answer = stranger.post("/admin/dang-nhap", data={"email": "ngan@tinh.example", "password": PASSWORD})
    assert answer.location == "/admin/"


def test_a_lost_password_and_a_lost_authenticator_are_reset(desk, keeper):
    address = account(desk)
    with desk.app.app_context(), unit_of_work():
        user = desk.user("ngan@tinh.example")
        user.tf_primary_method, user.tf_totp_secret = "authenticator", "lost"
    password = password_on(press(keeper, address, "mat-khau"))
    assert "chưa cài xác thực hai bước" in press(keeper, address, "xac-thuc")
    with desk.app.app_context():
        assert desk.user("ngan@tinh.example").verify_and_update_password(password)


def test_nobody_manages_their_own_account(desk, keeper):
    with desk.app.app_context():
        address = f"/admin/tai-khoan/{desk.user('quan-tri@tinh.example').id}"
    assert "chỉ một quản trị viên khác" in keeper.get(address).get_data(as_text=True)
    for move in ("mat-khau", "xac-thuc", "mo-khoa", "vo-hieu-hoa"):
        assert "Không ai tự quản trị" in press(keeper, address, move)


def test_an_administrator_of_one_organisation_sees_its_people_only(desk):
    place = desk.organisation()
    local = desk.sign_in(Role.ADMINISTRATOR, organisation_id=place, email="so@tinh.example")
    address = account(desk)
    assert local.get(address).status_code == 404
    assert "ngan@tinh.example" not in local.get("/admin/tai-khoan/").get_data(as_text=True)


def test_people_are_searched(desk, keeper):
    account(desk)
    assert "ngan@tinh.example" in keeper.get("/admin/tai-khoan/?search=ngan@").get_data(as_text=True)
