"""Every address of the desk: closed to strangers and to the wrong roles; every change needs its token."""

from __future__ import annotations

import re

import pytest
from werkzeug.routing import Rule

from content.accounts.permissions import Permission
from content.accounts.policy import ROLE_PERMISSIONS
from content.accounts.roles import Role
from tests.admin.conftest import Desk
from tests.page import CheckedClient

OPEN = {"security.login"}
CLOSED = {"security.two_factor_rescue", "security.tf_select"}

# The permission that opens the pages of each endpoint, written by hand.
NEEDED = {
    "desk": Permission.READ_DESK,
    "desk_legal": Permission.READ_DESK,
    "desk_directions": Permission.READ_DESK,
    "desk_announcements": Permission.READ_DESK,
    "desk_organisations": Permission.READ_DESK,
    "desk_feedback": Permission.READ_FEEDBACK,
    "desk_accounts": Permission.MANAGE_ACCOUNTS,
    "desk_audit": Permission.READ_AUDIT,
}
WRITING = {
    "desk_legal.create_view": Permission.WRITE_LEGAL,
    "desk_directions.create_view": Permission.WRITE_DIRECTIONS,
    "desk_announcements.create_view": Permission.WRITE_ANNOUNCEMENTS,
    "desk_organisations.create_view": Permission.WRITE_ORGANISATIONS,
}


def rules(desk: Desk) -> list[Rule]:
    return [rule for rule in desk.app.url_map.iter_rules() if rule.rule.startswith("/admin")]


def address(rule: Rule) -> str:
    return re.sub(r"<[^>]+>", "0" * 32, rule.rule)


def ask(client: CheckedClient, rule: Rule):
    method = "GET" if "GET" in rule.methods else "POST"
    return client.open(address(rule), method=method)


def test_every_address_is_closed_to_strangers(desk):
    client = desk.client()
    for rule in rules(desk):
        if rule.endpoint in OPEN:
            continue
        answer = ask(client, rule)
        led_away = answer.status_code == 302 and answer.location.startswith("/admin/dang-nhap")
        assert led_away or answer.status_code in (401, 404), (rule.rule, answer.status_code, answer.location)


def test_a_person_without_roles_reaches_the_password_and_nothing_else(desk):
    client = desk.sign_in()
    for rule in rules(desk):
        if rule.endpoint.startswith("desk") and rule.endpoint != "desk_account.password":
            assert ask(client, rule).status_code == 403, rule.rule


@pytest.mark.parametrize("role", list(Role))
def test_every_page_opens_to_the_roles_of_the_table_and_to_no_others(desk, role):
    client = desk.sign_in(role)
    for rule in rules(desk):
        needed = WRITING.get(rule.endpoint) or NEEDED.get(rule.endpoint.split(".")[0])
        if needed is None or "GET" not in rule.methods:
            continue
        allowed = needed in ROLE_PERMISSIONS[role]
        expected = ((404,) if rule.arguments else (200,)) if allowed else (403,)
        assert client.get(address(rule)).status_code in expected, (rule.rule, role)


def test_every_view_of_the_desk_stands_in_the_table(desk):
    views = {rule.endpoint.split(".")[0] for rule in rules(desk)} - {"security", "desk_account"}
    assert views == set(NEEDED)


def menu_of(client: CheckedClient) -> list[str]:
    menu = client.get("/admin/").get_data(as_text=True).partition("<nav")[2].partition("</nav>")[0]
    return re.findall(r'<a href="(/admin/[^"]*)"', menu)


def test_the_menu_names_what_somebody_can_read_or_write_and_nothing_else(desk):
    place = desk.organisation()
    speaker = desk.sign_in(Role.SPOKESPERSON, organisation_id=place)
    assert menu_of(speaker) == ["/admin/", "/admin/thong-cao/", "/admin/mat-khau/"]
    keeper = desk.sign_in(Role.ADMINISTRATOR)
    assert menu_of(keeper) == ["/admin/", "/admin/co-quan/", "/admin/tai-khoan/", "/admin/mat-khau/"]


def test_every_change_needs_its_token(make_desk):
    desk = make_desk(csrf=True)
    client = desk.client()
    for rule in rules(desk):
        if "POST" in rule.methods and rule.endpoint not in CLOSED:
            assert client.post(address(rule)).status_code == 400, rule.rule


def test_nothing_under_the_desk_is_kept_by_a_browser(desk):
    client = desk.sign_in(Role.AUTHOR)
    for path in ("/admin/", "/admin/van-ban/", "/admin/khong-co", "/admin/dang-nhap"):
        assert client.get(path).headers["Cache-Control"] == "no-store"


def test_the_desk_needs_no_foreign_or_inline_script(desk):
    policy = desk.sign_in(Role.AUTHOR).get("/admin/").headers["Content-Security-Policy"]
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("query", ["page=-1", "page=99999999999999999999", "page=x", "sort=99", "sort=x", "desc=x",
                                   "state=x", "search=%01", "search=" + "x" * 5000, "search=%25_", "page_size=-5",
                                   "flt1_0=x", "flt0_999=y", "state=draft&search=đất"])  # fmt: skip
def test_no_query_breaks_a_list(desk, query):
    client = desk.sign_in(*Role)
    for path in ("van-ban", "thong-cao", "gop-y", "co-quan", "tai-khoan", "nhat-ky"):
        assert client.get(f"/admin/{path}/?{query}").status_code == 200
