"""A sealed hidden field that says when a form was shown."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import Enum

from itsdangerous import BadData, URLSafeSerializer

LEAST = timedelta(seconds=3)
"""Nobody reads and fills in a form faster."""
LONGEST = timedelta(hours=12)
"""A form may lie open for a working day; after that it is shown anew with what was typed."""


class Age(Enum):
    """How old a form is when it comes back."""

    FITTING = "fitting"
    TOO_YOUNG = "too young"
    TOO_OLD = "too old"
    """Or not ours: a seal that cannot be read is as good as none."""


def sealed(secret: str, now: datetime) -> str:
    """The field's value in a form that is shown now."""
    return _serializer(secret).dumps(int(now.timestamp()))


def renewed(secret: str, now: datetime) -> str:
    """The same for a form that is shown again with what was typed in it, and so may come back at once."""
    return sealed(secret, now - LEAST)


def age(secret: str, seal: str, now: datetime) -> Age:
    """How long ago a form was shown, by its seal."""
    try:
        shown: int = _serializer(secret).loads(seal)
    except (BadData, ValueError):
        return Age.TOO_OLD
    passed = now.timestamp() - shown
    if passed < LEAST.total_seconds():
        return Age.TOO_YOUNG
    return Age.FITTING if passed <= LONGEST.total_seconds() else Age.TOO_OLD


def _serializer(secret: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt="portal.forms.seal.moment")
