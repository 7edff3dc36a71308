"""Records through the desk: written by one person, read by another, published, corrected, withdrawn."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import timedelta

import docx
import html5lib
import pytest
from PIL import Image
from sqlalchemy import select

from content.accounts.roles import Role
from content.announcements.models import Announcement
from content.attachments.models import Attachment
from content.db import db
from content.editorial.models import Edition
from content.editorial.queries import editions_of
from content.legal.models import LegalDocument
from content.organisations.models import Organisation
from content.storage import Storage
from tests.admin.conftest import Desk, seen_on
from tests.page import CheckedClient

TEXT = "Căn cứ Luật;\nChương I\nQUY ĐỊNH CHUNG\nĐiều 1. Phạm vi\nMột.\nĐiều 2. Đối tượng\nHai."
LEGAL = {
    "type": "Quyết định",
    "number": "88/2026/QĐ-UBND",
    "title": "Quy định về quản lý cây xanh đô thị",
    "issuer": "Ủy ban nhân dân tỉnh",
    "issued": "10/11/2026",
    "effective": "01/12/2026",
    "text": TEXT,
    "relations-0-type": "based_on",
    "relations-0-target_number": "64/2010/NĐ-CP",
    "relations-0-target_title": "Nghị định về quản lý cây xanh đô thị",
    "relations-1-type": "",
    "topics": "Cây xanh\nĐô thị",
    "gazette-number": "12",
}
ANNOUNCEMENT = {
    "type": "Thông cáo báo chí",
    "title": "Mở lại bến phà Vĩnh Tuy",
    "body": "Từ **ngày mai**, bến phà mở lại.",
    "period_kind": "irregular",
    "language": "vi",
    "spokesperson_name": "Đặng Minh Tuệ",
    "spokesperson_phone": "0200 000 111",
}
ORGANISATION = {"name": "Sở Xây dựng", "level": "department", "functions": "## Nhiệm vụ\n\nQuản lý xây dựng."}


def press(client: CheckedClient, address: str, move: str, **said: str):
    if move == "duyet":
        said = {"seen": seen_on(client.get(address).get_data(as_text=True)), **said}
    return client.post(f"{address}/{move}", data=said, follow_redirects=True)


def submit(client: CheckedClient, address: str, **changed: str):
    """Press "Lưu và gửi duyệt" on a record's page, as a browser does: with everything that stands in the form."""
    return client.post(address, data=typed_on(client, address) | changed | {"gui-duyet": "1"}, follow_redirects=True)


def typed_on(client: CheckedClient, address: str) -> dict[str, str]:
    """What the editor of a record's page would send."""
    page = client.get(address).get_data(as_text=True)
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    editor = tree.find(".//form[@class='editor']")
    assert editor is not None
    typed = {field.get("name"): field.get("value", "") for field in editor.iter("input") if field.get("name")}
    typed |= {field.get("name"): (field.text or "").removeprefix("\n") for field in editor.iter("textarea")}
    for field in editor.iter("select"):
        chosen = [one.get("value") for one in field.iter("option") if one.get("selected") is not None]
        typed[field.get("name")] = (chosen or [field.find("option").get("value")])[0]
    return typed


def save(client: CheckedClient, address: str, fields: dict[str, str]):
    """Open a record, change it and save it, as one does in a browser."""
    page = client.get(address).get_data(as_text=True)
    seen = page.split('name="seen"')[1].split('value="')[1].split('"')[0]
    return client.post(address, data=fields | {"seen": seen})


def new(client: CheckedClient, path: str, fields: dict[str, str]) -> str:
    """The address of a new record."""
    answer = client.post(f"/admin/{path}/moi", data=fields)
    assert answer.status_code == 302, answer.get_data(as_text=True)
    return answer.location


def new_document(client: CheckedClient, path: str = "van-ban", **changed: str) -> str:
    """A document whose structure has been looked at."""
    page = client.post(f"/admin/{path}/moi", data=LEGAL | changed).get_data(as_text=True)
    seen = page.split('name="seen_text"')[1].split('value="')[1].split('"')[0]
    return new(client, path, LEGAL | changed | {"seen_text": seen})


@pytest.fixture
def author(desk: Desk) -> CheckedClient:
    return desk.sign_in(Role.AUTHOR, Role.COMPLIANCE_OFFICER, email="soan@tinh.example")


@pytest.fixture
def approver(desk: Desk) -> CheckedClient:
    return desk.sign_in(Role.APPROVER, email="duyet@tinh.example")


@pytest.fixture
def reader(desk: Desk) -> CheckedClient:
    return desk.client()


