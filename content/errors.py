"""The few ways the domain says no; each carries a sentence for people, in Vietnamese, that the desk shows as it is."""

from __future__ import annotations


class Refused(Exception):
    """Something was asked that is not done; nothing has changed."""


class NotPermitted(Refused):
    """This person may not do this to this record."""


class NotAllowed(Refused):
    """Nobody may do this to the record in its present state."""


class Invalid(Refused):
    """What was handed in is not acceptable; ``fields`` maps a field's name to what is wrong with it."""

    def __init__(self, message: str, **fields: str) -> None:
        super().__init__(message)
        self.fields = fields
