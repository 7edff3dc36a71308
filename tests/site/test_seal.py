"""A form's seal tells how long ago it was shown, and cannot be made by anyone else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from portal.forms.seal import LEAST, LONGEST, Age, age, renewed, sealed

NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
SECRET = "the secret of these tests"


@pytest.mark.parametrize(
    ("passed", "expected"),
    [
        (timedelta(0), Age.TOO_YOUNG),
        (LEAST, Age.FITTING),
        (LONGEST, Age.FITTING),
        (LONGEST + timedelta(seconds=1), Age.TOO_OLD),
        (timedelta(hours=-1), Age.TOO_YOUNG),
    ],
)
def test_a_form_has_an_age(passed: timedelta, expected: Age) -> None:
    assert age(SECRET, sealed(SECRET, NOW), NOW + passed) is expected


def test_a_form_shown_again_may_come_back_at_once() -> None:
    assert age(SECRET, renewed(SECRET, NOW), NOW) is Age.FITTING


@pytest.mark.parametrize("seal", ["", "x", "WzEsImEiXQ.AAAA", "\ud800", "{}", "é" * 10_000])
def test_what_is_no_seal_of_ours_is_too_old(seal: str) -> None:
    assert age(SECRET, seal, NOW) is Age.TOO_OLD


def test_a_seal_of_another_secret_is_too_old() -> None:
    assert age(SECRET, sealed("another", NOW), NOW + LEAST) is Age.TOO_OLD
