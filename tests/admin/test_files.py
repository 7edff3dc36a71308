"""Files at the desk: added with whatever is being typed, described, once each, and taken away only when asked twice."""

from __future__ import annotations

import io
import zipfile

import html5lib
import pytest
from sqlalchemy import select

from content.accounts.roles import Role
from content.announcements.models import Announcement
from content.attachments.models import Attachment
from content.db import db
from tests.admin.conftest import Desk
from tests.admin.test_documents import faults
from tests.admin.test_records import ANNOUNCEMENT, LEGAL, new, picture, press, submit, typed_on
from tests.content.hidden_data import made
from tests.content.hidden_data.test_files import signed_pdf
from tests.page import CheckedClient

PDF = made.a_pdf()


@pytest.fixture
def author(desk: Desk) -> CheckedClient:
    return desk.sign_in(Role.AUTHOR, email="soan@tinh.example")


@pytest.fixture
def address(author: CheckedClient) -> str:
    return new(author, "thong-cao", ANNOUNCEMENT)


def sent(client: CheckedClient, address: str, data: bytes, name: str, label: str = "", to: str = "/tep", **typed: str):
    """Send a file with all that stands in the editor, as a browser does."""
    fields = typed_on(client, address) | typed | {"label": label, "file": (io.BytesIO(data), name)}
    return client.post(address + to, data=fields)


def kept(desk: Desk) -> list[str]:
    with desk.app.app_context():
        return [one.name for one in db.session.scalars(select(Attachment).order_by(Attachment.position))]


def test_the_file_field_belongs_to_the_editor_and_offers_what_is_taken(author, address):
    tree = html5lib.parse(author.get(address).get_data(as_text=True), namespaceHTMLElements=False)
    field = tree.find(".//input[@type='file']")
    assert field is not None
    assert field.get("form") == tree.find(".//form[@class='editor']").get("id")
    assert field.get("accept") == ".pdf,.docx,.xlsx,.png,.jpg,.webp,.jpeg"


def test_what_is_being_typed_outlives_a_file_and_can_then_be_saved(desk, author, address):
    desk.clock.advance(minutes=1)
    page = sent(author, address, PDF, "phu-luc.pdf", body="Vừa gõ, chưa lưu").get_data(as_text=True)
    assert "Đã thêm tệp “phu-luc.pdf”." in page
    assert "Vừa gõ, chưa lưu" in page
    assert 'data-unsaved="typed"' in page
    seen = page.split('name="seen"')[1].split('value="')[1].split('"')[0]
    assert author.post(address, data=ANNOUNCEMENT | {"body": "Vừa gõ, chưa lưu", "seen": seen}).status_code == 302


def test_nothing_is_called_unsaved_where_nothing_was_typed(author, address):
    page = sent(author, address, PDF, "phu-luc.pdf").get_data(as_text=True)
    assert 'data-unsaved="typed"' not in page
    assert "bến phà mở lại" in page


def test_a_file_that_stands_ready_is_kept_when_the_text_is_saved(desk, author, address):
    answer = sent(author, address, PDF, "phu-luc.pdf", to="", title="Tên mới")
    assert answer.status_code == 302
    assert kept(desk) == ["phu-luc.pdf"]
    with desk.app.app_context():
        assert db.session.scalars(select(Announcement)).one().title == "Tên mới"


def test_a_file_is_kept_also_when_the_text_is_refused(desk, author, address):
    page = sent(author, address, PDF, "phu-luc.pdf", to="", title="").get_data(as_text=True)
    assert "Hãy ghi tiêu đề." in page
    assert "Đã thêm tệp “phu-luc.pdf”." in page
    assert kept(desk) == ["phu-luc.pdf"]


def test_a_document_is_complete_with_its_file_alone(author):
    document = new(author, "van-ban", LEGAL | {"text": ""})
    answer = sent(author, document, PDF, "quyet-dinh.pdf", to="", **{"gui-duyet": "1"})
    assert answer.status_code == 302
    assert "Đã lưu và gửi duyệt." in author.get(document).get_data(as_text=True)


