"""The form of announcements: who answers for it can be reached, and its period is a real one."""

from __future__ import annotations

import pytest

from content.accounts.roles import Role
from tests.admin.conftest import Desk
from tests.admin.test_documents import faults, posted
from tests.admin.test_records import ANNOUNCEMENT
from tests.page import CheckedClient


@pytest.fixture
def author(desk: Desk) -> CheckedClient:
    return desk.sign_in(Role.AUTHOR, Role.COMPLIANCE_OFFICER, email="soan@tinh.example")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"spokesperson_phone": "abc"}, "Điện thoại: Hãy ghi số điện thoại bằng chữ số, ví dụ 0299 000 155."),
        ({"spokesperson_email": "khong-phai"}, "Thư điện tử: Hãy ghi địa chỉ thư đúng dạng ten@coquan.gov.vn."),
        ({"period_year": "1"}, "Năm: Hãy ghi năm bằng bốn chữ số, ví dụ 2026."),
    ],
)
def test_what_cannot_be_is_refused_in_a_draft_already(author, wrong, said):
    (field,) = wrong
    assert faults(posted(author, ANNOUNCEMENT | wrong, "thong-cao")) == {f"#{field}": said}


def test_all_that_is_missing_is_told_at_once(author):
    missing = {"period_kind": "irregular", "language": "vi", "type": ANNOUNCEMENT["type"]}
    told = faults(posted(author, missing | {"gui-duyet": "1"}, "thong-cao"))
    assert list(told) == ["#title", "#body", "#spokesperson_name", "#spokesperson_phone"]
    assert list(faults(posted(author, missing, "thong-cao"))) == ["#title"]


def test_an_organisation_can_be_reached_too(author):
    page = posted(author, {"name": "Sở Xây dựng", "level": "department", "email": "khong-phai"}, "co-quan")
    assert list(faults(page)) == ["#email"]
