"""What people type into the desk's forms."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict
from wtforms import Form

from admin.fields import Text, cleaned, read_day, read_minute
from admin.wording import grouped


@pytest.mark.parametrize("typed", ["22/11/2026", "22-11-2026", "22.11.2026", "2026-11-22"])
def test_a_day_is_read_as_people_write_it(typed):
    assert read_day(typed) == date(2026, 11, 22)


@pytest.mark.parametrize("typed", ["08:00 25/11/2026", "8h00 25/11/2026", "25/11/2026, 08:00", "2026-11-25T08:00"])
def test_a_minute_is_read_in_the_time_of_vietnam(typed):
    assert read_minute(typed) == datetime(2026, 11, 25, 1, 0, tzinfo=UTC)


@given(st.text(max_size=40))
def test_anything_else_is_refused_with_a_sentence(typed):
    for read in (read_day, read_minute):
        try:
            read(typed)
        except ValueError as error:
            assert str(error).startswith("Hãy ghi")


def test_line_ends_and_invisible_letters_are_made_one():
    assert cleaned(" a\u200b\r\nb\r ") == "a\nb"


class Letter(Form):
    text = Text("Toàn văn", longest=1_000)


def test_a_text_that_is_too_long_is_refused_with_its_length_and_never_cut():
    letter = Letter(MultiDict({"text": "á" * 1_234}))
    assert not letter.validate()
    assert letter.text.errors == ["Tối đa 1.000 ký tự; hiện có 1.234."]
    assert "maxlength" not in letter.text()
    assert letter.text().count("á") == 1_234


def test_large_numbers_are_grouped_as_in_vietnam():
    assert [grouped(number) for number in (0, 999, 2_172_014)] == ["0", "999", "2.172.014"]
