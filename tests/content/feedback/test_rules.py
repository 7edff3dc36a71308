"""The way of a message, and what may never be published of it."""

from __future__ import annotations

import pytest

from content.errors import NotAllowed
from content.feedback import rules
from content.feedback.rules import Move, State


def test_a_message_goes_from_received_to_answered() -> None:
    state = State.RECEIVED
    for move in (Move.ASSIGN, Move.DRAFT, Move.APPROVE):
        state = rules.after(state, move)
    assert state is State.ANSWERED


def test_an_answer_sent_back_is_assigned_again() -> None:
    assert rules.after(State.ANSWER_DRAFTED, Move.SEND_BACK) is State.ASSIGNED


def test_a_correction_sent_back_leaves_the_message_answered() -> None:
    assert rules.after(State.ANSWER_DRAFTED, Move.SEND_BACK, has_answer=True) is State.ANSWERED


@pytest.mark.parametrize("state", [State.ANSWERED, State.ANSWER_DRAFTED])
def test_an_answer_taken_out_of_sight_leaves_the_message_answered(state: State) -> None:
    assert rules.after(state, Move.WITHDRAW) is State.ANSWERED


def test_an_answer_given_can_be_drafted_again() -> None:
    assert rules.after(State.ANSWERED, Move.DRAFT) is State.ANSWER_DRAFTED


def test_what_has_no_draft_yet_can_be_led_elsewhere() -> None:
    assert {state for state in State if rules.can(state, Move.REFUSE)} == {
        State.RECEIVED, State.ASSIGNED, State.ANSWERED,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("state", "move"),
    [
        (State.RECEIVED, Move.DRAFT),
        (State.RECEIVED, Move.APPROVE),
        (State.ASSIGNED, Move.APPROVE),
        (State.ASSIGNED, Move.SEND_BACK),
        (State.ANSWER_DRAFTED, Move.ASSIGN),
        (State.ANSWERED, Move.ASSIGN),
        (State.ANSWERED, Move.APPROVE),
    ],
)
def test_what_is_not_foreseen_is_refused_with_a_reason(state: State, move: Move) -> None:
    assert not rules.can(state, move)
    with pytest.raises(NotAllowed, match=r"Chỉ|Phải"):
        rules.after(state, move)


@pytest.mark.parametrize(
    "text",
    [
        "Xin gọi 0912 345 678 cho tôi",
        "số +84 912.345.678",
        "điện thoại 0212-3852-123",
        "thư về lan.tran@example.vn nhé",
        "căn cước 014185000123",
    ],
)
def test_personal_data_is_recognised(text: str) -> None:
    assert rules.personal_data_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "Nghị định 64/2007/NĐ-CP ngày 10/4/2007",
        "mức thu 1.200.000.000 đồng",
        "từ 01/01/2026 đến 31/12/2026",
        "thửa đất số 125, tờ bản đồ 12",
        "",
    ],
)
def test_numbers_of_the_law_and_sums_are_not_personal_data(text: str) -> None:
    assert rules.personal_data_in(text) == []


def test_the_senders_name_and_number_are_recognised_however_they_are_written() -> None:
    sender = ("Trần Thị Lan", "0912 345 678", None)
    assert rules.names_the_sender("Bà TRẦN THỊ LAN hỏi", sender)
    assert rules.names_the_sender("gọi +84912345678", sender)
    assert not rules.names_the_sender("Trần Thị Loan hỏi", sender)


def test_a_name_of_one_word_is_too_common_to_be_recognised() -> None:
    assert not rules.names_the_sender("an toàn giao thông, an sinh", ("An", "", None))


def test_only_characters_that_are_to_be_seen_make_a_text_long_enough() -> None:
    assert rules.is_as_long_as("Tiếng", rules.TITLE_CHARACTERS)
    assert not rules.is_as_long_as("Tiế\u0301\u0300", rules.TITLE_CHARACTERS)
    assert not rules.is_as_long_as("\ufffd" * 9, rules.TITLE_CHARACTERS)
    assert not rules.is_as_long_as("a" * 5 + "\u0300" * 200, rules.TITLE_CHARACTERS)
