"""The public store as a place."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import DBAPIError

from content.public import tables
from content.public.store import PublicStore


@pytest.fixture
def url(tmp_path):
    return f"sqlite:///{tmp_path}/public.db"


def a_store(url):
    store = PublicStore(url, read_only=False, check_every=0)
    store.create_tables()
    return store


def test_looking_at_a_store_that_is_not_there_does_not_make_one(url, tmp_path):
    assert PublicStore(url, read_only=False).state() == {}
    assert list(tmp_path.iterdir()) == []


def test_a_new_store_is_of_the_present_layout(url):
    assert a_store(url).is_current()


def test_making_it_twice_keeps_it(url):
    name = a_store(url).store_id()
    assert a_store(url).store_id() == name


def test_a_reader_cannot_write(url):
    a_store(url)
    reader = PublicStore(url, read_only=True)
    with pytest.raises(DBAPIError), reader.connect() as connection:
        connection.execute(insert(tables.state).values(name="x", value="y"))


def test_what_a_page_reads_is_one_moment_s_state(url):
    store = a_store(url)
    reader = PublicStore(url, read_only=True)
    wanted = select(tables.state.c.value).where(tables.state.c.name == "x")
    with reader.connect() as connection:
        assert connection.execute(wanted).all() == []
        with store.write() as writing:
            writing.execute(insert(tables.state).values(name="x", value="y"))
        assert connection.execute(wanted).all() == []
    with reader.connect() as connection:
        assert connection.execute(wanted).all() == [("y",)]


def test_a_write_that_fails_leaves_nothing(url):
    store = a_store(url)
    with pytest.raises(ZeroDivisionError), store.write() as writing:
        writing.execute(insert(tables.state).values(name="x", value="y"))
        raise ZeroDivisionError
    assert "x" not in store.state()


def test_writers_take_turns(url):
    store = a_store(url)

    def count(times):
        for _ in range(times):
            with store.write() as writing:
                now = int(writing.execute(select(tables.state.c.value).where(tables.state.c.name == "n")).scalar_one())
                writing.execute(tables.state.update().where(tables.state.c.name == "n").values(value=str(now + 1)))

    with store.write() as writing:
        writing.execute(insert(tables.state).values(name="n", value="0"))
    threads = [threading.Thread(target=count, args=(20,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.state()["n"] == "80"


def test_adopting_moves_the_link_and_clears_away_the_old_file(url, tmp_path):
    store = a_store(url)
    reader = PublicStore(url, read_only=True, check_every=0)
    before = reader.store_id()
    fresh = store.beside()
    with store.write() as connection:
        store.adopt(fresh, connection)
    assert reader.store_id() not in ("", before)
    assert {path.name for path in tmp_path.glob("public*.db")} == {"public.db", "public-2.db"}
