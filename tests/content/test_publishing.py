"""The rule of visibility, as a table and as properties."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.errors import NotAllowed
from content.publishing import (
    Move,
    PublicState,
    WorkState,
    after,
    approval_moment,
    counts,
    may_discard,
    may_withdraw,
    next_change,
    overtaken,
    public_state,
    seen_editions,
    standing_hour,
    visible_edition,
    was_seen,
    withdrawal_moment,
)

NOON = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)


LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, eq=False)
class Approved:
    """One of several editions, each itself and no other."""

    visible_from: datetime
    approved_at: datetime


@dataclass(frozen=True)
class Dated:
    visible_from: datetime
    approved_at: datetime = LONG_AGO


def at(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


moments = st.integers(-1000, 1000).map(at)
editions = st.lists(moments.map(Dated), max_size=6)


def test_nothing_is_visible_before_its_moment():
    assert visible_edition([Dated(at(1))], withdrawn_at=None, now=at(1) - timedelta(microseconds=1)) is None


def test_an_edition_is_visible_at_its_very_moment():
    assert visible_edition([Dated(at(1))], withdrawn_at=None, now=at(1)) == Dated(at(1))


def test_the_newest_edition_replaces_the_earlier_one():
    assert visible_edition([Dated(at(-9)), Dated(at(-1))], withdrawn_at=None, now=NOON) == Dated(at(-1))


def test_an_edition_approved_later_replaces_one_that_became_visible_later():
    assert visible_edition([Dated(at(-1)), Dated(at(-5))], withdrawn_at=None, now=NOON) == Dated(at(-5))


def test_what_was_withdrawn_is_not_visible():
    assert visible_edition([Dated(at(-9))], withdrawn_at=NOON, now=NOON) is None


def test_what_was_withdrawn_stays_away_while_the_corrected_edition_waits():
    shown, corrected = Dated(at(-9), at(-9)), Dated(at(60), at(1))
    assert visible_edition([shown, corrected], withdrawn_at=NOON, now=at(2)) is None
    assert public_state([shown, corrected], withdrawn_at=NOON, now=at(2)) is PublicState.SCHEDULED
    assert next_change([shown, corrected], withdrawn_at=NOON, now=at(2)) == at(60)
    assert visible_edition([shown, corrected], withdrawn_at=NOON, now=at(60)) is corrected
    assert seen_editions([shown, corrected], withdrawn_at=NOON, now=at(60)) == [corrected]


def test_an_edition_cancelled_before_its_moment_does_not_come_at_it():
    cancelled, corrected = Dated(at(10), at(-9)), Dated(at(60), at(1))
    assert next_change([cancelled, corrected], withdrawn_at=NOON, now=at(2)) == at(60)
    assert visible_edition([cancelled, corrected], withdrawn_at=NOON, now=at(10)) is None


def test_an_edition_that_was_overtaken_is_no_change_to_come():
    planned, instead = Dated(at(10), at(-9)), Dated(at(0), at(0))
    assert next_change([planned, instead], withdrawn_at=None, now=at(1)) is None
    assert overtaken([planned, instead], withdrawn_at=None) == [planned]
    assert overtaken([planned], withdrawn_at=None) == []


@st.composite
def approvals(draw):
    """Editions in the order of approval, each visible at once or from a later moment on."""
    at_ = sorted(draw(st.lists(st.integers(0, 30), min_size=1, max_size=6, unique=True)))
    return [Approved(at(one + draw(st.integers(0, 20))), at(one)) for one in at_]


@given(approvals(), st.integers(-5, 60).map(at), st.none() | st.integers(0, 30).map(at))
def test_the_change_to_come_is_the_next_moment_at_which_another_edition_is_seen(some, now, withdrawn):
    def seen(moment):
        return visible_edition(some, withdrawn_at=withdrawn, now=moment)

    known = [one for one in some if one.approved_at <= now]
    moments = sorted({one.visible_from for one in known if one.visible_from > now})
    some = known
    first = next((moment for moment in moments if seen(moment) is not seen(now)), None)
    assert next_change(known, withdrawn_at=withdrawn, now=now) == first


@given(approvals(), st.integers(-5, 60).map(at))
def test_an_older_edition_never_follows_a_newer_one(some, now):
    """As the minutes pass, what is seen is only ever replaced by what was approved later."""
    shown = [visible_edition(some, withdrawn_at=None, now=at(minute)) for minute in range(-5, 61)]
    order = [some.index(one) for one in shown if one is not None]
    assert order == sorted(order)
    assert all(one is None or one.visible_from <= at(minute - 5) for minute, one in enumerate(shown))


def test_the_standing_hour_is_the_newest_editions_own():
    first, second = Dated(at(10), at(0)), Dated(at(20), at(1))
    assert standing_hour([first, second], withdrawn_at=None, now=at(2)) == at(20)
    assert standing_hour([first, second], withdrawn_at=None, now=at(20)) is None
    assert standing_hour([first, second], withdrawn_at=at(2), now=at(2)) is None
    assert standing_hour([], withdrawn_at=None, now=at(2)) is None


def test_what_was_replaced_before_its_moment_was_never_seen():
    planned, instead = Dated(at(10), at(-9)), Dated(at(0), at(0))
    assert seen_editions([planned, instead], withdrawn_at=None, now=at(20)) == [instead]
    rescheduled = Dated(at(10), at(0))
    assert seen_editions([planned, rescheduled], withdrawn_at=None, now=at(20)) == [rescheduled]


def test_two_editions_of_one_instant_were_both_seen():
    first, second = Dated(NOON, NOON), Dated(NOON, NOON)
    assert seen_editions([first, second], withdrawn_at=None, now=NOON) == [first, second]


@given(editions, moments)
def test_the_last_that_was_seen_is_the_one_that_is_visible(some, now):
    seen = seen_editions(some, withdrawn_at=None, now=now)
    assert (seen[-1] if seen else None) == visible_edition(some, withdrawn_at=None, now=now)
    assert [one.visible_from for one in seen] == sorted(one.visible_from for one in seen)


@given(st.lists(st.tuples(moments, st.none() | st.integers(0, 50)), max_size=12), moments)
def test_nothing_approved_before_the_last_withdrawal_counts_whatever_clock_each_had(moves, now):
    """Each move is made by a clock of its own: an approval that says from when on, or a withdrawal."""
    approved, withdrawn_at, since = [], None, 0
    for moment, later in moves:
        if later is None:
            withdrawn_at, since = withdrawal_moment(approved, now=moment), len(approved)
        else:
            stamp = approval_moment(withdrawn_at=withdrawn_at, now=moment)
            approved.append(Dated(moment + timedelta(minutes=later), stamp))
    assert [one for one in approved if counts(one, withdrawn_at=withdrawn_at)] == approved[since:]
    found = visible_edition(approved, withdrawn_at=withdrawn_at, now=now)
    assert found == visible_edition(approved[since:], withdrawn_at=None, now=now)
    change = next_change(approved, withdrawn_at=withdrawn_at, now=now)
    assert change == next_change(approved[since:], withdrawn_at=None, now=now)
    seen = seen_editions(approved, withdrawn_at=withdrawn_at, now=now)
    assert seen == seen_editions(approved[since:], withdrawn_at=None, now=now)


@given(editions, moments)
def test_what_is_visible_has_its_time_behind_it(some, now):
    found = visible_edition(some, withdrawn_at=None, now=now)
    assert found is None or found.visible_from <= now


@given(editions, moments, moments)
def test_nothing_changes_before_the_next_change(some, now, later):
    change = next_change(some, withdrawn_at=None, now=now)
    if now <= later and (change is None or later < change):
        before, then = (visible_edition(some, withdrawn_at=None, now=moment) for moment in (now, later))
        assert before == then


@given(editions, moments)
def test_public_means_that_an_edition_is_visible(some, now):
    found = visible_edition(some, withdrawn_at=None, now=now)
    assert (public_state(some, withdrawn_at=None, now=now) is PublicState.PUBLIC) == (found is not None)


@given(editions, moments, moments)
def test_what_was_withdrawn_stays_away_whatever_the_clock_says(some, withdrawn, now):
    assert visible_edition(some, withdrawn_at=withdrawn, now=now) is None
    assert next_change(some, withdrawn_at=withdrawn, now=now) is None


instants = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))
zones = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@given(instants, zones, zones)
def test_an_embargo_ends_at_its_microsecond_in_whatever_zone_it_is_told(moment, told, asked):
    one = Dated(moment.astimezone(told))
    before = (moment - timedelta(microseconds=1)).astimezone(asked)
    assert visible_edition([one], withdrawn_at=None, now=before) is None
    assert next_change([one], withdrawn_at=None, now=before) == moment
    assert visible_edition([one], withdrawn_at=None, now=moment.astimezone(asked)) is one
    assert next_change([one], withdrawn_at=None, now=moment.astimezone(asked)) is None


@pytest.mark.parametrize(
    ("some", "withdrawn", "state"),
    [
        ([], None, PublicState.NONE),
        ([Dated(at(5))], None, PublicState.SCHEDULED),
        ([Dated(at(-5))], None, PublicState.PUBLIC),
        ([Dated(at(-5))], at(-1), PublicState.WITHDRAWN),
        ([Dated(at(-5))], at(1), PublicState.WITHDRAWN),
        ([Dated(at(5))], at(-1), PublicState.WITHDRAWN),
        ([Dated(at(-5)), Dated(at(5), at(0))], at(-1), PublicState.SCHEDULED),
        ([Dated(at(-5)), Dated(at(0), at(0))], at(-1), PublicState.PUBLIC),
    ],
)
def test_public_states(some, withdrawn, state):
    assert public_state(some, withdrawn_at=withdrawn, now=NOON) is state


ALLOWED = {
    (WorkState.DRAFT, Move.REVISE): WorkState.DRAFT,
    (WorkState.FINAL, Move.REVISE): WorkState.DRAFT,
    (WorkState.DRAFT, Move.SUBMIT): WorkState.IN_REVIEW,
    (WorkState.IN_REVIEW, Move.RECALL): WorkState.DRAFT,
    (WorkState.IN_REVIEW, Move.SEND_BACK): WorkState.DRAFT,
    (WorkState.IN_REVIEW, Move.APPROVE): WorkState.FINAL,
}


@pytest.mark.parametrize("state", WorkState)
@pytest.mark.parametrize("move", Move)
def test_only_the_moves_written_down_are_allowed(state, move):
    if (state, move) in ALLOWED:
        assert after(state, move) is ALLOWED[state, move]
    else:
        with pytest.raises(NotAllowed):
            after(state, move)


@pytest.mark.parametrize("work", WorkState)
@pytest.mark.parametrize("public", PublicState)
def test_only_a_draft_that_nobody_ever_approved_may_be_deleted(work, public):
    assert may_discard(work, public) is ((work, public) == (WorkState.DRAFT, PublicState.NONE))


def test_an_edition_was_seen_from_its_very_moment():
    assert not was_seen([], withdrawn_at=None, now=NOON)
    assert not was_seen([Dated(at(1))], withdrawn_at=None, now=NOON)
    assert was_seen([Dated(at(0)), Dated(at(1))], withdrawn_at=None, now=NOON)


def test_what_follows_a_withdrawal_corrects_nothing():
    assert not was_seen([Dated(at(-5))], withdrawn_at=at(-1), now=NOON)


def test_what_is_seen_or_will_be_can_be_withdrawn_and_nothing_else() -> None:
    assert {state for state in PublicState if may_withdraw(state)} == {PublicState.PUBLIC, PublicState.SCHEDULED}
