"""A citizen writes, gets a code and follows it, by hand and without scripts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

QUESTION = "Tôi nộp hồ sơ đã 40 ngày mà chưa có kết quả. Xin hỏi thời hạn là bao lâu?"
TOO_QUICK_MILLISECONDS = 3_500
CODE = re.compile(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){4}")


def write(page: Page, title: str) -> None:
    page.goto("/gop-y/gui")
    page.get_by_role("link", name="Góp ý, phản ánh, kiến nghị về quy định").click()
    page.get_by_label("Thủ tục hành chính").check()
    page.get_by_label("Tiêu đề").fill(title)
    page.get_by_label("Nội dung", exact=True).fill(
        "Tôi nộp hồ sơ đã 40 ngày mà chưa có kết quả. Xin hỏi thời hạn là bao lâu?"
    )
    page.get_by_label("Được đăng, không kèm danh tính").check()
    page.get_by_label("Nội dung này không có bí mật nhà nước").check()


def send(page: Page) -> None:
    page.wait_for_timeout(TOO_QUICK_MILLISECONDS)
    page.get_by_role("button", name="Gửi góp ý").click()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_what_is_sent_gets_a_code_that_is_followed(open_page, scripts):
    page = open_page(scripts=scripts)
    write(page, "Thời hạn cấp giấy phép xây dựng")
    send(page)
    code = CODE.search(page.locator(".receipt-code").inner_text())
    assert code
    expect(page.get_by_role("button", name="In trang này")).to_be_visible(visible=scripts)
    page.goto("/gop-y/theo-doi")
    page.get_by_label("Mã theo dõi").fill(code.group().lower().replace("-", " "))
    page.get_by_role("button", name="Xem kết quả").click()
    expect(page.get_by_text("Chưa có câu trả lời")).to_be_visible()
    assert code.group() not in page.url


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(open_page):
    page = open_page()
    write(page, "Thời hạn")
    page.get_by_label("Tiêu đề").fill("Ngắn")
    send(page)
    summary = page.locator("[data-focus]")
    expect(summary).to_be_focused()
    expect(page.get_by_label("Nội dung", exact=True)).to_have_value(re.compile("40 ngày"))
    summary.get_by_role("link").first.click()
    expect(page.get_by_label("Tiêu đề")).to_be_focused()


def test_an_unknown_code_says_so(open_page):
    page = open_page()
    page.goto("/gop-y/theo-doi")
    page.get_by_label("Mã theo dõi").fill("0000-0000-0000-0000-0000")
    page.get_by_role("button", name="Xem kết quả").click()
    expect(page.locator("[data-focus]")).to_be_visible()
