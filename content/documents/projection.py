"""From a document's working copy to its snapshot, and from the snapshot to what the public sees."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from content.attachments.queries import snapshot as files_of
from content.citations.linking import Address, linked, within_document
from content.clock import start_of_day
from content.document_numbers import key
from content.documents.models import Document
from content.editorial.projection import Frame
from content.provisions import markup
from content.provisions.provision import Level, Provision
from content.public.records import UNDATED, PublicFile, PublicProvision, PublicRecord, PublicRelation
from content.slugs import issuer_key
from content.validity.codes import RelationType
from content.validity.history import Act, Terms, turning_days
from content.validity.shown import shown_status
from content.vietnamese import early_tone

_LEVEL = re.compile(r"(?<=nhân dân )(?:Tỉnh|Huyện|Xã|Phường)\b")
DATES = ("issued", "effective", "expires")
PLAIN = (
    "type", "number", "title", "summary", "issuer", "signer", "signer_title", "declared_status", "status_note",
    "field", "topics", "sectors", "gazette", "preamble", "provisions", "relations", "sources", "to_check",
)  # fmt: skip


def snapshot(document: Document, _now: datetime) -> dict[str, Any]:
    """What an edition of a document freezes: dates as ISO text, everything else as it is."""
    frozen = {name: getattr(document, name) for name in PLAIN}
    for name in DATES:
        value: date | None = getattr(document, name)
        frozen[name] = value.isoformat() if value else None
    return frozen | {"files": files_of(document.KIND, document.id)}


def show_as(kind: str) -> Callable[[dict[str, Any], Frame], PublicRecord]:
    """The function that shows a frozen document of a kind to the public."""

    def show(frozen: dict[str, Any], frame: Frame) -> PublicRecord:
        terms = _terms(frozen)
        issuer = _printed(frozen["issuer"])
        issued = _day(frozen["issued"])
        dated = issued or terms.effective
        shown = [Provision.from_json(one) for one in frozen["provisions"]]
        lead = within_document(frame.path, {one.anchor for one in shown})
        return PublicRecord(
            id=frame.public_id,
            kind=kind,
            path=frame.path,
            type=frozen["type"],
            number=frozen["number"] or None,
            number_key=key(frozen["number"]) or None,
            title=frozen["title"],
            summary=frozen["summary"],
            issuer=issuer or None,
            issuer_key=issuer_key(issuer) or None,
            field=frozen["field"] or None,
            signer=frozen["signer"] or None,
            status=shown_status(kind, frozen["type"], terms, frame.today),
            issued=issued,
            effective=terms.effective,
            expires=terms.expires,
            year=dated.year if dated else None,
            sort_date=dated or UNDATED,
            published_at=frame.published_at,
            updated_at=frame.updated_at,
            edition=frame.edition,
            data={
                "topics": frozen["topics"],
                "sectors": frozen["sectors"],
                "gazette": frozen["gazette"],
                "signer_title": frozen["signer_title"],
                "declared_status": frozen["declared_status"],
                "status_note": frozen["status_note"],
                "sources": frozen["sources"],
                "to_check": frozen["to_check"],
                "articles": sum(one.kind == Level.ARTICLE for one in shown),
                "corrections": list(frame.corrections),
            },
            html=linked(markup.prose(frozen["preamble"]), lead) if frozen["preamble"] else "",
            text=markup.plain(frozen["preamble"]),
            provisions=tuple(_provision(one, lead) for one in shown),
            relations=tuple(_relation(one) for one in frozen["relations"]),
            files=tuple(PublicFile(**one) for one in frozen["files"]),
        )

    return show


def turns(frozen: dict[str, Any], now: datetime) -> datetime | None:
    """The next moment at which a status may change, its own or that of what it acts on: midnight of a turning day."""
    days = turning_days(_terms(frozen), [_act(one) for one in frozen["relations"]])
    moments = (start_of_day(day) for day in days)
    return min((moment for moment in moments if moment > now), default=None)


def _terms(frozen: dict[str, Any]) -> Terms:
    return Terms(_day(frozen["effective"]), _day(frozen["expires"]), frozen["declared_status"])


def _act(relation: dict[str, Any]) -> Act:
    return Act(RelationType(relation["type"]), "", _day(relation.get("starts")), _day(relation.get("ends")))


def _printed(issuer: str) -> str:
    """An issuer in one spelling, however its source writes it: ``Uỷ ban nhân dân Tỉnh`` as ``Ủy ban nhân dân tỉnh``."""
    return _LEVEL.sub(lambda match: match[0].lower(), early_tone(issuer))


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _provision(provision: Provision, lead: Address) -> PublicProvision:
    within = provision.anchor if provision.kind is Level.ARTICLE else ""
    return PublicProvision(
        anchor=provision.anchor,
        parent=provision.parent,
        kind=provision.kind,
        number=provision.number,
        label=provision.label,
        heading=provision.heading,
        text=markup.plain(provision.text),
        html=linked(markup.html(provision), lead, within),
    )


def _relation(relation: dict[str, Any]) -> PublicRelation:
    number: str = relation.get("target_number") or ""
    return PublicRelation(
        type=relation["type"],
        target_id=relation.get("target_id") or None,
        target_number=number or None,
        target_key=key(number) or None,
        target_title=relation.get("target_title", ""),
        note=relation.get("note", ""),
        provisions=tuple(relation.get("provisions", ())),
        starts=_day(relation.get("starts")),
        ends=_day(relation.get("ends")),
        evidence=relation.get("evidence", ""),
    )
