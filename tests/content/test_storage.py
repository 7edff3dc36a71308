"""Bytes by key, whole or not at all."""

from __future__ import annotations

import os
import resource
import signal

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


def hidden(folder):
    return [place for place in folder.rglob("*") if place.name.startswith(".")]


def test_what_the_disk_would_not_take_leaves_nothing(tmp_path):
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    try:
        with pytest.raises(OSError, match="too large"):
            Storage(tmp_path).put("abcdefghijklmnop", b"x" * 10_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)
    assert hidden(tmp_path) == []
    assert list(Storage(tmp_path).stored()) == []


def test_what_a_killed_process_left_half_written_is_cleared_when_it_is_old(tmp_path):
    for name, age in (("old", 0), ("new", 1000)):
        place = tmp_path / "ab" / f".{name}"
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(b"half")
        os.utime(place, (age, age))
    assert Storage(tmp_path).clear_half_written(500) == 1
    assert [place.name for place in hidden(tmp_path)] == [".new"]
