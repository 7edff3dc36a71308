"""Files as they come: packed, cut short, in another encoding, or no files at all."""

from __future__ import annotations

import gzip

import pytest

from content.imports.files import SourceError, lines, whole
from content.imports.incoming import Rejected


def written(tmp_path, data, name="file"):
    path = tmp_path / name
    path.write_bytes(data)
    return path


def test_lines_are_numbered_from_one(tmp_path):
    assert list(lines(written(tmp_path, "một\nhai".encode()))) == [(1, "một\n"), (2, "hai")]


def test_a_packed_file_is_known_by_its_bytes_and_not_by_its_name(tmp_path):
    packed = written(tmp_path, gzip.compress("một\n".encode()), "plain.jsonl")
    unpacked = written(tmp_path, "một\n".encode(), "packed.jsonl.gz")
    assert list(lines(packed)) == list(lines(unpacked)) == [(1, "một\n")]


def test_the_mark_of_utf_8_is_no_text(tmp_path):
    assert list(lines(written(tmp_path, b"\xef\xbb\xbfa"))) == [(1, "a")]


def test_a_packed_file_cut_short_gives_what_is_there(tmp_path):
    packed = gzip.compress("".join(f"dòng {number}\n" for number in range(50_000)).encode())
    read = list(lines(written(tmp_path, packed[: len(packed) // 2])))
    assert read[0] == (1, "dòng 0\n")
    assert isinstance(read[-1], Rejected)
    assert "cắt cụt" in read[-1].reason


def test_a_line_in_another_encoding_does_not_stop_the_next(tmp_path):
    read = list(lines(written(tmp_path, b"\xff\xfe\n" + b"hai")))
    assert read == [Rejected(1, "Dòng không phải là văn bản UTF-8."), (2, "hai")]


def test_a_line_without_end_is_passed_over(tmp_path):
    read = list(lines(written(tmp_path, b"a" * 35 + b"\nb"), longest=10))
    assert isinstance(read[0], Rejected)
    assert read[1] == (2, "b")


def test_an_empty_file_has_no_lines(tmp_path):
    assert list(lines(written(tmp_path, b""))) == []


def test_a_folder_is_told_from_a_file(tmp_path):
    with pytest.raises(SourceError, match="thư mục"):
        list(lines(tmp_path))


def test_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(SourceError, match="Không có tệp"):
        whole(tmp_path / "nothing")


def test_a_whole_file_may_be_utf_16_with_its_mark(tmp_path):
    assert whole(written(tmp_path, "Chỉ thị".encode("utf-16"))) == "Chỉ thị"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "rỗng"),
        (b"  \n", "rỗng"),
        (b"\xc3\x28", "UTF-8"),
        (b"a\x00b", "tệp văn bản"),
        (b"\x1f\x8b\x08", "nén bị hỏng"),
    ],
)
def test_what_is_no_text_is_refused_whole(tmp_path, data, said):
    with pytest.raises(SourceError, match=said):
        whole(written(tmp_path, data))


def test_a_whole_file_has_a_limit(tmp_path):
    with pytest.raises(SourceError, match="lớn quá"):
        whole(written(tmp_path, b"a" * 11), largest=10)
