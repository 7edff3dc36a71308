"""What the desk answers when a session has ended or an account may not: in its own frame, with nothing typed lost."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from html import unescape

import pytest

from content.accounts.roles import Role
from tests.admin.conftest import PASSWORD, Desk
from tests.admin.test_records import ANNOUNCEMENT
from tests.page import CheckedClient

NEW = "/admin/thong-cao/moi"
TYPED = {
    **ANNOUNCEMENT,
    "title": "Mở lại bến phà",
    "body": 'Từ ngày mai.\n\nBến "mở" lại <b>cả</b> ngày.',
    "spokesperson_name": "Pín",
}
FROM_HERE = {"Sec-Fetch-Site": "same-origin"}
FRAME = "Bàn làm việc</b>"


@pytest.fixture
def guarded(make_desk: Callable[..., Desk]) -> Desk:
    """A desk whose forms carry tokens, as they do for people."""
    return make_desk(csrf=True)


def token_on(page: str) -> str:
    return re.search(r'name="csrf_token"[^>]* value="([^"]+)"', page)[1]


def sign_in(client: CheckedClient, address: str) -> CheckedClient:
    page = client.get("/admin/dang-nhap").get_data(as_text=True)
    client.post("/admin/dang-nhap", data={"email": address, "password": PASSWORD, "csrf_token": token_on(page)})
    return client


def send(client: CheckedClient, address: str = NEW, headers: dict[str, str] = FROM_HERE, **more: object):
    return client.post(address, data={**TYPED, **more}, headers=headers)


def fields_on(page: str) -> dict[str, str]:
    """What the form of a page would send."""
    form = page.partition("data-unsent")[2]
    inputs = re.findall(r'<input [^>]*name="([^"]+)" value="([^"]*)"', form)
    areas = re.findall(r'<textarea [^>]*name="([^"]+)"[^>]*>\n(.*?)</textarea>', form, re.DOTALL)
    return {name: unescape(value) for name, value in [*inputs, *areas]}


def test_what_was_typed_while_the_session_ended_is_kept_and_sent_again_after_signing_in(guarded):
    client = sign_in(guarded.client(), guarded.person(Role.AUTHOR))
    token = token_on(client.get(NEW).get_data(as_text=True))
    client.delete_cookie("portal")
    answer = send(client, csrf_token=token)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 400
    assert FRAME in page and "Phiên làm việc đã hết" in page and "CSRF" not in page
    again = fields_on(page)
    assert TYPED.items() <= {name: value.replace("\r\n", "\n") for name, value in again.items()}.items()
    sign_in(client, "author@tinh.example")
    assert re.fullmatch(r"/admin/thong-cao/\w{32}", client.post(NEW, data=again, headers=FROM_HERE).location)


@pytest.mark.parametrize("why", ["idle", "ended elsewhere"])
def test_a_session_that_has_ended_in_another_way_loses_nothing_either(desk, why):
    client = desk.sign_in(Role.AUTHOR)
    if why == "idle":
        desk.clock.advance(minutes=31)
    else:
        other = desk.client()
        other.post("/admin/dang-nhap", data={"email": "author@tinh.example", "password": PASSWORD})
        other.post("/admin/dang-xuat")
    answer = send(client)
    assert answer.status_code == 401
    assert fields_on(answer.get_data(as_text=True))["title"] == TYPED["title"]


def test_a_page_from_an_earlier_session_is_sent_again_with_one_press(guarded):
    client = sign_in(guarded.client(), guarded.person(Role.AUTHOR))
    page = send(client, csrf_token="old").get_data(as_text=True)
    assert "Hãy gửi lại một lần nữa" in page and "Đăng xuất" in page
    assert client.post(NEW, data=fields_on(page), headers=FROM_HERE).status_code == 302


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://localhost"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "http://localhost.evil.example:80x"},
        {"Origin": "https://evil.example"},
        {"Origin": "http://localhost:81"},
        {"Origin": "null"},
    ],
)
def test_words_that_no_page_of_the_portal_sent_are_put_under_nobody_s_button(guarded, headers):
    client = sign_in(guarded.client(), guarded.person(Role.AUTHOR))
    answer = send(client, headers=headers)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 400
    assert "Yêu cầu không được nhận" in page
    assert TYPED["title"] not in page and "Gửi lại" not in page


def test_a_browser_that_names_the_page_s_origin_only_is_believed(guarded):
    page = send(guarded.client(), headers={"Origin": "http://localhost"}).get_data(as_text=True)
    assert fields_on(page)["title"] == TYPED["title"]


def test_a_forged_request_touches_no_cookie(guarded):
    assert "Set-Cookie" not in send(guarded.client(), headers={"Sec-Fetch-Site": "cross-site"}).headers


def test_everything_that_goes_along_with_one_press_and_can_be_read_is_shown(guarded):
    page = send(guarded.client(), seen="2026", organisation_id="").get_data(as_text=True)
    for label in ("Tiêu đề", "Nội dung"):
        assert f"{label}</label>" in page
    assert "&lt;b&gt;cả&lt;/b&gt;" in page
    assert 'type="hidden" name="seen"' in page


def test_fields_within_fields_are_called_as_on_the_page(guarded):
    typed = {
        "relations-1-target_number": "5/2020/QĐ-UBND",
        "gazette-number": "12",
        "lạ-x": "?",
        "relations-x-note": "y",
    }
    page = guarded.client().post("/admin/van-ban/moi", data=typed, headers=FROM_HERE).get_data(as_text=True)
    assert "Quan hệ với văn bản khác, dòng 2, số, ký hiệu</label>" in page
    assert "Công báo, số công báo</label>" in page
    assert fields_on(page).keys() == {*typed, "csrf_token"}


def test_a_row_of_any_number_is_no_failure(guarded):
    page = send(guarded.client(), "/admin/van-ban/moi", **{f"relations-{'9' * 5_000}-note": "Điều 5"})
    assert page.status_code == 400


def test_a_move_is_sent_again_by_its_name(guarded):
    page = send(guarded.client(), f"/admin/thong-cao/{'a' * 32}/duyet", visible_from="08:00 25/12/2026")
    assert "Việc đang gửi: <b>duyệt và công bố</b>" in page.get_data(as_text=True)


def test_a_file_is_to_be_chosen_again(guarded):
    page = send(guarded.client(), file=(io.BytesIO(b"x"), "bien-ban.pdf")).get_data(as_text=True)
    assert "phải chọn lại sau khi gửi: bien-ban.pdf" in page


@pytest.mark.parametrize("address", ["/admin/dang-nhap", "/admin/mat-khau/", "/admin/xac-nhan", "/admin/ma-xac-thuc"])
def test_no_password_or_code_is_repeated(guarded, address):
    said = dict.fromkeys(("email", "password", "current", "again", "code"), "bí mật lắm đấy")
    page = guarded.client().post(address, data=said, headers=FROM_HERE).get_data(as_text=True)
    assert FRAME in page and "bí mật lắm đấy" not in page
    assert "hãy làm lại" in page or "Trang đăng nhập đã mở quá lâu" in page


def test_whoever_signs_out_of_a_session_that_has_ended_is_led_to_the_sign_in(desk):
    client = desk.sign_in(Role.AUTHOR)
    desk.clock.advance(minutes=31)
    assert client.post("/admin/dang-xuat", headers=FROM_HERE).location == "/admin/dang-nhap"


def test_a_press_without_words_is_not_offered_a_second_time(guarded):
    page = guarded.client().post("/admin/thong-cao/x/duyet", data={"seen": "2026"}, headers=FROM_HERE)
    assert "Gửi lại" not in page.get_data(as_text=True)


def test_what_an_account_may_not_open_is_said_in_the_desk_s_frame_with_the_way_back(desk):
    answer = desk.sign_in(Role.AUTHOR).get("/admin/tai-khoan/")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 403
    assert "Tài khoản của đồng chí không được mở trang này" in page
    assert '<a href="/admin/">Về bàn làm việc</a>' in page and FRAME in page and "Đăng xuất" in page


def test_what_is_not_there_is_said_in_the_desk_s_frame(desk):
    for address in ("/admin/khong-co", f"/admin/thong-cao/{'0' * 32}"):
        page = desk.sign_in(Role.AUTHOR, email=f"{len(address)}@tinh.example").get(address).get_data(as_text=True)
        assert "Không có trang này" in page and FRAME in page


def test_a_person_without_a_role_is_told_so_and_can_sign_out(desk):
    page = desk.sign_in().get("/admin/").get_data(as_text=True)
    assert "Tài khoản chưa có vai trò" in page
    assert "Đăng xuất" in page and "Về bàn làm việc" not in page


def test_a_failure_is_answered_in_the_desk_s_frame(desk):
    desk.app.config["PROPAGATE_EXCEPTIONS"] = False
    desk.app.add_url_rule("/admin/hong", "broken", lambda: 1 / 0)
    answer = desk.client().get("/admin/hong")
    assert answer.status_code == 500
    assert "Lỗi này là của cổng" in answer.get_data(as_text=True) and FRAME in answer.get_data(as_text=True)


def test_a_process_without_a_desk_answers_as_the_public_site_does(make_app):
    page = make_app(role="public").test_client().get("/admin/").get_data(as_text=True)
    assert FRAME not in page and "Về trang chủ" in page
