"""Where bytes are kept: a folder of files named by a key, each written whole and to the disk before it is spoken of."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

KEY = re.compile(r"[a-z0-9]{16,128}")


class Storage:
    """Bytes by key in one folder, in subfolders named by the key's first two characters."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, key: str) -> Path:
        """Where the bytes of ``key`` are or would be; anything but small letters and digits is no key."""
        if not KEY.fullmatch(key):
            raise ValueError(f"not a storage key: {key!r}")
        return self.folder / key[:2] / key

    def exists(self, key: str) -> bool:
        """Whether there are bytes under the key."""
        return self.path(key).is_file()

    def put(self, key: str, data: bytes) -> None:
        """Keep bytes under a key; on return they are on the disk, and nobody ever sees half of them."""
        place = self.path(key)
        if place.is_file() and place.stat().st_size == len(data):
            return
        place.parent.mkdir(parents=True, exist_ok=True)
        beside = place.with_name(f".{secrets.token_hex(8)}")
        try:
            with beside.open("wb") as out:
                out.write(data)
                out.flush()
                os.fsync(out.fileno())
            beside.replace(place)
        except BaseException:
            # A full disk must not be kept full by what it would not take.
            beside.unlink(missing_ok=True)
            raise
        _sync_folder(place.parent)

    def add(self, data: bytes) -> str:
        """Keep bytes under their own SHA-256, which is returned."""
        key = hashlib.sha256(data).hexdigest()
        self.put(key, data)
        return key

    def open(self, key: str) -> BinaryIO:
        """The bytes, to read; :class:`FileNotFoundError` where there are none."""
        return self.path(key).open("rb")

    def read(self, key: str) -> bytes:
        """The bytes, whole."""
        return self.path(key).read_bytes()

    def delete(self, key: str) -> None:
        """Forget the bytes; nothing happens where there are none."""
        self.path(key).unlink(missing_ok=True)

    def stored(self) -> Iterator[str]:
        """Every key there is, in order; half-written files have none."""
        for place in sorted(self.folder.glob("??/*")):
            if KEY.fullmatch(place.name):
                yield place.name

    def clear_half_written(self, before: float) -> int:
        """Remove what a killed process left half written before a moment (seconds of the epoch); returns how many."""
        left = [place for place in self.folder.glob("??/.*") if place.is_file() and place.stat().st_mtime < before]
        for place in left:
            place.unlink(missing_ok=True)
        return len(left)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
