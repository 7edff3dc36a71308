"""What feedback may be, which way it goes, and what may never be published of it: pure rules, no session, no clock."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from typing import Protocol

from content.errors import Invalid, NotAllowed

TITLE_CHARACTERS = range(5, 201)
BODY_CHARACTERS = range(10, 5_001)
NAME_CHARACTERS = 120
ANSWER_CHARACTERS = 50_000

NOTICE_VERSION = "2026-1"
"""Names the wording of the notice on personal data that the form showed; raised with every change of that wording."""


def is_as_long_as(text: str, wanted: range) -> bool:
    """Whether a text has a number of characters, and as many of them as it needs are to be seen.

    Marks without their letters and characters that were lost on the way are none that anybody sees.
    """
    seen = sum(not unicodedata.combining(one) and one != "\ufffd" for one in unicodedata.normalize("NFC", text))
    return len(text) in wanted and seen in wanted


class Category(StrEnum):
    """What the message is about."""

    MECHANISM = "mechanism"
    POLICY = "policy"
    PROCEDURE = "procedure"


class State(StrEnum):
    """How far the handling has come; how it ended is a ``Resolution``, which is another thing."""

    RECEIVED = "received"
    ASSIGNED = "assigned"
    ANSWER_DRAFTED = "answer_drafted"
    ANSWERED = "answered"


class Resolution(StrEnum):
    """How it ended: answered is not the same as solved."""

    EXPLAINED = "explained"
    RULE_CHANGED = "rule_changed"
    RECOMMENDATION_SENT = "recommendation_sent"
    KEPT_FOR_STUDY = "kept_for_study"
    NOT_IN_REMIT = "not_in_remit"
    DUPLICATE = "duplicate"
    REFUSED = "refused"


class Move(StrEnum):
    """What can happen to a message; each leaves a line in its history."""

    RECEIVE = "receive"
    ASSIGN = "assign"
    REFUSE = "refuse"
    DRAFT = "draft"
    SEND_BACK = "send_back"
    APPROVE = "approve"
    WITHDRAW = "withdraw"
    RECALL = "recall"


class Elsewhere(StrEnum):
    """What the law gives a channel of its own, which this portal is not; such a message ends so, not by an answer."""

    COMPLAINT = "complaint"
    DENUNCIATION = "denunciation"


LAWFUL_CHANNELS = {
    Elsewhere.COMPLAINT: (
        "Đây là nội dung khiếu nại nên Cổng không tiếp nhận. Xin gửi đơn hoặc trình bày trực tiếp tại cơ quan "
        "có quyết định, việc làm bị khiếu nại, hoặc tại nơi tiếp công dân của cơ quan đó, theo Luật Khiếu nại "
        "và Luật Tiếp công dân."
    ),
    Elsewhere.DENUNCIATION: (
        "Đây là nội dung tố cáo nên Cổng không tiếp nhận; nguyên văn, họ tên và liên hệ đã gửi đều đã được "
        "xóa khỏi Cổng. Xin gửi đơn hoặc trình bày trực tiếp tại cơ quan có thẩm quyền giải quyết tố cáo, nơi "
        "tiếp công dân, cơ quan thanh tra hoặc cơ quan công an, theo Luật Tố cáo và Luật Tiếp công dân. Pháp "
        "luật bảo vệ bí mật danh tính người tố cáo."
    ),
}
"""What the sender reads: why the portal does not take it, and who does."""

_MOVES: dict[Move, dict[State, State]] = {
    Move.ASSIGN: {State.RECEIVED: State.ASSIGNED, State.ASSIGNED: State.ASSIGNED},
    # What was taken for a complaint, or answered in private, may turn out to be a denunciation, which must be erased.
    Move.REFUSE: {
        State.RECEIVED: State.ANSWERED,
        State.ASSIGNED: State.ANSWERED,
        State.ANSWERED: State.ANSWERED,
    },
    # An answer already given can be drafted again: the correction replaces it when another person approves it.
    # A draft that waits for approval is not changed under the eyes of whoever reads it: it is sent back first.
    Move.DRAFT: {State.ASSIGNED: State.ANSWER_DRAFTED, State.ANSWERED: State.ANSWER_DRAFTED},
    Move.SEND_BACK: {State.ANSWER_DRAFTED: State.ASSIGNED},
    Move.RECALL: {State.ANSWER_DRAFTED: State.ASSIGNED},
    Move.APPROVE: {State.ANSWER_DRAFTED: State.ANSWERED},
    # A correction that waits goes with what it corrects: somebody must hand it in anew.
    Move.WITHDRAW: {State.ANSWERED: State.ANSWERED, State.ANSWER_DRAFTED: State.ANSWERED},
}

_REFUSALS = {
    Move.ASSIGN: "Chỉ giao xử lý được khi góp ý mới tiếp nhận hoặc chưa có dự thảo trả lời.",
    Move.REFUSE: "Chỉ hướng dẫn gửi nơi khác được khi góp ý chưa có dự thảo trả lời.",
    Move.DRAFT: (
        "Phải giao cơ quan xử lý trước khi dự thảo; dự thảo đang chờ duyệt phải được rút lại hoặc trả lại mới sửa được."
    ),
    Move.SEND_BACK: "Chỉ trả lại được khi có dự thảo trả lời đang chờ duyệt.",
    Move.RECALL: "Chỉ rút lại được khi dự thảo trả lời đang chờ duyệt.",
    Move.APPROVE: "Chỉ duyệt được khi có dự thảo trả lời đang chờ duyệt.",
    Move.WITHDRAW: "Chỉ gỡ được câu trả lời đã duyệt.",
}


def after(state: State, move: Move, *, has_answer: bool = False) -> State:
    """The state that a move leads to from a state, or a refusal that says when the move is possible.

    ``has_answer`` says that an answer was given before: a correction sent back or taken back leaves it answered.
    """
    try:
        to = _MOVES[move][state]
    except KeyError:
        raise NotAllowed(_REFUSALS[move]) from None
    return State.ANSWERED if has_answer and move in (Move.SEND_BACK, Move.RECALL) else to


def can(state: State, move: Move) -> bool:
    """Whether a move is possible from a state."""
    return state in _MOVES.get(move, {})


_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_DIGITS_TOGETHER = re.compile(r"\+?\d(?:[ .\-]?\d){8,13}")
_PHONE_OR_IDENTITY = re.compile(r"(?:\+?84|0)\d{8,11}")


def personal_data_in(text: str) -> list[str]:
    """What looks like an e-mail address, a telephone number or an identity number in a text meant for the public."""
    numbers = (found.group() for found in _DIGITS_TOGETHER.finditer(text))
    return _EMAIL.findall(text) + [n for n in numbers if _PHONE_OR_IDENTITY.fullmatch(re.sub(r"[ .\-]", "", n))]


def names_the_sender(text: str, identity: Iterable[str | None]) -> bool:
    """Whether a text holds the sender's full name, telephone number or e-mail address, in any spacing or case."""
    words = f" {_words(text)} "
    digits = re.sub(r"\D", "", text)
    for part in filter(None, identity):
        number = re.sub(r"\D", "", part)
        if len(number) >= 8 and number[-9:] in digits:
            return True
        # One word alone ("An", "Hoa") is too common a word of the language to be recognised as a name.
        if " " in _words(part) and f" {_words(part)} " in words:
            return True
    return False


