"""The trail at the desk."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import text

from admin.trail import told
from admin.wording import did
from content.accounts.policy import SYSTEM
from content.accounts.roles import Role
from content.announcements.actions import editing as announcements
from content.audit.models import AuditLine
from content.audit.queries import head
from content.db import db, unit_of_work
from tests.admin.conftest import PASSWORD, Desk
from tests.admin.test_records import ANNOUNCEMENT, new


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("desk:attachment:added", "thêm tệp đính kèm"),
        ("desk:legal:submitted", "gửi duyệt văn bản pháp luật"),
    ],
)
def test_a_line_reads_as_people_say_it(tag, said):
    assert did(tag) == said


def test_the_trail_is_read_newest_first_and_narrowed(desk):
    auditor = desk.sign_in(Role.AUDITOR)
    page = auditor.get("/admin/nhat-ky/").get_data(as_text=True)
    assert page.index("đăng nhập") < page.index("giao vai trò Kiểm tra viên")
    assert "0 mục" in auditor.get("/admin/nhat-ky/?subject=legal").get_data(as_text=True)


def test_a_line_names_its_record_and_leads_to_it(desk):
    address = new(desk.sign_in(Role.AUTHOR), "thong-cao", ANNOUNCEMENT)
    page = desk.sign_in(Role.AUDITOR).get("/admin/nhat-ky/").get_data(as_text=True)
    assert f'<a href="{address}">Mở lại bến phà Vĩnh Tuy</a>' in page


def sent_back(desk: Desk, organisation_id: str | None, reason: str) -> None:
    """An announcement of an organisation that has come back to its author."""
    moment = desk.clock.now()
    with desk.app.app_context(), unit_of_work():
        made = announcements.create(
            SYSTEM, moment, title="Mở bến", body="Từ mai.", organisation_id=organisation_id,
            spokesperson_name="Lò Văn Pín", spokesperson_phone="0912 345 678",
        )  # fmt: skip
        announcements.submit(made, SYSTEM, moment)
        announcements.send_back(made, SYSTEM, moment, reason)


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.COMPLIANCE_OFFICER])
def test_whoever_watches_over_one_organisation_reads_its_lines_and_no_others(desk, role):
    ours, theirs = desk.organisation(), desk.organisation("Sở Khác")
    for place, reason in ((ours, "Thiếu số"), (theirs, "Đừng nói trước"), (None, "Chờ tỉnh")):
        sent_back(desk, place, reason)
    local = desk.sign_in(role, organisation_id=ours)
    page = local.get("/admin/nhat-ky/").get_data(as_text=True)
    assert "Thiếu số" in page and "đăng nhập" in page and "trong phạm vi của đồng chí" in page
    assert "Đừng nói trước" not in page and "Chờ tỉnh" not in page
    assert "3 mục" in local.get("/admin/nhat-ky/?subject=announcements").get_data(as_text=True)
    assert "Chờ tỉnh" in desk.sign_in(role, email="tinh@tinh.example").get("/admin/nhat-ky/").get_data(as_text=True)


def test_a_line_about_what_was_deleted_stays(desk):
    author = desk.sign_in(Role.AUTHOR)
    author.post(f"{new(author, 'thong-cao', ANNOUNCEMENT)}/xoa")
    assert "xóa bản nháp thông cáo" in desk.sign_in(Role.AUDITOR).get("/admin/nhat-ky/").get_data(as_text=True)


def lines_of(page: str) -> list[str]:
    """Who did what, as the page says it, without its marks."""
    rows = re.findall(r'<td>([^<]*)</td>\s*<td>(.*?)(?:<span class="on-phone.*?)?</td>', page.partition("<tbody>")[2])
    return [f"{who} | {re.sub(r'<[^>]+>', '', said)}" for who, said in rows]


def test_lines_about_accounts_name_the_person_the_role_and_the_reach(desk):
    place, keeper = desk.organisation("Sở Xây dựng"), desk.sign_in(Role.ADMINISTRATOR, email="giu@tinh.example")
    desk.person(email="thu@tinh.example")
    with desk.app.app_context():
        address = f"/admin/tai-khoan/{desk.user('thu@tinh.example').id}"
    keeper.post(f"{address}/vai-tro", data={"role": "author", "organisation_id": place})
    keeper.post(f"{address}/vo-hieu-hoa", data={"reason": "Chuyển công tác"})
    page = desk.sign_in(Role.AUDITOR).get("/admin/nhat-ky/").get_data(as_text=True)
    said, who = lines_of(page), "Người thu@tinh.example"
    assert f"Hệ thống | tạo tài khoản {who}" in said
    keeper_did = "Người giu@tinh.example | "
    assert f"{keeper_did}giao vai trò Biên tập viên, phạm vi Sở Xây dựng, cho {who}" in said
    assert f"{keeper_did}vô hiệu hóa tài khoản {who}" in said
    assert "Lý do: Chuyển công tác" in page
    assert "phạm vi Sở Xây dựng" in keeper.get(address).get_data(as_text=True).partition("Lịch sử")[2]


def test_wrong_passwords_are_told_in_a_line_for_each_wait_and_nothing_typed_stands_there(desk):
    desk.person(Role.AUTHOR, email="thu@tinh.example")
    guesser, auditor = desk.client(), desk.sign_in(Role.AUDITOR)
    for _ in range(9):
        guesser.post("/admin/dang-nhap", data={"email": "thu@tinh.example", "password": "đoán-bừa"})
    page = auditor.get("/admin/nhat-ky/").get_data(as_text=True)
    who = "Người thu@tinh.example"
    assert lines_of(page)[:2] == [
        f"Hệ thống | tài khoản {who} bị tạm khóa 30 giây vì nhập sai mật khẩu hoặc mã 5 lần liền",
        f"Hệ thống | có người nhập sai mật khẩu hoặc mã của tài khoản {who}",
    ]
    assert "đoán-bừa" not in page


def test_a_sign_in_after_wrong_passwords_says_how_many_there_were(desk):
    desk.person(Role.AUTHOR, email="thu@tinh.example")
    client = desk.client()
    for password in ("sai", "sai nữa", PASSWORD):
        client.post("/admin/dang-nhap", data={"email": "thu@tinh.example", "password": password})
    page = desk.sign_in(Role.AUDITOR).get("/admin/nhat-ky/").get_data(as_text=True)
    assert "Người thu@tinh.example | đăng nhập, sau 2 lần nhập sai" in lines_of(page)


def test_a_role_for_an_organisation_that_is_gone_is_not_told_as_one_for_the_province(desk):
    line = AuditLine(
        tag="desk:account:role_taken", kind="accounts", details={"role": "author", "organisation_id": "0" * 32}
    )
    with desk.app.app_context():
        assert told(line, "Ai") == "thu vai trò Biên tập viên, phạm vi một cơ quan không còn, của Ai"


def test_a_line_s_number_and_reason_are_there_on_a_small_screen(desk):
    sent_back(desk, None, "Chờ tỉnh")
    page = desk.sign_in(Role.AUDITOR).get("/admin/nhat-ky/").get_data(as_text=True)
    assert '<span class="on-phone quiet">Lý do: Chờ tỉnh</span>' in page
    assert '<span class="on-phone quiet">dòng 1</span>' in page


def test_a_whole_trail_is_said_to_be_whole(desk):
    page = desk.sign_in(Role.AUDITOR).post("/admin/nhat-ky/kiem-tra", follow_redirects=True).get_data(as_text=True)
    assert "Nhật ký nguyên vẹn" in page
    with desk.app.app_context():
        number, seal = head()
    assert f"ở dòng {number}: {seal}" in page


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
