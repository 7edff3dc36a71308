"""What a file hides and nobody could take out, for who approves it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Of files that are there already nobody has looked what they hide; the next copy of them is looked at."""
    op.add_column("attachment", sa.Column("hidden", sa.JSON(), nullable=False, server_default="[]"))


def downgrade() -> None:
    """What hides in the files stays in the files."""
    with op.batch_alter_table("attachment") as table:
        table.drop_column("hidden")
