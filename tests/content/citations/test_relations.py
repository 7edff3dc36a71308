"""What a document does to others, as sentences of real documents say it."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from datetime import date
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.citations import relations
from content.citations.relations import propose
from content.validity.codes import RelationType
from tests.content.citations.test_finding import PIECES

SAID = [
    *PIECES,
    "Bãi bỏ ",
    "này thay thế ",
    "hết hiệu lực ",
    "Căn cứ ",
    "sau đây:\n",
    "a) ",
    "1. ",
    "“",
    "”",
    "; ",
    "được ",
]


def told(text):
    return [(one.type, one.target.key or one.target.name, one.target.provision) for one in propose(text)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Nghị định này bãi bỏ Nghị định số 167/2016/NĐ-CP ngày 27 tháng 12 năm 2016 của Chính phủ về kinh doanh "
            "hàng miễn thuế.",
            [("repeals", "167-2016-ndcp", "")],
        ),
        (
            "Bãi bỏ các quy định tại Điều 82, 89 và 92 Nghị định số 08/2015/NĐ-CP ngày 21 tháng 01 năm 2015 của Chính "
            "phủ quy định chi tiết và biện pháp thi hành Luật hải quan về thủ tục hải quan.",
            [("repeals", "8-2015-ndcp", f"dieu-{number}") for number in (82, 89, 92)],
        ),
        (
            "Thông tư này có hiệu lực thi hành kể từ ngày 18 tháng 02 năm 2020 và thay thế Thông tư số "
            "55/2009/TT-BCA ngày 02 tháng 10 năm 2009 của Bộ trưởng Bộ Công an quy định việc thực hiện dân chủ.",
            [("replaces", "55-2009-ttbca", "")],
        ),
        (
            "Thông tư này thay thế Thông tư số 60/2015/TT-BTC ngày 27 tháng 4 năm 2015 của Bộ Tài chính sửa đổi, bổ "
            "sung khoản 2 Điều 5 Thông tư số 152/2011/TT-BTC ngày 11 tháng 11 năm 2011.",
            [("replaces", "60-2015-ttbtc", "")],
        ),
        (
            "Thông tư số 110/2015/TT-BTC ngày 28/7/2015 và Thông tư số 66/2019/TT-BTC ngày 20/9/2019 của Bộ trưởng Bộ "
            "Tài chính hết hiệu lực thi hành kể từ ngày Thông tư này có hiệu lực.",
            [("repeals", "110-2015-ttbtc", ""), ("repeals", "66-2019-ttbtc", "")],
        ),
        (
            "Luật Phòng, chống ma túy số 23/2000/QH10 đã được sửa đổi, bổ sung một số điều theo Luật số 16/2008/QH12 "
            "hết hiệu lực kể từ ngày Luật này có hiệu lực thi hành.",
            [("repeals", "23-2000-qh10", "")],
        ),
        (
            "2. Kể từ ngày Thông tư này có hiệu lực thi hành, các Điều 12 và Điều 14 của Thông tư số "
            "13/2016/TT-BVHTTDL ngày 09 tháng 12 năm 2016 quy định quy chế mẫu hết hiệu lực.",
            [("repeals", "13-2016-ttbvhttdl", "dieu-12"), ("repeals", "13-2016-ttbvhttdl", "dieu-14")],
        ),
        (
            "Thông tư này thay thế các Thông tư: Thông tư số 30/2009/TT-BTNMT ngày 31 tháng 12 năm 2009.",
            [("replaces", "30-2009-ttbtnmt", "")],
        ),
        (
            "Ngưng hiệu lực thi hành Điều 12 và Điều 13 của Luật Tổ chức Quốc hội số 57/2014/QH13 đã được sửa đổi, bổ "
            "sung một số điều theo Luật số 65/2020/QH14;",
            [("suspends", "57-2014-qh13", "dieu-12"), ("suspends", "57-2014-qh13", "dieu-13")],
        ),
        (
            "Nghị định này quy định chi tiết các Điều 9, 10 và 82 của Luật Cạnh tranh.",
            [("implements", "Luật Cạnh tranh", f"dieu-{number}") for number in (9, 10, 82)],
        ),
        (
            "Thông tư này hướng dẫn thi hành một số quy định của Nghị định số 142/2020/NĐ-CP ngày 09/12/2020.",
            [("guides", "142-2020-ndcp", "")],
        ),
        (
            "Căn cứ Luật Tổ chức Chính phủ ngày 19 tháng 6 năm 2015;",
            [("based_on", "Luật Tổ chức Chính phủ", "")],
        ),
        ("Đính chính Thông tư số 12/2020/TT-BTC như sau:", [("corrects", "12-2020-ttbtc", "")]),
        ("Bổ sung Điều 5a vào Nghị định số 12/2015/NĐ-CP", [("supplements", "12-2015-ndcp", "dieu-5a")]),
    ],
)
def test_an_act_is_proposed_with_its_target(sentence, expected):
    assert told(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "b) Tổ chức rà soát văn bản; tham mưu việc bãi bỏ, sửa đổi, bổ sung văn bản phù hợp với quy định của Luật.",
        "đ) Đình chỉ thi hành những nghị quyết của Đoàn luật sư trái với quy định của Luật này;",
        "Xe ô tô quy định tại khoản 1 Điều 16 Nghị định này được trang bị thay thế khi đã sử dụng ít nhất 06 năm.",
        "Bộ trưởng Bộ Tài chính chịu trách nhiệm hướng dẫn thực hiện Nghị định này.",
        "Điểm đ khoản 2 Điều này được sửa đổi, bổ sung theo khoản 2 Điều 2 Nghị định số 12/2015/NĐ-CP.",
        "Căn cứ khoản 1 Điều 4 Nghị quyết số 94/2019/QH14, Chi cục Thuế lập hồ sơ.",
        "Thực hiện theo Điều 38 Nghị định số 155/2018/NĐ-CP sửa đổi, bổ sung Nghị định số 54/2017/NĐ-CP.",
        "Thông tư số 24/2019/TT-BGTVT bị thay thế bởi Thông tư số 27/2022/TT-BGTVT.",
    ],
)
def test_what_others_do_is_not_proposed(sentence):
    assert told(sentence) == []


def test_a_list_takes_the_act_of_its_head():
    text = (
        "2. Thông tư này bãi bỏ các văn bản sau đây:\n"
        "a) Thông tư số 21/2007/TT-BKHCN ngày 29 tháng 8 năm 2007 hướng dẫn về xây dựng tiêu chuẩn;\n"
        "b) Quyết định số 28/2007/QĐ-BKHCN.\n"
        "Các cơ quan thực hiện Nghị định số 1/2020/NĐ-CP."
    )
    assert told(text) == [("repeals", "21-2007-ttbkhcn", ""), ("repeals", "28-2007-qdbkhcn", "")]


def test_provisions_belong_to_the_document_that_is_being_amended():
    text = (
        "Điều 1. Sửa đổi, bổ sung một số điều của Nghị định số 146/2018/NĐ-CP\n"
        "1. Sửa đổi, bổ sung khoản 1 Điều 14 như sau:\n"
        "“1. Mức hỗ trợ thay thế Nghị định số 9/2010/NĐ-CP.”\n"
        "2. Bãi bỏ Điều 20."
    )
    assert told(text) == [
        ("amends", "146-2018-ndcp", ""),
        ("amends", "146-2018-ndcp", "dieu-14-khoan-1"),
        ("repeals", "146-2018-ndcp", "dieu-20"),
    ]


def test_replacing_words_is_amending():
    (one,) = propose("Thay thế cụm từ “A” bằng cụm từ “B” tại Điều 5 Nghị định số 12/2015/NĐ-CP.")
    assert (one.type, one.whole) == ("amends", False)


def test_the_day_and_the_sentence_are_kept():
    sentence = "Thông tư số 11/2016/TT-BYT hết hiệu lực kể từ ngày 01/7/2026."
    (one,) = propose(f"Mở đầu.\n{sentence}\nKết.")
    assert (one.day, one.evidence, one.whole) == (date(2026, 7, 1), sentence, True)
    assert propose("Bãi bỏ Nghị định số 1/2020/NĐ-CP từ ngày 31/02/2026.")[0].day is None


def test_acts_are_types_of_relations():
    acts = {code for code, _ in relations._ACTS}
    assert acts < set(RelationType)


@given(st.text(max_size=300) | st.lists(st.sampled_from(SAID), max_size=40).map("".join))
def test_any_text_is_read(text):
    for one in propose(text):
        assert one.target.key or one.target.name
        assert one.evidence


@pytest.mark.data
def test_real_documents_say_what_they_end(data):
    count: Counter[str] = Counter()
    with gzip.open(data / "documents/central_legislation.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in islice(lines, 0, None, 15):
            for article in json.loads(line)["articles"][-4:]:
                count.update(one.type for one in propose(article["text"]))
    assert count["repeals"] > 30
    assert count["replaces"] > 30