def published(author: CheckedClient, approver: CheckedClient) -> str:
    address = new(author, "thong-cao", ANNOUNCEMENT)
    submit(author, address)
    press(approver, address, "duyet")
    return address


def public_path(desk: Desk, model: type) -> str:
    with desk.app.app_context():
        record = db.session.scalars(select(model)).one()
        return {"announcements": "/thong-cao/", "legal": "/van-ban/"}[record.KIND] + editions_of(
            record.KIND, record.id
        )[0].slug


def test_the_structure_of_a_new_text_is_shown_before_it_is_saved(desk, author):
    page = author.post("/admin/van-ban/moi", data=LEGAL).get_data(as_text=True)
    assert "Hãy xem cấu trúc" in page
    assert "#dieu-2" in page
    assert "Căn cứ Luật;" in page
    with desk.app.app_context():
        assert db.session.scalars(select(LegalDocument)).all() == []


def test_a_document_is_saved_with_everything_that_was_typed(desk, author):
    address = new_document(author)
    with desk.app.app_context():
        document = db.session.scalars(select(LegalDocument)).one()
        assert [one["label"] for one in document.provisions] == ["Chương I", "Điều 1", "Điều 2"]
        assert document.preamble == "Căn cứ Luật;"
        assert (document.issued.day, document.issued.month) == (10, 11)
        assert [topic["name"] for topic in document.topics] == ["Cây xanh", "Đô thị"]
        assert document.relations == [
            {
                "type": "based_on",
                "target_number": "64/2010/NĐ-CP",
                "target_title": "Nghị định về quản lý cây xanh đô thị",
            }
        ]
        assert document.gazette == {"number": "12"}
    page = author.get(address).get_data(as_text=True)
    assert 'value="10/11/2026"' in page


