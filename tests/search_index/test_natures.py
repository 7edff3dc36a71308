"""What a record is counts beside its words: messages after rules, and of one matter the newest announcement first."""

from __future__ import annotations

from datetime import date

from search_index.natures import MESSAGE, NEWS, Nature, newest_of_a_matter_first, worths


def news(title: str, day: int, month: int = 11, type_: str = "Phát ngôn chính thức") -> Nature:
    return Nature("announcements", type_, date(2026, month, day), title)


FIRST = news("Thông tin ban đầu về sạt lở tại đèo Khe Vàng", 7)
LAST = news("Đèo Khe Vàng thông xe một làn", 11)
RULE = Nature("legal", "Quyết định", date(2026, 4, 23), "Quy định tách thửa")
MESSAGE_SENT = Nature("feedback", "Hỏi", date(2026, 11, 5), "Học sinh có được miễn vé không?")


def test_the_newest_announcement_of_a_matter_takes_the_first_place_that_the_matter_has():
    natures = {"first": FIRST, "rule": RULE, "last": LAST}
    assert newest_of_a_matter_first(["first", "rule", "last"], natures, natures) == ["last", "rule", "first"]


def test_what_does_not_answer_alike_keeps_its_place():
    natures = {"first": FIRST, "last": LAST}
    assert newest_of_a_matter_first(["first", "last"], natures, {"first"}) == ["first", "last"]


def test_other_matters_other_types_and_what_is_long_ago_are_not_of_one_matter():
    for other in (
        news("Nước máy đục tại phường Phố Hòa", 11),
        news("Đèo Khe Vàng thông xe một làn", 11, type_="Thông cáo báo chí"),
        news("Đèo Khe Vàng thông xe một làn", 11, month=12),
    ):
        natures = {"first": FIRST, "other": other}
        assert newest_of_a_matter_first(["first", "other"], natures, natures) == ["first", "other"]


def test_a_message_loses_and_the_newest_announcement_earns_most():
    worth = worths({"message": MESSAGE_SENT, "rule": RULE, "first": FIRST, "last": LAST})
    assert worth["message"] == MESSAGE
    assert worth["last"] == NEWS > worth["first"] > 0
    assert "rule" not in worth
