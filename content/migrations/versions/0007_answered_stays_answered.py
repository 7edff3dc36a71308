"""A message whose answer was given is answered, also when a correction of it was sent back or went with a withdrawal."""

from __future__ import annotations

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Let go on what could neither be answered again nor withdrawn."""
    op.execute(
        "UPDATE feedback_message SET state = 'answered' WHERE answered_at IS NOT NULL"
        " AND (state = 'assigned' OR (state = 'answer_drafted' AND work_state <> 'in_review'))"
    )


def downgrade() -> None:
    """What was put right stays right."""
