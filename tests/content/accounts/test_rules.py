"""The lockout."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from content.accounts.rules import is_locked, wait_after

NOON = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)


def test_four_failures_cost_nothing() -> None:
    assert [wait_after(count) for count in range(5)] == [timedelta(0)] * 5


def test_each_further_failure_doubles_the_wait_up_to_a_quarter_of_an_hour() -> None:
    assert [int(wait_after(count).total_seconds()) for count in range(5, 12)] == [30, 60, 120, 240, 480, 900, 900]


def test_no_number_of_failures_locks_for_good() -> None:
    assert wait_after(10**9) == timedelta(minutes=15)


def test_a_guesser_gets_no_more_answers_a_day_than_we_say() -> None:
    spent, guesses = timedelta(0), 0
    while spent < timedelta(days=1):
        guesses += 1
        spent += wait_after(guesses)
    assert guesses == 104


def test_an_account_is_locked_until_its_moment() -> None:
    assert is_locked(NOON, NOON - timedelta(seconds=1))
    assert not is_locked(NOON, NOON)
    assert not is_locked(None, NOON)
