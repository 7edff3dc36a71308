"""Signatures in the bytes of a file, whether or not its catalogue still knows of them. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from asn1crypto.parser import peek

_BYTE_RANGE = re.compile(rb"/ByteRange\s{0,8}\[")
_SEAL = re.compile(rb"<(?=30[0-9a-fA-F]{2,22}06092[aA]864886[fF]70[dD]010702)")
"""A CMS SignedData as a signature dictionary writes it."""
_NOT_HEX = re.compile(rb"[^0-9a-fA-F]")
MOST_TRACES = 100


@dataclass(frozen=True, slots=True)
class Trace:
    """A seal in the file: where its hexadecimal figures begin and end, and the bytes they are."""

    start: int
    end: int
    seal: bytes


def find_seals(data: bytes) -> list[Trace]:
    """Every seal that stands in the file in hexadecimal figures, in order."""
    found: list[Trace] = []
    for opened in _SEAL.finditer(data):
        if len(found) == MOST_TRACES:
            break
        closed = _NOT_HEX.search(data, opened.end())
        end = closed.start() if closed else len(data)
        figures = data[opened.end() : end]
        found.append(Trace(opened.start(), end + 1, bytes.fromhex(figures[: len(figures) // 2 * 2].decode())))
    return found


def bears_traces(data: bytes) -> bool:
    """Whether anything in the file looks like a signature."""
    return bool(_BYTE_RANGE.search(data) or _SEAL.search(data))


def is_clean_gap(data: bytes, start: int, end: int, seal: bytes) -> bool:
    """Whether the bytes left out of a signature are its seal and nothing else: letters of one case, then zeros."""
    gap = data[start:end]
    figures = gap[1:-1]
    if gap[:1] != b"<" or gap[-1:] != b">" or figures not in (figures.lower(), figures.upper()):
        return False
    try:
        written = bytes.fromhex(figures.decode("ascii"))
    except (ValueError, UnicodeDecodeError):
        return False
    return written == seal and not any(seal[peek(seal) :])
