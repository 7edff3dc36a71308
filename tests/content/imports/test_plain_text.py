"""One document as plain text, read from its own words."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.errors import Invalid
from content.imports.citations import relations_in
from content.imports.effect import first_day
from content.imports.incoming import Incoming, Rejected
from content.imports.plain_text import read, read_text

DECISION = """ỦY BAN NHÂN DÂN
TỈNH HÒA GIANG
Số: 15/2024/QĐ-UBND
Hòa Giang, ngày 20 tháng 5 năm 2024

QUYẾT ĐỊNH
Ban hành Quy định quản lý chợ

Ủy ban nhân dân tỉnh Hòa Giang
Căn cứ Luật Tổ chức chính quyền địa phương số 77/2015/QH13;
Căn cứ Nghị định số 60/2024/NĐ-CP ngày 05 tháng 6 năm 2024 của Chính phủ về phát triển và quản lý chợ;

Điều 1. Phạm vi điều chỉnh
1. Quyết định này quy định về chợ theo Thông tư số 06/2026/TT-BTС.
Điều 2. Quyết định này có hiệu lực thi hành kể từ ngày 01 tháng 6 năm 2024.

Nơi nhận:
- Như Điều 2.
"""


def test_a_decision_tells_everything_about_itself():
    entry = read_text(DECISION)
    fields = entry.fields
    assert entry.kind == "legal"
    assert (fields["type"], fields["number"]) == ("Quyết định", "15/2024/QĐ-UBND")
    assert fields["title"] == "Ban hành Quy định quản lý chợ"
    assert fields["issuer"] == "Ủy ban nhân dân tỉnh Hòa Giang"
    assert (fields["issued"], fields["effective"]) == (date(2024, 5, 20), date(2024, 6, 1))
    assert fields["to_check"] == []
    assert [part.anchor for part in entry.provisions] == ["dieu-1", "dieu-2", "phan-ky"]


def test_a_signature_tells_who_signed():
    fields = read_text(DECISION + "\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nNguyễn Văn An").fields
    assert (fields["signer_title"], fields["signer"]) == ("Chủ tịch", "Nguyễn Văn An")


def test_a_law_is_of_the_day_on_which_it_was_adopted():
    text = (
        "LUẬT\nVỀ CHỢ\n\nĐiều 1. Phạm vi\nLuật này quy định về chợ.\n"
        "Luật này được Quốc hội nước Cộng hòa xã hội chủ nghĩa\nViệt Nam thông qua ngày 17 tháng 5 năm 2025."
    )
    assert read_text(text).fields["issued"] == date(2025, 5, 17)


def test_bases_are_told_from_citations_and_look_alikes_read():
    assert [(one["type"], one["target_number"]) for one in read_text(DECISION).fields["relations"]] == [
        ("based_on", "77/2015/QH13"),
        ("based_on", "60/2024/NĐ-CP"),
        ("cites", "06/2026/TT-BTC"),
    ]


def test_a_cited_document_is_named_in_the_words_of_the_text():
    (relation,) = relations_in("Căn cứ Nghị định số 60/2024/NĐ-CP ngày 05 tháng 6 năm 2024 của Chính phủ; xét", "")
    assert relation["target_title"] == "Nghị định số 60/2024/NĐ-CP ngày 05 tháng 6 năm 2024 của Chính phủ"


def test_a_number_broken_by_the_page_is_one():
    (relation,) = relations_in("theo Thông tư số 29/2014/TTLT-\nBLĐTBXH-BTC", "")
    assert relation["target_number"] == "29/2014/TTLT-BLĐTBXH-BTC"


@pytest.mark.parametrize(
    ("body", "issued", "day"),
    [
        ("Chỉ thị này có hiệu lực sau 10 ngày, kể từ ngày ký.", date(2024, 5, 20), date(2024, 5, 30)),
        ("Quyết định này có hiệu lực kể từ ngày ký.", date(2024, 5, 20), date(2024, 5, 20)),
        ("có hiệu lực thi hành từ ngày 01/7/2025", None, date(2025, 7, 1)),
        ("không nói gì", date(2024, 5, 20), None),
    ],
)
def test_the_first_day_of_effect_is_counted_when_it_can_be(body, issued, day):
    assert first_day(body, issued) == (day, "")


def test_without_a_day_of_signing_the_effect_is_said_in_the_texts_own_words():
    day, note = first_day("Xong. Chỉ thị này có hiệu lực thi hành sau 10 ngày, kể từ ngày ký.", None)
    assert day is None
    assert "“Chỉ thị này có hiệu lực thi hành sau 10 ngày, kể từ ngày ký”" in note


def test_a_letter_is_known_by_its_number_and_subject():
    entry = read_text("Số: 3637/UBND-VX\nV/v triển khai bảo hiểm y tế\n\nKính gửi: Các sở\n1. Một.")
    assert (entry.fields["type"], entry.fields["number"]) == ("Công văn", "3637/UBND-VX")
    assert entry.fields["title"] == "Triển khai bảo hiểm y tế"


@pytest.mark.parametrize("text", ["", "xin chào", "Số: 12/CT-UBND", "1. Một\n2. Hai"])
def test_a_text_that_says_not_what_it_is_is_refused(text):
    with pytest.raises(Invalid, match="loại văn bản"):
        read_text(text)


def test_a_file_that_is_no_document_is_rejected(tmp_path):
    (tmp_path / "letter.txt").write_text("xin chào", "utf-8")
    (entry,) = read(tmp_path / "letter.txt")
    assert isinstance(entry, Rejected)


@given(st.text(), st.sampled_from(["CHỈ THỊ\n", "QUYẾT ĐỊNH\nVề việc\n", "Số: 1/UBND\nV/v abc\n"]))
def test_any_text_is_a_document_or_refused(text, head):
    try:
        entry = read_text(head + text)
    except Invalid:
        return
    assert isinstance(entry, Incoming)


@pytest.mark.data
def test_the_directive_on_information_and_reporting_is_read(data):
    (entry,) = read(data / "documents/directive_information_reporting.txt")
    fields = entry.fields
    assert (entry.kind, fields["type"], fields["issuer"]) == ("directions", "Chỉ thị", "Uỷ ban nhân dân Tỉnh")
    assert fields["title"].startswith("Về chấn chỉnh về việc thực hiện chế độ thông tin, báo cáo")
    assert (fields["number"], fields["issued"], fields["effective"]) == ("", None, None)
    assert "sau 10 ngày, kể từ ngày ký" in fields["status_note"]
    assert [(one["type"], one["target_number"]) for one in fields["relations"]] == [
        ("based_on", "27/2007/CT-TTg"),
        ("cites", "77/2007/QĐ-TTg"),
        ("cites", "64/2007/NĐ-CP"),
        ("cites", "162/TTg"),
        ("cites", "218/TTg"),
    ]
    assert "k) Chịu trách nhiệm trước Chủ tịch" in fields["preamble"]


@pytest.mark.data
def test_gazette_texts_are_read(data):
    for path in sorted(data.glob("import_files/congbao/*.txt")):
        (entry,) = read(path)
        assert isinstance(entry, Incoming), path
        assert entry.fields["title"]
