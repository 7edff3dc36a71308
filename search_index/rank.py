"""One number by which any engine can list records by day and then by id, as the public store does."""

from __future__ import annotations

from datetime import date
from zlib import crc32

from content.public.records import UNDATED


def rank(day: date, record_id: str) -> int:
    """A number that is larger for newer records; of one day, records keep the same order always."""
    return (day.toordinal() << 32) + (2**32 - 1 - crc32(record_id.encode()))


def age(day: date, record_id: str) -> int:
    """The same for the oldest first, where what is of no day comes last too."""
    return rank(date.max if day == UNDATED else day, record_id)
