"""Feedback at the desk: handed on, answered by one person, approved by another, published without its sender."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from content.accounts.roles import Role
from content.db import db, unit_of_work
from content.feedback.models import Message
from content.intake.feedback import submit_feedback
from tests.admin.conftest import Desk, seen_on
from tests.factories.feedback import ANSWER, a_form
from tests.factories.public import Publisher
from tests.page import CheckedClient


def send(desk: Desk, **changes) -> str:
    """The desk's address of a message that a citizen has sent."""
    with desk.app.app_context():
        with unit_of_work():
            submit_feedback(a_form(**changes), desk.clock.now(), secret=b"the secret of these tests, long")
        return f"/admin/gop-y/{db.session.scalars(select(Message.id)).one()}"


def press(client: CheckedClient, address: str, move: str, **said: str) -> str:
    if move == "duyet":
        said = {"seen": seen_on(client.get(address).get_data(as_text=True)), **said}
    return client.post(f"{address}/{move}", data=said, follow_redirects=True).get_data(as_text=True)


@pytest.fixture
def officer(desk: Desk) -> CheckedClient:
    return desk.sign_in(Role.FEEDBACK_OFFICER, email="tiep-nhan@tinh.example")


@pytest.fixture
def approver(desk: Desk) -> CheckedClient:
    return desk.sign_in(Role.APPROVER, email="duyet@tinh.example")


def answered(desk: Desk, officer: CheckedClient, approver: CheckedClient, **changes) -> str:
    address = send(desk, **changes)
    press(officer, address, "giao", organisation_id=desk.organisation())
    press(officer, address, "tra-loi", **ANSWER)
    press(approver, address, "duyet")
    return address


def test_a_message_goes_from_its_receipt_to_the_public_answer(desk, officer, approver):
    address = answered(desk, officer, approver)
    assert "Đang công khai" in officer.get(address).get_data(as_text=True)
    listing = desk.client().get("/gop-y/").get_data(as_text=True)
    assert "Thời hạn cấp giấy phép xây dựng" in listing
    assert "Trần Thị Lan" not in listing


def test_only_who_may_see_the_sender_does(desk, officer, approver):
    address = send(desk)
    assert "0912 345 678" in officer.get(address).get_data(as_text=True)
    assert "0912 345 678" not in approver.get(address).get_data(as_text=True)


def test_whoever_answered_does_not_approve(desk):
    both = desk.sign_in(Role.FEEDBACK_OFFICER, Role.APPROVER, email="ca-hai@tinh.example")
    address = send(desk)
    press(both, address, "giao", organisation_id=desk.organisation())
    assert "không tự duyệt được" in press(both, address, "tra-loi", **ANSWER)
    assert "không được tự duyệt" in press(both, address, "duyet")


def test_an_answer_that_names_the_sender_is_refused_and_kept_on_the_page(desk, officer):
    address = send(desk)
    press(officer, address, "giao", organisation_id=desk.organisation())
    page = press(officer, address, "tra-loi", **ANSWER | {"public_text": "Bà Trần Thị Lan hỏi về thời hạn."})
    assert "phải bỏ đi trước khi công khai" in page
    assert "Bà Trần Thị Lan hỏi về thời hạn." in page


def test_an_answer_is_shown_as_it_will_look_without_being_saved(desk, officer):
    address = send(desk)
    press(officer, address, "giao", organisation_id=desk.organisation())
    assert "<strong>20 ngày</strong>" in press(officer, address, "tra-loi", **ANSWER, xem="answer_markdown")
    assert "20 ngày" not in officer.get(address).get_data(as_text=True)


def test_an_answer_that_cannot_be_shown_says_why(desk, officer):
    address = send(desk)
    press(officer, address, "giao", organisation_id=desk.organisation())
    unclosed = ANSWER | {"answer_markdown": "[" * 2_000}
    assert "mở mà không đóng" in press(officer, address, "tra-loi", **unclosed, xem="answer_markdown")


