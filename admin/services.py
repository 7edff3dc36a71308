"""What the factory hands to the desk: clock, storage, projector."""

from __future__ import annotations

from datetime import datetime

from flask import current_app

from content.services import Services


def services() -> Services:
    """The services of the running application."""
    found: Services = current_app.extensions["services"]
    return found


def now() -> datetime:
    """The moment, as the application's clock tells it."""
    return services().clock.now()