def test_saving_an_unchanged_text_leaves_the_provisions_alone(desk, author):
    address = new_document(author)
    with desk.app.app_context():
        before = db.session.scalars(select(LegalDocument)).one().provisions
    page = author.get(address).get_data(as_text=True)
    shown = page.split('name="text"')[1].split(">", 1)[1].split("</textarea>")[0].strip()
    answer = save(author, address, LEGAL | {"text": shown, "title": "Tên khác"})
    assert answer.status_code == 302
    with desk.app.app_context():
        document = db.session.scalars(select(LegalDocument)).one()
        assert (document.title, document.provisions) == ("Tên khác", before)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"issued": "31/02/2026"}, "Hãy ghi một ngày có thật"),
        ({"issued": "hôm qua"}, "Hãy ghi một ngày có thật"),
        ({"declared_status": "x"}, "Hãy chọn một mục trong danh sách"),
        ({"relations-0-type": "x"}, "Hãy chọn một mục trong danh sách"),
        ({"number": "x" * 121}, "Tối đa 120 ký tự; hiện có 121."),
        ({"organisation_id": "x"}, "Hãy chọn một mục trong danh sách"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(author, wrong, said):
    page = author.post("/admin/van-ban/moi", data=LEGAL | wrong).get_data(as_text=True)
    assert said in page
    assert "Có nội dung cần sửa" in page
    assert "Quy định về quản lý cây xanh đô thị" in page
    assert "Điều 2. Đối tượng" in page


def test_the_author_never_approves_and_another_does(desk, reader):
    both = desk.sign_in(Role.AUTHOR, Role.APPROVER, email="ca-hai@tinh.example")
    other = desk.sign_in(Role.APPROVER, email="khac@tinh.example")
    address = new(both, "thong-cao", ANNOUNCEMENT)
    page = submit(both, address).get_data(as_text=True)
    assert "không tự duyệt được" in page
    assert "không được tự duyệt" in press(both, address, "duyet").get_data(as_text=True)
    assert "Đang công khai" in press(other, address, "duyet").get_data(as_text=True)
    assert "Mở lại bến phà" in reader.get(public_path(desk, Announcement)).get_data(as_text=True)


def test_a_draft_and_what_waits_are_not_public(desk, author, reader):
    address = new(author, "thong-cao", ANNOUNCEMENT)
    submit(author, address)
    assert "Mở lại bến phà" not in reader.get("/thong-cao/").get_data(as_text=True)


def test_nobody_overwrites_what_another_has_written_meanwhile(desk, author):
    other = desk.sign_in(Role.AUTHOR, email="khac@tinh.example")
    address = new(author, "thong-cao", ANNOUNCEMENT)
    page = author.get(address).get_data(as_text=True)
    seen = page.split('name="seen"')[1].split('value="')[1].split('"')[0]
    desk.clock.advance(minutes=1)
    save(other, address, ANNOUNCEMENT | {"title": "Của người khác"})
    mine = ANNOUNCEMENT | {"title": "Của tôi", "seen": seen}
    page = author.post(address, data=mine).get_data(as_text=True)
    assert "Người khác vừa sửa nội dung này" in page
    assert 'value="Của tôi"' in page


def test_nobody_approves_what_has_changed_since_they_read_it(desk, author, approver):
    address = new(author, "thong-cao", ANNOUNCEMENT)
    submit(author, address)
    read = approver.get(address).get_data(as_text=True).split("/duyet")[1].split('name="seen" value="')[1].split('"')[0]
    desk.clock.advance(minutes=1)
    press(approver, address, "tra-lai", reason="Sửa tên")
    save(author, address, ANNOUNCEMENT | {"title": "Tên khác hẳn"})
    submit(author, address)
    assert "hãy đọc lại rồi duyệt" in press(approver, address, "duyet", seen=read).get_data(as_text=True)


def test_what_waits_cannot_be_changed(author):
    address = new(author, "thong-cao", ANNOUNCEMENT)
    submit(author, address)
    page = save(author, address, ANNOUNCEMENT | {"title": "Khác"}).get_data(as_text=True)
    assert "đang chờ duyệt nên không sửa được" in page


def test_submitting_saves_what_was_typed_with_it(desk, author):
    address = new(author, "thong-cao", ANNOUNCEMENT)
    page = submit(author, address, title="Tên gõ sau cùng").get_data(as_text=True)
    assert "Đã lưu và gửi duyệt." in page
    with desk.app.app_context():
        record = db.session.scalars(select(Announcement)).one()
        assert (record.title, record.work_state) == ("Tên gõ sau cùng", "in_review")


def test_a_new_record_is_saved_and_submitted_at_once(desk, author):
    author.post("/admin/thong-cao/moi", data=ANNOUNCEMENT | {"gui-duyet": "1"})
    with desk.app.app_context():
        assert db.session.scalars(select(Announcement)).one().work_state == "in_review"


def test_what_is_not_complete_is_neither_submitted_nor_saved_and_stays_typed(desk, author):
    address = new(author, "thong-cao", ANNOUNCEMENT)
    page = submit(author, address, title="Tên gõ sau cùng", body="", spokesperson_name="").get_data(as_text=True)
    assert "Hãy viết nội dung." in page
    assert 'value="Tên gõ sau cùng"' in page
    with desk.app.app_context():
        record = db.session.scalars(select(Announcement)).one()
        assert (record.title, record.work_state) == (ANNOUNCEMENT["title"], "draft")


def test_what_is_new_and_not_complete_is_not_submitted_and_stays_typed(desk, author):
    typed = ANNOUNCEMENT | {"body": "", "gui-duyet": "1"}
    page = author.post("/admin/thong-cao/moi", data=typed).get_data(as_text=True)
    assert "Hãy viết nội dung." in page
    assert 'value="Mở lại bến phà Vĩnh Tuy"' in page
    with desk.app.app_context():
        assert db.session.scalars(select(Announcement)).all() == []


def test_an_author_recalls_and_mends_what_nobody_has_decided_yet(author, approver):
    address = new(author, "thong-cao", ANNOUNCEMENT)
    submit(author, address)
    assert "Rút lại để sửa" not in approver.get(address).get_data(as_text=True)
    assert "Đã rút lại" in press(author, address, "rut-lai").get_data(as_text=True)
    assert "Chờ duyệt" in submit(author, address, title="Tên đã sửa").get_data(as_text=True)


def test_sending_back_needs_a_reason_which_the_author_reads(author, approver):
    address = new(author, "thong-cao", ANNOUNCEMENT)
    submit(author, address)
    assert "Hãy ghi lý do trả lại" in press(approver, address, "tra-lai").get_data(as_text=True)
    press(approver, address, "tra-lai", reason="Thiếu số điện thoại")
    assert "Thiếu số điện thoại" in author.get(address).get_data(as_text=True)
    assert "Thiếu số điện thoại" in author.get("/admin/").get_data(as_text=True)


def test_a_scheduled_record_is_public_at_its_minute_and_not_before(desk, author, approver, reader):
    address = new(author, "thong-cao", ANNOUNCEMENT)
    submit(author, address)
    page = press(approver, address, "duyet", visible_from="08:30 25/11/2026").get_data(as_text=True)
    assert "Đã duyệt. Sẽ công khai lúc 08:30 ngày 25/11/2026." in page
    assert "Hẹn công khai 08:30 ngày 25/11/2026" in author.get("/admin/thong-cao/").get_data(as_text=True)
    path = public_path(desk, Announcement)
    desk.clock.moment += timedelta(days=2, hours=23, minutes=29)
    desk.app.extensions["services"].projector.run_pending()
    assert reader.get(path).status_code == 404
    desk.clock.moment += timedelta(minutes=1)
    desk.app.extensions["services"].projector.run_pending()
    assert reader.get(path).status_code == 200


def scheduled(author, approver):
    address = new(author, "thong-cao", ANNOUNCEMENT)
    submit(author, address)
    press(approver, address, "duyet", visible_from="08:30 25/11/2026")
    submit(author, address, title="Tên đã sửa")
    return address


def test_a_correction_of_what_waits_for_its_hour_waits_for_it_too(desk, author, approver, reader):
    address = scheduled(author, approver)
    page = approver.get(address).get_data(as_text=True)
    assert 'value="08:30 25/11/2026"' in page.partition('name="visible_from"')[2].partition(">")[0]
    said = press(approver, address, "duyet", visible_from="08:30 25/11/2026").get_data(as_text=True)
    assert "Đã duyệt. Sẽ công khai lúc 08:30 ngày 25/11/2026." in said
    desk.app.extensions["services"].projector.run_pending()
    assert reader.get("/thong-cao/").text.count("<article") == 0
    assert author.get("/admin/").get_data(as_text=True).count("Tên đã sửa") == 1


def test_an_hour_that_is_kept_is_not_said_to_be_void(author, approver):
    address = scheduled(author, approver)
    said = press(approver, address, "duyet", visible_from="08:30 25/11/2026").get_data(as_text=True)
    assert "không còn hiệu lực" not in said


def test_of_two_hours_the_newest_text_keeps_its_own(author, approver):
    address = scheduled(author, approver)
    press(approver, address, "duyet", visible_from="08:30 30/11/2026")
    submit(author, address, title="Sửa lần nữa")
    page = approver.get(address).get_data(as_text=True)
    assert 'value="08:30 30/11/2026"' in page.partition('name="visible_from"')[2].partition(">")[0]


def test_an_hour_that_was_void_before_is_not_told_again(author, approver):
    address = scheduled(author, approver)
    press(approver, address, "duyet", visible_from="")
    submit(author, address, title="Sửa lần nữa", change_note="Sửa tên")
    said = press(approver, address, "duyet", visible_from="", change_note="Sửa tên").get_data(as_text=True)
    assert "không còn hiệu lực" not in said


def test_who_clears_the_hour_is_told_what_has_become_of_it(desk, author, approver, reader):
    address = scheduled(author, approver)
    said = press(approver, address, "duyet", visible_from="").get_data(as_text=True)
    assert "Đã duyệt và công khai ngay. Giờ hẹn 08:30 ngày 25/11/2026 của bản trước không còn hiệu lực." in said
    assert "không công khai: bản sau thay trước giờ hẹn" in said
    assert "Sẽ công khai lúc" not in said
    path = public_path(desk, Announcement)
    desk.clock.advance(days=4)
    desk.app.extensions["services"].projector.run_pending()
    assert "Tên đã sửa" in reader.get(path, follow_redirects=True).text


def test_what_nobody_has_seen_is_not_withdrawn_but_cancelled(desk, author, approver, reader):
    address = new(author, "thong-cao", ANNOUNCEMENT)
    submit(author, address)
    page = press(approver, address, "duyet", visible_from="08:30 25/11/2026").get_data(as_text=True)
    assert "Hủy hẹn công khai …" in page
    question = approver.get(f"{address}/go").get_data(as_text=True)
    assert "đến giờ nội dung không hiện ra" in question
    assert "public_note" not in question
    assert "Hãy ghi lý do hủy hẹn." in press(approver, address, "go").get_data(as_text=True)
    said = press(approver, address, "go", reason="Chưa đủ số liệu").get_data(as_text=True)
    assert "Đã hủy hẹn công khai." in said
    assert "không công khai: đã hủy hẹn 08:30, 25/11/2026" in said
    assert "Đã gỡ" not in said
    path = public_path(desk, Announcement)
    desk.clock.advance(days=4)
    desk.app.extensions["services"].projector.run_pending()
    assert reader.get(path).status_code == 404


def test_who_returned_or_withdrew_a_record_when_and_why_stands_at_its_head(author, approver):
    address = new(author, "thong-cao", ANNOUNCEMENT)
    submit(author, address)
    press(approver, address, "tra-lai", reason="Thiếu số điện thoại")
    name = "Người duyet@tinh.example"
    assert f"Bị trả lại lúc 09:00, 22/11/2026, {name}:</b> Thiếu số điện thoại" in author.get(address).text
    submit(author, address)
    press(approver, address, "duyet")
    press(approver, address, "go", reason="Sai số liệu")
    assert f"Đã gỡ lúc 09:00, 22/11/2026, {name}: Sai số liệu" in author.get(address).text


@pytest.mark.parametrize("typed", ["08:30 20/11/2026", "25/11/2026", "mai", "99:99 25/11/2026"])
def test_a_minute_that_cannot_be_is_refused(author, approver, typed):
    address = new(author, "thong-cao", ANNOUNCEMENT)
    submit(author, address)
    page = press(approver, address, "duyet", visible_from=typed).get_data(as_text=True)
    assert "Chờ duyệt" in page
    assert f'value="{typed}"' in page


def test_what_was_approved_leads_to_its_public_page(desk, author, approver, reader):
    address = new(author, "thong-cao", ANNOUNCEMENT)
    submit(author, address)
    page = press(approver, address, "duyet").get_data(as_text=True)
    assert f'Đã duyệt và công khai. <a href="{public_path(desk, Announcement)}">Mở trang công khai</a>' in page
    assert public_path(desk, Announcement) in author.get(address).get_data(as_text=True)


def test_a_correction_needs_its_note_which_the_public_reads(desk, author, approver, reader):
    address = published(author, approver)
    body = "Từ **thứ hai**, bến phà mở lại."
    assert "Hãy ghi đã sửa gì và vì sao" in submit(author, address, body=body).get_data(as_text=True)
    submit(author, address, body=body, change_note="Sửa ngày mở lại")
    assert "Sửa ngày mở lại" in approver.get(address).get_data(as_text=True)
    press(approver, address, "duyet", change_note="Sửa ngày mở lại bến phà")
    page = reader.get(public_path(desk, Announcement)).get_data(as_text=True)
    assert "Sửa ngày mở lại bến phà" in page
    assert "thứ hai" in page


def test_the_approver_of_a_correction_sees_what_changes(author, approver):
    address = published(author, approver)
    assert "Thay đổi so với" not in approver.get(address).get_data(as_text=True)
    upload(author, address, picture(), "ben-pha.png")
    submit(author, address, title="Mở lại phà Vĩnh Tuy", type="Thông báo", change_note="Sửa tên")
    page = approver.get(address).get_data(as_text=True)
    assert "Thay đổi so với bản 1" in page
    assert '<del><span class="hidden">[bỏ: </span>Mở lại bến phà Vĩnh Tuy' in page
    assert '<ins><span class="hidden">[thêm: </span>Mở lại phà Vĩnh Tuy' in page
    assert '<ins><span class="hidden">[thêm: </span>Thông báo' in page
    assert "Thêm tệp: <ins>ben-pha.png</ins>" in page


def test_a_changed_document_is_compared_in_its_words(desk, author, approver):
    address = new_document(author)
    submit(author, address)
    press(approver, address, "duyet")
    changed = {"issued": "11/11/2026", "relations-0-type": "cites", "gazette-number": "13", "topics": "Cây xanh"}
    text = TEXT.replace("Một.", "Một và hai.")
    shown = author.post(address, data=typed_on(author, address) | changed | {"text": text}).get_data(as_text=True)
    seen = shown.split('name="seen_text"')[1].split('value="')[1].split('"')[0]
    submit(author, address, **changed, text=text, seen_text=seen, change_note="Sửa Điều 1")
    page = approver.get(address).get_data(as_text=True).split('class="changes"')[1].split("</section>")[0]
    for said in (
        "10/11/2026",
        "11/11/2026",
        "Căn cứ · 64/2010/NĐ-CP",
        "Dẫn chiếu · 64/2010/NĐ-CP",
        "Đô thị",
        "</span>và hai<",
    ):
        assert said in page


def test_withdrawal_asks_once_naming_the_record_and_needs_a_reason(desk, author, approver, reader):
    address, path = published(author, approver), public_path(desk, Announcement)
    asked = approver.get(f"{address}/go").get_data(as_text=True)
    assert "Gỡ “Mở lại bến phà Vĩnh Tuy”" in asked
    assert "Hãy ghi lý do gỡ" in press(approver, address, "go").get_data(as_text=True)
    assert reader.get(path).status_code == 200
    assert "Đã gỡ khỏi trang công khai." in press(approver, address, "go", reason="Sai ngày").get_data(as_text=True)
    assert reader.get(path).status_code in (404, 410)


def test_an_author_does_not_withdraw(author, approver):
    address = published(author, approver)
    assert author.get(f"{address}/go").status_code == 403


def test_the_preview_is_the_page_that_is_then_published(desk, author, approver, reader):
    address = new_document(author)
    submit(author, address)
    preview = approver.get(f"{address}/xem-truoc", check_page=False).get_data(as_text=True)
    assert "Xem trước, chưa công khai" in preview
    assert reader.get("/van-ban/").get_data(as_text=True).count("88/2026") == 0
    press(approver, address, "duyet")
    page = reader.get(public_path(desk, LegalDocument)).get_data(as_text=True)
    with desk.app.app_context():
        slug, public_id, sha = db.session.execute(
            select(LegalDocument.slug, LegalDocument.public_id, Edition.sha256).join(
                Edition, Edition.record_id == LegalDocument.id
            )
        ).one()

    def body(html: str) -> str:
        main = html.split("<main")[1].split("</main>", maxsplit=1)[0]
        return main.replace(f"/van-ban/{slug}", "@").replace(f"/van-ban/{public_id}", "@").replace(sha, "")

    assert body(preview) == body(page)


def test_a_preview_changes_nothing(desk, author, reader):
    address = new(author, "thong-cao", ANNOUNCEMENT)
    generation = desk.app.extensions["services"].public.generation()
    assert author.get(f"{address}/xem-truoc").status_code == 200
    assert desk.app.extensions["services"].public.generation() == generation
    assert "Mở lại bến phà" not in reader.get("/thong-cao/").get_data(as_text=True)


def test_a_record_that_cannot_be_shown_says_why(author):
    address = new(author, "thong-cao", ANNOUNCEMENT | {"body": "![ảnh](khong-co.jpg)"})
    page = author.get(f"{address}/xem-truoc", follow_redirects=True).get_data(as_text=True)
    assert "Chưa xem trước được" in page


def test_markdown_is_shown_without_being_saved(desk, author):
    page = author.post("/admin/thong-cao/moi", data=ANNOUNCEMENT | {"xem": "body"}).get_data(as_text=True)
    assert "<strong>ngày mai</strong>" in page
    with desk.app.app_context():
        assert db.session.scalars(select(Announcement)).all() == []


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("thong-cao", ANNOUNCEMENT | {"title": " "}),
        ("van-ban", LEGAL | {"title": ""}),
        ("co-quan", ORGANISATION | {"name": ""}),
    ],
)
def test_nothing_is_saved_without_a_name(author, path, fields):
    page = author.post(f"/admin/{path}/moi", data=fields).get_data(as_text=True)
    assert "Có nội dung cần sửa" in page