class Person(Protocol):
    """What a sender may have said of themselves."""

    name: str | None
    phone: str | None
    email: str | None


class Answer(Protocol):
    """A drafted answer, and what is to be shown of the question."""

    may_publish: bool
    public_title: str
    public_text: str
    answer_markdown: str
    resolution: str | None

    @property
    def sender(self) -> Person | None:
        """Whoever sent the question, as far as they said."""


def check_answer(answer: Answer) -> None:
    """Raise Invalid unless the answer can be given, and holds nothing by which the public could know the sender."""
    wrong: dict[str, str] = {}
    if not answer.answer_markdown.strip():
        wrong["answer_markdown"] = "Hãy viết nội dung trả lời."
    elif len(answer.answer_markdown) > ANSWER_CHARACTERS:
        wrong["answer_markdown"] = "Nội dung trả lời dài quá 50.000 ký tự."
    if answer.resolution not in set(Resolution):
        wrong["resolution"] = "Hãy chọn kết quả xử lý."
    if answer.may_publish:
        wrong |= _wrong_in_public(answer)
    if wrong:
        raise Invalid("Dự thảo trả lời chưa đủ điều kiện gửi duyệt.", **wrong)


def _wrong_in_public(answer: Answer) -> dict[str, str]:
    wrong: dict[str, str] = {}
    if not is_as_long_as(answer.public_title.strip(), TITLE_CHARACTERS):
        wrong["public_title"] = "Tiêu đề công khai dài từ 5 đến 200 ký tự."
    if not is_as_long_as(answer.public_text.strip(), BODY_CHARACTERS):
        wrong["public_text"] = "Nội dung góp ý công khai dài từ 10 đến 5.000 ký tự."
    for name in ("public_title", "public_text"):
        found = personal_data_in(getattr(answer, name))
        if found:
            wrong[name] = f"Còn thông tin cá nhân phải bỏ đi: {', '.join(found)}."
    sender = answer.sender
    identity = (sender.name, sender.phone, sender.email) if sender else ()
    for name in ("public_title", "public_text", "answer_markdown"):
        if names_the_sender(getattr(answer, name), identity):
            wrong[name] = "Còn họ tên hoặc liên hệ của người gửi; phải bỏ đi trước khi công khai."
    return wrong


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFC", text).casefold()))
