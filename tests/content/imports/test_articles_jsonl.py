"""The portal's own bulk layout, with all the dirt that real files bring."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.imports.articles_jsonl import Index, count, read, read_line
from content.imports.incoming import Incoming, Rejected

DECREE = {
    "type": "Nghị định",
    "number": "17/2018/NĐ-CP",
    "title": "Sửa đổi Nghị định về đấu thầu",
    "issued": "2018-02-02",
    "effective": "2018-03-25",
    "agency": "Chính phủ",
    "topics": ["xay-dung-nha-o-do-thi"],
    "articles": [
        {"article": "1", "code": "9.1.NĐ.1.1", "heading": "Phạm vi", "text": "1. Một.", "note": "", "related": []}
    ],
}
LAW = {
    **DECREE,
    "type": "Luật",
    "number": "43/2013/QH13",
    "title": "Đấu thầu",
    "articles": [
        {
            "article": "5",
            "code": "9.1.LQ.5",
            "heading": "Tư cách",
            "text": "1. Một.\n\nChương II\n\nLỰA CHỌN",
            "note": ", có nội dung được sửa đổi bởi Điều 1 Nghị định số 17/2018/NĐ-CP có hiệu lực",
            "related": ["9.1.NĐ.1.1", "1.1.TT.1.1"],
        },
        {"article": "6", "text": "Hai.", "note": ", bị bãi bỏ bởi Điều 2 Luật số 1/2020/QH14"},
    ],
}


def one(document, index=None):
    return read_line(1, json.dumps(document), index or Index())


def written(tmp_path, *documents):
    path = tmp_path / "documents.jsonl"
    path.write_text("".join(f"{json.dumps(document)}\n" for document in documents), "utf-8")
    return path


def test_a_document_is_read_with_its_articles():
    entry = one(DECREE)
    assert isinstance(entry, Incoming)
    assert entry.kind == "legal"
    assert entry.fields["number"] == "17/2018/NĐ-CP"
    assert entry.fields["field"] == "Xây dựng, nhà ở, đô thị"
    assert entry.fields["to_check"] == []
    assert [part.title() for part in entry.provisions] == ["Điều 1. Phạm vi"]


def test_articles_cite_each_other_across_the_file(tmp_path):
    law, decree = read(written(tmp_path, LAW, DECREE))
    assert law.fields["relations"][0]["target_number"] == "17/2018/NĐ-CP"
    assert law.provisions[0].note.split("\n") == [
        "Có nội dung được sửa đổi bởi Điều 1 Nghị định số 17/2018/NĐ-CP có hiệu lực.",
        "Trong nguồn, tiếp sau điều này là Chương II LỰA CHỌN.",
        "Nội dung liên quan: Điều 1 Nghị định 17/2018/NĐ-CP; mã trong nguồn: 1.1.TT.1.1.",
    ]
    assert decree.fields["relations"] == [
        {
            "type": "amends",
            "target_number": "43/2013/QH13",
            "target_title": "Luật 43/2013/QH13",
            "note": "Đối với Điều 5",
            "provisions": ["dieu-5"],
        }
    ]


def test_a_repealed_article_makes_the_document_hold_partly():
    entry = one(LAW)
    assert entry.fields["declared_status"] == "partly"
    assert entry.fields["status_note"].endswith("bị bãi bỏ tại Điều 6.")


def test_missing_title_date_and_issuer_are_said_and_not_invented():
    entry = one({**DECREE, "title": "", "issued": None, "agency": None})
    assert entry.fields["title"] == "Nghị định số 17/2018/NĐ-CP"
    assert (entry.fields["issued"], entry.fields["issuer"]) == (None, "")
    assert len(entry.fields["to_check"]) == 3


def test_a_number_cut_in_two_is_joined_and_said():
    entry = one({**DECREE, "number": "08", "title": "/2017/TT-BTNMT Quy định quy trình"})
    assert (entry.fields["number"], entry.fields["title"]) == ("08/2017/TT-BTNMT", "Quy định quy trình")
    assert "đã ghép lại" in entry.fields["to_check"][0]


def test_dirt_in_texts_is_cleaned():
    article = {"article": "5\xa0", "heading": "Ho\u0302\u0300\u200b sơ", "text": "1.\xa0Chư\xadơng\x08"}
    (part,) = one({**DECREE, "number": "89/2015/NÐ-CP", "articles": [article]}).provisions
    assert (part.anchor, part.heading, part.text) == ("dieu-5", "Hồ sơ", "1. Chương")
    assert one({**DECREE, "number": "89/2015/NÐ-CP"}).fields["number"] == "89/2015/NĐ-CP"


def test_a_document_may_be_one_of_direction_and_have_no_articles():
    entry = one({**DECREE, "kind": "directions", "type": "Chỉ thị", "articles": [], "text": "1. Một."})
    assert (entry.kind, entry.fields["preamble"], entry.provisions) == ("directions", "1. Một.", ())


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "JSON hợp lệ"),
        ("[]", "đối tượng JSON"),
        ("null", "đối tượng JSON"),
        ("[" * 100_000, "JSON hợp lệ"),
        ('{"type": "Luật"}', "Thiếu cả số"),
        ('{"number": "1/2020/QH14"}', "Thiếu loại văn bản"),
        ('{"type": "Luật", "number": "1", "articles": "x"}', "danh sách các điều"),
        ('{"type": "Luật", "number": "1", "articles": [1]}', "danh sách các điều"),
        ('{"type": "Luật", "number": "1", "articles": [{"text": {}}]}', "không phải là văn bản"),
        ('{"type": "Luật", "number": "1", "articles": [{"related": "x"}]}', "danh sách mã điều"),
        ('{"type": "Luật", "number": "1", "topics": "x"}', "phải là danh sách"),
        ('{"type": "Luật", "number": "1", "kind": "plans"}', "phải là một trong"),
        (json.dumps({"type": "Luật", "number": "1" * 200}), "dài quá 120"),
        (json.dumps({"type": "Luật", "number": "1", "articles": [{}] * 5001}), "quá 5000 điều"),
    ],
)
def test_a_line_that_is_no_document_is_rejected_with_its_reason(line, reason):
    entry = read_line(7, line, Index())
    assert isinstance(entry, Rejected)
    assert entry.line == 7
    assert reason in entry.reason


def test_a_broken_line_does_not_stop_the_next_and_empty_ones_are_none(tmp_path):
    path = tmp_path / "documents.jsonl"
    path.write_text(f"{{broken\n\n{json.dumps(DECREE)}\n", "utf-8")
    broken, decree = read(path)
    assert (broken.line, decree.line) == (1, 3)
    assert count(path) == 3


def test_the_same_document_has_the_same_key_however_its_number_is_spelled():
    first, second = one(DECREE), one({**DECREE, "number": "17/2018/nđ - cp", "title": "Khác"})
    assert first.source_key == second.source_key
    assert first.sha256() != second.sha256()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=8,
)
NAMES = ("type", "number", "title", "issued", "effective", "agency", "topics", "articles", "kind", "text", "summary")
ARTICLE = st.dictionaries(st.sampled_from(["article", "code", "heading", "text", "note", "related"]), JSON | st.text())
DOCUMENT = st.fixed_dictionaries(
    {}, optional={name: JSON for name in NAMES} | {"articles": st.lists(ARTICLE, max_size=3)}
)


@given(DOCUMENT)
def test_anything_is_a_document_or_rejected(tmp_path_factory, document):
    path = tmp_path_factory.mktemp("any") / "one.jsonl"
    path.write_text(json.dumps(document), "utf-8")
    (entry,) = read(path)
    assert isinstance(entry, Incoming | Rejected)
    if isinstance(entry, Incoming):
        assert entry.fields["title"]
        assert len(entry.source_key) == len(entry.sha256()) == 64


@pytest.mark.data
def test_every_central_document_is_taken_in_with_all_its_articles(data):
    entries = list(read(data / "documents/central_legislation.jsonl.gz"))
    assert len(entries) == 3_203
    assert not [entry for entry in entries if isinstance(entry, Rejected)]
    assert sum(len(entry.provisions) for entry in entries) == 40_982
    assert len({entry.source_key for entry in entries}) == 3_203
    assert sum(any("trích yếu" in said for said in entry.fields["to_check"]) for entry in entries) >= 333