def test_a_draft_is_deleted_after_being_asked_once_with_its_files(desk, author):
    address = new(author, "thong-cao", ANNOUNCEMENT)
    upload(author, address, picture(), "ben-pha.png")
    assert "Xóa bản nháp “Mở lại bến phà Vĩnh Tuy”" in author.get(f"{address}/xoa").get_data(as_text=True)
    assert "Đã xóa bản nháp" in author.post(f"{address}/xoa", follow_redirects=True).get_data(as_text=True)
    assert author.get(address).status_code == 404
    with desk.app.app_context():
        assert db.session.scalars(select(Announcement)).all() == []
        assert db.session.scalars(select(Attachment)).all() == []


def test_what_waits_or_is_public_cannot_be_deleted(author, approver):
    address = new(author, "thong-cao", ANNOUNCEMENT)
    submit(author, address)
    assert "Xóa bản nháp …" not in author.get(address).get_data(as_text=True)
    page = author.post(f"{address}/xoa", follow_redirects=True).get_data(as_text=True)
    assert "chưa từng được duyệt mới xóa được" in page
    press(approver, address, "duyet")
    assert "chưa từng được duyệt" in author.post(f"{address}/xoa", follow_redirects=True).get_data(as_text=True)


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (4, 3), "navy").save(out, "PNG")
    return out.getvalue()


