"""The private store"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go to this revision."""
    op.create_table('announcement',
    sa.Column('type', sa.String(length=120), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('summary', sa.Text(), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.Column('language', sa.String(length=2), nullable=False),
    sa.Column('issuer', sa.String(length=300), nullable=False),
    sa.Column('period_kind', sa.String(length=16), nullable=False),
    sa.Column('period_year', sa.Integer(), nullable=True),
    sa.Column('period_number', sa.Integer(), nullable=True),
    sa.Column('spokesperson_name', sa.String(length=200), nullable=False),
    sa.Column('spokesperson_title', sa.String(length=200), nullable=False),
    sa.Column('spokesperson_phone', sa.String(length=60), nullable=False),
    sa.Column('spokesperson_email', sa.String(length=254), nullable=False),
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('public_id', sa.String(length=16), nullable=False),
    sa.Column('slug', sa.String(length=120), nullable=False),
    sa.Column('organisation_id', sa.String(length=32), nullable=True),
    sa.Column('author_id', sa.String(length=32), nullable=False),
    sa.Column('editors', sa.JSON(), nullable=False),
    sa.Column('work_state', sa.String(length=16), nullable=False),
    sa.Column('submitted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('returned_reason', sa.Text(), nullable=False),
    sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('withdrawal_note', sa.Text(), nullable=False),
    sa.Column('search_text', sa.Text(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_announcement')),
    sa.UniqueConstraint('public_id', name=op.f('uq_announcement_public_id'))
    )
    with op.batch_alter_table('announcement', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_announcement_changed_at'), ['changed_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_announcement_organisation_id'), ['organisation_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_announcement_work_state'), ['work_state'], unique=False)

    op.create_table('attachment',
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('kind', sa.String(length=32), nullable=False),
    sa.Column('record_id', sa.String(length=32), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('token', sa.String(length=32), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('label', sa.Text(), nullable=False),
    sa.Column('media_type', sa.String(length=120), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('width', sa.Integer(), nullable=True),
    sa.Column('height', sa.Integer(), nullable=True),
    sa.Column('added_by_id', sa.String(length=32), nullable=False),
    sa.Column('added_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_attachment')),
    sa.UniqueConstraint('token', name=op.f('uq_attachment_token'))
    )
    with op.batch_alter_table('attachment', schema=None) as batch_op:
        batch_op.create_index('ix_attachment_record', ['kind', 'record_id', 'position'], unique=False)
        batch_op.create_index(batch_op.f('ix_attachment_sha256'), ['sha256'], unique=False)

    op.create_table('audit_head',
    sa.Column('id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('seal', sa.String(length=64), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_audit_head'))
    )
    op.create_table('audit_line',
    sa.Column('number', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('tag', sa.String(length=80), nullable=False),
    sa.Column('person_id', sa.String(length=32), nullable=False),
    sa.Column('person_name', sa.String(length=200), nullable=False),
    sa.Column('kind', sa.String(length=32), nullable=False),
    sa.Column('record_id', sa.String(length=32), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('details', sa.JSON(), nullable=False),
    sa.Column('previous', sa.String(length=64), nullable=False),
    sa.Column('seal', sa.String(length=64), nullable=False),
    sa.PrimaryKeyConstraint('number', name=op.f('pk_audit_line'))
    )
    with op.batch_alter_table('audit_line', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_audit_line_person_id'), ['person_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_audit_line_record_id'), ['record_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_audit_line_tag'), ['tag'], unique=False)

    op.create_table('direction',
    sa.Column('type', sa.String(length=120), nullable=False),
    sa.Column('number', sa.String(length=120), nullable=False),
    sa.Column('number_key', sa.String(length=120), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('summary', sa.Text(), nullable=False),
    sa.Column('issuer', sa.String(length=300), nullable=False),
    sa.Column('signer', sa.String(length=300), nullable=False),
    sa.Column('signer_title', sa.String(length=300), nullable=False),
    sa.Column('issued', sa.Date(), nullable=True),
    sa.Column('effective', sa.Date(), nullable=True),
    sa.Column('expires', sa.Date(), nullable=True),
    sa.Column('declared_status', sa.String(length=32), nullable=False),
    sa.Column('status_note', sa.Text(), nullable=False),
    sa.Column('field', sa.String(length=200), nullable=False),
    sa.Column('topics', sa.JSON(), nullable=False),
    sa.Column('sectors', sa.JSON(), nullable=False),
    sa.Column('gazette', sa.JSON(), nullable=False),
    sa.Column('preamble', sa.Text(), nullable=False),
    sa.Column('provisions', sa.JSON(), nullable=False),
    sa.Column('relations', sa.JSON(), nullable=False),
    sa.Column('sources', sa.JSON(), nullable=False),
    sa.Column('to_check', sa.JSON(), nullable=False),
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('public_id', sa.String(length=16), nullable=False),
    sa.Column('slug', sa.String(length=120), nullable=False),
    sa.Column('organisation_id', sa.String(length=32), nullable=True),
    sa.Column('author_id', sa.String(length=32), nullable=False),
    sa.Column('editors', sa.JSON(), nullable=False),
    sa.Column('work_state', sa.String(length=16), nullable=False),
    sa.Column('submitted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('returned_reason', sa.Text(), nullable=False),
    sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('withdrawal_note', sa.Text(), nullable=False),
    sa.Column('search_text', sa.Text(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_direction')),
    sa.UniqueConstraint('public_id', name=op.f('uq_direction_public_id'))
    )
    with op.batch_alter_table('direction', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_direction_changed_at'), ['changed_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_direction_issued'), ['issued'], unique=False)
        batch_op.create_index(batch_op.f('ix_direction_number_key'), ['number_key'], unique=False)
        batch_op.create_index(batch_op.f('ix_direction_organisation_id'), ['organisation_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_direction_type'), ['type'], unique=False)
        batch_op.create_index(batch_op.f('ix_direction_work_state'), ['work_state'], unique=False)

    op.create_table('due',
    sa.Column('kind', sa.String(length=32), nullable=False),
    sa.Column('record_id', sa.String(length=32), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('kind', 'record_id', name=op.f('pk_due'))
    )
    with op.batch_alter_table('due', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_due_at'), ['at'], unique=False)

    op.create_table('edition',
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('kind', sa.String(length=32), nullable=False),
    sa.Column('record_id', sa.String(length=32), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('snapshot', sa.JSON(), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('change_note', sa.Text(), nullable=False),
    sa.Column('visible_from', sa.DateTime(timezone=True), nullable=False),
    sa.Column('approved_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('approved_by_id', sa.String(length=32), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_edition')),
    sa.UniqueConstraint('kind', 'record_id', 'number', name=op.f('uq_edition_kind'))
    )
    op.create_table('feedback_message',
    sa.Column('received_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('category', sa.String(length=16), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.Column('document_path', sa.String(length=300), nullable=True),
    sa.Column('document_title', sa.Text(), nullable=True),
    sa.Column('may_publish', sa.Boolean(), nullable=False),
    sa.Column('state', sa.String(length=16), nullable=False),
    sa.Column('public_title', sa.String(length=200), nullable=False),
    sa.Column('public_text', sa.Text(), nullable=False),
    sa.Column('answer_markdown', sa.Text(), nullable=False),
    sa.Column('resolution', sa.String(length=32), nullable=True),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('public_id', sa.String(length=16), nullable=False),
    sa.Column('slug', sa.String(length=120), nullable=False),
    sa.Column('organisation_id', sa.String(length=32), nullable=True),
    sa.Column('author_id', sa.String(length=32), nullable=False),
    sa.Column('editors', sa.JSON(), nullable=False),
    sa.Column('work_state', sa.String(length=16), nullable=False),
    sa.Column('submitted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('returned_reason', sa.Text(), nullable=False),
    sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('withdrawal_note', sa.Text(), nullable=False),
    sa.Column('search_text', sa.Text(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_feedback_message')),
    sa.UniqueConstraint('public_id', name=op.f('uq_feedback_message_public_id'))
    )
    with op.batch_alter_table('feedback_message', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_feedback_message_changed_at'), ['changed_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_feedback_message_organisation_id'), ['organisation_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_feedback_message_received_at'), ['received_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_feedback_message_state'), ['state'], unique=False)
        batch_op.create_index(batch_op.f('ix_feedback_message_work_state'), ['work_state'], unique=False)

    op.create_table('import_item',
    sa.Column('source_key', sa.String(length=64), nullable=False),
    sa.Column('kind', sa.String(length=32), nullable=False),
    sa.Column('record_id', sa.String(length=32), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('source_key', name=op.f('pk_import_item'))
    )
    op.create_table('legal_document',
    sa.Column('type', sa.String(length=120), nullable=False),
    sa.Column('number', sa.String(length=120), nullable=False),
    sa.Column('number_key', sa.String(length=120), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('summary', sa.Text(), nullable=False),
    sa.Column('issuer', sa.String(length=300), nullable=False),
    sa.Column('signer', sa.String(length=300), nullable=False),
    sa.Column('signer_title', sa.String(length=300), nullable=False),
    sa.Column('issued', sa.Date(), nullable=True),
    sa.Column('effective', sa.Date(), nullable=True),
    sa.Column('expires', sa.Date(), nullable=True),
    sa.Column('declared_status', sa.String(length=32), nullable=False),
    sa.Column('status_note', sa.Text(), nullable=False),
    sa.Column('field', sa.String(length=200), nullable=False),
    sa.Column('topics', sa.JSON(), nullable=False),
    sa.Column('sectors', sa.JSON(), nullable=False),
    sa.Column('gazette', sa.JSON(), nullable=False),
    sa.Column('preamble', sa.Text(), nullable=False),
    sa.Column('provisions', sa.JSON(), nullable=False),
    sa.Column('relations', sa.JSON(), nullable=False),
    sa.Column('sources', sa.JSON(), nullable=False),
    sa.Column('to_check', sa.JSON(), nullable=False),
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('public_id', sa.String(length=16), nullable=False),
    sa.Column('slug', sa.String(length=120), nullable=False),
    sa.Column('organisation_id', sa.String(length=32), nullable=True),
    sa.Column('author_id', sa.String(length=32), nullable=False),
    sa.Column('editors', sa.JSON(), nullable=False),
    sa.Column('work_state', sa.String(length=16), nullable=False),
    sa.Column('submitted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('returned_reason', sa.Text(), nullable=False),
    sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('withdrawal_note', sa.Text(), nullable=False),
    sa.Column('search_text', sa.Text(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_legal_document')),
    sa.UniqueConstraint('public_id', name=op.f('uq_legal_document_public_id'))
    )
    with op.batch_alter_table('legal_document', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_legal_document_changed_at'), ['changed_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_legal_document_issued'), ['issued'], unique=False)
        batch_op.create_index(batch_op.f('ix_legal_document_number_key'), ['number_key'], unique=False)
        batch_op.create_index(batch_op.f('ix_legal_document_organisation_id'), ['organisation_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_legal_document_type'), ['type'], unique=False)
        batch_op.create_index(batch_op.f('ix_legal_document_work_state'), ['work_state'], unique=False)

    op.create_table('organisation',
    sa.Column('name', sa.String(length=300), nullable=False),
    sa.Column('short_name', sa.String(length=120), nullable=False),
    sa.Column('former_names', sa.JSON(), nullable=False),
    sa.Column('level', sa.String(length=32), nullable=False),
    sa.Column('parent_id', sa.String(length=32), nullable=True),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('address', sa.Text(), nullable=False),
    sa.Column('phone', sa.String(length=60), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=False),
    sa.Column('website', sa.String(length=300), nullable=False),
    sa.Column('functions', sa.Text(), nullable=False),
    sa.Column('spokesperson_name', sa.String(length=200), nullable=False),
    sa.Column('spokesperson_title', sa.String(length=200), nullable=False),
    sa.Column('spokesperson_phone', sa.String(length=60), nullable=False),
    sa.Column('spokesperson_email', sa.String(length=254), nullable=False),
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('public_id', sa.String(length=16), nullable=False),
    sa.Column('slug', sa.String(length=120), nullable=False),
    sa.Column('organisation_id', sa.String(length=32), nullable=True),
    sa.Column('author_id', sa.String(length=32), nullable=False),
    sa.Column('editors', sa.JSON(), nullable=False),
    sa.Column('work_state', sa.String(length=16), nullable=False),
    sa.Column('submitted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('returned_reason', sa.Text(), nullable=False),
    sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('withdrawal_note', sa.Text(), nullable=False),
    sa.Column('search_text', sa.Text(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['parent_id'], ['organisation.id'], name=op.f('fk_organisation_parent_id_organisation')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_organisation')),
    sa.UniqueConstraint('name', name=op.f('uq_organisation_name')),
    sa.UniqueConstraint('public_id', name=op.f('uq_organisation_public_id'))
    )
    with op.batch_alter_table('organisation', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_organisation_changed_at'), ['changed_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_organisation_organisation_id'), ['organisation_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_organisation_work_state'), ['work_state'], unique=False)

    op.create_table('outbox',
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('kind', sa.String(length=32), nullable=False),
    sa.Column('record_id', sa.String(length=32), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('failure', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outbox'))
    )
    with op.batch_alter_table('outbox', schema=None) as batch_op:
        batch_op.create_index('ix_outbox_created_at', ['created_at', 'id'], unique=False)

    op.create_table('account',
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('organisation_id', sa.String(length=32), nullable=True),
    sa.Column('active', sa.Boolean(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('password', sa.String(length=255), nullable=False),
    sa.Column('password_changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('must_change_password', sa.Boolean(), nullable=False),
    sa.Column('fs_uniquifier', sa.String(length=64), nullable=False),
    sa.Column('tf_primary_method', sa.String(length=64), nullable=True),
    sa.Column('tf_totp_secret', sa.String(length=255), nullable=True),
    sa.Column('totp_counter', sa.Integer(), nullable=True),
    sa.Column('failed_attempts', sa.Integer(), nullable=False),
    sa.Column('locked_until', sa.DateTime(timezone=True), nullable=True),
    sa.Column('last_sign_in_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_account_organisation_id_organisation')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_account')),
    sa.UniqueConstraint('email', name=op.f('uq_account_email')),
    sa.UniqueConstraint('fs_uniquifier', name=op.f('uq_account_fs_uniquifier'))
    )
    op.create_table('feedback_receipt',
    sa.Column('code_hash', sa.String(length=64), nullable=False),
    sa.Column('message_id', sa.String(length=32), nullable=False),
    sa.Column('received_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('state', sa.String(length=16), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('organisation', sa.String(length=300), nullable=True),
    sa.Column('resolution', sa.String(length=32), nullable=True),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('answer_html', sa.Text(), nullable=True),
    sa.Column('public_path', sa.String(length=300), nullable=True),
    sa.ForeignKeyConstraint(['message_id'], ['feedback_message.id'], name=op.f('fk_feedback_receipt_message_id_feedback_message')),
    sa.PrimaryKeyConstraint('code_hash', name=op.f('pk_feedback_receipt')),
    sa.UniqueConstraint('message_id', name=op.f('uq_feedback_receipt_message_id'))
    )
    op.create_table('feedback_sender',
    sa.Column('message_id', sa.String(length=32), nullable=False),
    sa.Column('name', sa.String(length=120), nullable=True),
    sa.Column('phone', sa.String(length=32), nullable=True),
    sa.Column('email', sa.String(length=254), nullable=True),
    sa.Column('notice_version', sa.String(length=16), nullable=False),
    sa.ForeignKeyConstraint(['message_id'], ['feedback_message.id'], name=op.f('fk_feedback_sender_message_id_feedback_message')),
    sa.PrimaryKeyConstraint('message_id', name=op.f('pk_feedback_sender'))
    )
    op.create_table('feedback_step',
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('message_id', sa.String(length=32), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('move', sa.String(length=16), nullable=False),
    sa.Column('state', sa.String(length=16), nullable=False),
    sa.Column('person_id', sa.String(length=32), nullable=False),
    sa.Column('organisation_id', sa.String(length=32), nullable=True),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['message_id'], ['feedback_message.id'], name=op.f('fk_feedback_step_message_id_feedback_message')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_feedback_step'))
    )
    with op.batch_alter_table('feedback_step', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_feedback_step_message_id'), ['message_id'], unique=False)

    op.create_table('assignment',
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('user_id', sa.String(length=32), nullable=False),
    sa.Column('role', sa.Enum('author', 'approver', 'spokesperson', 'feedback_officer', 'reporting_officer', 'compliance_officer', 'administrator', 'auditor', name='role', native_enum=False, length=32), nullable=False),
    sa.Column('organisation_id', sa.String(length=32), nullable=True),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_assignment_organisation_id_organisation')),
    sa.ForeignKeyConstraint(['user_id'], ['account.id'], name=op.f('fk_assignment_user_id_account'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_assignment')),
    sa.UniqueConstraint('user_id', 'role', 'organisation_id', name=op.f('uq_assignment_user_id'))
    )
    with op.batch_alter_table('assignment', schema=None) as batch_op:
        batch_op.create_index('ix_assignment_organisation_id', ['organisation_id'], unique=False)



def downgrade() -> None:
    """Go back to the one before."""
    with op.batch_alter_table('assignment', schema=None) as batch_op:
        batch_op.drop_index('ix_assignment_organisation_id')

    op.drop_table('assignment')
    with op.batch_alter_table('feedback_step', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_feedback_step_message_id'))

    op.drop_table('feedback_step')
    op.drop_table('feedback_sender')
    op.drop_table('feedback_receipt')
    op.drop_table('account')
    with op.batch_alter_table('outbox', schema=None) as batch_op:
        batch_op.drop_index('ix_outbox_created_at')

    op.drop_table('outbox')
    with op.batch_alter_table('organisation', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_organisation_work_state'))
        batch_op.drop_index(batch_op.f('ix_organisation_organisation_id'))
        batch_op.drop_index(batch_op.f('ix_organisation_changed_at'))

    op.drop_table('organisation')
    with op.batch_alter_table('legal_document', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_legal_document_work_state'))
        batch_op.drop_index(batch_op.f('ix_legal_document_type'))
        batch_op.drop_index(batch_op.f('ix_legal_document_organisation_id'))
        batch_op.drop_index(batch_op.f('ix_legal_document_number_key'))
        batch_op.drop_index(batch_op.f('ix_legal_document_issued'))
        batch_op.drop_index(batch_op.f('ix_legal_document_changed_at'))

    op.drop_table('legal_document')
    op.drop_table('import_item')
    with op.batch_alter_table('feedback_message', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_feedback_message_work_state'))
        batch_op.drop_index(batch_op.f('ix_feedback_message_state'))
        batch_op.drop_index(batch_op.f('ix_feedback_message_received_at'))
        batch_op.drop_index(batch_op.f('ix_feedback_message_organisation_id'))
        batch_op.drop_index(batch_op.f('ix_feedback_message_changed_at'))

    op.drop_table('feedback_message')
    op.drop_table('edition')
    with op.batch_alter_table('due', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_due_at'))

    op.drop_table('due')
    with op.batch_alter_table('direction', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_direction_work_state'))
        batch_op.drop_index(batch_op.f('ix_direction_type'))
        batch_op.drop_index(batch_op.f('ix_direction_organisation_id'))
        batch_op.drop_index(batch_op.f('ix_direction_number_key'))
        batch_op.drop_index(batch_op.f('ix_direction_issued'))
        batch_op.drop_index(batch_op.f('ix_direction_changed_at'))

    op.drop_table('direction')
    with op.batch_alter_table('audit_line', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_audit_line_tag'))
        batch_op.drop_index(batch_op.f('ix_audit_line_record_id'))
        batch_op.drop_index(batch_op.f('ix_audit_line_person_id'))

    op.drop_table('audit_line')
    op.drop_table('audit_head')
    with op.batch_alter_table('attachment', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_attachment_sha256'))
        batch_op.drop_index('ix_attachment_record')

    op.drop_table('attachment')
    with op.batch_alter_table('announcement', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_announcement_work_state'))
        batch_op.drop_index(batch_op.f('ix_announcement_organisation_id'))
        batch_op.drop_index(batch_op.f('ix_announcement_changed_at'))

    op.drop_table('announcement')
