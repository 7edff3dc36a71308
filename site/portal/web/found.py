"""The record that an address names, or the right way to say that there is none."""

from __future__ import annotations

from typing import NoReturn

from flask import abort, redirect

from content.public import reader
from content.public.reader import Record
from portal.web.errors import Withdrawn
from portal.web.language import address
from portal.web.store import public


def record_at(path: str) -> Record:
    """The record at a path; else its new address, the word that it was withdrawn, or a 404."""
    return reader.at(public(), path) or _missing(path)


def _missing(path: str) -> NoReturn:
    there = reader.moved(public(), path)
    if there:
        abort(redirect(address(there), 308))
    tombstone = reader.tombstone(public(), path)
    if tombstone:
        raise Withdrawn(tombstone)
    abort(404)
