"""Every code has its words, and no word has lost its code."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import pytest

from content import wording
from content.feedback.rules import Category, Elsewhere, Resolution, State
from content.validity.codes import LegalStatus, RelationType


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (wording.STATUSES, LegalStatus),
        (wording.RELATIONS, RelationType),
        (wording.CATEGORIES, Category),
        (wording.FEEDBACK_STATES, State),
        (wording.RESOLUTIONS, Resolution),
        (wording.NOT_TAKEN, Elsewhere),
    ],
)
def test_every_code_has_words_of_its_own(words: Mapping[str, str], codes: type[StrEnum]) -> None:
    assert set(words) == {code.value for code in codes}
    assert len(set(words.values())) == len(words)
