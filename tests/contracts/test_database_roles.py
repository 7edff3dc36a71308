"""In PostgreSQL each process can do what it is there for and nothing else, whatever the code would let it do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import flask_migrate
import pytest
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.exc import ProgrammingError

from content.db import db
from content.intake.feedback import FeedbackIn, follow, submit_feedback
from content.public.postgres import present_build
from content.public.store import PublicStore
from tests.stores import MIGRATIONS, Places, small_app

pytestmark = pytest.mark.postgres

PRIVATE = ("account", "audit_line", "edition", "feedback_message", "feedback_sender", "legal_document", "outbox")
PUBLIC = ("record", "provision", "file", "log", "state")


@pytest.fixture
def reader(places: Places) -> Iterator[Connection]:
    yield from connection_to(places.public)


@pytest.fixture
def intake(places: Places) -> Iterator[Connection]:
    yield from connection_to(places.intake)


@pytest.fixture
def build(reader: Connection) -> str:
    return present_build(reader)


def connection_to(url: str) -> Iterator[Connection]:
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def refused(connection: Connection, statement: str) -> bool:
    try:
        connection.execute(text(statement))
    except ProgrammingError as error:
        return "permission denied" in str(error) or "row-level security" in str(error)
    return False


@pytest.mark.parametrize("table", PUBLIC)
def test_the_reader_reads_what_is_public(reader, build, table):
    assert not refused(reader, f"SELECT * FROM {build}.{table}")


@pytest.mark.parametrize("table", PUBLIC)
@pytest.mark.parametrize("act", ["DELETE FROM {}", "TRUNCATE {}", "DROP TABLE {}", "ALTER TABLE {} ADD COLUMN x int"])
def test_the_reader_changes_nothing(reader, build, table, act):
    with pytest.raises(ProgrammingError):
        reader.execute(text(act.format(f"{build}.{table}")))


@pytest.mark.parametrize("act", ["DELETE FROM {}", "UPDATE {} SET build = 'mine'", "DROP TABLE {}"])
def test_the_reader_cannot_lead_others_elsewhere(reader, act):
    with pytest.raises(ProgrammingError):
        reader.execute(text(act.format("public_store.present")))


def test_the_same_roles_read_the_next_build(places, reader, intake, build):
    store = PublicStore(places.public_written, read_only=False)
    fresh = store.beside()
    assert refused(reader, f"SELECT * FROM {build[:-1]}2.record")
    with store.write() as connection:
        store.adopt(fresh, connection)
    store.dispose()
    now = present_build(reader)
    assert now != build
    assert not refused(reader, f"SELECT * FROM {now}.record")
    assert refused(reader, f"DELETE FROM {now}.record")
    assert refused(intake, f"SELECT * FROM {now}.record")
    assert refused(intake, "SELECT * FROM public_store.present")


@pytest.mark.parametrize("table", PRIVATE)
def test_the_reader_sees_nothing_private(reader, table):
    assert refused(reader, f"SELECT * FROM {table}")


@pytest.mark.parametrize("table", ["account", "audit_line", "edition", "feedback_message", "feedback_sender", "outbox"])
def test_the_intake_cannot_read_what_it_or_anybody_handed_in(intake, table):
    assert refused(intake, f"SELECT * FROM {table}")


@pytest.mark.parametrize("columns", ["body", "public_text", "id, author_id"])
def test_of_a_message_the_intake_reads_title_and_document_only(intake, columns):
    assert refused(intake, f"SELECT {columns} FROM feedback_message")


@pytest.mark.parametrize("table", ["feedback_message", "feedback_receipt", "outbox"])
def test_the_intake_cannot_take_anything_away(intake, table):
    assert refused(intake, f"DELETE FROM {table}")


@pytest.mark.parametrize("table", PUBLIC)
def test_the_intake_cannot_write_what_is_public(intake, build, table):
    assert refused(intake, f"DELETE FROM {build}.{table}")


@pytest.mark.parametrize("role", ["reader", "intake"])
def test_nobody_but_the_desk_makes_tables(request, role):
    assert refused(request.getfixturevalue(role), "CREATE TABLE own (x int)")


NOW = "2026-11-22T02:00:00+00"
MESSAGE = {
    "id": "f1", "public_id": "p1", "author_id": "public", "created_at": NOW, "changed_at": NOW, "received_at": NOW,
    "version": 1, "category": "other", "title": "Một góp ý", "body": "Nội dung góp ý", "may_publish": True,
    "state": "received", "work_state": "draft", "editors": "[]", "slug": "", "returned_reason": "", "change_note": "",
    "withdrawal_note": "", "search_text": "", "public_title": "", "public_text": "", "answer_markdown": "",
}  # fmt: skip
RECEIPT = {"message_id": "f1", "received_at": NOW, "state": "received", "changed_at": NOW}
STEP = {
    "id": "s1", "message_id": "f1", "at": NOW, "move": "receive", "state": "received", "person_id": "public",
    "reason": "",
}  # fmt: skip


@pytest.fixture
def private(places: Places) -> Iterator[None]:
    app = small_app(places.private)
    flask_migrate.Migrate(app, db, directory=MIGRATIONS)
    with app.app_context():
        yield
        db.session.remove()
        db.engine.dispose()


@pytest.mark.usefixtures("private")
def test_a_migration_leaves_the_intake_what_it_had(intake):
    flask_migrate.upgrade()
    add(intake, "feedback_message", MESSAGE)
    assert refused(intake, "SELECT * FROM feedback_message")


@pytest.mark.usefixtures("private")
def test_a_migration_half_way_leaves_the_intake_nothing(intake):
    flask_migrate.downgrade(revision="-1")
    with pytest.raises(ProgrammingError, match="row-level security"):
        add(intake, "feedback_message", MESSAGE)


def add(connection: Connection, table: str, row: dict[str, object]) -> None:
    names = ", ".join(row)
    connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({', '.join(f':{name}' for name in row)})"), row)


@pytest.fixture
def handed_in(intake: Connection) -> Connection:
    add(intake, "feedback_message", MESSAGE)
    for digest, key in (("aaaa", "f1"), ("bbbb", "f2")):
        if key != "f1":
            add(intake, "feedback_message", MESSAGE | {"id": key, "public_id": "p2"})
        add(intake, "feedback_receipt", RECEIPT | {"code_hash": digest, "message_id": key})
    return intake


@pytest.mark.parametrize(
    "forged",
    [
        {"state": "answer_drafted"},
        {"work_state": "in_review"},
        {"editors": '["somebody"]'},
        {"public_title": "Tiêu đề giả"},
        {"public_text": "Lời giả"},
        {"answer_markdown": "Trả lời giả"},
        {"resolution": "answered"},
        {"organisation_id": "an office"},
        {"author_id": "somebody"},
        {"answered_at": NOW},
        {"submitted_at": NOW},
    ],
)
def test_the_intake_cannot_hand_in_what_looks_worked_on(intake, forged):
    with pytest.raises(ProgrammingError, match="row-level security"):
        add(intake, "feedback_message", MESSAGE | forged)


@pytest.mark.parametrize(
    "forged",
    [{"answer_html": "<b>giả</b>"}, {"public_path": "/gop-y/gia"}, {"organisation": "Sở giả"}, {"state": "answered"}],
)
def test_the_intake_cannot_forge_an_answer_for_a_sender(intake, forged):
    add(intake, "feedback_message", MESSAGE)
    with pytest.raises(ProgrammingError, match="row-level security"):
        add(intake, "feedback_receipt", RECEIPT | {"code_hash": "aaaa"} | forged)


@pytest.mark.parametrize("forged", [{"move": "approve"}, {"state": "answered"}, {"person_id": "somebody"}])
def test_the_intake_cannot_forge_a_message_s_history(intake, forged):
    add(intake, "feedback_message", MESSAGE)
    with pytest.raises(ProgrammingError, match="row-level security"):
        add(intake, "feedback_step", STEP | forged)


def test_the_intake_reads_the_receipt_that_it_names_and_no_other(handed_in):
    assert handed_in.execute(text("SELECT * FROM feedback_receipt")).all() == []
    handed_in.execute(text("SELECT set_config('portal.receipt', 'bbbb', false)"))
    assert handed_in.execute(text("SELECT message_id FROM feedback_receipt")).scalars().all() == ["f2"]


def test_the_intake_reads_the_title_of_the_message_whose_receipt_it_names_and_no_other(handed_in):
    assert handed_in.execute(text("SELECT title FROM feedback_message")).all() == []
    handed_in.execute(text("SELECT set_config('portal.receipt', 'bbbb', false)"))
    assert handed_in.execute(text("SELECT id, title FROM feedback_message")).all() == [("f2", "Một góp ý")]


def test_the_intake_wakes_no_projector(intake):
    assert refused(intake, f"INSERT INTO outbox VALUES ('o1', 'feedback', 'f1', '{NOW}', '')")


def test_a_message_is_handed_in_and_followed_with_the_intake_s_role(make_app, places):
    app = make_app(role="public", database_url=places.intake)
    with app.app_context():
        form = FeedbackIn(
            token="one", category="procedure", title="Thời hạn cấp phép", body="Thời hạn là bao lâu?", may_publish=True
        )
        receipt = submit_feedback(form, datetime(2026, 11, 22, tzinfo=UTC), secret=b"secret")
        assert submit_feedback(form, datetime(2026, 11, 23, tzinfo=UTC), secret=b"secret").code == receipt.code
        status = follow(receipt.code, secret=b"secret")
        assert status is not None
        assert status.title == "Thời hạn cấp phép"
