"""What the fields of a request are called, read from the forms of the view that it was sent to."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from wtforms import FieldList, Form, FormField, HiddenField, PasswordField, SelectField
from wtforms.fields.core import UnboundField


@dataclass(frozen=True)
class Kept:
    """A field of a request, as a page shows it and sends it again."""

    name: str
    value: str
    label: str
    """Empty where the value is for machines, and so goes along unseen."""


def kept(view: object, typed: list[tuple[str, str]]) -> list[Kept]:
    """What was typed, with the words of the view's own forms; never a password."""
    found = [(name, value, _field(view, name)) for name, value in typed]
    return [
        Kept(name, value, _label(field, name) if value.strip() else "")
        for name, value, field in found
        if not (field and issubclass(field[0].field_class, PasswordField))
    ]


def _forms(view: object) -> Iterator[type[Form]]:
    """The forms that the modules of a view name: its own before those that it shares with others."""
    for part in type(view).__mro__:
        if part.__module__.startswith("admin."):
            for named in vars(sys.modules[part.__module__]).values():
                if isinstance(named, type) and issubclass(named, Form):
                    yield named


_ROW = re.compile(r"[0-9]{1,4}")


def _field(view: object, name: str) -> tuple[UnboundField, str] | None:
    """The field of that name, and what its label begins with: fields in fields are named in the order of the page."""
    first, *rest = name.split("-")
    for form in _forms(view):
        found = getattr(form, first, None)
        if isinstance(found, UnboundField):
            return _inner(found, rest)
    return None


def _inner(field: UnboundField, rest: list[str], before: str = "") -> tuple[UnboundField, str]:
    if rest and issubclass(field.field_class, FieldList):
        row = f"{before}{_words(field, 1)}, dòng {int(rest[0]) + 1}" if _ROW.fullmatch(rest[0]) else before
        return _inner(field.args[0], rest[1:], f"{row}, ")
    if rest and issubclass(field.field_class, FormField):
        before = before or f"{_words(field, 1)}, "
        part = getattr(field.args[0], rest[0], None)
        return _inner(part, rest[1:], before) if isinstance(part, UnboundField) else (field, before)
    return field, before


def _label(found: tuple[UnboundField, str] | None, name: str) -> str:
    if found is None:
        return ""
    field, before = found
    if issubclass(field.field_class, HiddenField | SelectField):
        return ""
    words = _words(field, 0) or name
    return f"{before}{words.lower()}" if before else words


def _words(field: UnboundField, place: int) -> str:
    """The label of a field that is not bound to a form yet."""
    given: Any = field.kwargs.get("label", field.args[place] if len(field.args) > place else "")
    return str(given)
