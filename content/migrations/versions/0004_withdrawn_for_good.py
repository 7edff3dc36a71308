"""A withdrawal is kept when something is approved after it: what was approved before stays out of sight for good."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

RECORDS = {
    "announcements": "announcement",
    "directions": "direction",
    "feedback": "feedback_message",
    "legal": "legal_document",
    "organisations": "organisation",
}
OF_RECORD = "edition.kind = '{kind}' AND edition.record_id = {table}.id"


def upgrade() -> None:
    """Say since when a record is gone, and bring back from the trail the withdrawals that an approval has cleared."""
    for kind, table in RECORDS.items():
        with op.batch_alter_table(table) as change:
            change.add_column(sa.Column("gone_since", sa.DateTime(timezone=True), nullable=True))
        editions = f"SELECT 1 FROM edition WHERE {OF_RECORD.format(kind=kind, table=table)}"
        op.execute(
            f"UPDATE {table} SET gone_since = withdrawn_at WHERE EXISTS ({editions} AND visible_from <= withdrawn_at)"
        )
        op.execute(
            f"UPDATE {table} SET withdrawn_at = (SELECT max(line.at) FROM audit_line AS line "
            f"WHERE line.tag = 'desk:{kind}:withdrawn' AND line.record_id = {table}.id) WHERE withdrawn_at IS NULL"
        )


def downgrade() -> None:
    """Clear a withdrawal once a later edition is seen, as before; what is only scheduled has to be approved anew."""
    for kind, table in RECORDS.items():
        editions = f"SELECT 1 FROM edition WHERE {OF_RECORD.format(kind=kind, table=table)}"
        op.execute(
            f"UPDATE {table} SET withdrawn_at = NULL, withdrawal_note = '' "
            f"WHERE EXISTS ({editions} AND approved_at > withdrawn_at AND visible_from <= CURRENT_TIMESTAMP)"
        )
        with op.batch_alter_table(table) as change:
            change.drop_column("gone_since")
