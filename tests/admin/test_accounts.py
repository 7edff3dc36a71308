"""Accounts at the desk: made with a password shown once, given roles, closed, unlocked, reset."""

from __future__ import annotations

import re

import pytest

from content.accounts.roles import LABELS, Role
from content.db import unit_of_work
from tests.admin.conftest import PASSWORD, Desk
from tests.page import CheckedClient

NEW = {"name": "Hoàng Lan Chi", "email": "chi@tinh.example", "title": "Chuyên viên", "organisation_id": "tinh"}


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
        ({"email": ""}, "Hãy ghi địa chỉ thư điện tử"),
        ({"organisation_id": ""}, "Hãy chọn một mục trong danh sách"),
        ({"organisation_id": "0" * 32}, "Hãy chọn một mục trong danh sách"),
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


@pytest.mark.parametrize(
    ("role", "place", "said"),
    [
        ("king", "tinh", "Hãy chọn một mục trong danh sách"),
        ("", "tinh", "Vai trò: Hãy chọn vai trò"),
        ("author", "", "Phạm vi: Hãy chọn một mục trong danh sách"),
    ],
)
def test_no_role_and_no_reach_is_given_by_choosing_nothing(desk, keeper, role, place, said):
    page = press(keeper, account(desk), "vai-tro", role=role, organisation_id=place)
    assert said in page and "Chưa có vai trò nào" in page


def test_nothing_is_chosen_beforehand_where_rights_are_given(desk, keeper):
    page = keeper.get(account(desk)).get_data(as_text=True).partition('id="role-new"')[2]
    assert re.findall(r"<option selected[^>]*>([^<]+)", page) == ["– Chọn vai trò –", "– Chọn phạm vi –"]
    page = keeper.get("/admin/tai-khoan/moi").get_data(as_text=True)
    assert re.findall(r"<option selected[^>]*>([^<]+)", page) == ["– Chọn cơ quan –"]


def test_a_role_for_the_whole_province_is_given_when_it_is_chosen(desk, keeper):
    page = press(keeper, account(desk), "vai-tro", role="author", organisation_id="tinh")
    assert "Đã giao vai trò Biên tập viên" in page and "<td>Toàn tỉnh</td>" in page


def test_each_field_of_an_empty_form_says_what_it_needs(keeper):
    page = keeper.post("/admin/tai-khoan/moi", data={}).get_data(as_text=True)
    for said in ("Hãy ghi họ và tên", "Hãy ghi địa chỉ thư", "Hãy chọn một mục"):
        assert page.count(said) == 2  # above the form and beside the field


def test_the_description_is_changed(desk, keeper):
    address, said = account(desk), {"name": "Lê Ngần", "organisation_id": desk.organisation()}
    page = keeper.post(address, data=said, follow_redirects=True).get_data(as_text=True)
    assert "Lê Ngần" in page and re.search(r"<option selected[^>]*>Sở Thử nghiệm", page)
    assert "Hãy ghi họ và tên" in keeper.post(address, data=said | {"name": " "}).get_data(as_text=True)
    keeper.post(address, data=said | {"organisation_id": "tinh"})
    with desk.app.app_context():
        assert desk.user("ngan@tinh.example").organisation_id is None


def test_an_account_is_disabled_with_a_reason_and_opened_again(desk, keeper):
    address = account(desk)
    assert "Hãy ghi lý do vô hiệu hóa" in press(keeper, address, "vo-hieu-hoa", reason=" ")
    assert "Đang hoạt động" in keeper.get(address).get_data(as_text=True)
    page = press(keeper, address, "vo-hieu-hoa", reason="Chuyển công tác")
    assert "Vô hiệu hóa" in page
    assert "Chuyển công tác" in page
    assert "Đang hoạt động" in press(keeper, address, "mo-lai")


def test_a_locked_account_is_unlocked(desk, keeper):
    address, stranger = account(desk, Role.AUTHOR), desk.client()
    for _ in range(5):
        stranger.post("/admin/dang-nhap", data={"email": "ngan@tinh.example", "password": "sai rồi"})
    assert "Tạm khóa đến" in keeper.get(address).get_data(as_text=True)
    assert "Đang hoạt động" in press(keeper, address, "mo-khoa")
    answer = stranger.post("/admin/dang-nhap", data={"email": "ngan@tinh.example", "password": PASSWORD})
    assert answer.location == "/admin/"


