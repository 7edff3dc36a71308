"""The three database roles in PostgreSQL: what each may touch, and nothing more.

*desk* owns both stores and is who migrates. *intake* is what the public process writes with: it may add feedback that
nobody has worked on yet, and read the one receipt whose digest it names, with the title of its message and the
document that it is about. *reader* is what it reads with: the public
store, and nothing else.
"""

from __future__ import annotations

import re

from sqlalchemy import Connection, text

from content.intake.feedback import NAMED_RECEIPT
from content.public.postgres import letting_read, present_build
from content.public.tables import SCHEMA

INTAKE_ADDS = {
    "feedback_message": "author_id = 'public' AND state = 'received' AND work_state = 'draft' AND editors::text = '[]'"
    " AND organisation_id IS NULL AND slug = '' AND public_title = '' AND public_text = '' AND answer_markdown = ''"
    " AND resolution IS NULL AND answered_at IS NULL AND submitted_at IS NULL AND returned_reason = ''"
    " AND change_note = '' AND withdrawn_at IS NULL AND gone_since IS NULL AND withdrawal_note = ''",
    "feedback_sender": "true",
    "feedback_receipt": "state = 'received' AND organisation IS NULL AND resolution IS NULL AND answered_at IS NULL"
    " AND answer_html IS NULL AND public_path IS NULL",
    "feedback_step": "move = 'receive' AND state = 'received' AND person_id = 'public' AND organisation_id IS NULL"
    " AND reason = ''",
}
"""What the intake adds, and what must be true of each row: nothing that only the desk may say."""

RECEIPT_NAMED = f"code_hash = current_setting('{NAMED_RECEIPT}', true)"
ITS_MESSAGE = f"id = (SELECT message_id FROM feedback_receipt WHERE {RECEIPT_NAMED})"
NAME = re.compile(r"[a-z_][a-z0-9_]{0,62}")


def statements(*, intake: str, reader: str, build: str) -> list[str]:
    """The SQL that gives the two lesser roles what they need; raises ValueError for what is no role's name."""
    for name in (intake, reader):
        if not NAME.fullmatch(name):
            raise ValueError(f"not the name of a role: {name!r}")
    return [
        *(
            f'REVOKE ALL ON ALL TABLES IN SCHEMA "{schema}" FROM "{intake}", "{reader}"'
            for schema in ("public", SCHEMA, build)
        ),
        *_letting_take_in(intake),
        *letting_read(reader, build),
    ]


def _letting_take_in(intake: str) -> list[str]:
    return [
        f'GRANT USAGE ON SCHEMA public TO "{intake}"',
        *(line for table, fresh in INTAKE_ADDS.items() for line in _letting_add(table, fresh, intake)),
        f'GRANT SELECT ON feedback_receipt TO "{intake}"',
        "DROP POLICY IF EXISTS intake_reads ON feedback_receipt",
        f'CREATE POLICY intake_reads ON feedback_receipt FOR SELECT TO "{intake}" USING ({RECEIPT_NAMED})',
        f'GRANT SELECT (id, title, document_path) ON feedback_message TO "{intake}"',
        "DROP POLICY IF EXISTS intake_reads ON feedback_message",
        f'CREATE POLICY intake_reads ON feedback_message FOR SELECT TO "{intake}" USING ({ITS_MESSAGE})',
    ]


def _letting_add(table: str, fresh: str, intake: str) -> list[str]:
    # The owner is not bound by policies, so the desk's process notices nothing of them.
    return [
        f'GRANT INSERT ON {table} TO "{intake}"',
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"DROP POLICY IF EXISTS intake_adds ON {table}",
        f'CREATE POLICY intake_adds ON {table} FOR INSERT TO "{intake}" WITH CHECK ({fresh})',
    ]


def grant(connection: Connection, *, intake: str, reader: str) -> None:
    """Give them, as the desk's role; a later build of the public store is given to the same reader."""
    for statement in statements(intake=intake, reader=reader, build=present_build(connection)):
        connection.execute(text(statement))


def suspend(connection: Connection) -> str | None:
    """Take the intake's policies away for the time of a migration; the role they were for, if there was one.

    A policy holds on to the columns it names, so that a step which drops one would be refused. Without its policies
    the role can neither add nor read anything: a migration leaves it with less, never with more, until
    :func:`resume` or, after a step down, ``portal grant``.
    """
    if connection.dialect.name != "postgresql":
        return None
    found = connection.execute(
        text(
            "SELECT tablename, policyname, roles[1] FROM pg_policies"
            " WHERE schemaname = 'public' AND policyname IN ('intake_adds', 'intake_reads')"
        )
    ).all()
    for table, policy, _ in found:
        connection.execute(text(f'DROP POLICY {policy} ON "{table}"'))
    return found[0][2] if found else None


def resume(connection: Connection, *, intake: str) -> None:
    """Give the intake again what :func:`suspend` took, as of the tables of today."""
    for statement in _letting_take_in(intake):
        connection.execute(text(statement))
