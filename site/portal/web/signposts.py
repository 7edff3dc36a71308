"""Pages of the portal that are no records, so that no index holds them, and the words that lead to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel.speaklater import LazyString

from content.vietnamese import has_marks
from portal.web.catalogue import lazy_gettext as _
from search_index.analysis import tokens, without_marks


@dataclass(frozen=True)
class Signpost:
    """A page, what it is called, and the words any of which, in a row, ask for it."""

    path: str
    title: LazyString
    words: Sequence[str]


SIGNPOSTS = (
    Signpost(
        "/gop-y/kenh-phu-hop",
        _("Khiếu nại, tố cáo, bí mật nhà nước: gửi ở đâu"),
        ("khiếu nại", "tố cáo", "bí mật nhà nước", "complaint", "complaints", "denunciation", "denunciations"),
    ),
    Signpost(
        "/nguoi-phat-ngon",
        _("Người phát ngôn các cơ quan"),
        ("người phát ngôn", "spokesperson", "spokespersons"),
    ),
)


def asked_for(text: str) -> list[Signpost]:
    """The pages that a text typed into the search asks for; marks count where any are typed."""
    typed, plain = tokens(text), not has_marks(text)
    line = f" {' '.join(without_marks(typed) if plain else typed)} "
    return [one for one in SIGNPOSTS if any(f" {_joined(words, plain=plain)} " in line for words in one.words)]


def _joined(words: str, *, plain: bool) -> str:
    exact = tokens(words)
    return " ".join(without_marks(exact) if plain else exact)
