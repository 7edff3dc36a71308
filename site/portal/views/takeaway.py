"""Every list can be taken away whole, with its filters, as CSV or JSON."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from flask import Blueprint, current_app, request, stream_with_context
from werkzeug.wrappers import Response

from content.public import reader
from content.public.reader import Record
from content.public.store import PublicStore
from portal.web import lists
from portal.web.filters import iso
from portal.web.language import absolute
from portal.web.words import KINDS

bp = Blueprint("takeaway", __name__)

FIELDS = (
    "id", "kind", "type", "number", "title", "summary", "issuer", "field", "signer", "status",
    "issued", "effective", "expires", "published_at", "updated_at", "edition", "url",
)  # fmt: skip
AT_ONCE = 500
"""Records read at a time."""

FORMULA = re.compile(r"[\s\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u2069\ufeff]*[=+\-@＝＋－＠]|[\t\r\n]")
"""A spreadsheet takes a cell that starts so for a formula; some pass over what nobody sees, or read wide signs too."""


def shape(record: Record) -> dict[str, str | int | None]:
    """One record as plain values, the same in every format."""
    return {
        "id": record.id,
        "kind": record.kind,
        "type": record.type,
        "number": record.number,
        "title": record.title,
        "summary": record.summary,
        "issuer": record.issuer,
        "field": record.field,
        "signer": record.signer,
        "status": record.status,
        "issued": iso(record.issued) if record.issued else None,
        "effective": iso(record.effective) if record.effective else None,
        "expires": iso(record.expires) if record.expires else None,
        "published_at": iso(record.published_at),
        "updated_at": iso(record.updated_at),
        "edition": record.edition,
        "url": absolute(record.path),
    }


def cell(value: str | int | None) -> str:
    """A value as a cell that no spreadsheet runs."""
    text = "" if value is None else str(value)
    return f"'{text}" if FORMULA.match(text) else text


def as_csv(records: Iterator[Record]) -> Iterator[str]:
    """The lines of the table; the mark at its start tells a spreadsheet that it is Unicode."""
    page = io.StringIO()
    writer = csv.writer(page, lineterminator="\r\n")
    page.write("\ufeff")
    writer.writerow(FIELDS)
    for record in records:
        writer.writerow([cell(value) for value in shape(record).values()])
        yield page.getvalue()
        page.seek(0)
        page.truncate()
    yield page.getvalue()


def as_json(records: Iterator[Record], head: Mapping[str, Any]) -> Iterator[str]:
    """One object: what the list is, then its records, a line each."""
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "records": ['
    separator = "\n"
    for record in records:
        yield separator + json.dumps(shape(record), ensure_ascii=False)
        separator = ",\n"
    yield "\n]}\n"


def every(store: PublicStore, kind: str, chosen: Mapping[str, str], *, at_once: int = AT_ONCE) -> Iterator[Record]:
    """All records of a list in its order, read a few at a time.

    Each time with a connection of its own: whoever downloads slowly must not hold the store at one moment.
    """
    last: Record | None = None
    while True:
        with store.connect() as connection:
            found = reader.after(connection, kind, chosen, last, at_once)
        yield from found
        if len(found) < at_once:
            return
        last = found[-1]


def take(kind: str, form: str) -> Response:
    """The list with its filters, streamed."""
    chosen = lists.read(request.args, kind)
    head = {"list": absolute(KINDS[kind].path), "filters": chosen, "fields": FIELDS}
    records = every(current_app.extensions["services"].public, kind, chosen)
    lines = as_csv(records) if form == "csv" else as_json(records, head)
    answer = Response(
        (line.encode() for line in stream_with_context(lines)),
        mimetype="text/csv" if form == "csv" else "application/json",
    )
    answer.headers["Content-Disposition"] = f'attachment; filename="{KINDS[kind].path.strip("/")}.{form}"'
    return answer


for _kind in lists.FACETS:
    for _form in ("csv", "json"):
        bp.add_url_rule(
            f"{KINDS[_kind].path}danh-sach.{_form}", f"{_kind}_{_form}", take, defaults={"kind": _kind, "form": _form}
        )
