"""What every format keeps of a document, and what each has of its own."""

import json
import re
from dataclasses import fields, replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.shared import Mm
from hypothesis import given
from markdown import markdown

from content.formats import identity, linked_data
from content.formats.akoma_ntoso import akoma_ntoso
from content.formats.linked_data import linked_data as as_linked_data
from content.formats.markdown_text import escaped, markdown_text
from content.formats.plain_data import FIELDS, plain_data
from content.formats.plain_text import plain_text
from content.formats.publication import Publication, Relation, nested, printable
from content.formats.word import word
from content.provisions.outline import paragraphs
from content.provisions.provision import Level, Provision
from content.validity.codes import LegalStatus, RelationType
from tests.content.formats.publications import DECISION, SIGNS, publications

FORMATS = (plain_text, markdown_text, plain_data, as_linked_data, akoma_ntoso, word)


def _words(text):
    return "".join(text.split())


@pytest.mark.parametrize("make", FORMATS)
def test_the_same_document_gives_the_same_bytes(make):
    assert make(DECISION) == make(DECISION)


@pytest.mark.parametrize("make", (plain_text, markdown_text, akoma_ntoso, word))
@given(publications())
def test_any_text_goes_out_and_none_of_it_is_lost(make, publication):
    kept = _said(make, publication)
    clean = printable(publication)
    texts = [clean.preamble, *(one.text for one in clean.provisions)]
    titles = [clean.title, *(name for one in clean.provisions for name in (one.label, one.heading))]
    for line in (*titles, *(line for text in texts for line in paragraphs(text))):
        # Stars may be marks of emphasis, which Akoma Ntoso has no use for around a label.
        assert _words(line).replace("*", "") in kept


def _said(make, publication):
    made = make(publication)
    if make is word:
        made = "\n".join(one.text for one in Document(BytesIO(made)).paragraphs)
    elif make is akoma_ntoso:
        made = re.sub(r"<[^>]*>", "", made.decode()).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    elif make is markdown_text:
        made = _shown(made.decode())
    else:
        made = made.decode()
    return _words(made).replace("*", "")


def _shown(text):
    shown = re.sub(r"<[^>]*>", "", markdown(text))
    for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&#126;", "~"), ("&quot;", '"'), ("&amp;", "&")):
        shown = shown.replace(entity, sign)
    return shown


@given(publications())
def test_no_control_character_goes_out(publication):
    for make in (plain_text, markdown_text, plain_data, as_linked_data, akoma_ntoso):
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]", make(publication).decode())


@given(SIGNS)
def test_no_sign_of_a_line_is_read_as_markdown(text):
    line = " ".join(printable(text).split())
    html = markdown(escaped(line))
    assert re.fullmatch(r"(<p>[^<]*</p>)?", html)
    assert _words(_shown(escaped(line))) == _words(line)


def test_markdown_keeps_the_printed_numbers_and_the_depth_of_headings():
    text = markdown_text(DECISION).decode()
    assert "\n## Chương I. QUY ĐỊNH CHUNG\n" in text
    assert "\n### Điều 1. Người mở bến\n" in text
    assert "\n1\\. Cá nhân:\n" in text


def test_plain_text_is_the_head_and_then_every_paragraph():
    lines = plain_text(DECISION).decode().split("\n\n")
    assert lines[:3] == [DECISION.issuer, "Quyết định 12/2024/QĐ-UBND", DECISION.title]
    assert lines[3] == "[Tình trạng tại ngày 02/06/2024: Còn hiệu lực.]"
    assert lines[7:10] == ["Người mở bến gồm:", "1. Cá nhân:", "a) Từ đủ 18 tuổi;"]


REPEALED = "Điều này đã bị bãi bỏ từ ngày 22/09/2026 theo Quyết định 43/2026/QĐ-UBND."


@pytest.mark.parametrize("make", (plain_text, markdown_text, word))
def test_what_is_taken_away_says_whether_it_holds_what_was_changed_and_what_it_is_not(make):
    chapter, article, annex = DECISION.provisions
    changed = replace(DECISION, status="partly", provisions=(chapter, replace(article, note=REPEALED), annex))
    said = _said(make, changed)
    head, text = said.split(_words(article.heading), 1)
    assert _words("Tình trạng tại ngày 02/06/2024: Hết hiệu lực một phần.") in head
    assert text.startswith((_words(f"[{REPEALED}]"), _words(REPEALED)))
    assert _words("không thay thế bản chính.") in text
    assert "Tìnhtrạng" not in _said(make, replace(DECISION, status=""))


