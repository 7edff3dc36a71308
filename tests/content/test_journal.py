"""What was deleted stands in no file of a SQLite store any more."""

from __future__ import annotations

import pytest
from sqlalchemy import create_engine, text

from content.db import empty_journal, make_durable

WITHDRAWN = "Nội dung đã gỡ" * 20


@pytest.fixture
def engine(tmp_path):
    made = create_engine(f"sqlite:///{tmp_path}/store.db")
    make_durable(made)
    with made.begin() as connection:
        connection.execute(text("CREATE TABLE said (words TEXT)"))
        connection.execute(text("INSERT INTO said VALUES (:words)"), {"words": WITHDRAWN})
    with made.begin() as connection:
        connection.execute(text("DELETE FROM said"))
    yield made
    made.dispose()


def found_in(folder):
    return [path.name for path in folder.iterdir() if WITHDRAWN.encode() in path.read_bytes()]


def test_what_was_deleted_is_in_no_file_once_the_journal_is_emptied(engine, tmp_path):
    assert found_in(tmp_path) == ["store.db-wal"]
    empty_journal(engine)
    assert found_in(tmp_path) == []


def test_a_reader_is_waited_for_another_time(engine, tmp_path):
    with engine.connect() as reader:
        reader.exec_driver_sql("BEGIN")
        reader.execute(text("SELECT * FROM said")).all()
        with engine.begin() as writer:
            writer.execute(text("INSERT INTO said VALUES ('x')"))
        empty_journal(engine)
    empty_journal(engine)
    assert found_in(tmp_path) == []
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() == 15_000
