"""A document to take away whole: /van-ban/64-2007-nd-cp-k3x9m2ab.docx, .txt, .md, .json, .jsonld, .akn."""

from __future__ import annotations

from flask import Blueprint, abort, current_app
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from content.clock import VIETNAM
from content.document_numbers import DOCUMENT_KINDS
from content.formats.publication import File, Publication, Relation
from content.provisions.provision import Level, Provision
from content.public import reader
from content.public.reader import Record
from portal.web.formats import FORMATS
from portal.web.found import record_at
from portal.web.language import absolute
from portal.web.limits import per_taker
from portal.web.standing import in_words, marks
from portal.web.store import public
from portal.web.words import KINDS

bp = Blueprint("formats", __name__)


def publication(connection: Connection, record: Record) -> Publication:
    """A published document with all its text."""
    province = current_app.config["PROVINCE"]
    # A law that the portal keeps for reference is not the province's own.
    own = province.short_name in (record.issuer or "")
    today = current_app.extensions["services"].clock.today()
    ties = reader.ties(connection, record, today)
    passages = reader.passages(connection, record.id)
    kinds = {one.anchor: one.kind for one in passages}
    said = marks(kinds, [(one.anchor, one.parent) for one in passages], ties, today)
    return Publication(
        id=record.id,
        address=absolute(record.path),
        place=province.short_name if own else "",
        place_code=province.code if own else "",
        language=record.language,
        type=record.type or "",
        number=record.number or "",
        title=record.title,
        summary=record.summary,
        issuer=record.issuer or "",
        field=record.field or "",
        signer=record.signer or "",
        signer_title=record.data.get("signer_title", ""),
        status=record.status or "",
        as_of=today,
        issued=record.issued,
        effective=record.effective,
        expires=record.expires,
        published_at=record.published_at.astimezone(VIETNAM),
        updated_at=record.updated_at.astimezone(VIETNAM),
        edition=record.edition,
        preamble=reader.text(connection, record.id),
        provisions=tuple(
            Provision(
                one.anchor,
                one.parent,
                Level(one.kind),
                one.number,
                one.label,
                one.heading,
                one.text,
                position,
                note="\n".join(in_words(mark) for mark in said.get(one.anchor, ())),
            )
            for position, one in enumerate(passages)
        ),
        relations=tuple(
            Relation(tie.type, tie.number or "", tie.title, absolute(tie.path) if tie.path else "")
            for tie in ties
            if tie.outward
        ),
        files=tuple(
            File(one.name, one.media_type, one.size, one.sha256, absolute(one.path))
            for one in reader.files(connection, record.id)
        ),
    )


@per_taker
def take(kind: str, slug: str, form: str) -> Response:
    """One document in one format."""
    record = record_at(f"{KINDS[kind].path}{slug}")
    if record.kind != kind:
        abort(404)
    format_ = FORMATS[form]
    answer = Response(format_.make(publication(public(), record)), content_type=format_.media_type)
    answer.headers["Link"] = f'<{absolute(record.path)}>; rel="canonical"'
    return answer


for _kind in DOCUMENT_KINDS:
    for _form in FORMATS:
        bp.add_url_rule(
            f"{KINDS[_kind].path}<slug>.{_form}", f"{_kind}_{_form}", take, defaults={"kind": _kind, "form": _form}
        )
