"""How much of a password a guesser must truly guess: what follows by itself from what came before counts once. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

from content.vietnamese import fold

GUESSED_FIRST = (
    "matkhau", "password", "passwd", "quantri", "administrator", "admin", "welcome", "letmein", "iloveyou", "xinchao",
    "anhyeuem", "emyeuanh", "minhbach", "congthongtin", "vietnam", "conghoa", "xahoichunghia", "doclap", "tudo",
    "hanhphuc", "hochiminh", "hanoi",
)  # fmt: skip
"""Words that a guesser tries first in a Vietnamese office."""

ROWS = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890123456789",
    "qwertyuiopasdfghjklzxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
)
LINES = (*ROWS, *(row[::-1] for row in ROWS))
"""What fingers and counting run along."""

SHIFTED = str.maketrans("!@#$%^&*()", "1234567890")
LOOK_ALIKES = str.maketrans("@431!0$57", "aaeiiosst")
DOUBLED = re.compile(r"(.)\1+", re.DOTALL)

SHORTEST_RUN = 3
SHORTEST_WORD = 3
LETTER, DIGIT = 2, 1
"""What is to be guessed in a letter or other sign, and in a figure, of which there are but ten."""


def effort(password: str, known: Iterable[str] = ()) -> int:
    """What is to be guessed, in half letters; ``known`` is what others know of the person (name, e-mail).

    A run along the alphabet, the figures or the keyboard, a repetition and a known word each count as one letter.
    """
    words = _pattern({word for text in (*GUESSED_FIRST, *known) for word in _words(text)})
    plain = fold(password)
    return min(
        _pieces(_once(spelling), words)
        if step == 1
        # Two runs typed in turn, as in 1q2w3e4r.
        else _pieces(_once(spelling[::2]), words) + _pieces(_once(spelling[1::2]), words)
        for spelling in (plain, plain.translate(SHIFTED), plain.translate(LOOK_ALIKES))
        for step in (1, 2)
    )


def _words(text: str) -> set[str]:
    """The text without its spaces and signs, and each of its words that says something."""
    found = re.findall(r"[^\W_]+", fold(text))
    return {_once(word) for word in ("".join(found), *found) if len(word) >= SHORTEST_WORD}


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Any of the words, the longest first, whatever stands between their letters."""
    return re.compile("|".join(r"[\W_]*".join(word) for word in sorted(words, key=len, reverse=True)))


def _once(text: str) -> str:
    return DOUBLED.sub(r"\1", text)


def _pieces(text: str, words: re.Pattern[str]) -> int:
    place = total = 0
    while place < len(text):
        length = max(_word_at(text, place, words), _run_at(text, place), 1)
        total += DIGIT if length == 1 and text[place].isdigit() else LETTER
        place += length
    return total


def _word_at(text: str, place: int, words: re.Pattern[str]) -> int:
    found = words.match(text, place)
    return len(found[0]) if found else 0


def _run_at(text: str, place: int) -> int:
    """How far the text runs along a line from here, or repeats what stood before; nothing when it is not far."""
    length = SHORTEST_RUN
    while place + length <= len(text) and _follows(text, place, length):
        length += 1
    return length - 1 if length > SHORTEST_RUN else 0


def _follows(text: str, place: int, length: int) -> bool:
    run = text[place : place + length]
    return run in text[: place + length - 1] or any(run in line for line in LINES)
