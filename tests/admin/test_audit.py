"""The trail at the desk."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from admin.wording import did
from content.accounts.roles import Role
from content.db import db, unit_of_work
from tests.admin.test_records import ANNOUNCEMENT, new


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("desk:attachment:added", "thêm tệp đính kèm"),
        ("desk:legal:submitted", "gửi duyệt văn bản pháp luật"),
        ("desk:accounts:signed_in", "đăng nhập"),
        ("desk:account:role_given", "giao vai trò cho tài khoản"),
    ],
)
def test_a_line_reads_as_people_say_it(tag, said):
    assert did(tag) == said


def test_the_trail_is_read_newest_first_and_narrowed(desk):
    auditor = desk.sign_in(Role.AUDITOR)
    page = auditor.get("/admin/nhat-ky/").get_data(as_text=True)
    assert page.index("đăng nhập") < page.index("giao vai trò cho tài khoản")
    assert "0 mục" in auditor.get("/admin/nhat-ky/?subject=legal").get_data(as_text=True)


def test_a_line_names_its_record_and_leads_to_it(desk):
    address = new(desk.sign_in(Role.AUTHOR), "thong-cao", ANNOUNCEMENT)
    page = desk.sign_in(Role.AUDITOR).get("/admin/nhat-ky/").get_data(as_text=True)
    assert f'<a href="{address}">Mở lại bến phà Vĩnh Tuy</a>' in page


def test_a_line_tells_nobody_the_title_of_what_is_out_of_their_reach(desk):
    new(desk.sign_in(Role.AUTHOR), "thong-cao", ANNOUNCEMENT)
    local = desk.sign_in(Role.AUDITOR, organisation_id=desk.organisation(), email="so@tinh.example")
    page = local.get("/admin/nhat-ky/").get_data(as_text=True)
    assert "tạo thông cáo, phát ngôn" in page
    assert "Mở lại bến phà" not in page


def test_a_line_about_what_was_deleted_stays(desk):
    author = desk.sign_in(Role.AUTHOR)
    author.post(f"{new(author, 'thong-cao', ANNOUNCEMENT)}/xoa")
    assert "xoá bản nháp thông cáo" in desk.sign_in(Role.AUDITOR).get("/admin/nhat-ky/").get_data(as_text=True)


def test_a_whole_trail_is_said_to_be_whole(desk):
    page = desk.sign_in(Role.AUDITOR).post("/admin/nhat-ky/kiem-tra", follow_redirects=True).get_data(as_text=True)
    assert "Nhật ký nguyên vẹn" in page


def take_the_guard_away() -> None:
    """The database itself forbids changes of the trail: whoever makes one has taken that away first."""
    if db.engine.dialect.name == "postgresql":
        db.session.execute(text("ALTER TABLE audit_line DISABLE TRIGGER USER"))
        return
    for (name,) in db.session.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():
        db.session.execute(text(f'DROP TRIGGER "{name}"'))


def test_a_changed_line_is_found_and_named(desk):
    auditor = desk.sign_in(Role.AUDITOR)
    with desk.app.app_context(), unit_of_work():
        take_the_guard_away()
        db.session.execute(text("UPDATE audit_line SET reason = 'x' WHERE number = 2"))
    page = auditor.post("/admin/nhat-ky/kiem-tra", follow_redirects=True).get_data(as_text=True)
    assert "chỗ đầu ở dòng 2" in page


def test_the_trail_has_no_way_to_change_anything(desk):
    auditor = desk.sign_in(Role.AUDITOR)
    for path in ("new/", "edit/?id=1", "delete/", "action/", "export/csv/", "ajax/update/", "details/?id=1"):
        assert auditor.post(f"/admin/nhat-ky/{path}").status_code in (404, 405)
