"""What is said beside a status."""

from __future__ import annotations

from datetime import date

import pytest

from content.validity.cautions import Warned, cautions, disagreement
from content.validity.codes import LegalStatus, RelationType
from content.validity.history import Act, Terms

S, T = LegalStatus, RelationType
BEGINS, CHANGED, TODAY = date(2015, 7, 1), date(2021, 1, 1), date(2026, 11, 1)


def warned(*args, **options):
    return [caution.warned for caution in cautions(*args, **options)]


def test_nothing_is_warned_of_where_nothing_happened():
    assert cautions(TODAY, Terms(BEGINS)) == ()


def test_what_does_not_hold_yet_says_from_when():
    (caution,) = cautions(date(2015, 6, 30), Terms(BEGINS))
    assert (caution.warned, caution.day) == (Warned.NOT_YET, BEGINS)


@pytest.mark.parametrize("type_", [T.AMENDS, T.SUPPLEMENTS, T.CORRECTS])
def test_changed_and_not_consolidated(type_):
    act = Act(type_, "x", CHANGED)
    assert warned(TODAY, Terms(BEGINS), [act]) == [Warned.NOT_CONSOLIDATED]
    assert warned(TODAY, Terms(BEGINS), [act], consolidated=True) == []
    assert warned(date(2020, 1, 1), Terms(BEGINS), [act]) == []


def test_the_repeal_of_a_part_leaves_a_text_that_is_no_longer_what_holds():
    assert warned(TODAY, Terms(BEGINS), [Act(T.REPEALS, "x", CHANGED, provision="dieu-2")]) == [Warned.NOT_CONSOLIDATED]


def test_an_act_without_its_day_is_told():
    assert warned(TODAY, Terms(BEGINS), [Act(T.REPEALS, "x", None)]) == [Warned.DAY_UNKNOWN]


def test_what_has_ended_needs_no_warning_of_its_text():
    acts = [Act(T.REPLACES, "x", CHANGED), Act(T.AMENDS, "y", CHANGED)]
    assert warned(TODAY, Terms(BEGINS), acts, ended_grounds=["Luật"]) == []


def test_the_end_of_what_it_guides_is_for_an_officer_to_weigh():
    (caution,) = cautions(TODAY, Terms(BEGINS), ended_grounds=["29/2018/NĐ-CP"])
    assert (caution.warned, caution.by) == (Warned.GROUND_ENDED, "29/2018/NĐ-CP")


def test_registers_at_odds_are_told_with_the_documents_proofs():
    act = Act(T.REPEALS, "x", CHANGED)
    found = disagreement(TODAY, Terms(BEGINS, None, S.IN_FORCE, TODAY), [act])
    assert (found.declared, found.computed, found.reasons[0].act) == (S.IN_FORCE, S.EXPIRED, act)
    assert Warned.AT_ODDS in warned(TODAY, Terms(BEGINS, None, S.IN_FORCE, TODAY), [act])


@pytest.mark.parametrize("declared", ["", S.UNKNOWN, S.IN_FORCE])
def test_they_agree_where_they_say_the_same_or_one_says_nothing(declared):
    assert disagreement(TODAY, Terms(BEGINS, None, declared, TODAY)) is None
    assert disagreement(TODAY, Terms(None, None, declared, TODAY)) is None
