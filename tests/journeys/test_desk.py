"""Officers write, approve and withdraw; the public sees what it should, when it should."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from content.demo.loader import FOLDER, read_accounts
from tests.journeys.test_accessibility import WIDTHS, faults_at

pytestmark = pytest.mark.browser

ACCOUNTS = {account.role: account for account in read_accounts(FOLDER)}
MILLISECONDS_UNTIL_GONE = 6_000
"""Browsers may keep a page for five seconds; the portal itself for less than one."""


@pytest.fixture
def officer(open_page: Callable[..., Page]) -> Callable[..., Page]:
    """Opens a window in which the demonstration's person of a role has signed in."""

    def sign_in(role: str, **window: object) -> Page:
        page = open_page(**window)
        page.goto("/admin/")
        page.get_by_label("Thư điện tử").fill(ACCOUNTS[role].email)
        page.get_by_label("Mật khẩu").fill(ACCOUNTS[role].password)
        page.get_by_role("button", name="Đăng nhập").click()
        expect(page.get_by_role("button", name="Đăng xuất")).to_be_visible()
        return page

    return sign_in


def write(page: Page, title: str) -> str:
    """A draft of an announcement, handed on for approval; its address at the desk."""
    page.goto("/admin/thong-cao/moi")
    page.get_by_label("Tiêu đề").fill(title)
    page.get_by_label("Tóm tắt").fill("Một câu cho danh sách.")
    page.get_by_label("Nội dung", exact=True).fill("## Diễn biến\n\nĐường đã thông.")
    page.get_by_label("Cơ quan công bố").fill("Văn phòng Ủy ban nhân dân tỉnh Hòa Giang")
    page.get_by_label("Người phát ngôn", exact=True).fill("Đặng Minh Tuệ")
    page.get_by_label("Điện thoại", exact=True).fill("0200 000 001")
    page.get_by_role("button", name="Lưu và gửi duyệt").click()
    expect(page.get_by_text("Đã lưu và gửi duyệt.")).to_be_visible()
    return page.url


def test_what_one_writes_and_another_approves_the_public_reads(officer, open_page):
    title = "Đường tỉnh 12 thông xe trở lại"
    author = officer("author")
    place = write(author, title)
    expect(author.get_by_role("button", name="Duyệt và công bố")).to_have_count(0)

    reader = open_page()
    reader.goto("/thong-cao/")
    expect(reader.get_by_role("link", name=title)).to_have_count(0)

    approver = officer("approver")
    approver.goto(place)
    approver.get_by_role("button", name="Duyệt và công bố").click()
    expect(approver.get_by_text("Đã duyệt và công khai.")).to_be_visible()

    reader = open_page()
    reader.goto("/thong-cao/")
    reader.get_by_role("link", name=title).first.click()
    expect(reader.get_by_role("heading", level=1)).to_contain_text(title)
    public = reader.url

    approver.goto(place)
    approver.get_by_role("link", name=re.compile("Gỡ khỏi trang công khai")).click()
    approver.get_by_label("Lý do").fill("Thông tin nhầm đoạn đường.")
    approver.get_by_role("button", name="Gỡ khỏi trang công khai").click()
    expect(approver.get_by_text("Đã gỡ khỏi trang công khai.")).to_be_visible()
    reader.wait_for_timeout(MILLISECONDS_UNTIL_GONE)
    assert reader.goto(public).status in (404, 410)


def test_a_wrong_password_says_little(open_page):
    page = open_page()
    page.goto("/admin/dang-nhap")
    page.get_by_label("Thư điện tử").fill("khong-ai@hoagiang.example")
    page.get_by_label("Mật khẩu").fill("sai hoàn toàn mật khẩu")
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.get_by_text("Đăng nhập không thành công")).to_be_visible()


PAGES = {
    "approver": ("/admin/", "/admin/van-ban/", "/admin/thong-cao/", "/admin/gop-y/", "/admin/co-quan/"),
    "author": ("/admin/thong-cao/moi", "/admin/van-ban/moi", "/admin/chi-dao-dieu-hanh/moi"),
}


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
def test_no_page_of_the_desk_has_a_violation(officer, width, dark):
    found = {}
    for role, paths in PAGES.items():
        page = officer(role, width=width, dark=dark)
        found |= {path: faults for path in paths if (faults := faults_at(page, path, width))}
    assert found == {}


HIDDEN = """() => {
  const focused = document.activeElement, bar = document.querySelector(".editor .buttons");
  const top = bar.getBoundingClientRect().top, box = focused.getBoundingClientRect();
  return !bar.contains(focused) && box.top >= top ? focused.id || focused.textContent : "";
}"""


def test_what_the_keyboard_comes_to_stands_above_the_bar_of_the_editor(officer):
    page = officer("author")
    page.goto("/admin/van-ban/moi")
    page.get_by_label("Loại văn bản").focus()
    found = []
    for _ in range(30):
        page.keyboard.press("Tab")
        found.append(page.evaluate(HIDDEN))
    assert [one for one in found if one] == []


def test_the_enter_key_saves_and_a_sent_file_loses_nothing_that_is_being_typed(officer):
    page = officer("author")
    page.goto("/admin/thong-cao/moi")
    page.get_by_label("Tiêu đề").fill("Đò ngang nghỉ bão")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Đã lưu bản nháp.")).to_be_visible()
    page.get_by_label("Nội dung", exact=True).fill("Đang gõ dở")
    page.get_by_text("Thêm tệp").click()
    page.get_by_label("Tệp", exact=True).set_input_files(
        {
            "name": "ben.webp",
            "mimeType": "image/webp",
            "buffer": (FOLDER / "images" / "cau-ben-lua-2.webp").read_bytes(),
        }
    )
    page.get_by_label("Tên gọi hoặc mô tả").fill("Bến phà khi có bão")
    page.get_by_role("button", name="Tải lên").click()
    expect(page.get_by_text("Đã thêm tệp “ben.webp”.")).to_be_in_viewport()
    expect(page.get_by_label("Nội dung", exact=True)).to_have_value("Đang gõ dở")
    page.get_by_role("button", name="Lưu bản nháp").click()
    expect(page.get_by_text("Đã lưu bản nháp.")).to_be_visible()
    expect(page.get_by_label("Nội dung", exact=True)).to_have_value("Đang gõ dở")
