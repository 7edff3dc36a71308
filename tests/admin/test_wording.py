"""How the desk writes."""

from __future__ import annotations

from pathlib import Path

import pytest

from content.vietnamese import early_tone

DESK = Path(__file__).parents[2] / "admin"
WRITTEN = sorted(path for ending in ("*.py", "*.html") for path in DESK.rglob(ending))


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.name)
def test_the_desk_places_its_tones_as_the_public_site_does(path):
    text = path.read_text(encoding="utf-8")
    assert [word for word in text.split() if word != early_tone(word)] == []
