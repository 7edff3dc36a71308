"""A provincial gazette's records."""

from __future__ import annotations

import json
from datetime import date

import pytest

from content.imports.files import SourceError
from content.imports.gazette_json import count, read
from content.imports.incoming import Rejected

RECORD = {
    "so_hieu": "1182/QĐ-UBND",
    "parent_unid": "0032",
    "ngay_ban_hanh": "2026-05-19",
    "ngay_hieu_luc": "2026-05-20",
    "co_quan_ban_hanh": "UBND Tỉnh",
    "loai_van_ban": "Quyết định của Chủ tịch UBND tỉnh",
    "nguoi_ky": "Phó Chủ tịch Thường trực UBND tỉnh Hà Trung Chiến",
    "trich_yeu": "Về việc phê duyệt đơn giá",
    "tinh_trang": "Đang hiệu lực",
    "so_cong_bao": "12",
    "file_urls": "https://x.vn/$file/QD%201182.pdf",
    "source_url": "https://x.vn/NoiDung",
}


def read_all(tmp_path, value):
    path = tmp_path / "gazette.json"
    path.write_text(json.dumps(value), "utf-8")
    return list(read(path))


def test_a_record_is_read(tmp_path):
    (entry,) = read_all(tmp_path, [RECORD])
    assert entry.kind == "directions"
    fields = entry.fields
    assert (fields["type"], fields["issuer"]) == ("Quyết định", "Ủy ban nhân dân Tỉnh")
    assert fields["signer_title"] == "Phó Chủ tịch Thường trực Ủy ban nhân dân tỉnh"
    assert fields["signer"] == "Hà Trung Chiến"
    assert fields["effective"] == date(2026, 5, 20)
    assert fields["declared_status"] == "in_force"
    assert fields["gazette"] == {"number": "12"}
    assert fields["sources"][1] == {"name": "Tệp tại công báo: QD 1182.pdf", "url": "https://x.vn/$file/QD%201182.pdf"}


def test_one_bad_record_does_not_stop_the_next(tmp_path):
    bad, good = read_all(tmp_path, ["x", RECORD])
    assert isinstance(bad, Rejected)
    assert good.line == 2


@pytest.mark.parametrize(
    "record", [{}, {"so_hieu": "12", "loai_van_ban": None}, {"loai_van_ban": "Quyết định"}, {"so_hieu": []}]
)
def test_a_record_that_says_too_little_is_rejected(tmp_path, record):
    (entry,) = read_all(tmp_path, [record])
    assert isinstance(entry, Rejected)


@pytest.mark.parametrize("value", [{}, "x", None])
def test_a_file_that_is_no_list_is_refused(tmp_path, value):
    with pytest.raises(SourceError, match="danh sách"):
        read_all(tmp_path, value)


def test_a_file_that_is_no_json_is_refused(tmp_path):
    (tmp_path / "gazette.json").write_text("[", "utf-8")
    with pytest.raises(SourceError, match="JSON hợp lệ"):
        list(read(tmp_path / "gazette.json"))


@pytest.mark.data
def test_every_record_of_a_real_gazette_is_taken_in(data):
    path = data / "documents/province_sonla_gazette.json"
    entries = list(read(path))
    assert len(entries) == count(path) == 367
    assert len({entry.source_key for entry in entries}) == 367
    assert sum(entry.kind == "legal" for entry in entries) == 21