def upload(client: CheckedClient, address: str, data: bytes, name: str, label: str = "Bến phà nhìn từ bờ"):
    form = {"file": (io.BytesIO(data), name), "label": label}
    return client.post(f"{address}/tep", data=form, follow_redirects=True).get_data(as_text=True)


def test_a_picture_is_attached_previewed_taken_away_and_removed(desk, author):
    address = new(author, "thong-cao", ANNOUNCEMENT | {"body": "![Bến phà](ben-pha.png)"})
    assert "ben-pha.png" in upload(author, address, picture(), "ben-pha.png")
    with desk.app.app_context():
        attachment = db.session.scalars(select(Attachment)).one()
    page = author.get(f"{address}/xem-truoc").get_data(as_text=True)
    shown = f"/admin/tep/{attachment.token}/ben-pha.png"
    assert shown in page
    with author.get(shown) as answer:
        assert answer.mimetype == "image/png"
    with author.get(f"{address}/tep/{attachment.id}") as taken:
        assert taken.headers["Content-Disposition"].startswith("attachment")
        assert taken.content_length == len(taken.data) == attachment.size
        assert "sandbox" in taken.headers["Content-Security-Policy"]
    press(author, address, f"tep/{attachment.id}/bo")
    assert author.get(f"{address}/tep/{attachment.id}").status_code == 404


