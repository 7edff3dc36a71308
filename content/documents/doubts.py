"""What a relation says of another document that the document published here does not bear out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection

from content.citations.named import in_words
from content.document_numbers import key
from content.public import reader
from content.validity.history import RANGE, home


def doubts(connection: Connection, relation: Mapping[str, Any]) -> Iterator[str]:
    """A sentence for each provision that the document has not, and for an act on it before it had effect.

    Nothing of a document that is not here, or whose number two bear: nobody can tell.
    """
    found = reader.numbered(connection, key(relation.get("target_number", "")))
    if len(found) != 1:
        return
    (target,) = found
    name = f"{target.type} {target.number}"
    anchors = {part.anchor for part in reader.passages(connection, target.id)}
    for place in relation.get("provisions", ()):
        for anchor in place.split(RANGE):
            if anchors and not home(anchor, anchors):
                yield f"{name} không có {in_words([anchor])}."
    starts = date.fromisoformat(relation["starts"]) if relation.get("starts") else None
    if starts and target.effective and starts < target.effective:
        yield f"{name} có hiệu lực từ ngày {target.effective:%d/%m/%Y}, sau ngày {starts:%d/%m/%Y} ghi ở quan hệ."
