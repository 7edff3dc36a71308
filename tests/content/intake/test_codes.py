"""Receipt codes survive being read aloud and copied by hand, and tell when they did not."""

from __future__ import annotations

import itertools
import random

import pytest

from content.intake import codes

SECRET = b"a secret of this test"


def some_codes(count: int) -> list[str]:
    return [codes.make(SECRET, str(number).encode()) for number in range(count)]


def test_carries_at_least_eighty_random_bits() -> None:
    assert 5 * (codes.LENGTH - 1) >= 80


def test_the_same_seed_gives_the_same_code_and_another_seed_another() -> None:
    assert codes.make(SECRET, b"one") == codes.make(SECRET, b"one")
    assert len(set(some_codes(1_000))) == 1_000


def test_another_secret_gives_another_code() -> None:
    assert codes.make(SECRET, b"one") != codes.make(b"another secret", b"one")


def test_parts_of_a_seed_do_not_run_into_each_other() -> None:
    assert codes.make(SECRET, b"ab", b"c") != codes.make(SECRET, b"a", b"bc")


def test_every_letter_of_the_alphabet_is_used() -> None:
    assert set("".join(some_codes(200))) == set(codes.ALPHABET)


def test_is_shown_in_groups_of_four() -> None:
    assert codes.show("0123456789ABCDEFGHJK") == "0123-4567-89AB-CDEF-GHJK"


@pytest.mark.parametrize("code", some_codes(50))
def test_is_read_back_from_what_people_type(code: str) -> None:
    shown = codes.show(code)
    spaced = f"  {shown.lower().replace('-', ' ')} "
    letters = shown.replace("0", "o").replace("1", "l")
    full_width = "".join(chr(ord(character) + 0xFEE0) for character in code)
    dashes = shown.replace("-", " – ")
    assert {codes.read(typed) for typed in (code, shown, spaced, letters, full_width, dashes)} == {code}


@pytest.mark.parametrize("code", some_codes(5))
def test_every_single_wrong_character_is_noticed(code: str) -> None:
    for place, letter in itertools.product(range(codes.LENGTH), codes.ALPHABET):
        wrong = code[:place] + letter + code[place + 1 :]
        assert wrong == code or codes.read(wrong) is None


@pytest.mark.parametrize("code", some_codes(50))
def test_every_swap_of_two_characters_is_noticed(code: str) -> None:
    for one, other in itertools.combinations(range(codes.LENGTH), 2):
        letters = list(code)
        letters[one], letters[other] = letters[other], letters[one]
        swapped = "".join(letters)
        assert swapped == code or codes.read(swapped) is None


@pytest.mark.parametrize("typed", ["", "-", "U" * 20, "0" * 19, "0" * 21, "ế" * 20, "\x00" * 20, "0" * 100_000, "🙂"])
def test_what_is_no_code_is_none(typed: str) -> None:
    assert codes.read(typed) is None


def test_random_text_is_almost_never_a_code() -> None:
    chance = random.Random(7)
    guesses = ("".join(chance.choices(codes.ALPHABET, k=codes.LENGTH)) for _ in range(3_200))
    assert sum(codes.read(guess) is not None for guess in guesses) < 200


def test_the_stored_form_tells_nothing_without_the_secret() -> None:
    code = some_codes(1)[0]
    assert codes.stored_form(SECRET, code) == codes.stored_form(SECRET, code)
    assert codes.stored_form(SECRET, code) != codes.stored_form(b"another secret", code)
    assert code.lower() not in codes.stored_form(SECRET, code)