class WatchingStorage(Storage):
    """Tries, whenever it is given bytes, whether another may write in the private store."""

    def add(self, data: bytes) -> str:
        with db.engine.connect() as other:
            other.exec_driver_sql("PRAGMA busy_timeout = 0")
            other.exec_driver_sql("BEGIN IMMEDIATE")
            other.exec_driver_sql("ROLLBACK")
        return super().add(data)


def test_nobody_waits_while_a_picture_is_read_and_drawn_again(desk, author):
    services = desk.app.extensions["services"]
    with desk.app.app_context():
        if db.engine.dialect.name != "sqlite":
            pytest.skip("only SQLite has one writer at a time")
    desk.app.extensions["services"] = replace(services, private_files=WatchingStorage(services.private_files.folder))
    address = new(author, "thong-cao", ANNOUNCEMENT)
    assert "ben-pha.png" in upload(author, address, picture(), "ben-pha.png")


def test_what_waits_takes_no_file(desk, author):
    address = new(author, "thong-cao", ANNOUNCEMENT)
    submit(author, address)
    assert "đang chờ duyệt nên không sửa được" in upload(author, address, picture(), "ben-pha.png")
    with desk.app.app_context():
        assert db.session.scalars(select(Attachment)).all() == []


@pytest.mark.parametrize(
    ("data", "name"), [(b"MZ" + b"x" * 99, "van-ban.pdf"), (b"<script>", "anh.png"), (b"", "rong.pdf"), (b"x", "")]
)
def test_a_file_that_is_not_what_it_says_is_refused(desk, author, data, name):
    address = new(author, "thong-cao", ANNOUNCEMENT)
    assert 'role="alert"' in upload(author, address, data, name)
    with desk.app.app_context():
        assert db.session.scalars(select(Attachment)).all() == []


