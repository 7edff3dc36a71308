"""Which parts of a text are in an old encoding, judged by whether they read as Vietnamese, and those parts repaired.

The fonts that a file names do not decide: nearly half of the files that name a TCVN3 font hold Unicode. They only
keep apart what was written apart, and a capital font (``.VnTimeH``) says that its small letters are drawn as capitals.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from content.legacy_encodings.syllables import is_syllable
from content.legacy_encodings.tables import ENCODINGS, Encoding, decode

WORDS_NEEDED = 2
"""Different words that must become Vietnamese before an encoding is believed."""

SHARE_NEEDED = 0.6
"""The share of the words with a sign in them that must be Vietnamese in a right reading."""

LEAD_NEEDED = 0.25
"""How much larger that share must be than in the text as it stands."""

SECOND_NEEDED = 0.01
"""The share of the commonest encoding's gain that another needs in the same document; less is chance."""

_LETTERS = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\s\d!-/:-@\[-`{-~]+")
_SIGNS = re.compile("[¡-¿×÷\u0080-\u009f]")
"""Signs that no Vietnamese word holds: beside a letter they betray another encoding."""
_WESTERN = re.compile("[A-Za-zÀÂÄÇÈÉÊËÎÏÑÔÖÙÛÜßàâäçèéêëîïñôöùûü]*[a-zßàâäçèéêëîïñôöùûü]")
_CAPITAL_INSIDE = re.compile("[a-zà-öø-ÿ][À-ÖØ-ÞĂĐĨŨƠƯ]")
_UNICODE_ONLY = re.compile("[ĂăĐđĨĩŨũƠơƯưẠ-ỹ\u0300-\u0323]")
_CAPITAL_AFTER = re.compile("[à-öø-ÿăđĩũơưạ-ỹ][A-Z]")
_INITIALS = re.compile("[A-ZĂÂÊÔƠƯĐÑÖ]+")
_ALONE = "®¤¦"
"""Signs that stand for a letter even without another beside them: đ, Ô, Ư. Others may be a bullet or a dash."""
_CAPITALS_FONT = re.compile(r"\.?vn\w.*h", re.IGNORECASE)


@dataclass(frozen=True)
class Run:
    """A stretch of text in one font; the name may be empty."""

    text: str
    font: str = ""


@dataclass(frozen=True)
class Repaired:
    """The paragraphs in Unicode, and the encodings that some of them had been in."""

    paragraphs: tuple[str, ...]
    encodings: tuple[Encoding, ...]

    @property
    def text(self) -> str:
        """All of it, a paragraph to a line."""
        return "\n".join(self.paragraphs)


@dataclass(frozen=True)
class _Segment:
    """What stands together in one paragraph and one family of fonts; ``capitals`` marks the letters drawn large."""

    family: str
    text: str
    capitals: tuple[bool, ...]


@dataclass(frozen=True)
class _Reading:
    """How many words with a sign in them are Vietnamese, and how many are not, in one way to read them."""

    right: int
    wrong: int
    different: int

    @property
    def share(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0

    @property
    def balance(self) -> int:
        return self.right - self.wrong


def repair(text: str) -> Repaired:
    """The text in Unicode, line for line; Unicode Vietnamese and other languages come out as they went in."""
    return repair_paragraphs([[Run(line)] for line in text.split("\n")])


def repair_paragraphs(paragraphs: Iterable[Sequence[Run]], *, capitals_by_font: bool = True) -> Repaired:
    """Each paragraph in Unicode; without ``capitals_by_font`` letters stay as small as they were typed."""
    segmented = [list(_segments(runs)) for runs in paragraphs]
    of_family: dict[str, list[str]] = {}
    for segments in segmented:
        for segment in segments:
            of_family.setdefault(segment.family, []).append(segment.text)
    of_families = {family: _believed(texts) for family, texts in of_family.items()}
    of_document = _believed([text for texts in of_family.values() for text in texts])
    found: set[Encoding] = set()
    repaired = []
    for segments in segmented:
        parts = []
        for segment in segments:
            usual = of_families[segment.family]
            encoding = _encoding_of_segment(segment.text, usual, of_document)
            text = _decoded(segment.text, encoding) if encoding else segment.text
            if encoding and text != segment.text:
                found.add(encoding)
            if capitals_by_font and "tcvn3" in usual and encoding != "vni" and len(text) == len(segment.text):
                text = _enlarged(text, segment.capitals)
            parts.append(text)
        repaired.append("".join(parts))
    return Repaired(tuple(repaired), tuple(name for name in ENCODINGS if name in found))


def _segments(runs: Sequence[Run]) -> Iterator[_Segment]:
    for family, group in groupby(runs, key=lambda run: _family(run.font)):
        together = list(group)
        capitals = [bool(_CAPITALS_FONT.fullmatch(run.font)) for run in together for _ in run.text]
        yield _Segment(family, "".join(run.text for run in together), tuple(capitals))


def _family(font: str) -> str:
    name = font.lower()
    return ".vn" if name.startswith(".vn") else "vni" if name.startswith("vni") else ""


def _enlarged(text: str, capitals: Sequence[bool]) -> str:
    if not any(capitals):
        return text
    return "".join(letter.upper() if large else letter for letter, large in zip(text, capitals, strict=True))


def _believed(texts: Sequence[str]) -> tuple[Encoding, ...]:
    """The encodings that enough of these texts are in, the commonest first; none where they are best as they stand.

    Lines are weighed one by one, so that a page of Unicode does not hide a line that is not.
    """
    of: dict[Encoding, list[str]] = {encoding: [] for encoding in ENCODINGS}
    for text in texts:
        if text.isascii():
            continue
        best = max(ENCODINGS, key=lambda encoding: _gain(text, encoding))
        if _gain(text, best) > 0 and not _is_western(text, best):
            of[best].append(text)
    gains = {encoding: sum(_gain(text, encoding) for text in of[encoding]) for encoding in ENCODINGS}
    least = max(gains.values()) * SECOND_NEEDED
    found = [encoding for encoding in ENCODINGS if gains[encoding] > least and _convinces(of[encoding], encoding)]
    return tuple(sorted(found, key=lambda encoding: -gains[encoding]))


def _convinces(texts: Sequence[str], encoding: Encoding) -> bool:
    old, new = _total(texts, None), _total(texts, encoding)
    return new.different >= WORDS_NEEDED and new.share >= max(SHARE_NEEDED, old.share + LEAD_NEEDED)


def _encoding_of_segment(text: str, of_family: Sequence[Encoding], of_document: Sequence[Encoding]) -> Encoding | None:
    """The segment's own letters decide; where they are silent, those of its family of fonts, or of the document."""
    if text.isascii():
        return None
    # Of equals the first is taken, which is the commonest in the family.
    encoding = max((*of_family, *of_document), key=lambda encoding: _gain(text, encoding), default=None)
    if encoding is None or _is_western(text, encoding):
        return None
    gain = _gain(text, encoding)
    return encoding if gain > 0 or (gain == 0 and not _UNICODE_ONLY.search(text)) else None


def _is_western(text: str, encoding: Encoding) -> bool:
    """Whether this is a line of another language: mostly no Vietnamese in the encoding, and letters that others use."""
    words = [match[0] for match in _WORD.finditer(text) if not match[0].isascii()]
    western = sum(_WESTERN.fullmatch(word) is not None for word in words)
    return _reading(text, encoding).share < SHARE_NEEDED and western * 2 >= len(words)


def _decoded(text: str, encoding: Encoding) -> str:
    """The text decoded word by word, but for words that are plainly not in the encoding."""
    return _WORD.sub(lambda match: _decoded_word(match[0], encoding), text)


@lru_cache(maxsize=50_000)
def _decoded_word(word: str, encoding: Encoding) -> str:
    decoded = _read_word(word, encoding)
    if _reading(decoded, None).wrong and _reading(word, None).balance > 0:
        return word
    return _one_size(decoded) if encoding == "tcvn3" else decoded


@lru_cache(maxsize=50_000)
def _read_word(word: str, encoding: Encoding) -> str:
    """A word in the encoding, unless letters that only Unicode has, or a lone sign, show that it is in none."""
    if word.isascii() or (len(word) == 1 and word not in _ALONE and not word.isalpha()):
        return word
    return word if _UNICODE_ONLY.search(word) else decode(word, encoding)


def _one_size(word: str) -> str:
    """TCVN3 has no capitals with tones: what stands small among capitals was meant as one."""
    letters = [letter for letter in word if letter.isalpha()]
    small = [letter for letter in letters if letter.islower()]
    if not small or any(letter.isascii() for letter in small):
        return word
    return word.upper() if len(letters) - len(small) > 1 or _CAPITAL_AFTER.search(word) else word


@lru_cache(maxsize=50_000)
def _gain(text: str, encoding: Encoding) -> int:
    """How many words more are Vietnamese when the text is read in the encoding."""
    return _reading(text, encoding).balance - _reading(text, None).balance


def _total(texts: Sequence[str], encoding: Encoding | None) -> _Reading:
    readings = [_reading(text, encoding) for text in texts]
    words = {word for text in texts for word in _marked_words(_read_as(text, encoding))}
    right = sum(reading.right for reading in readings)
    return _Reading(right, sum(reading.wrong for reading in readings), sum(map(is_syllable, words)))


@lru_cache(maxsize=50_000)
def _reading(text: str, encoding: Encoding | None) -> _Reading:
    """Counts the words with a sign in them that are Vietnamese, and those that are not."""
    words = list(_marked_words(_read_as(text, encoding)))
    right = [word for word in words if is_syllable(word) and not _CAPITAL_INSIDE.search(word)]
    return _Reading(len(right), len(words) - len(right), len(set(right)))


def _marked_words(text: str) -> Iterator[str]:
    """The words that are not plain ASCII; a sign within letters makes them one word, which none is."""
    for match in _WORD.finditer(text):
        if match[0].isascii():
            continue
        if _SIGNS.search(match[0]) and len(match[0]) > 1:
            yield match[0]
            continue
        yield from (word for word in _LETTERS.findall(match[0]) if not word.isascii() and not _is_short_for(word))


def _is_short_for(word: str) -> bool:
    """Whether this is a letter alone, or those that some words begin with, which prove nothing."""
    return len(word) == 1 or (bool(_INITIALS.fullmatch(word)) and not is_syllable(word))


def _read_as(text: str, encoding: Encoding | None) -> str:
    return _WORD.sub(lambda match: _read_word(match[0], encoding), text) if encoding else text
