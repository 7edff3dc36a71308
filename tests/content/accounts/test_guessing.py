"""What a guesser must truly guess."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from content.accounts.guessing import DIGIT, LETTER, LINES, effort
from content.vietnamese import fold

LETTERS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=10)


@given(st.sampled_from(LINES), st.integers(0, 20), st.integers(3, 20))
def test_a_run_along_a_line_counts_as_one_letter(line: str, start: int, length: int) -> None:
    run = line[start : start + length]
    assume(len(run) >= 3)
    assert effort(run) <= LETTER


@given(st.characters(codec="utf-8", exclude_categories=["Cs"]), st.integers(1, 100))
def test_one_sign_over_and_over_counts_once(sign: str, times: int) -> None:
    assert effort(sign * times) <= effort(sign * 2)


@given(LETTERS, st.integers(2, 8))
def test_a_repetition_adds_next_to_nothing(block: str, times: int) -> None:
    assert effort(block * times) <= LETTER * (len(block) + 2)


@given(st.text(max_size=128))
def test_no_password_counts_more_than_all_its_letters(password: str) -> None:
    assert effort(password) <= LETTER * len(fold(password))


@given(st.text("0123456789", max_size=40))
def test_a_figure_is_less_to_guess_than_a_letter(figures: str) -> None:
    assert effort(figures) <= LETTER * len(figures)
    assert DIGIT < LETTER


@given(LETTERS.filter(lambda word: len(word) >= 3))
def test_what_others_know_of_the_person_counts_as_one_letter(word: str) -> None:
    assert effort(word, [word]) <= LETTER
    assert effort(word.upper(), [f"{word}@tinh.example"]) <= LETTER


@pytest.mark.parametrize(
    "password", ["1q2w3e4r5t6y", "a1b2c3d4e5f6", "1qaz2wsx3edc", "P@ssw0rd", "!@#$%^&*()", "ĐộcLập"]
)
def test_tricks_of_the_keyboard_are_seen_through(password: str) -> None:
    assert effort(password) <= 2 * LETTER
