"""A clock that stands still until a test moves it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from content.clock import Clock


class StandingClock(Clock):
    """Sunday, 22 November 2026, 09:00 in Vietnam."""

    def __init__(self, moment: datetime = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)) -> None:
        self.moment = moment

    def now(self) -> datetime:
        """The moment at which the clock stands."""
        return self.moment

    def advance(self, **how_far: float) -> None:
        """Move the clock on, by what ``timedelta`` takes."""
        self.moment += timedelta(**how_far)
