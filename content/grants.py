"""The three database roles in PostgreSQL: what each may touch, and nothing more.

*desk* owns both stores and is who migrates. *intake* is what the public process writes with: it may add feedback and
read receipts by the hash of their code. *reader* is what it reads with: the public store, and nothing else.
"""

from __future__ import annotations

import re

from sqlalchemy import Connection, text

from content.public.postgres import letting_read, present_build
from content.public.tables import SCHEMA

INTAKE_ADDS = ("feedback_message", "feedback_sender", "feedback_receipt", "feedback_step", "outbox")
INTAKE_READS = ("feedback_receipt",)
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
        f'GRANT USAGE ON SCHEMA public TO "{intake}"',
        *(f'GRANT INSERT ON {table} TO "{intake}"' for table in INTAKE_ADDS),
        *(f'GRANT SELECT ON {table} TO "{intake}"' for table in INTAKE_READS),
        *letting_read(reader, build),
    ]


def grant(connection: Connection, *, intake: str, reader: str) -> None:
    """Give them, as the desk's role; a later build of the public store is given to the same reader."""
    for statement in statements(intake=intake, reader=reader, build=present_build(connection)):
        connection.execute(text(statement))
