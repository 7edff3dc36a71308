"""The permission table, against one written by hand, and the two questions asked of it."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from content.accounts.permissions import Permission
from content.accounts.policy import (
    ROLE_PERMISSIONS,
    SYSTEM,
    may,
    may_somewhere,
    reach,
    require,
)
from content.accounts.roles import LABELS, Role
from content.errors import NotPermitted

# One row for a permission, one column for a role, in the order of the header.
MATRIX = """
                     author approver spokesperson feedback_officer reporting_officer compliance_officer administrator auditor
read_desk            x      x        x            x                x                 x                  x             x
write_legal          x      -        -            -                -                 -                  -             -
write_directions     x      -        -            -                -                 -                  -             -
write_announcements  x      -        x            -                -                 -                  -             -
write_organisations  -      -        -            -                -                 x                  x             -
approve              -      x        -            -                -                 -                  -             -
withdraw             -      x        -            -                -                 -                  -             -
read_feedback        -      x        -            x                -                 x                  -             x
read_senders         -      -        -            x                -                 -                  -             -
answer_feedback      -      -        -            x                -                 -                  -             -
approve_answer       -      x        -            -                -                 -                  -             -
manage_accounts      -      -        -            -                -                 -                  x             -
read_audit           -      -        -            -                -                 x                  -             x
"""  # noqa: E501  # a table is read across


@dataclass(frozen=True)
class Someone:
    """A person with given roles."""

    roles: tuple[tuple[Role, str | None], ...]
    id: str = "someone"
    name: str = "Một người"
    active: bool = True

    def grants(self) -> tuple[tuple[Role, str | None], ...]:
        return self.roles


def rows() -> dict[tuple[str, str], bool]:
    header, *lines = MATRIX.strip().splitlines()
    return {
        (line.split()[0], role): mark == "x"
        for line in lines
        for role, mark in zip(header.split(), line.split()[1:], strict=True)
    }


@pytest.mark.parametrize(("permission", "role"), [(p, r) for p in Permission for r in Role])
def test_a_role_is_permitted_what_the_table_written_by_hand_says(permission: Permission, role: Role) -> None:
    assert may(Someone(((role, None),)), permission) is rows()[permission.value, role.value]


def test_the_table_names_every_role_once() -> None:
    assert set(ROLE_PERMISSIONS) == set(LABELS) == set(Role)


def test_a_role_for_an_organisation_reaches_its_records_and_no_others() -> None:
    author = Someone(((Role.AUTHOR, "health"),))
    assert may(author, Permission.WRITE_LEGAL, "health")
    assert not may(author, Permission.WRITE_LEGAL, "transport")
    assert not may(author, Permission.WRITE_LEGAL)


def test_a_role_for_the_province_reaches_every_record() -> None:
    assert may(Someone(((Role.AUTHOR, None),)), Permission.WRITE_LEGAL, "health")


def test_a_disabled_account_may_nothing() -> None:
    gone = Someone(((Role.APPROVER, None),), active=False)
    assert not any(may(gone, permission) or may_somewhere(gone, permission) for permission in Permission)
    assert reach(gone, Permission.READ_DESK) == frozenset()


def test_a_person_without_roles_may_nothing() -> None:
    assert not any(may(Someone(()), permission) for permission in Permission)


def test_the_system_may_everything() -> None:
    assert all(may(SYSTEM, permission, "anywhere") for permission in Permission)
    assert reach(SYSTEM, Permission.APPROVE) is None


def test_the_reach_of_a_permission_is_the_organisations_it_is_held_for() -> None:
    author = Someone(((Role.AUTHOR, "health"), (Role.SPOKESPERSON, "transport")))
    assert reach(author, Permission.WRITE_LEGAL) == {"health"}
    assert reach(author, Permission.WRITE_ANNOUNCEMENTS) == {"health", "transport"}
    assert reach(Someone(((Role.AUTHOR, None),)), Permission.WRITE_LEGAL) is None


def test_what_is_refused_is_said_in_a_sentence() -> None:
    with pytest.raises(NotPermitted, match="không có quyền"):
        require(Someone(()), Permission.APPROVE)
