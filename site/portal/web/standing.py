"""Where a document's provisions stand today: what was done to each, in words under its heading."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from content.public.acts import terms_of
from content.public.reader import Record, Tie
from content.validity.history import Outline
from content.validity.shown import changes, provision_status
from portal.web.filters import day
from portal.web.words import change_words, place_words


@dataclass(frozen=True)
class Mark:
    """One change as the reader is told it; the document that makes it is named behind the words."""

    words: str
    """*Khoản 3 Điều này đã bị bãi bỏ từ ngày 22/09/2026 theo*"""
    by: Tie
    rewrites: bool
    """Whether the wording that stands here has been replaced by another one."""


REWRITING = frozenset({"amends", "supplements", "replaces", "corrects"})


def marks(kinds: Mapping[str, str], outline: Outline, ties: Sequence[Tie], today: date) -> Mapping[str, Sequence[Mark]]:
    """What was and will be done to provisions, by anchor; ``kinds`` says what each of those to be shown is."""
    by = {(tie.type, act.by): tie for tie in ties for act in tie.acts}
    acts = [act for tie in ties for act in tie.acts]
    return {
        anchor: [
            Mark(
                change_words(
                    change.act.type,
                    place_words(kinds[anchor], change.place[len(anchor) + 1 :]),
                    day(change.act.start),
                    coming=change.coming,
                ),
                by[change.act.type, change.act.by],
                rewrites=not change.coming and change.act.type in REWRITING,
            )
            for change in found
        ]
        for anchor, found in changes(acts, outline, today).items()
        if anchor in kinds
    }


def in_words(mark: Mark) -> str:
    """A mark as a sentence, where nothing can be a link."""
    return f"{mark.words} {' '.join(filter(None, (mark.by.word, mark.by.number)))}."


def status_of_provision(record: Record, anchor: str, outline: Outline, ties: Iterable[Tie], today: date) -> str | None:
    """The status of one provision; none where it cannot be told from that of its document."""
    acts = [act for tie in ties for act in tie.acts]
    return provision_status(anchor, outline, terms_of(record), acts, today)