def test_of_a_file_that_bears_a_stamp_of_secrecy_nothing_is_kept(desk, author):
    address = new(author, "thong-cao", ANNOUNCEMENT)
    letter = docx.Document()
    letter.add_paragraph("TỐI MẬT")
    letter.save(out := io.BytesIO())
    assert "Trong tệp có dòng “TỐI MẬT”" in upload(author, address, out.getvalue(), "ke-hoach.docx")
    assert "Tên tệp có dấu độ mật" in upload(author, address, b"%PDF-1.7", "toi_mat (1).pdf")
    assert "Dòng “[MẬT] Trận địa”" in upload(author, address, picture(), "anh.png", label="[MẬT] Trận địa")
    with desk.app.app_context():
        assert db.session.scalars(select(Attachment)).all() == []
        assert list(desk.app.extensions["services"].private_files.stored()) == []


@pytest.mark.parametrize("button", [{}, {"gui-duyet": "1"}])
def test_a_typed_stamp_of_secrecy_is_named_and_neither_saved_nor_lost(desk, author, button):
    body = "Kế hoạch diễn tập\n\nTUYỆT MẬT\n\nThời gian: tuần tới"
    page = author.post("/admin/thong-cao/moi", data=ANNOUNCEMENT | {"body": body} | button).get_data(as_text=True)
    assert "Dòng “TUYỆT MẬT” là dấu độ mật" in page
    assert "Thời gian: tuần tới" in page
    with desk.app.app_context():
        assert db.session.scalars(select(Announcement)).all() == []


def test_a_stamp_in_a_documents_text_is_said_beside_the_text(author):
    address = new_document(author)
    text = "Căn cứ Luật;\nĐiều 1. Phạm vi\nMột.\nTỐI MẬT\nHai."
    typed = typed_on(author, address) | {"text": text}
    asked = author.post(address, data=typed).get_data(as_text=True)
    seen = asked.split('name="seen_text"')[1].split('value="')[1].split('"')[0]
    page = author.post(address, data=typed | {"seen_text": seen}).get_data(as_text=True)
    assert "Có dấu độ mật: “TỐI MẬT”." in page
    assert "TỐI MẬT" not in author.get(address).get_data(as_text=True)


