"""The form of documents: what it refuses, what it asks, and that nothing typed in it is lost."""

from __future__ import annotations

from datetime import date

import html5lib
import pytest
from sqlalchemy import select
from werkzeug.test import encode_multipart

from content.accounts.roles import Role
from content.db import db, unit_of_work
from content.directions.models import Direction
from content.legal.models import LegalDocument
from tests.admin.conftest import Desk
from tests.admin.test_records import LEGAL, new, save, submit, typed_on
from tests.factories.public import Publisher
from tests.page import CheckedClient

DRAFT = {"type": "Quyết định", "title": "Về cây xanh"}
ROW = {"relations-0-type": "", "relations-0-target_number": "64/2010/NĐ-CP"}


@pytest.fixture
def author(desk: Desk) -> CheckedClient:
    return desk.sign_in(Role.AUTHOR, email="soan@tinh.example")


def faults(page: str) -> dict[str, str]:
    """What the summary of a page's faults says, by the address of each link in it."""
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    summary = tree.find(".//div[@class='error-summary']")
    assert summary is not None, page
    assert all(one.find("a") is not None for one in summary.iter("li"))
    linked = {link.get("href", ""): "".join(link.itertext()) for link in summary.iter("a")}
    for target in linked:
        assert tree.find(f".//*[@id='{target[1:]}']") is not None, target
    return linked


def posted(client: CheckedClient, fields: dict[str, str], path: str = "van-ban") -> str:
    return client.post(f"/admin/{path}/moi", data=fields).get_data(as_text=True)


@pytest.mark.parametrize("path", ["van-ban", "chi-dao-dieu-hanh"])
def test_a_draft_is_saved_without_what_is_asked_when_it_is_submitted(author, path):
    address = new(author, path, DRAFT)
    said = faults(submit(author, address).get_data(as_text=True))
    assert said == {
        "#number": "Số, ký hiệu: Hãy ghi số, ký hiệu.",
        "#issuer": "Cơ quan ban hành: Hãy ghi cơ quan ban hành.",
        "#issued": "Ngày ban hành: Hãy ghi ngày ban hành.",
        "#text": "Toàn văn: Hãy ghi toàn văn, hoặc thêm tệp của văn bản.",
    }


def test_all_that_is_missing_is_told_at_once(author):
    assert list(faults(posted(author, {"gui-duyet": "1"}))) == [
        "#type", "#number", "#title", "#issuer", "#issued", "#text",
    ]  # fmt: skip
    assert list(faults(posted(author, {}))) == ["#title"]


def test_each_fault_is_said_once_and_leads_to_its_field(author):
    page = posted(author, {"type": "", "title": "Về cây xanh", "gui-duyet": "1"})
    assert "Văn bản chưa đủ điều kiện" not in page
    assert faults(page)["#type"] == "Loại văn bản: Hãy chọn loại văn bản."


def test_the_types_of_each_kind_are_offered_and_no_others(author):
    assert "Hãy chọn một mục" in posted(author, DRAFT | {"type": "Quyết địng"})
    assert "Hãy chọn một mục" in posted(author, DRAFT | {"type": "Công văn"})
    assert "Hãy chọn một mục" in posted(author, DRAFT | {"type": "Nghị định"}, "chi-dao-dieu-hanh")


def test_a_type_that_a_register_brought_is_kept(desk, author):
    address = new(author, "van-ban", DRAFT)
    with desk.app.app_context(), unit_of_work():
        db.session.scalars(select(LegalDocument)).one().type = "Quy phạm"
    assert typed_on(author, address)["type"] == "Quy phạm"
    assert save(author, address, typed_on(author, address) | {"title": "Khác"}).status_code == 302
    with desk.app.app_context():
        assert db.session.scalars(select(LegalDocument)).one().type == "Quy phạm"


def test_a_row_without_its_relation_is_refused_and_stays_typed(author):
    page = posted(author, DRAFT | ROW | {"relations-0-note": "Điều 5"})
    assert faults(page) == {
        "#relations-0-type": "Quan hệ với văn bản khác, dòng 1: Hãy chọn quan hệ, hoặc xóa số, ký hiệu, ghi chú."
    }
    assert 'value="64/2010/NĐ-CP"' in page


def test_a_relation_to_nothing_is_refused(author):
    said = faults(posted(author, DRAFT | {"relations-0-type": "", "relations-1-type": "amends"}))
    assert said["#relations-1-type"].endswith("dòng 2: Hãy ghi số, ký hiệu hoặc tên văn bản.")


def test_a_row_is_taken_away_by_choosing_so(desk, author):
    address = new(author, "van-ban", DRAFT | ROW | {"relations-0-type": "amends"})
    assert save(author, address, typed_on(author, address) | {"relations-0-type": "bo"}).status_code == 302
    with desk.app.app_context():
        assert db.session.scalars(select(LegalDocument)).one().relations == []


TIE = {"type": "amends", "target_number": "1/2020/QĐ-UBND", "target_id": "abc", "note": "", "provisions": ["dieu-2"]}


