"""Everything that can be permitted, one sentence each; ``policy`` says who is permitted it."""

from __future__ import annotations

from enum import Enum


class Permission(Enum):
    """One thing that a person may be permitted to do, everywhere or for one organisation."""

    READ_DESK = "read_desk"
    """Sign in to the desk, see the work queue and read the records in it."""

    WRITE_LEGAL = "write_legal"
    """Draft, correct and submit legal documents."""

    WRITE_DIRECTIONS = "write_directions"
    """Draft, correct and submit documents of direction and administration."""

    WRITE_ANNOUNCEMENTS = "write_announcements"
    """Draft, correct and submit the spokesperson's announcements."""

    WRITE_ORGANISATIONS = "write_organisations"
    """Draft, correct and submit the description of an organisation."""

    APPROVE = "approve"
    """Approve or send back what another person has submitted, and so publish it; never one's own."""

    WITHDRAW = "withdraw"
    """Take a published record out of public sight, with a reason."""

    READ_FEEDBACK = "read_feedback"
    """Read what people have sent in, without who they are."""

    READ_SENDERS = "read_senders"
    """See the name and contact that a sender of feedback gave."""

    ANSWER_FEEDBACK = "answer_feedback"
    """Take feedback in hand, write its public text and draft the answer."""

    APPROVE_ANSWER = "approve_answer"
    """Approve an answer that another person drafted, and so publish it; never one's own."""

    MANAGE_ACCOUNTS = "manage_accounts"
    """Make accounts, give and take roles, disable, unlock and reset."""

    READ_AUDIT = "read_audit"
    """Read the audit trail and the result of its verification."""