def test_handing_on_needs_an_agency(desk, officer):
    page = press(officer, send(desk), "giao", organisation_id="")
    assert page.count("Hãy chọn cơ quan xử lý.") == 2  # in the summary and beside the field, nothing else
    assert "Không có cơ quan" not in page


def test_sending_back_needs_a_reason_which_is_read(desk, officer, approver):
    address = send(desk)
    press(officer, address, "giao", organisation_id=desk.organisation())
    press(officer, address, "tra-loi", **ANSWER)
    assert "Hãy ghi lý do" in press(approver, address, "tra-lai")
    press(approver, address, "tra-lai", reason="Thiếu căn cứ pháp lý")
    assert "Thiếu căn cứ pháp lý" in officer.get(address).get_data(as_text=True)
    assert "Thiếu căn cứ pháp lý" in officer.get("/admin/").get_data(as_text=True)


def test_the_preview_shows_the_public_words_only(desk, officer, approver):
    address = send(desk)
    press(officer, address, "giao", organisation_id=desk.organisation())
    press(officer, address, "tra-loi", **ANSWER)
    page = approver.get(f"{address}/xem-truoc").get_data(as_text=True)
    assert "Xem trước, chưa công khai" in page
    assert "Tôi là Trần Thị Lan" not in page


def test_without_consent_there_is_no_preview_and_nothing_public(desk, officer, approver):
    address = answered(desk, officer, approver, may_publish=False)
    assert "không đồng ý công khai" in officer.get(f"{address}/xem-truoc", follow_redirects=True).get_data(as_text=True)
    assert "Thời hạn cấp giấy phép" not in desk.client().get("/gop-y/").get_data(as_text=True)


def test_an_answer_is_withdrawn_after_being_asked_once(desk, officer, approver):
    address = answered(desk, officer, approver)
    assert officer.get(f"{address}/go").status_code == 403
    assert "Gỡ “Thời hạn cấp giấy phép xây dựng”" in approver.get(f"{address}/go").get_data(as_text=True)
    assert "Hãy ghi lý do gỡ" in press(approver, address, "go")
    assert "Đã gỡ khỏi trang công khai." in press(approver, address, "go", reason="Trả lời sai")
    assert "Thời hạn cấp giấy phép" not in desk.client().get("/gop-y/").get_data(as_text=True)
    assert "Gỡ khỏi trang công khai …" not in approver.get(address).get_data(as_text=True)


def test_a_correction_needs_its_note(desk, officer, approver):
    address = answered(desk, officer, approver)
    mended = ANSWER | {"answer_markdown": "Thời hạn là **15 ngày**."}
    assert "Hãy ghi đã sửa gì và vì sao" in press(officer, address, "tra-loi", **mended)
    press(officer, address, "tra-loi", **mended, change_note="Sửa thời hạn")
    assert "<h3>Trả lời</h3>" in approver.get(address).get_data(as_text=True).split('class="changes"')[1]
    assert "Sửa thời hạn" in approver.get(address).get_data(as_text=True)
    said = press(approver, address, "duyet")
    public = re.search(r'href="(/gop-y/[^"]+)">Mở trang công khai', said)
    assert public
    assert "<strong>15 ngày</strong>" in desk.client().get(public.group(1)).get_data(as_text=True)


def test_a_denunciation_is_led_to_the_lawful_channel_and_erased(desk, officer):
    address = send(desk)
    press(officer, address, "giao", organisation_id=desk.organisation())
    asked = officer.get(f"{address}/to-cao").get_data(as_text=True)
    assert "không lấy lại được" in asked
    assert "Tôi là Trần Thị Lan" in officer.get(address).get_data(as_text=True)
    assert "Hãy ghi lý do" in press(officer, address, "to-cao")
    assert "Tôi là Trần Thị Lan" in officer.get(address).get_data(as_text=True)
    page = press(officer, address, "to-cao", reason="Là nội dung tố cáo.")
    assert "Không tiếp nhận: tố cáo" in page
    assert "Sửa câu trả lời" not in page
    assert "không có câu trả lời để sửa" in press(officer, address, "tra-loi", **ANSWER)
    assert "Đã hướng dẫn người gửi" in page
    assert "cơ quan thanh tra" in page
    assert "0912 345 678" not in page
    assert "Tôi là Trần Thị Lan" not in page


