"""The streams of an OLE compound file, in which old Office programs keep their documents."""

from __future__ import annotations

import io

import olefile

from content.errors import Invalid

_BROKEN = "Tệp văn phòng kiểu cũ này bị hỏng hoặc chưa được tải lên trọn vẹn."


class Compound:
    """An opened compound file."""

    def __init__(self, data: bytes) -> None:
        try:
            self._file = olefile.OleFileIO(io.BytesIO(data))
        except Exception as error:
            raise Invalid(_BROKEN) from error

    def has(self, name: str) -> bool:
        """Whether there is a stream of that name."""
        return bool(self._file.exists(name))

    def stream(self, name: str) -> bytes:
        """The bytes of a stream."""
        if not self.has(name):
            raise Invalid(_BROKEN)
        try:
            return bytes(self._file.openstream(name).read())
        except Exception as error:
            raise Invalid(_BROKEN) from error