def test_word_lists_parts_and_articles_as_headings():
    styles = {one.text: one.style.name for one in Document(BytesIO(word(DECISION))).paragraphs}
    assert (styles["Chương I"], styles["Điều 1. Người mở bến"]) == ("Heading 1", "Heading 2")
    assert styles["1. Cá nhân:"] == "Normal"


def test_every_field_of_the_json_is_told_of_and_comes_in_its_order():
    data = json.loads(plain_data(DECISION))
    assert list(data) == list(FIELDS)
    assert {one.name for one in fields(Publication)} - {"place", "place_code"} | {"frbr"} == set(FIELDS)
    assert [clause["anchor"] for clause in data["provisions"][1]["clauses"]] == [
        "dieu-1-khoan-1",
        "dieu-1-khoan-1-diem-a",
        "dieu-1-khoan-1-diem-b",
        "dieu-1-khoan-2",
    ]


def test_a_document_is_named_by_place_type_year_number_language_and_day():
    assert identity.expression(DECISION) == "/akn/vn-44/act/quyet-dinh/2024/12-2024-qd-ubnd/vie@2024-05-01"


def test_a_document_without_a_number_is_named_by_its_id():
    assert identity.work(replace(DECISION, number="")) == "/akn/vn-44/act/quyet-dinh/2024/k7m2p9qa"


def test_every_status_and_every_relation_has_its_words_in_linked_data():
    for status in set(LegalStatus) - {LegalStatus.UNKNOWN}:
        assert "legislationLegalForce" in json.loads(as_linked_data(replace(DECISION, status=status)))
    assert "legislationLegalForce" not in json.loads(as_linked_data(replace(DECISION, status="unknown")))
    assert set(linked_data._RELATIONS) == set(RelationType)


def test_linked_data_names_what_the_document_replaces_and_its_files():
    data = json.loads(as_linked_data(DECISION))
    assert data["legislationRepeals"] == data["eli:repeals"]
    assert data["eli:repeals"][0]["@id"] == DECISION.relations[0].address
    assert data["encoding"][0]["contentUrl"] == DECISION.files[0].address
    assert data["temporalCoverage"] == "2024-05-15/.."


def test_linked_data_cannot_end_the_element_it_stands_in():
    hostile = "</script><script>&"
    made = as_linked_data(replace(DECISION, title=hostile, relations=(Relation("cites", hostile, hostile, ""),)))
    assert b"<" not in made
    assert json.loads(made)["name"] == hostile


def test_word_has_the_margins_and_the_letters_of_the_decree():
    document = Document(BytesIO(word(DECISION)))
    section = document.sections[0]
    margins = (section.top_margin, section.right_margin, section.bottom_margin, section.left_margin)
    assert [round(one / Mm(1)) for one in margins] == [20, 15, 20, 30]
    assert document.styles["Normal"].font.name == "Times New Roman"
    assert {run.font.size.pt for one in document.paragraphs[:-1] for run in one.runs} <= {13, 14}


def test_word_opens_with_the_state_and_the_agency_and_ends_with_recipients_and_signature():
    head, foot = Document(BytesIO(word(DECISION))).tables
    assert [round(column.width / Mm(1)) for column in head.columns] == [62, 103]
    left, right = (cell.text for cell in head.rows[0].cells)
    assert left.split("\n")[0] == "ỦY BAN NHÂN DÂN TỈNH HÒA GIANG"
    assert left.endswith("Số: 12/2024/QĐ-UBND")
    assert right.startswith("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc")
    assert right.endswith("Hòa Giang, ngày 01 tháng 5 năm 2024")
    left, right = (cell.text for cell in foot.rows[0].cells)
    assert left == "Nơi nhận:\n- Như Điều 3;\n- Lưu: VT."
    assert right == "CHỦ TỊCH\n(Đã ký)\nNguyễn Văn An"


def test_a_text_that_brings_its_signature_is_not_signed_twice():
    own = Provision("phan-ky", None, Level.TEXT, None, "", "", "CHỦ TỊCH\nNguyễn Văn An", 3)
    signed = replace(DECISION, provisions=(*DECISION.provisions, own))
    assert plain_text(signed).decode().count("Nguyễn Văn An") == 1
    assert markdown_text(signed).decode().count("Nguyễn Văn An") == 1
    assert akoma_ntoso(signed).decode().count("Nguyễn Văn An") == 1
    document = Document(BytesIO(word(replace(signed, recipients=()))))
    assert len(document.tables) == 1


def test_every_part_of_the_word_file_has_the_same_day():
    with ZipFile(BytesIO(word(DECISION))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_parent_that_is_no_part_of_the_document_is_none():
    lost = Provision("dieu-9", "chuong-x", Level.ARTICLE, "9", "Điều 9", "", "", 0)
    assert [depth for depth, _ in nested((*DECISION.provisions, lost))] == [0, 1, 0, 0]
