"""Moments go into a store and come back with their zone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, create_engine, insert, select
from sqlalchemy.exc import StatementError

from content.clock import VIETNAM
from content.moments import UtcDateTime

ROW = Table("row", MetaData(), Column("id", Integer, primary_key=True), Column("at", UtcDateTime))


@pytest.fixture
def connection():
    engine = create_engine("sqlite://")
    with engine.begin() as opened:
        ROW.create(opened)
        yield opened
    engine.dispose()


def test_a_moment_of_any_zone_comes_back_in_utc(connection):
    connection.execute(insert(ROW).values(at=datetime(2026, 11, 22, 9, 0, tzinfo=VIETNAM)))
    found = connection.execute(select(ROW.c.at)).scalar_one()
    assert (found, found.tzinfo) == (datetime(2026, 11, 22, 2, 0, tzinfo=UTC), UTC)


def test_no_moment_comes_back_as_none(connection):
    connection.execute(insert(ROW).values(at=None))
    assert connection.execute(select(ROW.c.at)).scalar_one() is None


def test_a_moment_without_a_zone_is_refused(connection):
    with pytest.raises(StatementError, match="without a time zone"):
        connection.execute(insert(ROW).values(at=datetime(2026, 11, 22, 9, 0)))