@pytest.fixture
def tied(desk: Desk, author: CheckedClient) -> str:
    """A document whose relation says more than the form shows."""
    address = new(author, "van-ban", DRAFT)
    with desk.app.app_context(), unit_of_work():
        db.session.scalars(select(LegalDocument)).one().relations = [TIE]
    return address


def test_what_a_relation_says_beyond_its_row_outlives_a_save(desk, author, tied):
    save(author, tied, typed_on(author, tied) | {"title": "Khác"})
    with desk.app.app_context():
        document = db.session.scalars(select(LegalDocument)).one()
        assert (document.title, document.relations) == ("Khác", [TIE])


def test_a_relation_with_another_number_leads_to_the_old_document_no_more(desk, author, tied):
    save(author, tied, typed_on(author, tied) | {"relations-0-target_number": "2/2020/QĐ-UBND"})
    with desk.app.app_context():
        (relation,) = db.session.scalars(select(LegalDocument)).one().relations
        # The provisions stood in the form beside the new number, and are what was sent.
        assert relation == {"type": "amends", "target_number": "2/2020/QĐ-UBND", "provisions": ["dieu-2"]}


ACT = {"relations-0-type": "repeals", "relations-0-target_number": "1/2020/QĐ-UBND"}


def test_an_officer_says_which_provisions_are_met_from_when_and_in_which_words(desk, author):
    address = new(author, "van-ban", DRAFT | ACT | {
        "relations-0-provisions": "Điều 13; khoản 3 Điều 17; Điều 5 đến Điều 7", "relations-0-starts": "22/12/2026",
        "relations-0-evidence": "Bãi bỏ Điều 13.",
    })  # fmt: skip
    with desk.app.app_context():
        (relation,) = db.session.scalars(select(LegalDocument)).one().relations
    assert relation == {
        "type": "repeals", "target_number": "1/2020/QĐ-UBND", "starts": "2026-12-22", "evidence": "Bãi bỏ Điều 13.",
        "provisions": ["dieu-13", "dieu-17-khoan-3", "dieu-5:dieu-7"],
    }  # fmt: skip
    assert typed_on(author, address)["relations-0-provisions"] == "Điều 13; khoản 3 Điều 17; Điều 5 đến Điều 7"
    save(author, address, typed_on(author, address) | {"title": "Khác"})
    with desk.app.app_context():
        assert db.session.scalars(select(LegalDocument)).one().relations == [relation]


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"provisions": "mấy điều đầu"}, "provisions", "Hãy ghi điều, khoản, điểm, cách nhau bằng dấu chấm phẩy"),
        ({"starts": "31/02/2026"}, "starts", "Hãy ghi một ngày có thật"),
        ({"ends": "01/02/2026"}, "ends", "Chỉ ghi ngày này khi ngưng hiệu lực."),
        ({"type": "suspends", "starts": "02/02/2026", "ends": "01/02/2026"}, "ends", "Ngày cuối không thể trước"),
    ],
)
def test_an_act_that_cannot_be_is_refused_at_its_field(author, typed, field, said):
    told = faults(posted(author, DRAFT | ACT | {f"relations-0-{name}": value for name, value in typed.items()}))
    assert said in told[f"#relations-0-{field}"]


@pytest.mark.parametrize(
    ("wrong", "field", "said"),
    [
        ({"gazette-date": "32/13/2026"}, "#gazette-date", "Hãy ghi một ngày có thật"),
        ({"issued": "10/11/2026", "effective": "09/11/2026"}, "#effective", "không thể trước ngày ban hành"),
        ({"effective": "10/11/2026", "expires": "09/11/2026"}, "#expires", "không thể trước ngày có hiệu lực"),
    ],
)
def test_days_that_cannot_be_are_refused_in_a_draft_already(author, wrong, field, said):
    found = faults(posted(author, DRAFT | wrong))
    assert list(found) == [field]
    assert said in found[field]


def test_a_document_is_not_submitted_before_its_day_of_issue(desk, author):
    tomorrow = desk.clock.today().replace(year=desk.clock.today().year + 1)
    address = new(
        author, "chi-dao-dieu-hanh", LEGAL | {"text": "Kính gửi", "issued": f"{tomorrow:%d/%m/%Y}", "effective": ""}
    )
    page = submit(author, address).get_data(as_text=True)
    assert faults(page) == {"#issued": "Ngày ban hành: Ngày ban hành không thể sau hôm nay."}


def test_the_day_in_the_gazette_is_kept_as_machines_write_it_and_shown_as_people_do(desk, author):
    address = new(author, "van-ban", DRAFT | {"gazette-number": "12", "gazette-date": "5/1/2026"})
    with desk.app.app_context():
        assert db.session.scalars(select(LegalDocument)).one().gazette == {"number": "12", "date": "2026-01-05"}
    assert typed_on(author, address)["gazette-date"] == "05/01/2026"


def test_what_an_earlier_desk_let_into_the_gazette_is_shown_and_must_be_mended(desk, author):
    address = new(author, "van-ban", DRAFT)
    with desk.app.app_context(), unit_of_work():
        db.session.scalars(select(LegalDocument)).one().gazette = {"date": "32/13/2026"}
    assert typed_on(author, address)["gazette-date"] == "32/13/2026"
    assert list(faults(submit(author, address).get_data(as_text=True))) == ["#gazette-date"]


