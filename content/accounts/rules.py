"""The lockout of accounts: wrong codes are answered ever more slowly, and nobody is locked out for good."""

from __future__ import annotations

from datetime import datetime, timedelta

FREE_ATTEMPTS = 4
FIRST_WAIT_SECONDS = 30
LONGEST_WAIT_SECONDS = 15 * 60
"""A guesser gets four attempts, then at most a hundred a day; a newcomer waits a quarter of an hour at worst.

It holds for all browsers together that have never been signed in from, wherever they are; those that have are counted
apart, so that the owner of an address that somebody guesses at does not wait with the guesser."""


def wait_after(failed_attempts: int) -> timedelta:
    """How long an account is closed after so many failures in a row: nothing at first, then twice as long each time."""
    if failed_attempts <= FREE_ATTEMPTS:
        return timedelta(0)
    doublings = min(failed_attempts - FREE_ATTEMPTS - 1, 10)
    return timedelta(seconds=min(FIRST_WAIT_SECONDS * 2**doublings, LONGEST_WAIT_SECONDS))


def is_locked(locked_until: datetime | None, now: datetime) -> bool:
    """Whether an account answers no sign-in at this moment."""
    return locked_until is not None and now < locked_until
