"""Who may do what: one table from roles to permissions, and the two questions asked of it.

A role is held for one organisation or for the whole province. A role held for an organisation reaches the records of
that organisation and no others; a record that belongs to no organisation is reached by province-wide roles only.
Whatever the table does not name is refused. That nobody approves what they wrote, ``content.editorial`` sees to.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from content.accounts.permissions import Permission
from content.accounts.roles import Role
from content.errors import NotPermitted

P = Permission

ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.AUTHOR: frozenset({P.READ_DESK, P.WRITE_LEGAL, P.WRITE_DIRECTIONS, P.WRITE_ANNOUNCEMENTS}),
    Role.APPROVER: frozenset({P.READ_DESK, P.APPROVE, P.WITHDRAW, P.READ_FEEDBACK, P.APPROVE_ANSWER}),
    Role.SPOKESPERSON: frozenset({P.READ_DESK, P.WRITE_ANNOUNCEMENTS}),
    Role.FEEDBACK_OFFICER: frozenset({P.READ_DESK, P.READ_FEEDBACK, P.READ_SENDERS, P.ANSWER_FEEDBACK}),
    Role.REPORTING_OFFICER: frozenset({P.READ_DESK}),
    Role.COMPLIANCE_OFFICER: frozenset({P.READ_DESK, P.READ_FEEDBACK, P.READ_AUDIT, P.WRITE_ORGANISATIONS}),
    Role.ADMINISTRATOR: frozenset({P.READ_DESK, P.MANAGE_ACCOUNTS, P.WRITE_ORGANISATIONS}),
    Role.AUDITOR: frozenset({P.READ_DESK, P.READ_FEEDBACK, P.READ_AUDIT}),
}
"""The permission table."""


class Person(Protocol):
    """Whoever asks: an account of the desk, or the system itself."""

    @property
    def id(self) -> str:
        """The person's key, as it stands in the audit trail and as the author of records."""

    @property
    def name(self) -> str:
        """The person's name, as people read it."""

    @property
    def active(self) -> bool:
        """Whether the account is in use; a disabled person may do nothing."""

    def grants(self) -> Iterable[tuple[Role, str | None]]:
        """The roles held, each with the organisation it is held for, or None for the whole province."""


@dataclass(frozen=True)
class System:
    """The portal acting by itself: imports, the demonstration, the worker."""

    id: str = "system"
    name: str = "Hệ thống"
    active: bool = True

    def grants(self) -> Iterable[tuple[Role, str | None]]:
        """Every role for the whole province."""
        return [(role, None) for role in Role]


SYSTEM = System()
"""The one person who is permitted everything, and who cannot sign in."""


def may(person: Person, permission: Permission, organisation_id: str | None = None) -> bool:
    """Whether a person may do this to a thing of that organisation (None: of no organisation)."""
    if person is SYSTEM:
        return True
    return person.active and any(
        permission in ROLE_PERMISSIONS[role] and scope in (None, organisation_id) for role, scope in person.grants()
    )


def may_somewhere(person: Person, permission: Permission) -> bool:
    """Whether a person holds the permission for at least one organisation: what opens a page, never a record."""
    return person is SYSTEM or (
        person.active and any(permission in ROLE_PERMISSIONS[role] for role, _ in person.grants())
    )


def reach(person: Person, permission: Permission) -> frozenset[str] | None:
    """The organisations for which a person holds the permission; None when it is the whole province."""
    if not person.active:
        return frozenset()
    scopes = {scope for role, scope in person.grants() if permission in ROLE_PERMISSIONS[role]}
    return None if person is SYSTEM or None in scopes else frozenset(scope for scope in scopes if scope)


def require(person: Person, permission: Permission, organisation_id: str | None = None) -> None:
    """Raise NotPermitted unless the person may."""
    if not may(person, permission, organisation_id):
        raise NotPermitted("Tài khoản không có quyền thực hiện việc này.")
