"""Bytes by key, whole or not at all."""

from __future__ import annotations

import pytest

from content.storage import Storage


def test_bytes_come_back(tmp_path):
    storage = Storage(tmp_path)
    key = storage.add("Quyết định".encode())
    assert storage.read(key).decode() == "Quyết định"


def test_the_same_bytes_are_kept_once(tmp_path):
    storage = Storage(tmp_path)
    assert storage.add(b"x") == storage.add(b"x")
    assert len(list(storage.stored())) == 1


def test_deleting_what_is_not_there_is_no_fault(tmp_path):
    Storage(tmp_path).delete("0" * 64)


def test_half_written_files_are_no_keys(tmp_path):
    storage = Storage(tmp_path)
    key = storage.add(b"x")
    (storage.path(key).parent / ".half").write_bytes(b"y")
    assert list(storage.stored()) == [key]


@pytest.mark.parametrize("key", ["", "../../etc/passwd", "a/b", "A" * 64, "abc\0", "ab" * 100])
def test_what_is_no_key_never_becomes_a_path(tmp_path, key):
    with pytest.raises(ValueError, match="not a storage key"):
        Storage(tmp_path).path(key)
