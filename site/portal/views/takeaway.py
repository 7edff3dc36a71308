"""Every list can be taken away whole, with its filters, as CSV or JSON."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from flask import Blueprint, current_app, request, stream_with_context
from werkzeug.wrappers import Response

from content.markdown import plain
from content.public import reader
from content.public.reader import Record
from content.public.store import PublicStore
from portal.web import lists
from portal.web.filters import iso
from portal.web.language import absolute
from portal.web.words import KINDS

bp = Blueprint("takeaway", __name__)

Value = str | int | None

COMMON: Mapping[str, Callable[[Record], Value]] = {
    "id": lambda record: record.id,
    "kind": lambda record: record.kind,
    "type": lambda record: record.type,
    "number": lambda record: record.number,
    "title": lambda record: record.title,
    "summary": lambda record: record.summary,
    "issuer": lambda record: record.issuer,
    "field": lambda record: record.field,
    "signer": lambda record: record.signer,
    "status": lambda record: record.status,
    "issued": lambda record: iso(record.issued) if record.issued else None,
    "effective": lambda record: iso(record.effective) if record.effective else None,
    "expires": lambda record: iso(record.expires) if record.expires else None,
    "published_at": lambda record: iso(record.published_at),
    "updated_at": lambda record: iso(record.updated_at),
    "edition": lambda record: record.edition,
    "url": lambda record: absolute(record.path),
}
"""What is taken away of every record, by its name in each format; /tu-dien-du-lieu explains it."""

OF_FEEDBACK: Mapping[str, Callable[[Record], Value]] = {
    "question": lambda record: record.data.get("question"),
    "answer": lambda record: plain(record.data.get("answer_html") or ""),
    "resolution": lambda record: record.data.get("resolution"),
    "received": lambda record: record.data.get("received"),
    "answered": lambda record: record.data.get("answered"),
}

FIELDS = {kind: {**COMMON, **OF_FEEDBACK} if kind == "feedback" else COMMON for kind in lists.FACETS}
"""What is taken away of each kind's list, in its order."""

AT_ONCE = 500
"""Records read at a time."""

FORMULA = re.compile(r"[\s\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u2069\ufeff]*[=+\-@＝＋－＠]|[\t\r\n]")
"""A spreadsheet takes a cell that starts so for a formula; some pass over what nobody sees, or read wide signs too."""


def shape(record: Record) -> dict[str, Value]:
    """One record as plain values, the same in every format."""
    return {name: value(record) for name, value in FIELDS[record.kind].items()}


def cell(value: Value) -> str:
    """A value as a cell that no spreadsheet runs."""
    text = "" if value is None else str(value)
    return f"'{text}" if FORMULA.match(text) else text


def as_csv(records: Iterator[Record], fields: Sequence[str]) -> Iterator[str]:
    """The lines of the table; the mark at its start tells a spreadsheet that it is Unicode."""
    page = io.StringIO()
    writer = csv.writer(page, lineterminator="\r\n")
    page.write("\ufeff")
    writer.writerow(fields)
    for record in records:
        values = shape(record)
        writer.writerow([cell(values[name]) for name in fields])
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
    fields = list(FIELDS[kind])
    head = {"list": absolute(KINDS[kind].path), "filters": chosen, "fields": fields}
    records = every(current_app.extensions["services"].public, kind, chosen)
    lines = as_csv(records, fields) if form == "csv" else as_json(records, head)
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