def test_a_description_and_a_text_outlive_a_refused_file(author, address):
    page = sent(author, address, b"MZ", "a.pdf", "Phụ lục kinh phí", body="Vừa gõ").get_data(as_text=True)
    assert 'value="Phụ lục kinh phí"' in page
    assert "Vừa gõ" in page
    assert "không đúng loại được nhận" in page


def test_a_picture_needs_words(desk, author, address):
    page = sent(author, address, picture(), "ben.png", " ").get_data(as_text=True)
    assert faults(page) == {"#label": "Tên gọi hoặc mô tả: Hãy mô tả ảnh, cho người không xem được ảnh."}
    assert kept(desk) == []


def test_no_file_is_added_twice(desk, author, address):
    sent(author, address, picture(), "ben.png", "Bến")
    page = sent(author, address, picture(), "ban-sao.png", "Bến").get_data(as_text=True)
    assert "Tệp này đã có trong nội dung: “ben.png”." in page
    assert kept(desk) == ["ben.png"]


def test_sending_no_file_is_said_beside_the_field(author, address):
    page = author.post(f"{address}/tep", data=typed_on(author, address)).get_data(as_text=True)
    assert faults(page) == {"#file": "Tệp: Hãy chọn một tệp."}


def test_a_file_goes_only_after_a_page_that_asks(desk, author, address):
    sent(author, address, PDF, "phu-luc.pdf")
    with desk.app.app_context():
        attachment = db.session.scalars(select(Attachment)).one()
    question = f"{address}/tep/{attachment.id}/bo"
    assert f'href="{question}"' in author.get(address).get_data(as_text=True)
    assert "Không bỏ nữa" in author.get(question).get_data(as_text=True)
    assert kept(desk) == ["phu-luc.pdf"]
    assert "Đã bỏ tệp" in press(author, address, f"tep/{attachment.id}/bo").get_data(as_text=True)
    assert kept(desk) == []


def test_after_a_refused_move_the_page_still_shows_the_text(desk, author):
    approver = desk.sign_in(Role.APPROVER, email="duyet@tinh.example")
    direction = {"type": "Công văn", "title": "Về bến khách", "text": "Kính gửi các sở.", "issuer": "UBND tỉnh"}
    document = new(author, "chi-dao-dieu-hanh", direction | {"number": "1/UBND", "issued": "10/11/2026"})
    author.post(document, data=typed_on(author, document) | {"gui-duyet": "1"})
    assert "Kính gửi các sở." in press(approver, document, "tra-lai").get_data(as_text=True)


COMMENTED = made.a_word_file(made._commented)


def signed_with_a_file_inside(pdf):
    signed_pdf(pdf)
    made._attached(pdf)


def test_the_officer_reads_what_hid_in_a_file_and_the_kept_copy_is_without_it(desk, author, address):
    page = sent(author, address, COMMENTED, "ke-hoach.docx").get_data(as_text=True)
    assert f"1 nhận xét của Nguyen Van A: <q>{made.CANARY}</q>" in page
    with desk.app.app_context():
        attachment = db.session.scalars(select(Attachment)).one()
    with author.get(f"{address}/tep/{attachment.id}") as answer:
        taken = answer.data
    with zipfile.ZipFile(io.BytesIO(taken)) as archive:
        assert not [name for name in archive.namelist() if "comment" in name]


def test_the_same_is_said_when_the_file_came_with_the_text(author, address):
    sent(author, address, COMMENTED, "ke-hoach.docx", to="", title="Tên mới")
    assert "Tệp được lưu không còn những dữ liệu ẩn sau: 1 nhận xét" in author.get(address).get_data(as_text=True)


def test_what_hides_in_a_signed_file_is_published_only_by_who_says_to_have_seen_it(desk, author, address):
    approver = desk.sign_in(Role.APPROVER, email="duyet@tinh.example")
    sent(author, address, made.a_pdf(signed_with_a_file_inside), "quyet-dinh.pdf")
    submit(author, address)
    page = approver.get(address).get_data(as_text=True)
    assert "Không bỏ được dữ liệu ẩn của tệp này" in page
    refused = press(approver, address, "duyet").get_data(as_text=True)
    assert "Hãy xác nhận đã xem dữ liệu ẩn còn trong tệp." in refused
    assert "Đã duyệt và công khai" in press(approver, address, "duyet", seen_hidden="y").get_data(as_text=True)
