"""Whatever is done to the trail afterwards is found."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from content.audit.rules import FIRST, breaks, seal


@dataclass
class Line:
    number: int
    at: datetime
    tag: str = "desk:legal:approved"
    person_id: str = "p"
    person_name: str = "Lê Thanh Ngần"
    kind: str = "legal"
    record_id: str = "r"
    reason: str = ""
    details: Any = None
    previous: str = FIRST
    seal: str = ""


def a_trail(length):
    lines: list[Line] = []
    for number in range(1, length + 1):
        line = Line(number, datetime(2026, 11, 22, tzinfo=UTC) + timedelta(minutes=number), reason=f"vì {number}")
        line.previous = lines[-1].seal if lines else FIRST
        line.seal = seal(line)
        lines.append(line)
    return lines, (length, lines[-1].seal if lines else FIRST)


def test_an_untouched_trail_is_sound():
    lines, head = a_trail(20)
    assert breaks(lines, head=head) == []


def test_an_empty_trail_is_sound():
    assert breaks([], head=(0, FIRST)) == []


@given(st.integers(0, 19), st.sampled_from(["tag", "person_id", "person_name", "kind", "record_id", "reason"]))
def test_a_changed_word_is_found(place, field):
    lines, head = a_trail(20)
    lines[place] = replace(lines[place], **{field: "khác"})
    assert breaks(lines, head=head)


@given(st.integers(0, 19))
def test_a_changed_line_sealed_anew_is_found(place):
    lines, head = a_trail(20)
    lines[place].reason = "khác"
    lines[place].seal = seal(lines[place])
    assert breaks(lines, head=head)


@given(st.integers(0, 19))
def test_a_removed_line_is_found(place):
    lines, head = a_trail(20)
    del lines[place]
    assert breaks(lines, head=head)


@given(st.integers(0, 18))
def test_two_lines_in_each_other_s_place_are_found(place):
    lines, head = a_trail(20)
    lines[place], lines[place + 1] = lines[place + 1], lines[place]
    assert breaks(lines, head=head)


@given(st.integers(0, 20))
def test_an_added_line_is_found(place):
    lines, head = a_trail(20)
    lines.insert(place, replace(lines[0], number=place + 1))
    assert breaks(lines, head=head)


@given(st.integers(1, 20))
def test_a_cut_off_end_is_found(cut):
    lines, head = a_trail(20)
    assert breaks(lines[:-cut], head=head)
