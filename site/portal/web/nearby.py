"""What an address that leads nowhere was probably meant to be: another case, a slash too many, a document's number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import current_app, request
from werkzeug.exceptions import HTTPException

from admin.address import is_desk
from content.document_numbers import DOCUMENT_KINDS, Citation, find_typed, key
from content.public import reader
from content.public.reader import Record
from portal.web.bounds import NUL
from portal.web.store import public
from portal.web.words import KINDS
from search_index import numbers

LONGEST = 300
"""Characters of an address that is looked at; no address of ours is longer."""

FOLDERS = tuple(KINDS[kind].path for kind in DOCUMENT_KINDS)


@dataclass(frozen=True)
class Nearby:
    """The one path that was meant, if there is one; else the documents that may be."""

    path: str | None = None
    documents: Sequence[Record] = ()


def nearby(path: str) -> Nearby:
    """What a path that leads nowhere may mean."""
    if len(path) > LONGEST or NUL in path or is_desk(path):
        return Nearby()
    plain = "/" + "/".join(part for part in path.lower().split("/") if part)
    for tried in (plain, f"{plain}/"):
        if tried != path and _leads_somewhere(tried):
            return Nearby(tried)
    if plain.startswith(FOLDERS):
        return _numbered(" ".join(plain.split("/")[2:]).replace("-", " "))
    return Nearby()


def _leads_somewhere(path: str) -> bool:
    adapter = current_app.create_url_adapter(request)
    try:
        values = adapter.match(path, method="GET")[1] if adapter else {"": ""}
    except HTTPException:
        return False
    if "slug" not in values:
        return values.keys() <= {"kind", "form"}
    record = path.rpartition("/")[0] if "anchor" in values else path
    store = public()
    return bool(reader.at(store, record) or reader.moved(store, record) or reader.tombstone(store, record))


def _numbered(words: str) -> Nearby:
    """The documents that bear the number in these words; the one meant, where the words are a whole number."""
    cited = find_typed(words)
    if cited is None:
        return Nearby()
    found = numbers.find(public(), cited.number)
    records = reader.by_ids(public(), [one.id for one in found])
    documents = [records[one.id] for one in found if one.id in records]
    # After a number there may stand the id of a record that is gone, for which no other may pass.
    is_whole = not (words[: cited.start] + words[cited.end :]).strip()
    if is_whole and len(documents) == 1 and key(documents[0].number or "") == cited.number.key:
        return Nearby(_place(documents[0], cited))
    return Nearby(documents=documents)


def _place(document: Record, cited: Citation) -> str:
    if cited.place and reader.neighbours(public(), document.id, cited.place.anchor):
        return f"{document.path}/{cited.place.anchor}"
    return document.path
