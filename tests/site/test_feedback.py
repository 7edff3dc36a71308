"""A citizen writes, gets a code and follows it; nothing typed is ever lost, and no code stands in an address."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, insert, select, text
from werkzeug.test import TestResponse

from config import Config
from content.db import db
from content.feedback import actions
from content.feedback.models import Message, Sender
from content.public import tables
from content.public.store import PublicStore
from portal.views import feedback
from tests.clock import StandingClock
from tests.conftest import PROVINCE
from tests.factories.feedback import ANSWER, APPROVER, OFFICER, an_agency

SITE = Path(feedback.__file__).resolve().parents[2]
FORM = "/gop-y/gui/noi-dung"
FOLLOW = "/gop-y/theo-doi"
CODE = re.compile(r"[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){4}")

FILLED = {
    "category": "procedure",
    "title": "Thời hạn cấp giấy phép xây dựng",
    "body": "Tôi nộp hồ sơ đã 40 ngày mà chưa có kết quả.\r\n\r\nXin hỏi thời hạn là bao lâu?",
    "document": "",
    "name": "Trần Thị Lan",
    "phone": "0912 345 678",
    "email": "lan@example.vn",
    "contact_consent": "co",
    "may_publish": "co",
    "declared": "co",
    "note_2": "",
}


class Citizen:
    """Somebody with a browser who opens the form, takes a minute and sends it."""

    def __init__(self, client: FlaskClient, clock: StandingClock) -> None:
        self.client = client
        self.clock = clock

    def hidden(self, path: str) -> dict[str, str]:
        return hidden_fields(self.client.get(path))

    def sends(self, **changes: str) -> TestResponse:
        hidden = self.hidden(FORM)
        self.clock.advance(minutes=1)
        return self.client.post(FORM, data=FILLED | hidden | changes)

    def follows(self, code: str) -> TestResponse:
        return self.client.post(FOLLOW, data=self.hidden(FOLLOW) | {"code": code})


def hidden_fields(page: TestResponse) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page.text))


def code_on(page: TestResponse) -> str:
    found = CODE.search(page.text)
    assert found, page.text
    return found.group()


def stored() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(Message)) or 0


@pytest.fixture
def app(store: None, make_app: Callable[..., Flask]) -> Flask:
    """The portal; the test itself looks into the private store through an application of its own."""
    app = make_app()
    publish_three_decisions(app.extensions["services"].projector.store)
    return app


def publish_three_decisions(store: PublicStore) -> None:
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    common: dict[str, Any] = {
        "kind": "legal", "language": "vi", "type": "Quyết định", "title": "Về giá đất", "summary": "", "edition": 1,
        "sort_date": date(2024, 5, 1), "published_at": moment, "updated_at": moment, "data": {},
    }  # fmt: skip
    rows = [
        ("aaaaaaaa", "15/2024/QĐ-UBND", "15-2024-qdubnd"),
        ("bbbbbbbb", "16/2024/QĐ-UBND", "16-2024-qdubnd"),
        ("cccccccc", "16/2024/QĐ-UBND", "16-2024-qdubnd"),
    ]
    with store.write() as connection:
        for id_, number, key in rows:
            row = common | {"id": id_, "path": f"/van-ban/qd-{id_}", "number": number, "number_key": key}
            connection.execute(insert(tables.record).values(row))


@pytest.fixture
def citizen(app: Flask, clock: StandingClock) -> Citizen:
    return Citizen(app.test_client(), clock)


def test_the_first_question_leads_to_the_form_and_to_the_lawful_channels(app: Flask) -> None:
    page = app.test_client().get("/gop-y/gui")
    assert page.status_code == 200
    assert f'href="{FORM}"' in page.text
    for anchor in ("khieu-nai", "to-cao", "bi-mat"):
        assert f'href="/gop-y/kenh-phu-hop#{anchor}"' in page.text
        assert f'id="{anchor}"' in app.test_client().get("/gop-y/kenh-phu-hop").text


def test_of_several_documents_with_one_number_the_sender_chooses(citizen: Citizen) -> None:
    page = citizen.sends(document="16/2024/QĐ-UBND").text
    for path in ("/van-ban/qd-bbbbbbbb", "/van-ban/qd-cccccccc"):
        assert f'name="document" value="{path}"' in page
    assert stored() == 0
    assert citizen.sends(document="/van-ban/qd-cccccccc").status_code == 201
    assert db.session.scalars(select(Message)).one().document_path == "/van-ban/qd-cccccccc"


def test_the_lawful_channels_say_where_and_when_the_province_receives_citizens(app: Flask) -> None:
    page = app.test_client().get("/gop-y/kenh-phu-hop").text
    for words in (
        "Trụ sở tiếp công dân tỉnh Hòa Giang",
        "Số 04 đường Bờ Sông",
        "7 giờ 30 đến 11 giờ 30",
        "0299 000 116",
    ):
        assert words in page


def test_a_province_that_names_no_reception_shows_none(make_app: Callable[..., Flask]) -> None:
    page = make_app(province=replace(PROVINCE, reception="")).test_client().get("/gop-y/kenh-phu-hop")
    assert "Giờ tiếp" not in page.text


@pytest.mark.parametrize("path", ["/gop-y/gui", "/gop-y/kenh-phu-hop"])
def test_the_pages_before_the_form_know_nobody(app: Flask, path: str) -> None:
    page = app.test_client().get(path)
    assert "Set-Cookie" not in page.headers
    assert 'method="post"' not in page.text
    assert stored() == 0


def test_the_form_says_what_becomes_public_before_the_button(app: Flask) -> None:
    page = app.test_client().get(FORM).text
    assert page.index("Điều gì sẽ công khai") < page.index("Gửi góp ý</button>")


def test_nothing_is_chosen_for_the_sender(app: Flask) -> None:
    assert " checked" not in app.test_client().get(FORM).text


def test_a_message_is_stored_and_acknowledged_by_a_code(citizen: Citizen) -> None:
    page = citizen.sends()
    assert page.status_code == 201
    assert code_on(page)
    message = db.session.scalars(select(Message)).one()
    assert (message.title, message.may_publish) == (FILLED["title"], True)
    assert message.body == FILLED["body"].replace("\r\n", "\n")


def test_the_code_stands_in_no_address_and_the_receipt_is_kept_by_no_cache(citizen: Citizen) -> None:
    page = citizen.sends()
    assert page.headers["Cache-Control"] == "no-store"
    assert page.location is None
    code = code_on(page)
    assert not [address for address in re.findall(r'(?:href|action|src)="([^"]*)"', page.text) if code in address]


def test_the_receipt_can_be_copied_and_printed_where_there_are_scripts(citizen: Citizen) -> None:
    page = citizen.sends().text
    assert 'id="ma"' in page
    assert re.search(r'<button class="button plain" type="button" data-copy="ma"[^>]* hidden>Chép mã</button>', page)
    assert '<button class="button plain" type="button" data-print hidden>In trang này</button>' in page
    assert "js/document.js" in page


def test_a_message_without_name_and_contact_is_as_welcome(citizen: Citizen) -> None:
    assert citizen.sends(name="", phone="", email="", contact_consent="").status_code == 201
    assert db.session.scalar(select(func.count()).select_from(Sender)) == 0


def test_sent_twice_it_is_stored_once_and_gets_the_same_code(citizen: Citizen) -> None:
    hidden = citizen.hidden(FORM)
    citizen.clock.advance(minutes=1)
    first = citizen.client.post(FORM, data=FILLED | hidden)
    citizen.clock.advance(minutes=1)
    second = citizen.client.post(FORM, data=FILLED | hidden)
    assert code_on(first) == code_on(second)
    assert stored() == 1


def test_sent_again_from_a_form_opened_anew_it_is_told_and_not_stored_again(citizen: Citizen) -> None:
    first, second = citizen.sends(), citizen.sends()
    assert (first.status_code, second.status_code, stored()) == (201, 200, 1)
    assert code_on(first) == code_on(second)
    assert "<h1>Góp ý này đã được nhận từ trước</h1>" in second.text
    assert "từ trước" not in first.text


def test_the_same_words_from_another_browser_are_another_message(
    app: Flask, clock: StandingClock, citizen: Citizen
) -> None:
    assert code_on(citizen.sends()) != code_on(Citizen(app.test_client(), clock).sends())
    assert stored() == 2


def test_other_words_from_the_same_browser_are_another_message(citizen: Citizen) -> None:
    assert code_on(citizen.sends()) != code_on(citizen.sends(may_publish="khong"))
    assert stored() == 2


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("category", "", "Hãy chọn góp ý về nội dung nào."),
        ("category", "denunciation", "Hãy chọn góp ý về nội dung nào."),
        ("title", "", "Hãy viết tiêu đề."),
        ("title", "abc", "Tiêu đề cần từ 5 đến 200 ký tự."),
        ("title", "x" * 201, "Tiêu đề cần từ 5 đến 200 ký tự. Hiện có 201 ký tự."),
        ("title", "\u0300" * 8, "Tiêu đề cần từ 5 đến 200 ký tự."),
        ("title", "\ufffd" * 8, "Tiêu đề cần từ 5 đến 200 ký tự."),
        ("body", " \r\n ", "Hãy viết nội dung."),
        ("body", "ngắn", "Nội dung cần từ 10 đến 5.000 ký tự."),
        ("body", "y" * 5_812, "Nội dung cần từ 10 đến 5.000 ký tự. Hiện có 5.812 ký tự."),
        ("body", "Kính gửi\nTỐI MẬT\nnội dung", "Nội dung có dấu độ mật."),
        ("document", "99/2024/QĐ-UBND", "Cổng không có văn bản này."),
        ("document", "16/2024/QĐ-UBND", "Có nhiều văn bản mang số này."),
        ("name", "n" * 121, "Họ tên dài quá 120 ký tự."),
        ("document", "/" * 301, "Văn bản liên quan dài quá 300 ký tự."),
        ("phone", "số nhà 12", "Số điện thoại chưa đúng"),
        ("email", "lan@", "Địa chỉ thư điện tử chưa đúng"),
        ("contact_consent", "", "Cần đồng ý cho lưu họ tên, thông tin liên hệ"),
        ("may_publish", "", "Hãy chọn có đồng ý đăng công khai hay không."),
        ("may_publish", "maybe", "Hãy chọn có đồng ý đăng công khai hay không."),
        ("declared", "", "Hãy xác nhận nội dung"),
        ("note_2", "cheap pills", "Ô này phải để trống."),
    ],
)
def test_what_is_wrong_is_said_in_the_summary_and_beside_the_field(
    citizen: Citizen, field: str, value: str, says: str
) -> None:
    page = citizen.sends(**{field: value})
    assert page.status_code == 422
    assert page.text.count(says) == 2
    assert f'<a href="#o-{field}">{says}' in page.text
    assert f'id="o-{field}"' in page.text
    assert stored() == 0


def keeps_what_was_typed(page: TestResponse) -> bool:
    typed = (FILLED["title"], "Xin hỏi thời hạn là bao lâu?", FILLED["name"], FILLED["phone"], FILLED["email"])
    return all(words in page.text for words in typed) and page.text.count(" checked") == 4


def test_everything_typed_is_kept_when_something_is_wrong(citizen: Citizen) -> None:
    assert keeps_what_was_typed(citizen.sends(document="không có số này"))


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("title", "Đơn tố cáo ông trưởng thôn"),
        ("title", "Tôi KHIẾU NẠI quyết định thu hồi đất"),
        ("body", "Nay toi lam don to cao can bo dia chinh nhan tien."),
        ("body", "Tôi viết đơn này để tố\r\ncáo cán bộ địa chính."),
    ],
)
def test_what_seems_a_complaint_is_sent_to_its_lawful_channel(citizen: Citizen, field: str, words: str) -> None:
    page = citizen.sends(**{field: words})
    assert page.status_code == 422
    assert '<a href="#o-only_rules">Nội dung này có vẻ là khiếu nại hoặc tố cáo.' in page.text
    # In the summary, beside the field, and at the head of the form.
    assert page.text.count('href="/gop-y/kenh-phu-hop"') == 3
    assert words.partition("\r")[0] in page.text
    assert FILLED["name"] in page.text
    assert stored() == 0


def test_a_proposal_about_complaints_is_taken_in_when_its_sender_says_so(citizen: Citizen) -> None:
    title = "Thủ tục khiếu nại cần rõ hơn"
    page = citizen.sends(title=title)
    again = citizen.client.post(FORM, data=FILLED | hidden_fields(page) | {"title": title, "only_rules": "co"})
    assert again.status_code == 201


def test_the_form_does_not_ask_about_complaints_and_secrets_before_it_has_to(app: Flask) -> None:
    page = app.test_client().get(FORM).text
    assert "only_rules" not in page
    assert "not_secret" not in page


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("title", "Tài liệu tối mật"),
        ("title", "Van ban toi mat cua tinh"),
        ("body", "Tôi gửi kèm bản chụp có đóng dấu TỐI MẬT của sở."),
        ("body", "Theo công văn mật số 12 thì dân phải dời đi."),
        ("body", "Tài liệu này là bí mật\r\nnhà nước nhưng tôi vẫn gửi."),
    ],
)
def test_of_what_speaks_of_secret_documents_it_is_asked_whether_it_is_one(
    citizen: Citizen, field: str, words: str
) -> None:
    page = citizen.sends(**{field: words})
    assert (page.status_code, stored()) == (422, 0)
    assert '<a href="#o-not_secret">Nội dung này có phải tài liệu mật không?' in page.text
    assert page.text.count('href="/gop-y/kenh-phu-hop#bi-mat"') == 2
    again = citizen.client.post(FORM, data=FILLED | hidden_fields(page) | {field: words, "not_secret": "co"})
    assert again.status_code == 201


@pytest.mark.parametrize("words", ["Toi mat so do, xin cap lai", "Mật độ xây dựng quá cao", "Giá mật ong rừng"])
def test_words_that_only_look_like_secrets_are_not_asked_about(citizen: Citizen, words: str) -> None:
    assert citizen.sends(title=words).status_code == 201


@pytest.mark.parametrize("field", ["title", "body"])
def test_what_bears_a_stamp_is_not_shown_again_and_the_refusal_says_where_it_goes(citizen: Citizen, field: str) -> None:
    page = citizen.sends(**{field: "TỐI MẬT" if field == "title" else "TỐI MẬT\nKế hoạch diễn tập"})
    assert (page.status_code, stored()) == (422, 0)
    assert page.text.count('href="/gop-y/kenh-phu-hop#bi-mat"') == 2
    assert f'<a href="#o-{field}">Nội dung có dấu độ mật.' in page.text
    assert "not_secret" not in page.text
    for words in ("TỐI MẬT", "Kế hoạch diễn tập", FILLED["title"], "Xin hỏi thời hạn"):
        assert words not in page.text
    assert FILLED["name"] in page.text


def test_what_bears_a_stamp_is_not_shown_again_by_a_form_that_comes_back_for_another_reason(app: Flask) -> None:
    page = app.test_client().post(FORM, data=FILLED | {"body": "TỐI MẬT\nKế hoạch diễn tập"})
    assert page.status_code == 400
    assert "Kế hoạch diễn tập" not in page.text
    assert "Nội dung có dấu độ mật." in page.text


def test_the_summary_counts_what_is_wrong(citizen: Citizen) -> None:
    page = citizen.sends(title="", body="", may_publish="")
    assert "<h2>Có 3 chỗ cần sửa</h2>" in page.text


def test_a_form_put_right_is_stored(citizen: Citizen) -> None:
    page = citizen.sends(body="ngắn")
    again = citizen.client.post(FORM, data=FILLED | hidden_fields(page))
    assert again.status_code == 201


def test_a_form_that_lay_open_too_long_comes_back_whole_and_can_be_sent_at_once(citizen: Citizen) -> None:
    hidden = citizen.hidden(FORM)
    citizen.clock.advance(hours=13)
    page = citizen.client.post(FORM, data=FILLED | hidden)
    assert (page.status_code, stored()) == (422, 0)
    assert "Trang đã mở quá 12 giờ" in page.text
    assert keeps_what_was_typed(page)
    assert citizen.client.post(FORM, data=FILLED | hidden_fields(page)).status_code == 201


def test_a_form_sent_faster_than_anyone_reads_comes_back_whole(citizen: Citizen) -> None:
    hidden = citizen.hidden(FORM)
    citizen.clock.advance(seconds=2)
    page = citizen.client.post(FORM, data=FILLED | hidden)
    assert page.status_code == 422
    assert "gửi quá nhanh" in page.text
    assert keeps_what_was_typed(page)
    citizen.clock.advance(seconds=5)
    assert citizen.client.post(FORM, data=FILLED | hidden_fields(page)).status_code == 201


def test_of_their_speed_people_hear_only_when_nothing_else_is_wrong(citizen: Citizen) -> None:
    page = citizen.client.post(FORM, data=citizen.hidden(FORM))
    assert page.status_code == 422
    assert "gửi quá nhanh" not in page.text


@pytest.mark.parametrize("seal", ["", "forged", "WzEsImEiXQ.aaaa", "\x00"])
def test_a_seal_that_is_not_ours_counts_as_too_old(citizen: Citizen, seal: str) -> None:
    page = citizen.sends(seal=seal)
    assert page.status_code == 422
    assert keeps_what_was_typed(page)


def test_without_a_valid_session_nothing_is_stored_and_nothing_is_lost(app: Flask, clock: StandingClock) -> None:
    page = app.test_client().post(FORM, data=FILLED | {"csrf_token": "another's"})
    assert (page.status_code, stored()) == (400, 0)
    assert keeps_what_was_typed(page)


def test_whoever_sends_too_often_waits_and_loses_nothing(citizen: Citizen) -> None:
    for number in range(5):
        assert citizen.sends(title=f"Góp ý thứ {number}").status_code == 201
    page = citizen.sends()
    assert (page.status_code, stored()) == (429, 5)
    assert keeps_what_was_typed(page)


def test_a_form_sent_back_with_errors_does_not_count_as_sent(citizen: Citizen) -> None:
    for _ in range(8):
        assert citizen.sends(body="ngắn").status_code == 422
    assert citizen.sends().status_code == 201


def test_what_cannot_be_stored_is_not_acknowledged_and_not_lost(citizen: Citizen) -> None:
    hidden = citizen.hidden(FORM)
    citizen.clock.advance(minutes=1)
    db.session.execute(text("ALTER TABLE feedback_step RENAME TO elsewhere"))
    db.session.commit()
    page = citizen.client.post(FORM, data=FILLED | hidden)
    db.session.execute(text("ALTER TABLE elsewhere RENAME TO feedback_step"))
    db.session.commit()
    assert (page.status_code, stored()) == (503, 0)
    assert keeps_what_was_typed(page)


def test_a_request_far_larger_than_any_message_is_refused(citizen: Citizen) -> None:
    assert citizen.sends(body="x" * 2_000_000).status_code == 413


@pytest.mark.parametrize(
    "typed",
    [
        "15/2024/QĐ-UBND",
        "Quyết định số 15/2024/QĐ-UBND",
        "15 2024 qd ubnd",
        "/van-ban/qd-aaaaaaaa",
        "https://tinh.example/en/van-ban/qd-aaaaaaaa/dieu-5?x=1#khoan-2",
        "https://tinh.example/van-ban/so/15/2024/Q%C4%90-UBND",
    ],
)
def test_a_published_document_is_found_by_number_or_address(citizen: Citizen, typed: str) -> None:
    assert citizen.sends(document=typed).status_code == 201
    message = db.session.scalars(select(Message)).one()
    assert message.document_path == "/van-ban/qd-aaaaaaaa"
    assert message.document_title == "Quyết định 15/2024/QĐ-UBND"


def test_a_document_s_page_can_lead_to_the_form_with_the_document_chosen(app: Flask) -> None:
    client = app.test_client()
    start = client.get("/gop-y/gui?van-ban=/van-ban/qd-aaaaaaaa").text
    assert "15/2024/QĐ-UBND</span> – Về giá đất</a>" in start
    there = re.search(rf'href="({FORM}\?[^"]*)"', start)
    assert there
    form = client.get(there.group(1)).text
    assert '<input type="radio" id="o-document" name="document" value="/van-ban/qd-aaaaaaaa" checked' in form
    assert '<label for="o-document">Quyết định 15/2024/QĐ-UBND</label>' in form
    assert ">Về giá đất</p>" in form
    assert 'id="o-document-2" name="document" value="">' in form


def test_a_form_for_no_document_known_here_says_nothing_of_one(app: Flask) -> None:
    for path in ("/gop-y/gui", FORM):
        page = app.test_client().get(f"{path}?van-ban=/van-ban/khong-co")
        assert page.status_code == 200
        assert "Không nêu văn bản nào" not in page.text


@pytest.mark.parametrize(
    "typed",
    [
        "<script>alert(1)</script>",
        "'; DROP TABLE feedback_message;--",
        "\x00\x01",
        "\ufffe\u202e",
        "🙂" * 50,
        "{{ 7*7 }}",
    ],
)
def test_hostile_text_is_only_text(citizen: Citizen, typed: str) -> None:
    page = citizen.sends(title=typed, body=typed, name=typed, phone=typed, email=typed, document=typed)
    assert page.status_code == 422
    assert "<script>alert" not in page.text
    assert ">49<" not in page.text


def test_is_followed_by_its_code_as_far_as_it_has_come(citizen: Citizen) -> None:
    code = code_on(citizen.sends())
    page = citizen.follows(code.lower().replace("-", " "))
    assert page.status_code == 200
    assert "Đã tiếp nhận" in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert code not in page.text


def steps_on(page: TestResponse) -> list[str]:
    way = re.search(r'<ol aria-label="Các bước xử lý".*?</ol>', page.text, re.S)
    assert way
    return [" ".join(re.sub(r"<[^>]*>", "", one).split()) for one in re.findall(r"<li.*?</li>", way.group(), re.S)]


def test_whoever_follows_sees_title_document_agency_and_steps(citizen: Citizen) -> None:
    code = code_on(citizen.sends(document="15/2024/QĐ-UBND"))
    page = citizen.follows(code)
    assert FILLED["title"] in page.text
    assert '<a href="/van-ban/qd-aaaaaaaa">Quyết định <span class="nowrap">15/2024/QĐ-UBND</span></a>' in page.text
    assert FILLED["name"] not in page.text
    assert steps_on(page)[1:] == [
        "Giao cơ quan xử lý: đang làm",
        "Soạn và duyệt câu trả lời: chưa đến bước này",
        "Trả lời: chưa đến bước này",
    ]
    message = db.session.scalars(select(Message)).one()
    actions.assign(message, an_agency(), OFFICER, citizen.clock.now())
    db.session.commit()
    page = citizen.follows(code)
    assert "Sở Xây dựng" in page.text
    assert steps_on(page)[1:3] == ["Giao cơ quan xử lý: đã xong", "Soạn và duyệt câu trả lời: đang làm"]


def test_what_was_refused_went_no_way_between(citizen: Citizen) -> None:
    code = code_on(citizen.sends())
    message = db.session.scalars(select(Message)).one()
    actions.refuse(message, OFFICER, citizen.clock.now(), "denunciation", "Không thuộc thẩm quyền.")
    db.session.commit()
    page = citizen.follows(code)
    assert [step.partition(":")[0] for step in steps_on(page)] == ["Tiếp nhận", "Trả lời"]
    assert "Không tiếp nhận: tố cáo" in page.text
    assert "Đã trả lời" not in page.text
    assert FILLED["title"] not in page.text


def test_the_answer_is_read_by_its_code(citizen: Citizen) -> None:
    code = code_on(citizen.sends())
    message = db.session.scalars(select(Message)).one()
    actions.assign(message, an_agency(), OFFICER, citizen.clock.now())
    actions.draft_answer(message, OFFICER, citizen.clock.now(), **ANSWER)
    db.session.commit()
    assert "20 ngày" not in citizen.follows(code).text
    actions.approve_answer(message, APPROVER, citizen.clock.now())
    db.session.commit()
    page = citizen.follows(code)
    assert "<strong>20 ngày</strong>" in page.text
    assert "Đã giải thích, hướng dẫn" in page.text
    assert f'href="/gop-y/{message.slug}"' in page.text


@pytest.mark.parametrize(
    ("typed", "status", "says"),
    [
        ("", 422, "Hãy nhập mã theo dõi."),
        ("abc", 422, "Mã chưa đúng"),
        ("x" * 500, 422, "Mã theo dõi có 20 chữ và số."),
        ("0000-0000-0000-0000-0000", 404, "Không có góp ý nào mang mã này."),
    ],
)
def test_a_wrong_code_is_told_from_an_unknown_one(citizen: Citizen, typed: str, status: int, says: str) -> None:
    page = citizen.follows(typed)
    assert (page.status_code, page.text.count(says)) == (status, 2)


def test_codes_cannot_be_tried_at_will(citizen: Citizen) -> None:
    answers = [citizen.follows("0000-0000-0000-0000-0000").status_code for _ in range(11)]
    assert answers == [404] * 10 + [429]


def test_a_code_in_the_address_is_not_looked_at(citizen: Citizen) -> None:
    code = code_on(citizen.sends())
    page = citizen.client.get(f"{FOLLOW}?code={code}")
    assert "Đã tiếp nhận" not in page.text


def test_the_sender_is_told_by_when_an_answer_comes_and_that_it_is_late(citizen: Citizen) -> None:
    receipt = citizen.sends()
    page = citizen.follows(code_on(receipt))
    assert "Cơ quan trả lời chậm nhất ngày" in receipt.text
    assert "(15 ngày làm việc)" in receipt.text
    assert "căn cứ cần kiểm tra lại" not in receipt.text
    assert "Cơ quan trả lời chậm nhất ngày" in page.text
    assert "Đã quá hạn trả lời." not in page.text
    citizen.clock.advance(days=40)
    assert "Đã quá hạn trả lời." in citizen.follows(code_on(receipt)).text


def test_a_rule_that_nobody_has_compared_is_named_as_such(
    store: None, make_app: Callable[..., Flask], clock: StandingClock, config: Config
) -> None:
    province = replace(config.province, answer_basis_checked=False)
    receipt = Citizen(make_app(province=province).test_client(), clock).sends()
    assert "căn cứ cần kiểm tra lại" in receipt.text