def test_a_lost_password_and_a_lost_authenticator_are_reset(desk, keeper):
    address = account(desk)
    with desk.app.app_context(), unit_of_work():
        user = desk.user("ngan@tinh.example")
        user.tf_primary_method, user.tf_totp_secret = "authenticator", "lost"
    page = press(keeper, address, "mat-khau")
    assert "Mật khẩu tạm thời, chỉ hiện một lần" in page
    password = password_on(page)
    assert "chưa cài xác thực hai bước" in press(keeper, address, "xac-thuc")
    with desk.app.app_context():
        assert desk.user("ngan@tinh.example").verify_and_update_password(password)


def test_nobody_manages_their_own_account(desk, keeper):
    with desk.app.app_context():
        address = f"/admin/tai-khoan/{desk.user('quan-tri@tinh.example').id}"
    page = keeper.get(address).get_data(as_text=True)
    assert "chỉ một quản trị viên khác" in page
    assert re.findall(r'<form[^>]+action="([^"]+)"', page.partition("<main")[2]) == []
    for move in ("mat-khau", "xac-thuc", "mo-khoa", "vo-hieu-hoa"):
        assert "Không ai tự quản trị" in press(keeper, address, move, reason="thử")


def test_an_administrator_of_one_organisation_sees_its_people_only(desk):
    place = desk.organisation()
    local = desk.sign_in(Role.ADMINISTRATOR, organisation_id=place, email="so@tinh.example")
    address = account(desk)
    assert local.get(address).status_code == 404
    assert "ngan@tinh.example" not in local.get("/admin/tai-khoan/").get_data(as_text=True)


def test_what_would_be_refused_is_not_offered(desk):
    place = desk.organisation()
    above = desk.person(Role.ADMINISTRATOR, email="tinh@tinh.example")
    with desk.app.app_context(), unit_of_work():
        user = desk.user(above)
        user.organisation_id, address = place, f"/admin/tai-khoan/{user.id}"
    local = desk.sign_in(Role.ADMINISTRATOR, organisation_id=place, email="so@tinh.example")
    page = local.get(address).get_data(as_text=True)
    assert "có vai trò ngoài phạm vi của đồng chí" in page
    assert "<form" not in page.partition("<main")[2]


def test_the_demonstration_does_not_say_that_a_password_must_be_changed(desk, keeper):
    new = {"data": NEW, "follow_redirects": True}
    assert "phải đổi ở lần" not in keeper.post("/admin/tai-khoan/moi", **new).get_data(as_text=True)
    desk.app.config["DEMO"] = False
    again = {"data": NEW | {"email": "hai@tinh.example"}, "follow_redirects": True}
    assert "phải đổi ở lần" in keeper.post("/admin/tai-khoan/moi", **again).get_data(as_text=True)


def test_people_are_searched(desk, keeper):
    account(desk)
    assert "ngan@tinh.example" in keeper.get("/admin/tai-khoan/?search=ngan@").get_data(as_text=True)


def test_people_stand_in_the_order_of_the_vietnamese_alphabet(desk, keeper):
    names = ["Bùi Thắng", "Đặng Tuệ", "Lê Ngần", "Vũ Đăng"]
    for place, name in enumerate(reversed(names)):
        keeper.post("/admin/tai-khoan/moi", data=NEW | {"name": name, "email": f"a{place}@tinh.example"})
    page = keeper.get("/admin/tai-khoan/").get_data(as_text=True)
    assert [name for name in re.findall(r'<a href="/admin/tai-khoan/\w{32}">([^<]+)', page) if name in names] == names
    assert "a3@tinh.example" in keeper.get("/admin/tai-khoan/?sort=1&desc=1").get_data(as_text=True)


def test_a_role_with_nothing_to_do_is_not_given(keeper, desk):
    page = keeper.get(account(desk)).get_data(as_text=True)
    assert LABELS[Role.AUTHOR] in page
    assert LABELS[Role.REPORTING_OFFICER] not in page
