"""The public store as a place; the same promises in files and in schemas."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.exc import DBAPIError

from content.errors import NotAllowed
from content.public import reader, tables
from content.public.postgres import present_build
from content.public.store import PublicStore, stamp
from tests.factories.public import Publisher


@pytest.fixture
def store(places):
    store = PublicStore(places.public_written, read_only=False, check_every=0)
    yield store
    store.dispose()


@pytest.fixture
def site(places):
    store = PublicStore(places.public, read_only=True, check_every=0)
    yield store
    store.dispose()


def swap(store):
    fresh = store.beside()
    with store.write() as connection:
        store.adopt(fresh, connection)
    store.clear_away()


def titles(connection):
    return list(connection.execute(select(tables.record.c.title).order_by(tables.record.c.id)).scalars())


def test_looking_at_a_store_that_is_not_there_does_not_make_one(tmp_path):
    assert PublicStore(f"sqlite:///{tmp_path}/public.db", read_only=False).state() == {}
    assert list(tmp_path.iterdir()) == []


def test_a_store_that_cannot_be_asked_is_not_taken_for_an_empty_one():
    nobody_listens = PublicStore("postgresql+psycopg://portal@127.0.0.1:1/portal", read_only=True)
    for question in (nobody_listens.state, nobody_listens.is_current, nobody_listens.generation):
        with pytest.raises(DBAPIError):
            question()


def test_a_store_without_tables_is_an_empty_one(store, site):
    with store.write() as connection:
        tables.state.drop(connection)
    assert (site.state(), site.generation(), site.is_current()) == ({}, 0, False)


def test_a_file_that_cannot_be_opened_is_not_taken_for_an_empty_store(tmp_path):
    (tmp_path / "public.db").mkdir()
    store = PublicStore(f"sqlite:///{tmp_path}/public.db", read_only=True)
    with pytest.raises(DBAPIError):
        store.state()


class Interrupted:
    """A place where something happens after each reading."""

    def __init__(self, place, then):
        self.place, self.then = place, then

    def __getattr__(self, name):
        return getattr(self.place, name)

    @contextmanager
    def reading(self):
        with self.place.reading() as connection:
            yield connection
        self.then()


def test_a_change_that_is_told_while_the_store_is_asked_is_seen_at_the_next_question(store, site, places):
    def change():
        with store.write() as connection:
            stamp(connection, {"one": "hash"}, datetime.now(UTC))
        asked.refresh()

    asked = PublicStore(places.public, read_only=True, check_every=3600, place=Interrupted(site.place, change))
    assert [asked.generation(), asked.generation(), asked.generation()] == [0, 1, 2]


def test_tables_are_made_whole_or_not_at_all(store):
    with pytest.raises(ZeroDivisionError), store.place.making() as connection:
        connection.execute(insert(tables.state).values(name="x", value="y"))
        raise ZeroDivisionError
    assert "x" not in store.state()


def test_a_new_store_is_of_the_present_layout(site):
    assert site.is_current()


def test_making_it_twice_keeps_it(store):
    name = store.store_id()
    store.create_tables()
    assert store.store_id() == name


def test_a_reader_cannot_write(site):
    with pytest.raises(DBAPIError), site.connect() as connection:
        connection.execute(insert(tables.state).values(name="x", value="y"))


def test_what_a_page_reads_is_one_moment_s_state(store, site):
    wanted = select(tables.state.c.value).where(tables.state.c.name == "x")
    with site.connect() as connection:
        assert connection.execute(wanted).all() == []
        with store.write() as writing:
            writing.execute(insert(tables.state).values(name="x", value="y"))
        assert connection.execute(wanted).all() == []
    with site.connect() as connection:
        assert connection.execute(wanted).all() == [("y",)]


def test_a_page_that_was_begun_before_a_swap_ends_in_the_store_it_began_with(store, site):
    Publisher(store).document(title="Trước khi dựng lại")
    with site.connect() as connection:
        before = connection.execute(select(tables.state)).all()
        swap(store)
        # A table that it had not looked at yet.
        assert titles(connection) == ["Trước khi dựng lại"]
        assert connection.execute(select(tables.state)).all() == before
    with site.connect() as connection:
        assert titles(connection) == []


def test_what_was_replaced_goes_when_its_last_reader_has_gone(store, site):
    Publisher(store).document()
    reached = threading.Event()
    ended = threading.Event()

    def read_slowly():
        with site.connect() as connection:
            reached.set()
            ended.wait()
            assert len(titles(connection)) == 1

    slow = threading.Thread(target=read_slowly)
    slow.start()
    reached.wait()
    clearing = threading.Thread(target=swap, args=(store,))
    clearing.start()
    ended.set()
    slow.join()
    clearing.join()
    assert builds(store) == 1


def builds(store):
    if store.url.get_backend_name() == "sqlite":
        return len(list(store.place.link.parent.glob("public-*.db")))
    with store.engine.connect() as connection:
        return connection.execute(
            text("SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'public_store_%'")
        ).scalar()


def test_swapping_again_and_again_while_it_is_read_no_page_is_torn(store, site):
    Publisher(store).document()
    stop, torn = threading.Event(), []

    def read():
        while not stop.is_set():
            with site.connect() as connection:
                first = connection.execute(select(tables.state.c.value).order_by(tables.state.c.name)).all()
                count = len(titles(connection))
                again = connection.execute(select(tables.state.c.value).order_by(tables.state.c.name)).all()
                if first != again or count != 1:
                    torn.append((first, again, count))

    readers = [threading.Thread(target=read) for _ in range(3)]
    for one in readers:
        one.start()
    for _ in range(4):
        fresh = store.beside()
        Publisher(fresh).document()
        with store.write() as connection:
            store.adopt(fresh, connection)
        store.clear_away()
    stop.set()
    for one in readers:
        one.join()
    assert torn == []


def test_a_rehearsal_is_seen_by_nobody_else_and_holds_up_no_writer(store, site):
    path = Publisher(store).document("1/2026/QĐ-UBND", title="Bản đang công khai")
    other = Publisher(store)
    other.count = 1
    with site.connect() as connection:
        found = reader.at(connection, path)
        row = dict(connection.execute(select(tables.record)).mappings().one())
    rows = [(tables.record, [row | {"title": "Bản xem trước"}])]
    with store.rehearse(rows) as rehearsed:
        assert reader.at(rehearsed, path).title == "Bản xem trước"
        other.document("2/2026/QĐ-UBND", title="Công bố giữa chừng")
        with site.connect() as connection:
            assert reader.at(connection, path) == found
        assert titles(rehearsed) == ["Bản xem trước"]
    with store.connect() as connection:
        assert titles(connection) == ["Bản đang công khai", "Công bố giữa chừng"]


@pytest.mark.postgres
def test_a_store_of_the_first_portals_is_replaced_with_nothing_left_of_it(store, site):
    with store.engine.begin() as connection:
        connection.execute(text("DROP TABLE public_store.present"))
        connection.execute(text("DROP SCHEMA public_store_1 CASCADE"))
        connection.execute(text("CREATE TABLE public_store.record (id text)"))
    assert not site.is_current()
    store.create_tables()
    assert site.is_current()
    with store.engine.connect() as connection:
        assert present_build(connection) == "public_store_1"
        assert connection.execute(text("SELECT to_regclass('public_store.record')")).scalar() is None


def test_a_write_that_fails_leaves_nothing(store):
    with pytest.raises(ZeroDivisionError), store.write() as writing:
        writing.execute(insert(tables.state).values(name="x", value="y"))
        raise ZeroDivisionError
    assert "x" not in store.state()


def test_writers_take_turns(store):

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


def test_adopting_puts_the_new_store_in_the_old_one_s_place(store, site):
    before, generation = site.store_id(), site.generation()
    swap(store)
    assert site.store_id() not in ("", before)
    assert site.generation() > generation
    assert builds(store) == 1


def test_in_files_a_rebuild_keeps_others_out_until_it_has_ended(tmp_path):
    store = PublicStore(f"sqlite:///{tmp_path}/public.db", read_only=False)
    store.create_tables()
    # As the first portals had it: the file itself, without a link.
    whole = store.place.link.resolve()
    store.dispose()
    store.place.link.unlink()
    whole.rename(store.place.link)
    with store.alone():
        swap(store)
        with pytest.raises(NotAllowed), store.alone():
            pass
    assert store.is_current()


def test_in_files_adopting_moves_the_link(tmp_path):
    store = PublicStore(f"sqlite:///{tmp_path}/public.db", read_only=False)
    store.create_tables()
    swap(store)
    assert {path.name for path in tmp_path.glob("public*.db")} == {"public.db", "public-2.db"}
    assert (tmp_path / "public.db").readlink().name == "public-2.db"
