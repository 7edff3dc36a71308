"""A message is stored once, before it is acknowledged, and is followed by a code that is kept nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import current_app
from sqlalchemy import event, func, select, text

from content.db import db
from content.errors import Invalid
from content.feedback.models import Message, Sender, Step
from content.feedback.models import Receipt as StoredReceipt
from content.feedback.rules import State
from content.intake import codes
from content.intake.feedback import NotStored, follow, submit_feedback, tidy
from tests.factories.feedback import NOW, SECRET, a_form, sent

pytestmark = pytest.mark.usefixtures("store")


@pytest.fixture
def statements() -> Iterator[list[str]]:
    said: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        said.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    yield said
    event.remove(db.engine, "before_cursor_execute", note)


def stored() -> int:
    return db.session.scalar(select(func.count()).select_from(Message)) or 0


def everything_stored() -> str:
    tables = (Message, Sender, StoredReceipt, Step)
    return repr([db.session.execute(select(*table.__table__.columns)).all() for table in tables])


def test_is_committed_before_it_is_acknowledged() -> None:
    submit_feedback(a_form(), NOW, secret=SECRET)
    db.session.rollback()
    assert stored() == 1


def test_keeps_what_was_written_and_who_wrote_it_apart() -> None:
    message, _ = sent()
    assert message.title == "Thời hạn cấp giấy phép xây dựng"
    assert message.sender is not None
    assert message.sender.name == "Trần Thị Lan"
    assert not {"name", "phone", "email"} & set(Message.__table__.columns.keys())


def test_a_message_without_name_and_contact_has_no_sender() -> None:
    message, _ = sent(name=None, phone=None, email="  ")
    assert message.sender is None


def test_the_code_is_kept_only_as_a_keyed_hash() -> None:
    _, receipt = sent()
    kept = everything_stored()
    assert receipt.code not in kept
    assert codes.stored_form(SECRET, receipt.code) in kept


def test_the_same_words_sent_twice_from_a_session_are_stored_once_and_gets_the_same_receipt() -> None:
    first = submit_feedback(a_form(), NOW, secret=SECRET)
    second = submit_feedback(a_form(), NOW.replace(hour=9), secret=SECRET)
    assert (first.code, first.received_at) == (second.code, second.received_at)
    assert (first.again, second.again) == (False, True)
    assert stored() == 1


def test_the_same_form_sent_many_times_at_once_is_stored_once() -> None:
    app = current_app._get_current_object()  # type: ignore[attr-defined]  # the proxy is of this thread only

    def send(token: str) -> str:
        with app.app_context():
            return submit_feedback(a_form(token=token), NOW, secret=SECRET).code

    with ThreadPoolExecutor(8) as senders:
        given = list(senders.map(send, ["one", "two"] * 20))
    assert len(set(given)) == 2
    assert stored() == 2


def test_line_ends_and_spaces_do_not_make_another_message() -> None:
    first = submit_feedback(a_form(body="dòng thứ nhất\ndòng thứ hai"), NOW, secret=SECRET)
    second = submit_feedback(a_form(body="dòng thứ nhất\r\ndòng thứ hai  "), NOW, secret=SECRET)
    assert first.code == second.code


@pytest.mark.parametrize("change", [{"token": "another session"}, {"body": "Tôi viết thêm một câu nữa."}])
def test_another_session_or_other_words_are_another_message(change: dict[str, str]) -> None:
    first = submit_feedback(a_form(), NOW, secret=SECRET)
    second = submit_feedback(a_form(**change), NOW, secret=SECRET)
    assert first.code != second.code
    assert stored() == 2


def test_needs_only_to_insert_and_to_read_the_receipts(statements: list[str]) -> None:
    submit_feedback(a_form(), NOW, secret=SECRET)
    submit_feedback(a_form(), NOW, secret=SECRET)
    verbs = {statement.split()[0] for statement in statements}
    reads = [read for read in statements if read.startswith("SELECT") and not read.startswith("SELECT set_config(")]
    assert verbs == {"INSERT", "SELECT"}
    assert all(" FROM feedback_receipt " in " ".join(read.split()) + " " for read in reads)
    assert not any("RETURNING" in statement for statement in statements)


def only_reading(*, yes: bool) -> None:
    """Let this test's one connection write nothing, or write again."""
    mode = "ONLY" if yes else "WRITE"
    embedded = f"PRAGMA query_only={'ON' if yes else 'OFF'}"
    is_embedded = db.engine.dialect.name == "sqlite"
    db.session.execute(text(embedded if is_embedded else f"SET SESSION CHARACTERISTICS AS TRANSACTION READ {mode}"))
    db.session.commit()


def test_what_cannot_be_written_is_not_acknowledged() -> None:
    only_reading(yes=True)
    with pytest.raises(NotStored):
        submit_feedback(a_form(), NOW, secret=SECRET)
    only_reading(yes=False)
    assert stored() == 0


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"category": "denunciation"}, "category"),
        ({"title": "abc"}, "title"),
        ({"title": "a" * 201}, "title"),
        ({"title": "hai\ndòng chữ"}, "title"),
        ({"body": "ngắn"}, "body"),
        ({"body": "a" * 5_001}, "body"),
        ({"body": "Trích văn bản\nTỐI MẬT\nvề việc kia"}, "body"),
    ],
)
def test_what_is_not_acceptable_is_refused_and_not_stored(change: dict[str, str], field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        submit_feedback(a_form(**change), NOW, secret=SECRET)
    assert field in refusal.value.fields
    assert stored() == 0


def test_is_followed_by_its_code_in_any_spelling() -> None:
    _, receipt = sent()
    status = follow(f" {codes.show(receipt.code).lower()} ", secret=SECRET)
    assert status is not None
    assert (status.state, status.received_at, status.answer_html) == (State.RECEIVED, NOW, None)


@pytest.mark.parametrize("typed", ["", "không phải mã", codes.make(SECRET, b"nobody's")])
def test_an_unknown_code_shows_nothing(typed: str) -> None:
    sent()
    assert follow(typed, secret=SECRET) is None


def test_a_code_is_of_no_use_with_another_secret() -> None:
    _, receipt = sent()
    assert follow(receipt.code, secret=b"another") is None


def test_tidies_line_ends_marks_and_the_invisible() -> None:
    assert tidy("  Tie\u0302\u0301ng\u200b Vie\u0323\u0302t\r\nhai\r ") == "Tiếng Việt\nhai"
