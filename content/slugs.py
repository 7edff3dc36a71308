"""Titles to stable addresses, and the public ids that end them."""

from __future__ import annotations

import re
import secrets
import unicodedata

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base 32 in small letters: nothing that is read two ways."""

PUBLIC_ID_LENGTH = 8
LONGEST = 80

_ODD = str.maketrans({"đ": "d", "Đ": "d", "ð": "d", "Ð": "d"})


def slugify(text: str, longest: int = LONGEST) -> str:
    """ASCII words joined by hyphens: ``Quyết định số 15`` → ``quyet-dinh-so-15``; may be empty."""
    plain = unicodedata.normalize("NFKD", text.translate(_ODD))
    words = re.findall(r"[a-z0-9]+", plain.encode("ascii", "ignore").decode().lower())
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word[:longest]
        if len(longer) > longest:
            break
        slug = longer
    return slug


def issuer_key(name: str) -> str:
    """What an agency's records are found by, with or without marks in its name: the agency is known by the same."""
    return slugify(name)


def new_public_id() -> str:
    """Forty random bits: no order, no time, no count can be read from it."""
    return "".join(secrets.choice(ALPHABET) for _ in range(PUBLIC_ID_LENGTH))


def address(words: str, public_id: str) -> str:
    """The last part of a record's path; the id alone makes it unique, so no collision can be seen."""
    slug = slugify(words)
    return f"{slug}-{public_id}" if slug else public_id
