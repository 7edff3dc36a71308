"""What stands around the articles of a document."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.provisions.frame import Role, closing, opening, signature, type_in

HEAD = """ỦY BAN NHÂN DÂN
TỈNH HÒA GIANG
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 15/2024/QĐ-UBND
Hòa Giang, ngày 20 tháng 5 năm 2024

QUYẾT ĐỊNH
Ban hành Quy định quản lý chợ
trên địa bàn tỉnh
Căn cứ Luật Tổ chức chính quyền địa phương
ngày 19 tháng 6 năm 2015;
Theo đề nghị của Giám đốc Sở Công Thương.
QUYẾT ĐỊNH:"""


def test_each_line_of_a_head_has_its_role():
    assert opening(HEAD.split("\n")) == (
        *(Role.ISSUER, Role.ISSUER, Role.NATION, Role.NATION, Role.NUMBER, Role.DAY, Role.TEXT, Role.TYPE),
        *(Role.SUBJECT, Role.SUBJECT, Role.BASIS, Role.BASIS, Role.BASIS, Role.ENACTMENT),
    )


def test_the_words_that_enact_are_no_basis():
    lines = ["LUẬT", "BẢO HIỂM XÃ HỘI", "Căn cứ Hiến pháp;", "Quốc hội ban hành Luật Bảo hiểm xã hội."]
    assert opening(lines) == (Role.TYPE, Role.SUBJECT, Role.BASIS, Role.ENACTMENT)


def test_each_line_of_a_signature_block_has_its_role():
    lines = ["Nơi nhận:", "- Như Điều 2;", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "", "Nguyễn Văn An"]
    assert closing(lines) == (*(Role.RECIPIENTS, Role.RECIPIENTS, Role.OFFICE, Role.OFFICE, Role.TEXT, Role.SIGNER),)


@pytest.mark.parametrize(
    ("block", "signed"),
    [
        ("TM. ỦY BAN THƯỜNG VỤ QUỐC HỘI\nCHỦ TỊCH\n\nTrần Thanh Mẫn", ("Chủ tịch", "Trần Thanh Mẫn")),
        ("Nơi nhận:\n- Như trên;\tKT. CHỦ TỊCH\n\tPHÓ CHỦ TỊCH\n\t(Đã ký)\n\tLê Văn Ba", ("Phó Chủ tịch", "Lê Văn Ba")),
        ("**BỘ TRƯỞNG**\n**Đại tướng Tô Văn Hải**", ("Bộ trưởng", "Đại tướng Tô Văn Hải")),
        ("CHỦ TỊCH QUỐC HỘI\nTrần Thanh Mẫn", ("", "Trần Thanh Mẫn")),
        ("Nơi nhận:\n- Như Điều 3;\n- Văn Phòng", ("", "")),
    ],
)
def test_who_signed_is_read(block, signed):
    assert signature(block) == signed


def test_a_type_stands_alone_in_its_line():
    assert type_in("**QUYẾT ĐỊNH:**") == "Quyết định"
    assert type_in("QUYẾT ĐỊNH NÀY") is None


@given(st.lists(st.sampled_from(HEAD.split("\n")) | st.text(max_size=30)))
def test_every_line_has_one_role(lines):
    assert len(opening(lines)) == len(closing(lines)) == len(lines)
