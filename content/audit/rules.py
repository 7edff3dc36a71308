"""How a line of the trail is sealed, and how a broken seal is found. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol

FIRST = "0" * 64
"""What the first line calls the one before it."""


class Line(Protocol):
    """What :class:`content.audit.models.AuditLine` has."""

    number: int
    at: datetime
    tag: str
    person_id: str
    person_name: str
    kind: str
    record_id: str
    reason: str
    details: dict[str, Any]
    previous: str
    seal: str


@dataclass(frozen=True)
class Break:
    """A place where the trail does not hold."""

    number: int
    reason: str


def seal(line: Line) -> str:
    """SHA-256 over the line's fields and the seal before it, as canonical JSON."""
    said = [
        line.number,
        line.at.astimezone(UTC).isoformat(timespec="microseconds"),
        line.tag,
        line.person_id,
        line.person_name,
        line.kind,
        line.record_id,
        line.reason,
        line.details,
        line.previous,
    ]
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def breaks(lines: Iterable[Line], *, head: tuple[int, str]) -> list[Break]:
    """Every place where lines, in order of number, were changed, removed, added or put elsewhere; empty when sound."""
    found = []
    expected, previous = 1, FIRST
    for line in lines:
        if line.number != expected:
            found.append(Break(line.number, f"thiếu hoặc đổi thứ tự: cần dòng {expected}"))
        elif line.previous != previous:
            found.append(Break(line.number, "không nối với dòng trước"))
        if seal(line) != line.seal:
            found.append(Break(line.number, "nội dung không khớp với dấu niêm"))
        expected, previous = line.number + 1, line.seal
    if head != (expected - 1, previous):
        found.append(Break(head[0], "dòng cuối không khớp với dấu niêm cuối"))
    return found
