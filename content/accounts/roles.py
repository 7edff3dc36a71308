"""The roles that people hold at the desk, and what they are called."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """A duty that a person is given, for one organisation or for the whole province."""

    AUTHOR = "author"
    """Drafts documents and announcements."""

    APPROVER = "approver"
    """Approves, publishes and withdraws what others drafted."""

    SPOKESPERSON = "spokesperson"
    """Speaks for an organisation: writes its announcements."""

    FEEDBACK_OFFICER = "feedback_officer"
    """Receives people's feedback and drafts the answers."""

    REPORTING_OFFICER = "reporting_officer"
    """Prepares an organisation's reports."""

    COMPLIANCE_OFFICER = "compliance_officer"
    """The provincial office: watches over deadlines and keeps the list of organisations."""

    ADMINISTRATOR = "administrator"
    """Keeps the accounts; publishes nothing."""

    AUDITOR = "auditor"
    """Reads everything, changes nothing."""


LABELS: dict[Role, str] = {
    Role.AUTHOR: "Biên tập viên",
    Role.APPROVER: "Người duyệt",
    Role.SPOKESPERSON: "Người phát ngôn",
    Role.FEEDBACK_OFFICER: "Cán bộ tiếp nhận góp ý",
    Role.REPORTING_OFFICER: "Cán bộ báo cáo",
    Role.COMPLIANCE_OFFICER: "Văn phòng tỉnh (theo dõi)",
    Role.ADMINISTRATOR: "Quản trị tài khoản",
    Role.AUDITOR: "Kiểm tra viên (chỉ đọc)",
}
"""What each role is called at the desk."""
