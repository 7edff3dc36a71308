"""Where a document and its provisions stand on a day, and what proves it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask import request
from werkzeug.exceptions import BadRequest

from content.days import typed_day
from content.public.acts import terms_of
from content.public.reader import Record, Tie
from content.validity.codes import LegalStatus
from content.validity.history import Cause, Outline, Reason, Spell, history, on
from content.validity.shown import changes, may_stand, provision_status
from portal.web.catalogue import gettext as _
from portal.web.filters import day
from portal.web.words import change_words, partly_words, place_words, relation_words

ASKED = "ngay"
"""The parameter of an address that asks for another day than today."""

EARLIEST = date(1945, 9, 2)
"""No document of this state is older."""


@dataclass(frozen=True)
class Proof:
    """What a status rests on: words, and behind them the document that caused it and its own sentence."""

    words: str
    by: Tie | None = None
    evidence: str = ""


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
    said = f"{mark.words} {' '.join(filter(None, (mark.by.word, mark.by.number)))}."
    return f"{said} {_('Lời văn ở đây là lời văn trước khi có thay đổi đó.')}" if mark.rewrites else said


def asked_day(today: date) -> date:
    """The day that the address asks for, today where it asks for none; raises a 400 that says what is wrong."""
    written = request.args.get(ASKED, "").strip()
    if not written:
        return today
    found = typed_day(written)
    if found is None or found < EARLIEST:
        said = _("“%(day)s” không phải là ngày xem được. Hãy ghi ngày/tháng/năm, ví dụ 22/11/2026.", day=written[:20])
        raise BadRequest(said)
    return found


def about_day(asked: date, today: date) -> dict[str, object]:
    """What a page needs to say of which day it speaks, and to lead to other pages of that day."""
    other = asked != today
    return {
        "asked": asked if other else None,
        "asked_is_coming": asked > today,
        "same_day": f"?{ASKED}={asked.isoformat()}" if other else "",
    }


def spells(record: Record, ties: Iterable[Tie]) -> Sequence[Spell]:
    """What a document was when; nothing for one that cannot hold at all, such as a letter."""
    terms = terms_of(record)
    found = history(terms, [act for tie in ties for act in tie.acts])
    known = record.kind == "legal" or any(may_stand(record.type or "", terms, spell.status) for spell in found)
    return found if known else ()


def status_on(record: Record, known: Sequence[Spell], asked: date) -> str | None:
    """The status of a document on a day; none where there is none to show."""
    if not known:
        return None
    status = on(known, asked).status
    return status if record.kind == "legal" or may_stand(record.type or "", terms_of(record), status) else None


def proofs(spell: Spell, record: Record, ties: Iterable[Tie]) -> list[Proof]:
    """What a spell rests on, as people read it."""
    by = {(tie.type, act.by): tie for tie in ties for act in tie.acts}
    return list(dict.fromkeys(_proof(reason, spell.status, record, by) for reason in spell.reasons))


def _proof(reason: Reason, status: LegalStatus, record: Record, by: Mapping[tuple[str, str], Tie]) -> Proof:
    if reason.act is not None:
        type_ = reason.act.type
        words = (partly_words(type_) if status is LegalStatus.PARTLY else None) or relation_words(type_, outward=False)
        return Proof(str(words), by[type_, reason.act.by], reason.act.evidence)
    if reason.cause is Cause.EFFECTIVE:
        return Proof(_("Văn bản ghi có hiệu lực từ ngày %(day)s.", day=day(reason.day)))
    if reason.cause is Cause.EXPIRES:
        return Proof(_("Ngày cuối có hiệu lực của văn bản là %(day)s.", day=day(reason.day)))
    sources = ", ".join(source["name"] for source in record.data.get("sources", []))
    if sources:
        return Proof(_("Theo tình trạng ghi tại %(source)s.", source=sources))
    return Proof(_("Theo tình trạng mà cơ quan công bố đã ghi."))


def status_of_provision(record: Record, anchor: str, outline: Outline, ties: Iterable[Tie], today: date) -> str | None:
    """The status of one provision; none where it cannot be told from that of its document."""
    acts = [act for tie in ties for act in tie.acts]
    return provision_status(anchor, outline, terms_of(record), acts, today)