def test_an_officer_of_one_agency_reads_its_messages_only(desk, officer):
    address, place = send(desk), desk.organisation()
    local = desk.sign_in(Role.FEEDBACK_OFFICER, organisation_id=place, email="so@tinh.example")
    assert local.get(address).status_code == 404
    press(officer, address, "giao", organisation_id=place)
    assert local.get(address).status_code == 200


def test_the_list_is_narrowed_by_state_and_searched_without_marks(desk, officer):
    send(desk)
    assert "Thời hạn cấp" in officer.get("/admin/gop-y/?state=received&search=giay phep").get_data(as_text=True)
    assert "Thời hạn cấp" not in officer.get("/admin/gop-y/?state=answered").get_data(as_text=True)


def test_nobody_is_told_that_an_answer_is_public_when_it_could_not_be_carried_there(desk, officer, approver):
    address = send(desk)
    press(officer, address, "giao", organisation_id=desk.organisation())
    press(officer, address, "tra-loi", **ANSWER)
    services = desk.app.extensions["services"]
    with desk.app.app_context():
        taken = f"/gop-y/thoi-han-cap-giay-phep-xay-dung-{db.session.scalars(select(Message)).one().public_id}"
    Publisher(services.projector.store).record("feedback", "gop-y", "Địa chỉ này đã có", path=taken)
    said = press(approver, address, "duyet")
    assert "trang công khai chưa thay đổi theo được" in said
    assert "Đã duyệt câu trả lời và công khai" not in said


def test_a_correction_sent_back_waits_in_the_queue_and_cannot_be_led_elsewhere(desk, officer, approver):
    address = answered(desk, officer, approver)
    press(officer, address, "tra-loi", **ANSWER, change_note="Sửa thời hạn")
    press(approver, address, "tra-lai", reason="Nêu rõ ngày áp dụng")
    assert "Nêu rõ ngày áp dụng" in officer.get("/admin/").get_data(as_text=True)
    assert "Đây là tố cáo" not in officer.get(address).get_data(as_text=True)
    press(officer, address, "khieu-nai", reason="Là khiếu nại")
    assert "Thời hạn cấp giấy phép" in desk.client().get("/gop-y/").get_data(as_text=True)
    assert "Đang công khai" in officer.get(address).get_data(as_text=True)


def test_a_complaint_is_led_elsewhere_and_its_words_are_kept(desk, officer):
    address = send(desk)
    assert "Nội dung không bị xóa" in officer.get(f"{address}/khieu-nai").get_data(as_text=True)
    page = press(officer, address, "khieu-nai", reason="Là khiếu nại.")
    assert "Không tiếp nhận: khiếu nại" in page
    assert "Tôi là Trần Thị Lan" in page
    again = officer.get(f"{address}/khieu-nai", follow_redirects=True).get_data(as_text=True)
    assert "Không còn hướng dẫn gửi nơi khác được" in again
    # It may turn out to be a denunciation, which must not stay.
    assert "Xóa nội dung tố cáo?" in officer.get(f"{address}/to-cao").get_data(as_text=True)


def test_a_draft_is_kept_as_it_stands_and_nobody_is_asked_to_approve_it(desk, officer, approver):
    address = send(desk)
    press(officer, address, "giao", organisation_id=desk.organisation())
    half = {
        "answer_markdown": "Đang hỏi Sở.",
        "public_title": "Giấy phép",
        "public_text": "",
        "resolution": "explained",
    }
    assert "Đã lưu bản nháp" in press(officer, address, "tra-loi", **half, nhap="1")
    page = officer.get(address).get_data(as_text=True)
    assert "Đang hỏi Sở." in page
    assert 'value="Giấy phép"' in page
    assert '<option selected value="explained">' in page
    assert "Duyệt trả lời</button>" not in approver.get(address).get_data(as_text=True)


