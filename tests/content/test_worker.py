"""The worker's loop and its rarer steps."""

from __future__ import annotations

import threading

import pytest

from content.worker import every, run


def test_a_rarer_step_is_done_at_once_and_then_when_its_time_has_come():
    moment, done = [0.0], []
    step = every(60, lambda: done.append(moment[0]), clock=lambda: moment[0])
    for at in (0.0, 1.0, 59.0, 60.0, 61.0, 500.0):
        moment[0] = at
        step()
    assert done == [0.0, 60.0, 500.0]


def test_a_rarer_step_that_fails_is_due_still():
    tries = []

    def fail():
        tries.append(1)
        raise OSError("the disk is full")

    step = every(60, fail, clock=lambda: 0.0)
    for _ in range(2):
        with pytest.raises(OSError, match="full"):
            step()
    assert len(tries) == 2


def test_the_loop_goes_on_after_a_full_disk():
    stop, left = threading.Event(), [2]

    def trouble():
        left[0] -= 1
        if left[0] >= 0:
            raise OSError("No space left on device")
        stop.set()

    run([trouble], stop, pause=0.001)
    assert left == [-1]
