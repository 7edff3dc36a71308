"""News that travels upward: a lower part announces, whoever stands above has subscribed. Names, never objects."""

from __future__ import annotations

from blinker import Namespace

_names = Namespace()

projected = _names.signal("projected")
"""Sent after the public store has changed: ``projected.send(None, generation=…)``."""
