"""Failures from a browser that an account knows are counted apart: strangers do not close it there."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Begin to count them, from nothing."""
    op.add_column("account", sa.Column("known_failed_attempts", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("account", sa.Column("known_locked_until", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Count as before, all together; what is counted apart is forgotten, as by waiting."""
    # Not in a batch: that would make the table anew, and SQLite would take people's roles away with the old one.
    op.drop_column("account", "known_locked_until")
    op.drop_column("account", "known_failed_attempts")
