"""Alembic's entry: migrates the private store through the application's own engine."""

from __future__ import annotations

from alembic import context
from flask import current_app

from content import grants
from content.db import Base
from content.moments import UtcDateTime

database = current_app.extensions["migrate"].db
engine = database.engine


def plain_types(kind: str, item: object, _context: object) -> str | bool:
    """Write our moments as the type they are in the database: a migration must not depend on today's code."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, UtcDateTime) else False


with engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
        render_item=plain_types,
        # The public store shares the server in PostgreSQL and has no migrations: only the private schema is looked at.
        include_schemas=False,
    )
    with context.begin_transaction():
        intake = grants.suspend(connection)
        context.run_migrations()
        is_whole = set(context.get_context().get_current_heads()) == set(context.script.get_heads())
        # On the way down the tables lack what the policies name: the role waits until they are whole again.
        if intake is not None and is_whole:
            grants.resume(connection, intake=intake)
