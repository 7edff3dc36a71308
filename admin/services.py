"""What the factory hands to the desk: clock, storage, projector."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import current_app


def services() -> Any:
    """The services of the running application."""
    return current_app.extensions["services"]


def now() -> datetime:
    """The moment, as the application's clock tells it."""
    moment: datetime = services().clock.now()
    return moment
