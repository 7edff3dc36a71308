"""The note of a correction is its author's, and is kept with the working copy until the next edition."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

RECORDS = ("announcement", "direction", "feedback_message", "legal_document", "organisation")


def upgrade() -> None:
    """Give every record a place for the note."""
    for table in RECORDS:
        with op.batch_alter_table(table) as change:
            change.add_column(sa.Column("change_note", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    """Forget the notes of corrections that nobody has approved yet."""
    for table in RECORDS:
        with op.batch_alter_table(table) as change:
            change.drop_column("change_note")
