"""What was done to which provision."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.validity.codes import LegalStatus as S
from content.validity.codes import RelationType as R
from content.validity.history import Act, Terms, history, history_of_provision, home, on
from content.validity.shown import changes, provision_status

DAY = date(2026, 11, 22)
BEFORE, AFTER = date(2026, 9, 22), date(2026, 12, 22)
TERMS = Terms(date(2025, 1, 1))
OUTLINE = [("chuong-i", None), ("dieu-1", "chuong-i"), ("dieu-2", "chuong-i"), ("dieu-3", None), ("dieu-17", None)]


def told(*acts: Act) -> dict[str, list[tuple[str, bool]]]:
    return {
        anchor: [(change.place, change.coming) for change in found]
        for anchor, found in changes(acts, OUTLINE, DAY).items()
    }


def test_a_repealed_article_is_told_at_itself_and_a_repealed_clause_at_its_article():
    acts = [Act(R.REPEALS, "x", BEFORE, provision=place) for place in ("dieu-3", "dieu-17-khoan-3-diem-a")]
    assert told(*acts) == {"dieu-3": [("dieu-3", False)], "dieu-17": [("dieu-17-khoan-3-diem-a", False)]}


def test_what_is_to_come_is_told_as_such():
    assert told(Act(R.AMENDS, "x", AFTER, provision="dieu-1")) == {"dieu-1": [("dieu-1", True)]}


def test_a_range_is_told_at_each_article_of_it():
    act = Act(R.AMENDS, "x", BEFORE, provision="dieu-1", through="dieu-3")
    assert sorted(told(act)) == ["dieu-1", "dieu-2", "dieu-3"]


def test_a_passed_suspension_an_act_on_the_whole_and_an_unknown_place_are_not_told():
    assert not told(
        Act(R.SUSPENDS, "x", BEFORE, end=date(2026, 10, 1), provision="dieu-1"),
        Act(R.AMENDS, "x", BEFORE),
        Act(R.AMENDS, "x", BEFORE, provision="dieu-99-khoan-1"),
    )


@pytest.mark.parametrize(
    ("anchor", "status"),
    [("dieu-3", S.EXPIRED), ("dieu-17", S.PARTLY), ("dieu-1", S.IN_FORCE), ("dieu-2", S.PARTLY)],
)
def test_each_provision_has_its_own_status(anchor, status):
    acts = [
        Act(R.REPEALS, "x", BEFORE, provision="dieu-3"),
        Act(R.REPEALS, "x", BEFORE, provision="dieu-17-khoan-3"),
        Act(R.AMENDS, "x", BEFORE, provision="dieu-2"),
    ]
    assert provision_status(anchor, OUTLINE, TERMS, acts, DAY) is status


def test_nobody_can_tell_of_an_article_where_the_amended_ones_are_not_named():
    whole = Act(R.AMENDS, "x", BEFORE)
    assert provision_status("dieu-1", OUTLINE, TERMS, [whole], DAY) is None
    assert provision_status("dieu-1", OUTLINE, Terms(TERMS.effective, declared="partly"), [], DAY) is None
    assert provision_status("dieu-3", OUTLINE, TERMS, [whole, Act(R.REPEALS, "y", BEFORE, provision="dieu-3")], DAY)


def test_what_is_to_be_amended_still_holds():
    assert provision_status("dieu-1", OUTLINE, TERMS, [Act(R.AMENDS, "x", AFTER)], DAY) is S.IN_FORCE


def test_the_registers_word_for_the_whole_is_explained_by_the_articles_that_were_met():
    acts = [Act(R.REPEALS, "x", BEFORE, provision="dieu-3")]
    assert provision_status("dieu-1", OUTLINE, Terms(TERMS.effective, declared="partly"), acts, DAY) is S.IN_FORCE


def test_a_declared_part_is_gone_since_the_day_of_the_act_that_explains_it_and_not_since_ever():
    read = date(2026, 11, 1)
    known = history(Terms(TERMS.effective, declared="partly", declared_on=read), [Act(R.AMENDS, "x", BEFORE)])
    assert [on(known, day).status for day in (date(2026, 9, 21), BEFORE, DAY)] == [S.IN_FORCE, S.PARTLY, S.PARTLY]


def test_what_is_still_to_come_explains_no_declaration():
    read = date(2026, 11, 1)
    known = history(Terms(TERMS.effective, declared="partly", declared_on=read), [Act(R.AMENDS, "x", AFTER)])
    assert [on(known, day).status for day in (date(2026, 10, 31), read)] == [S.IN_FORCE, S.PARTLY]


def test_a_document_at_its_end_takes_all_its_provisions_with_it():
    whole = Act(R.REPLACES, "x", BEFORE)
    assert provision_status("dieu-1", OUTLINE, TERMS, [whole], DAY) is S.EXPIRED


@given(st.sampled_from([anchor for anchor, _ in OUTLINE]), st.lists(st.sampled_from(["khoan-3", "diem-a"]), max_size=2))
def test_a_place_in_an_article_is_at_home_in_it(anchor, steps):
    assert home("-".join([anchor, *steps]), dict(OUTLINE)) == anchor


@given(st.text(max_size=60))
def test_any_anchor_at_all_has_a_home_or_none(anchor):
    assert home(anchor, {"dieu-1"}) in ("", "dieu-1")


@given(
    st.lists(
        st.builds(
            Act,
            st.sampled_from([R.REPEALS, R.REPLACES]),
            st.just("x"),
            st.sampled_from([BEFORE, AFTER]),
            provision=st.sampled_from([anchor for anchor, _ in OUTLINE] + ["dieu-3-khoan-1", "dieu-17-khoan-3-diem-a"]),
        )
    )
)
def test_what_is_told_and_the_status_agree(acts):
    """Where an end is told, the provision has ended or holds in part; where nothing is told, it holds as before."""
    found = changes(acts, OUTLINE, DAY)
    for anchor, parent in OUTLINE:
        around = [anchor, parent]
        ended = [change for one in around for change in found.get(one or "", ()) if not change.coming]
        status = on(history_of_provision(anchor, OUTLINE, TERMS, acts), DAY).status
        if ended:
            assert status in (S.EXPIRED, S.PARTLY)
        elif not any(one.startswith("dieu-") for one in found) or anchor.startswith("dieu-"):
            assert status is S.IN_FORCE