def test_a_reader_of_the_desk_adds_no_file(desk, author, approver):
    address = new(author, "thong-cao", ANNOUNCEMENT)
    assert "không có quyền" in upload(approver, address, picture(), "ben-pha.png")


def test_a_role_for_one_organisation_sees_and_writes_that_one_only(desk, author):
    place = desk.organisation()
    own = desk.sign_in(Role.AUTHOR, organisation_id=place, email="so@tinh.example")
    elsewhere = new(author, "thong-cao", ANNOUNCEMENT)
    assert own.get(elsewhere).status_code == 404
    assert "Mở lại bến phà" not in own.get("/admin/thong-cao/").get_data(as_text=True)
    mine = new(own, "thong-cao", ANNOUNCEMENT | {"organisation_id": place})
    assert own.get(mine).status_code == 200
    refused = own.post("/admin/thong-cao/moi", data=ANNOUNCEMENT).get_data(as_text=True)
    assert "Hãy chọn một mục trong danh sách" in refused


def test_an_organisation_is_described_and_stands_not_above_itself(desk, author):
    address = new(author, "co-quan", ORGANISATION)
    key = address.rsplit("/", 1)[-1]
    parents = author.get(address).get_data(as_text=True).split('id="parent_id"')[1].split("</select>")[0]
    assert key not in parents
    assert save(author, address, ORGANISATION | {"phone": "0200 111"}).status_code == 302
    with desk.app.app_context():
        assert db.session.get(Organisation, key).phone == "0200 111"


def test_a_second_organisation_of_a_name_is_refused_in_a_sentence(author):
    new(author, "co-quan", ORGANISATION)
    page = author.post("/admin/co-quan/moi", data=ORGANISATION).get_data(as_text=True)
    assert "Đã có một mục trùng tên" in page


@pytest.mark.parametrize("words", ["cay xanh", "CÂY XANH", "cây   xanh đô thị", "88 2026"])
def test_a_list_is_searched_without_marks(author, words):
    new_document(author)
    assert "88/2026/QĐ-UBND" in author.get("/admin/van-ban/", query_string={"search": words}).get_data(as_text=True)
    other = author.get("/admin/van-ban/", query_string={"search": "giao thông"}).get_data(as_text=True)
    assert "88/2026" not in other


@pytest.mark.parametrize("noun", ["van-ban", "chi-dao-dieu-hanh", "thong-cao", "co-quan"])
def test_every_noun_goes_the_whole_way(desk, author, approver, noun):
    others = {"thong-cao": ANNOUNCEMENT, "co-quan": ORGANISATION}
    address = new(author, noun, others[noun]) if noun in others else new_document(author, noun)
    submit(author, address)
    assert "Đã trả lại" in press(approver, address, "tra-lai", reason="Xem lại").get_data(as_text=True)
    upload(author, address, picture(), "anh.png")
    with desk.app.app_context():
        attachment = db.session.scalars(select(Attachment)).one()
    with author.get(f"{address}/tep/{attachment.id}") as taken:
        assert taken.status_code == 200
    press(author, address, f"tep/{attachment.id}/bo")
    assert author.get(f"{address}/xem-truoc").status_code == 200
    submit(author, address)
    assert "Đang công khai" in press(approver, address, "duyet").get_data(as_text=True)
    assert approver.get(f"{address}/go").status_code == 200
    assert "Đã gỡ khỏi trang công khai." in press(approver, address, "go", reason="Thử").get_data(as_text=True)


def test_saving_without_saying_what_was_seen_overwrites_nothing(author):
    address = new(author, "thong-cao", ANNOUNCEMENT)
    answer = author.post(address, data=ANNOUNCEMENT | {"title": "Tên của ai không đọc"})
    assert "Tên của ai không đọc" not in author.get("/admin/thong-cao/").get_data(as_text=True)
    assert answer.status_code != 302


def test_nobody_is_told_that_it_is_public_when_it_could_not_be_carried_there(desk, author, approver, reader):
    address = new(author, "thong-cao", ANNOUNCEMENT | {"body": "![Bến phà](ben-pha.png)"})
    upload(author, address, picture(), "ben-pha.png")
    submit(author, address)
    files = desk.app.extensions["services"].projector.private_files
    for key in list(files.stored()):
        files.delete(key)
    said = press(approver, address, "duyet").get_data(as_text=True)
    assert "trang công khai chưa thay đổi theo được" in said
    assert "Đã duyệt và công khai" not in said
    assert "Mở lại bến phà" not in reader.get("/thong-cao/").get_data(as_text=True)
