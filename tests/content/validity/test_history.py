"""Spells of days: what begins, ends, stops and changes a document, and what proves it."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.validity.codes import ENDING, LegalStatus, RelationType
from content.validity.history import Act, Cause, Terms, history, history_of_provision, on, turning_days

S, T = LegalStatus, RelationType
BEGINS, STOPS, ENDS, READ = date(2015, 7, 1), date(2018, 3, 1), date(2021, 1, 1), date(2026, 11, 1)
DAY = timedelta(days=1)
TODAY = date(2026, 11, 22)
OUTLINE = (
    ("chuong-i", None), ("dieu-1", "chuong-i"), ("dieu-2", "chuong-i"), ("dieu-2-khoan-1", "dieu-2"),
    ("dieu-2-khoan-2", "dieu-2"), ("chuong-ii", None), ("dieu-3", "chuong-ii"), ("dieu-4", "chuong-ii"),
)  # fmt: skip

days = st.dates(date(1945, 9, 2), date(2045, 9, 2))
anchors = st.sampled_from([anchor for anchor, _ in OUTLINE])
terms = st.builds(
    Terms, st.none() | days, st.none() | days, st.sampled_from(["", *LegalStatus]), st.none() | days
)  # fmt: skip
acts = st.builds(Act, st.sampled_from(RelationType), st.just("x"), st.none() | days, st.none(), st.just("") | anchors)


def statuses(spells):
    return [(spell.first, spell.status) for spell in spells]


def test_it_begins_and_ends_on_its_own_days():
    spells = history(Terms(BEGINS, ENDS))
    assert statuses(spells) == [(None, S.NOT_YET), (BEGINS, S.IN_FORCE), (ENDS + DAY, S.EXPIRED)]
    assert [spell.last for spell in spells] == [BEGINS - DAY, ENDS, None]
    assert [spell.reasons[0].cause for spell in spells] == [Cause.EFFECTIVE, Cause.EFFECTIVE, Cause.EXPIRES]


@pytest.mark.parametrize("type_", sorted(ENDING))
def test_another_document_ends_it_with_its_sentence_as_the_proof(type_):
    act = Act(type_, "43/2021", ENDS, evidence="Bãi bỏ Quyết định số 12/2015.")
    last = history(Terms(BEGINS), [act])[-1]
    assert (last.status, last.first, last.reasons[0].act) == (S.EXPIRED, ENDS, act)


def test_the_first_of_two_ends_is_told_first():
    late, early = Act(T.REPEALS, "late", ENDS), Act(T.REPLACES, "early", STOPS)
    last = history(Terms(BEGINS), [late, early])[-1]
    assert [reason.act.by for reason in last.reasons if reason.act] == ["early", "late"]


def test_what_was_repealed_before_it_began_never_held():
    assert statuses(history(Terms(ENDS), [Act(T.REPEALS, "x", STOPS)])) == [(None, S.NOT_YET), (STOPS, S.EXPIRED)]


def test_it_holds_again_after_a_suspension():
    spells = history(Terms(BEGINS), [Act(T.SUSPENDS, "x", STOPS, ENDS)])
    assert statuses(spells) == [
        (None, S.NOT_YET), (BEGINS, S.IN_FORCE), (STOPS, S.SUSPENDED), (ENDS + DAY, S.IN_FORCE),
    ]  # fmt: skip


@pytest.mark.parametrize("type_", [T.AMENDS, T.REPLACES, T.REPEALS, T.SUSPENDS])
def test_what_was_changed_in_part_holds_in_part(type_):
    spells = history(Terms(BEGINS), [Act(type_, "x", STOPS, provision="dieu-3")])
    assert statuses(spells)[-1] == (STOPS, S.PARTLY)


@pytest.mark.parametrize("type_", [T.SUPPLEMENTS, T.CORRECTS, T.GUIDES, T.IMPLEMENTS, T.CITES, T.BASED_ON])
def test_what_adds_guides_or_cites_ends_nothing(type_):
    assert statuses(history(Terms(BEGINS), [Act(type_, "x", STOPS)]))[-1] == (BEGINS, S.IN_FORCE)


@pytest.mark.parametrize(
    ("effective", "expires", "declared", "status"),
    [
        (None, None, "", S.UNKNOWN),
        (TODAY, None, "", S.IN_FORCE),
        (TODAY + DAY, None, "", S.NOT_YET),
        (TODAY - DAY, TODAY, "", S.IN_FORCE),
        (TODAY - DAY, TODAY - DAY, "", S.EXPIRED),
        (None, TODAY - DAY, S.IN_FORCE, S.EXPIRED),
        (None, None, S.IN_FORCE, S.IN_FORCE),
        (TODAY - DAY, None, S.EXPIRED, S.EXPIRED),
        (TODAY - DAY, None, S.SUSPENDED, S.SUSPENDED),
        (TODAY - DAY, None, S.PARTLY, S.PARTLY),
        (TODAY + DAY, None, S.PARTLY, S.NOT_YET),
        (TODAY - DAY, None, S.NOT_YET, S.IN_FORCE),
        (None, None, S.NOT_YET, S.UNKNOWN),
    ],
)
def test_dates_come_before_what_a_register_declares(effective, expires, declared, status):
    assert on(history(Terms(effective, expires, declared)), TODAY).status is status


def test_without_a_date_and_a_word_nobody_knows():
    (spell,) = history(Terms())
    assert (spell.status, spell.reasons, spell.first, spell.last) == (S.UNKNOWN, (), None, None)


def test_an_end_without_its_day_makes_the_status_unknown_and_says_why():
    last = history(Terms(BEGINS), [Act(T.REPEALS, "x", None)])[-1]
    assert (last.status, last.reasons[0].act.by) == (S.UNKNOWN, "x")


@pytest.mark.parametrize(
    ("declared", "before", "after"),
    [
        (S.EXPIRED, S.UNKNOWN, S.EXPIRED),
        (S.SUSPENDED, S.UNKNOWN, S.SUSPENDED),
        (S.PARTLY, S.IN_FORCE, S.PARTLY),
        (S.IN_FORCE, S.IN_FORCE, S.IN_FORCE),
        (S.NOT_YET, S.IN_FORCE, S.IN_FORCE),
    ],
)
def test_a_register_proves_nothing_of_the_days_before_it_was_read(declared, before, after):
    spells = history(Terms(BEGINS, None, declared, READ))
    assert (on(spells, STOPS).status, on(spells, READ).status) == (before, after)
    assert on(history(Terms(BEGINS, None, declared)), STOPS).status is after


def test_an_end_that_a_register_declares_is_dated_by_the_document_that_ended_it():
    spells = history(Terms(BEGINS, None, S.EXPIRED, READ), [Act(T.REPLACES, "x", ENDS)])
    assert (on(spells, STOPS).status, on(spells, ENDS).status) == (S.IN_FORCE, S.EXPIRED)


def test_what_is_done_to_an_article_meets_all_that_stands_in_it_and_a_part_of_what_it_stands_in():
    act = Act(T.REPEALS, "x", STOPS, provision="dieu-2")
    found = {
        anchor: on(history_of_provision(anchor, OUTLINE, Terms(BEGINS), [act]), STOPS).status for anchor, _ in OUTLINE
    }
    assert found == {
        "chuong-i": S.PARTLY, "dieu-1": S.IN_FORCE, "dieu-2": S.EXPIRED, "dieu-2-khoan-1": S.EXPIRED,
        "dieu-2-khoan-2": S.EXPIRED, "chuong-ii": S.IN_FORCE, "dieu-3": S.IN_FORCE, "dieu-4": S.IN_FORCE,
    }  # fmt: skip


def test_a_range_meets_every_article_in_it():
    act = Act(T.REPEALS, "x", STOPS, provision="dieu-1", through="dieu-3")
    found = [on(history_of_provision(f"dieu-{n}", OUTLINE, Terms(BEGINS), [act]), STOPS).status for n in (1, 2, 3, 4)]
    assert found == [S.EXPIRED, S.EXPIRED, S.EXPIRED, S.IN_FORCE]


def test_an_amended_article_holds_in_its_new_wording_only():
    act = Act(T.AMENDS, "x", STOPS, provision="dieu-3")
    assert on(history_of_provision("dieu-3", OUTLINE, Terms(BEGINS), [act]), STOPS).status is S.PARTLY
    everything = Act(T.AMENDS, "x", STOPS)
    assert on(history_of_provision("dieu-3", OUTLINE, Terms(BEGINS), [everything]), STOPS).status is S.IN_FORCE


def test_a_provision_ends_with_its_document():
    spells = history_of_provision("dieu-3", OUTLINE, Terms(BEGINS, ENDS), [Act(T.SUSPENDS, "x", STOPS, STOPS)])
    assert [status for _, status in statuses(spells)] == [S.NOT_YET, S.IN_FORCE, S.SUSPENDED, S.IN_FORCE, S.EXPIRED]


@given(terms, st.lists(acts, max_size=5))
def test_spells_follow_each_other_without_a_gap_and_none_repeats_the_last(known, done):
    spells = history(known, done)
    assert (spells[0].first, spells[-1].last) == (None, None)
    for before, after in pairwise(spells):
        assert before.last + DAY == after.first
        assert (before.status, before.reasons) != (after.status, after.reasons)


@given(terms, st.lists(acts, max_size=5), days, days)
def test_the_status_changes_on_turning_days_only(known, done, one, other):
    first, second = sorted((one, other))
    if not any(first < turn <= second for turn in turning_days(known, done)):
        spells = history(known, done)
        assert on(spells, first) is on(spells, second)


@given(terms, st.lists(acts, max_size=4), days, days)
def test_an_end_is_for_good_and_leaves_the_days_before_it_alone(known, done, end, day):
    known = Terms(known.effective, known.expires)
    before, after = history(known, done), history(known, [*done, Act(T.REPEALS, "end", end)])
    assert on(after, day).status is (S.EXPIRED if day >= end else on(before, day).status)


@given(st.lists(acts, max_size=4), days, st.integers(0, 900), days)
def test_a_suspension_leaves_the_days_outside_it_alone(done, first, length, day):
    last = first + length * DAY
    before, after = history(Terms(BEGINS), done), history(Terms(BEGINS), [*done, Act(T.SUSPENDS, "s", first, last)])
    if not first <= day <= last:
        assert on(after, day).status is on(before, day).status


@given(st.lists(acts, max_size=5), anchors, days)
def test_a_document_holds_whole_only_while_each_of_its_provisions_does(done, anchor, day):
    # Of an act without a day a caution tells: the document goes on as a whole, the provision is in doubt.
    done = [act for act in done if act.start is not None]
    if on(history(Terms(BEGINS), done), day).status is S.IN_FORCE:
        assert on(history_of_provision(anchor, OUTLINE, Terms(BEGINS), done), day).status is S.IN_FORCE
