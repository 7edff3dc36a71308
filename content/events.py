"""News that travels upward: a lower part announces, whoever stands above has subscribed. Names, never objects."""

from __future__ import annotations

from blinker import Namespace

_names = Namespace()

projected = _names.signal("projected")
"""Sent by nobody in particular, ``projected.send(None)``, after a projection was committed, changed or not."""