@pytest.mark.parametrize("chosen", [True, False])
def test_handing_on_keeps_what_was_being_written(desk, officer, chosen):
    address, place = send(desk), desk.organisation()
    press(officer, address, "giao", organisation_id=place)
    assert 'form="tra-loi"' in officer.get(address).get_data(as_text=True)
    page = press(officer, address, "giao", organisation_id=place if chosen else "", **ANSWER)
    assert "Thời hạn là **20 ngày**" in page
    assert ("Đã giao cơ quan xử lý." in page) is chosen


def test_an_answer_is_taken_back_by_whoever_wrote_it_only(desk, officer, approver):
    address = send(desk)
    press(officer, address, "giao", organisation_id=desk.organisation())
    press(officer, address, "tra-loi", **ANSWER)
    colleague = desk.sign_in(Role.FEEDBACK_OFFICER, email="dong-nghiep@tinh.example")
    assert "Rút lại để sửa</button>" not in colleague.get(address).get_data(as_text=True)
    assert "Chỉ người đã soạn hoặc sửa" in press(colleague, address, "rut-lai")
    assert "Rút lại để sửa</button>" in officer.get(address).get_data(as_text=True)
    page = press(officer, address, "rut-lai")
    assert "Đã rút lại câu trả lời" in page
    assert "Thời hạn là **20 ngày**" in page
    assert "Duyệt trả lời</button>" not in approver.get(address).get_data(as_text=True)


def test_public_words_are_not_asked_for_what_stays_private(desk, officer):
    address = send(desk, may_publish=False)
    press(officer, address, "giao", organisation_id=desk.organisation())
    page = officer.get(address).get_data(as_text=True)
    assert "Người gửi không đồng ý công khai: câu trả lời chỉ gửi tới người gửi." in page
    assert "Tiêu đề công khai" not in page


def test_the_history_names_the_agency_and_a_returned_answer_says_by_whom(desk, officer, approver):
    address = send(desk)
    press(officer, address, "giao", organisation_id=desk.organisation("Sở Xây dựng"))
    press(officer, address, "tra-loi", **ANSWER)
    press(approver, address, "tra-lai", reason="Thiếu căn cứ")
    page = officer.get(address).get_data(as_text=True)
    assert "Giao Sở Xây dựng xử lý – " in page
    assert re.search(r"Bị trả lại \([^)]+, \d\d:\d\d, \d\d/\d\d/\d{4}\):</b> Thiếu căn cứ", page)


def test_the_public_page_says_how_it_ended(desk, officer, approver):
    address = answered(desk, officer, approver)
    public = re.search(r'href="(/gop-y/[^"]+)">Mở trang công khai', officer.get(address).get_data(as_text=True))
    assert public
    page = desk.client().get(public.group(1)).get_data(as_text=True)
    assert "Kết quả: Đã giải thích, hướng dẫn" in page


def test_the_desk_says_by_when_an_answer_is_due_and_that_it_is_overdue(desk, officer):
    address = send(desk)
    due = "hạn trả lời 14/12/2026"
    assert due in officer.get(address).get_data(as_text=True)
    assert due in officer.get("/admin/gop-y/").get_data(as_text=True)
    assert "Quá hạn" not in officer.get("/admin/").get_data(as_text=True)
    desk.clock.advance(days=40)
    late = desk.sign_in(Role.FEEDBACK_OFFICER, email="hom-sau@tinh.example")
    assert "Quá hạn trả lời từ 14/12/2026" in late.get(address).get_data(as_text=True)
    assert "Quá hạn trả lời" in late.get("/admin/gop-y/").get_data(as_text=True)
    assert "Quá hạn từ 14/12/2026" in late.get("/admin/").get_data(as_text=True)


def test_what_is_answered_is_not_overdue(desk, officer, approver):
    address = answered(desk, officer, approver)
    assert "hạn trả lời" not in officer.get(address).get_data(as_text=True)
