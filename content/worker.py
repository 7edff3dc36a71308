"""The worker: carries to the public what has changed or come due, in a loop that can be stopped at any point."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence

from sqlalchemy.exc import DBAPIError

logger = logging.getLogger(__name__)

PAUSE_SECONDS = 0.25
"""Between two looks: withdrawn means gone within a second."""
LONGEST_PAUSE_SECONDS = 10.0
"""After failures, which double the pause."""

RETRY_SECONDS = 180.0
"""Between two tries of what was set aside."""

JOURNAL_SECONDS = 60.0
"""Until what was deleted is gone from the journals of the stores too."""

Step = Callable[[], object]
"""One kind of work, done as far as it can be done now: project what waits, bring the index up to date."""


def run(steps: Sequence[Step], stop: threading.Event, pause: float = PAUSE_SECONDS) -> None:
    """Do the steps in turn until told to stop; a database that is away is asked again, ever more slowly."""
    waiting = pause
    while not stop.is_set():
        try:
            for step in steps:
                step()
            waiting = pause
        except (DBAPIError, OSError):
            logger.exception("The worker could not do its step; it tries again in %s s", waiting)
            waiting = min(waiting * 2, LONGEST_PAUSE_SECONDS)
        stop.wait(waiting)


def every(seconds: float, step: Step, clock: Callable[[], float] = time.monotonic) -> Step:
    """A step that is done the first time it is asked for, and then not sooner than so many seconds after."""
    due = float("-inf")

    def done_when_due() -> None:
        nonlocal due
        if clock() >= due:
            step()
            due = clock() + seconds

    return done_when_due
