"""Vietnamese text as data: one spelling for what people write in many, in time linear in the text, for any Unicode.

Three forms, each further from the page than the one before:

* ``nfc_clean`` is safe to store and to show: the same words, without the invisible and the look-alike characters;
* ``canonical`` is for comparing with marks: lower case, ``hòa`` and ``hoà``, ``lý`` and ``lí`` alike;
* ``fold`` is for comparing without marks: plain lower-case letters, ``đ`` read as ``d``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

MARKS_KEPT = 8
"""Combining marks that one letter may carry; a flood of more is cut."""

_MEMORISED_BELOW = 0x3000
"""Code points whose translation is remembered: enough for Latin, Greek and Cyrillic, and a bound on memory."""

_D_STROKE = {"Ð": "Đ", "Ɖ": "Đ", "ð": "đ", "ɖ": "đ"}

_LOOK_ALIKES = dict(
    zip(
        "АВЕЅІЈКМНОРСТУХаеѕіјорсухΑΒΕΖΗΙΚΜΝΟΡΤΥΧο",
        "ABESIJKMHOPCTYXaesijopcyxABEZHIKMNOPTYXo",
        strict=True,
    )
)
"""Cyrillic and Greek letters that cannot be told from a Latin one in print."""

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e0fff"
    "\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f]"
)
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_LINE_ENDS = re.compile("[\u000b\u000c\u0085\u2028\u2029]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_D_STROKES = re.compile(f"[{''.join(_D_STROKE)}]")
_RUN = re.compile(r"\S+")
_FOREIGN = re.compile("[\u0370-\u03ff\u0400-\u052f]")
_LATIN_OR_DIGIT = re.compile("[0-9A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_SUSPECT = re.compile(
    "|".join(pattern.pattern for pattern in (_INVISIBLE, _SPACES, _LINE_ENDS, _SURROGATES, _D_STROKES, _FOREIGN))
    + "|[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]"
)
"""Whatever makes a text worth a second look; most text has none of it."""
_MARK_RUN = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{2,}")
_LOOSE_MARK = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]")

_LETTER_MARKS = "\u0302\u0306\u031b"
"""Circumflex, breve, horn: they make another letter. They are written before the tone, which NFC needs."""

TONES = {"\u0300": "`", "\u0301": "'", "\u0309": "?", "\u0303": "~", "\u0323": "."}
"""Huyền, sắc, hỏi, ngã, nặng, and the sign that stands for each in a canonical syllable, as in VIQR."""

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONE_ORDER = "-\u0300\u0309\u0303\u0301\u0323"
"""None, huyền, hỏi, ngã, sắc, nặng: their order in dictionaries."""

_TONED = re.compile(f"[{''.join(TONES)}]")
_WORD = re.compile(r"[^\W\d_]+")
_LATE_TONE = re.compile(r"(?<![qQ])(?P<first>[oO](?=[àáảãạèéẻẽẹÀÁẢÃẠÈÉẺẼẸ])|[uU](?=[ỳýỷỹỵỲÝỶỸỴ]))(?P<toned>\w)\b")
_I_OR_Y = re.compile(r"(?:qu|[hklmstv])y[`'?~.]?")


def nfc_clean(text: str) -> str:
    """The same words in NFC without invisible characters, odd spaces, or letters that only look Latin."""
    if not _SUSPECT.search(text) and unicodedata.is_normalized("NFC", text):
        return text
    text = _SURROGATES.sub("\ufffd", text)
    text = _INVISIBLE.sub("", text)
    text = _LINE_ENDS.sub("\n", _SPACES.sub(" ", text))
    text = _compose(text)
    text = _D_STROKES.sub(lambda match: _D_STROKE[match[0]], text)
    return _RUN.sub(_latinised, text) if _FOREIGN.search(text) else text


def fold(text: str) -> str:
    """Plain lower-case letters without marks, compatible forms made one, ``đ`` as ``d``; other signs stay."""
    if text.isascii():
        return nfc_clean(text).lower()
    text = unicodedata.normalize("NFKD", nfc_clean(unicodedata.normalize("NFKC", nfc_clean(text))))
    plain = text.translate(_FOLDED)
    # Without its accent a Greek or Cyrillic letter may look Latin after all.
    return _RUN.sub(_latinised, plain).lower() if _FOREIGN.search(plain) else plain


def fold_with_offsets(text: str) -> tuple[str, list[int]]:
    """A folded text and, for each of its characters (and its end), the place in the text given it came from."""
    if all(len(_FOLDED_ALONE[ord(character)]) == 1 for character in set(text)):
        return text.translate(_FOLDED_ALONE), list(range(len(text) + 1))
    offsets: list[int] = []
    for place, character in enumerate(text):
        offsets.extend([place] * len(_FOLDED_ALONE[ord(character)]))
    offsets.append(len(text))
    return text.translate(_FOLDED_ALONE), offsets


def canonical(text: str) -> str:
    """Lower case, each syllable with its tone as a sign at its end, and ``y`` as ``i`` where both are written.

    ``hòa`` and ``hoà`` give ``hoa` ``; ``lý`` and ``lí`` give ``li'``. What is no word stays as it is.
    """
    return _WORD.sub(lambda match: canonical_syllable(match[0]), nfc_clean(text).lower())


@lru_cache(maxsize=50_000)
def canonical_syllable(syllable: str) -> str:
    """The canonical form of one lower-case NFC word; see ``canonical``."""
    if not syllable.isascii():
        letters = unicodedata.normalize("NFD", syllable)
        tones = _TONED.findall(letters)
        syllable = unicodedata.normalize("NFC", _TONED.sub("", letters)) + (TONES[tones[-1]] if tones else "")
    return one_vowel(syllable)


def one_vowel(syllable: str) -> str:
    """A canonical or folded syllable with ``i`` for a ``y`` that is also written ``i``: ``ky`` as ``ki``."""
    return syllable.replace("y", "i") if _I_OR_Y.fullmatch(syllable) else syllable


def early_tone(text: str) -> str:
    """The same words with the tone of an open ``oa``, ``oe``, ``uy`` on its first letter: ``Uỷ ban`` as ``Ủy ban``."""
    return _LATE_TONE.sub(_moved_tone, nfc_clean(text))


def _moved_tone(match: re.Match[str]) -> str:
    letters = unicodedata.normalize("NFD", match["toned"])
    return unicodedata.normalize("NFC", match["first"] + letters[1] + letters[0])


def alphabetical(text: str) -> tuple[list[int], list[int]]:
    """A key that sorts as dictionaries do: a, ă, â … d, đ; the tone decides between what is otherwise spelled alike."""
    letters = unicodedata.normalize("NFD", nfc_clean(text).lower())
    plain = unicodedata.normalize("NFC", _TONED.sub("", letters))
    # What is no letter of the alphabet comes before all that are, as a space does.
    places = [_ALPHABET.find(letter) + 0x110000 if letter in _ALPHABET else ord(letter) for letter in plain]
    return places, [_TONE_ORDER.find(tone) for tone in _tones(letters)]


def _tones(letters: str) -> list[str]:
    """The tone of each word of a decomposed text, or nothing."""
    return ["".join(_TONED.findall(word)) for word in letters.split()]


def has_marks(text: str) -> bool:
    """Whether anything in the text carries a Vietnamese mark, so that its writer can be taken at his word."""
    return not text.isascii() and fold(text) != nfc_clean(text).lower()


def _compose(text: str) -> str:
    """NFC, also of letters whose marks were typed in the wrong order, with floods of marks cut."""
    text = unicodedata.normalize("NFC", text)
    if not _LOOSE_MARK.search(text):
        return text
    text = _MARK_RUN.sub(_ordered_marks, unicodedata.normalize("NFD", text))
    return unicodedata.normalize("NFC", text)


def _ordered_marks(match: re.Match[str]) -> str:
    marks = match[0][:MARKS_KEPT]
    return "".join(sorted(marks, key=lambda mark: mark not in _LETTER_MARKS))


def _latinised(match: re.Match[str]) -> str:
    """A run of signs with its look-alikes made Latin, unless it holds a true foreign word."""
    run = match[0]
    foreign = _FOREIGN.findall(run)
    if not foreign or not _LATIN_OR_DIGIT.search(run) or any(letter not in _LOOK_ALIKES for letter in foreign):
        return run
    return _FOREIGN.sub(lambda letter: _LOOK_ALIKES[letter[0]], run)


def _fold_code_point(code: int) -> str:
    character = chr(code)
    if unicodedata.combining(character) or 0xD800 <= code <= 0xDFFF:
        return ""
    character = _D_STROKE.get(character, character)
    return "d" if character in "Đđ" else character.lower()


def _fold_character(character: str) -> str:
    """One character folded alone: look-alikes are read as Latin, because no word stands around it."""
    if character.isascii():
        return character.lower()
    if _INVISIBLE.match(character):
        return ""
    plain = unicodedata.normalize("NFKD", _LOOK_ALIKES.get(character, character)).translate(_FOLDED)
    return " " if plain.isspace() else plain


class _Folded(dict[int, str]):
    """A translation table filled as letters are met."""

    def __init__(self, fold_one: Callable[[int], str]) -> None:
        super().__init__()
        self._fold_one = fold_one

    def __missing__(self, code: int) -> str:
        plain = self._fold_one(code)
        if code < _MEMORISED_BELOW:
            self[code] = plain
        return plain


_FOLDED = _Folded(_fold_code_point)
_FOLDED_ALONE = _Folded(lambda code: _fold_character(chr(code)))
