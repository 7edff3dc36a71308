"""Each edition has the address in its own words, so that none is made of words which nobody has seen."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Editions of before have none: their record's stays."""
    # Not as a batch, which would copy the table and lose what forbids to change it.
    op.add_column("edition", sa.Column("slug", sa.String(120), nullable=False, server_default=""))


def downgrade() -> None:
    """Forget them."""
    op.drop_column("edition", "slug")
