"""The three database roles in PostgreSQL: what each may touch, and nothing more.

*desk* owns both stores and is who migrates. *intake* is what the public process writes with: it may add feedback and
read receipts by the hash of their code. *reader* is what it reads with: the public store, and nothing else.
"""

from __future__ import annotations

import re

from sqlalchemy import Connection, text

from content.public.tables import SCHEMA

INTAKE_ADDS = ("feedback_message", "feedback_sender", "feedback_receipt", "feedback_step", "outbox")
INTAKE_READS = ("feedback_receipt",)
NAME = re.compile(r"[a-z_][a-z0-9_]{0,62}")


def statements(*, intake: str, reader: str) -> list[str]:
    """The SQL that gives the two lesser roles what they need; raises ValueError for what is no role's name."""
    for name in (intake, reader):
        if not NAME.fullmatch(name):
            raise ValueError(f"not the name of a role: {name!r}")
    return [
        f'REVOKE ALL ON ALL TABLES IN SCHEMA public FROM "{intake}", "{reader}"',
        f'GRANT USAGE ON SCHEMA public TO "{intake}"',
        *(f'GRANT INSERT ON {table} TO "{intake}"' for table in INTAKE_ADDS),
        *(f'GRANT SELECT ON {table} TO "{intake}"' for table in INTAKE_READS),
        f'REVOKE ALL ON ALL TABLES IN SCHEMA "{SCHEMA}" FROM "{intake}", "{reader}"',
        f'GRANT USAGE ON SCHEMA "{SCHEMA}" TO "{reader}"',
        f'GRANT SELECT ON ALL TABLES IN SCHEMA "{SCHEMA}" TO "{reader}"',
    ]


def grant(connection: Connection, *, intake: str, reader: str) -> None:
    """Give them, as the desk's role."""
    for statement in statements(intake=intake, reader=reader):
        connection.execute(text(statement))