def test_a_letter_without_articles_is_saved_without_another_look(desk, author):
    new(author, "chi-dao-dieu-hanh", {"type": "Công văn", "title": "Về bến khách", "text": "Kính gửi các sở."})
    with desk.app.app_context():
        assert db.session.scalars(select(Direction)).one().preamble == "Kính gửi các sở."


def test_a_legal_text_without_articles_and_a_letter_with_articles_are_looked_at_again(author):
    assert "không thấy điều nào" in posted(author, DRAFT | {"text": "Kính gửi các sở."})
    articles = {"type": "Quyết định", "title": "Về cây xanh", "text": "Điều 1. Lập Tổ\nMột.\nĐiều 2. Thi hành\nHai."}
    assert "#dieu-2" in posted(author, articles, "chi-dao-dieu-hanh")


def test_what_is_doubtful_in_a_text_is_said_with_its_structure(author):
    page = posted(author, DRAFT | {"text": "Điều 1. Một\nA.\nĐiều 2. Hai\nB.\nĐiều 4. Bốn\nC."})
    assert "Điều 4 đứng ngay sau Điều 2." in page


def test_each_kind_gives_examples_of_its_own(author):
    direction = author.get("/admin/chi-dao-dieu-hanh/moi").get_data(as_text=True)
    assert "12/CT-UBND" in direction
    assert "QĐ-UBND" not in direction
    assert "15/2026/QĐ-UBND" in author.get("/admin/van-ban/moi").get_data(as_text=True)


def test_a_number_that_another_document_bears_is_said_with_a_link_and_saved(desk, author):
    numbered = {"type": "Chỉ thị", "title": "Về bến khách", "number": "12/CT-UBND", "issued": "5/1/2026"}
    first = new(author, "chi-dao-dieu-hanh", numbered | {"issuer": "UBND tỉnh Hòa Giang"})
    assert "đã có ở" not in author.get(first).get_data(as_text=True)
    twin = new(author, "van-ban", numbered | {"number": "12/ct-ubnd", "issuer": "UBND Tỉnh Hoà Giang"})
    page = author.get(twin).get_data(as_text=True)
    assert f'Số, ký hiệu này đã có ở <a href="{first}">Chỉ thị 12/CT-UBND: Về bến khách</a>.' in page


@pytest.mark.parametrize("other", [{"issuer": "Sở Y tế"}, {"issued": "5/1/2025"}, {"number": "13/CT-UBND"}])
def test_the_number_of_another_issuer_or_year_is_another_number(author, other):
    numbered = {
        "type": "Chỉ thị",
        "title": "Về bến khách",
        "number": "12/CT-UBND",
        "issued": "5/1/2026",
        "issuer": "UBND",
    }
    new(author, "chi-dao-dieu-hanh", numbered)
    address = new(author, "chi-dao-dieu-hanh", numbered | other)
    assert "đã có ở" not in author.get(address).get_data(as_text=True)


def test_nobody_is_told_of_a_document_that_they_may_not_read(desk, author):
    numbered = {"type": "Chỉ thị", "title": "Về bến khách", "number": "12/CT-UBND"}
    new(author, "chi-dao-dieu-hanh", numbered)
    place = desk.organisation()
    own = desk.sign_in(Role.AUTHOR, organisation_id=place, email="so@tinh.example")
    mine = new(own, "chi-dao-dieu-hanh", numbered | {"organisation_id": place})
    assert "đã có ở" not in own.get(mine).get_data(as_text=True)


def test_a_text_that_is_too_long_is_refused_whole_and_not_at_the_door(author):
    text = ("Ủy ban nhân dân tỉnh. " * 100_000)[:2_172_014]
    text += "ổ" * (2_172_014 - len(text))
    boundary, data = encode_multipart(DRAFT | {"text": text})
    sent = f'multipart/form-data; boundary="{boundary}"'
    answer = author.post("/admin/van-ban/moi", data=data, content_type=sent, check_page=False)
    assert "Tối đa 2.000.000 ký tự; hiện có 2.172.014." in answer.get_data(as_text=True)


def test_who_writes_and_who_approves_is_told_what_the_other_document_does_not_bear_out(desk, author):
    approver = desk.sign_in(Role.APPROVER, email="duyet@tinh.example")
    store = desk.app.extensions["services"].projector.store
    Publisher(store).document("1/2020/QĐ-UBND", effective=date(2026, 5, 15), articles=["Giá", "Phí"])
    act = ACT | {"relations-0-provisions": "Điều 2; khoản 9 Điều 1; Điều 99", "relations-0-starts": "01/01/2020"}
    address = new(author, "van-ban", DRAFT | act)
    for page in (author.get(address).text, approver.get(address).text):
        assert "Quyết định 1/2020/QĐ-UBND không có Điều 99." in page
        assert page.count("không có Điều") == 1
        assert "có hiệu lực từ ngày 15/05/2026, sau ngày 01/01/2020 ghi ở quan hệ." in page
