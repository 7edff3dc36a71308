"""All that the site reads of the public store: short questions, asked of one connection, answered with frozen values.

Each noun has a module; whoever asks says ``reader.listing``, ``reader.at``, ``reader.files``.
"""

from content.public.reader.downloads import File, file_at, files
from content.public.reader.history import Tombstone, Version, tombstone, versions
from content.public.reader.lists import (
    IN_FORCE,
    PAGE,
    Listing,
    Value,
    after,
    counts,
    issuers,
    last_updated,
    listing,
    newest,
    organisations,
)
from content.public.reader.provisions import Neighbours, Part, Passage, neighbours, parts, passages
from content.public.reader.records import Record, at, by_ids, html, moved, numbered, text
from content.public.reader.relations import Tie, ties
from content.public.reader.whole import Address, Answered, addresses, answered, last_changes, projected_at

__all__ = [
    "IN_FORCE",
    "PAGE",
    "Address",
    "Answered",
    "File",
    "Listing",
    "Neighbours",
    "Part",
    "Passage",
    "Record",
    "Tie",
    "Tombstone",
    "Value",
    "Version",
    "addresses",
    "after",
    "answered",
    "at",
    "by_ids",
    "counts",
    "file_at",
    "files",
    "html",
    "issuers",
    "last_changes",
    "last_updated",
    "listing",
    "moved",
    "neighbours",
    "newest",
    "numbered",
    "organisations",
    "parts",
    "passages",
    "projected_at",
    "text",
    "ties",
    "tombstone",
    "versions",
]
