"""The tables of accounts: a person who works at the desk, and the roles given to that person."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from flask_security import UserMixin
from sqlalchemy import Enum, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from content.accounts import passwords
from content.accounts.roles import Role
from content.accounts.rules import is_locked
from content.db import Base, new_id
from content.moments import UtcDateTime


class User(UserMixin, Base):
    """An account of the desk; Flask-Security signs it in, ``policy`` says what it may do."""

    __tablename__ = "account"

    # Flask-Security believes that keys are numbers.
    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)  # type: ignore[assignment]
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    title: Mapped[str] = mapped_column(String(200), default="")
    organisation_id: Mapped[str | None] = mapped_column(ForeignKey("organisation.id"))
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    password: Mapped[str] = mapped_column(String(255))
    password_changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    must_change_password: Mapped[bool] = mapped_column(default=False)
    # A session names its account by this value: giving a new one ends every session at once.
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True, default=new_id)

    tf_primary_method: Mapped[str | None] = mapped_column(String(64))
    tf_totp_secret: Mapped[str | None] = mapped_column(String(255))
    # The counter of the last code accepted: a code seen over a shoulder is of no use a second time.
    totp_counter: Mapped[int | None]

    # Counted apart: whoever knows no more than an address must not keep its owner out of the owner's own browser.
    failed_attempts: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    known_failed_attempts: Mapped[int] = mapped_column(default=0)
    known_locked_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    last_sign_in_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    assignments: Mapped[list[Assignment]] = relationship(
        back_populates="user", cascade="all, delete-orphan", lazy="selectin", order_by="Assignment.role"
    )

    def grants(self) -> Iterable[tuple[Role, str | None]]:
        """The roles held, each with the organisation it is held for, or None for the whole province."""
        return [(assignment.role, assignment.organisation_id) for assignment in self.assignments]

    def is_closed(self, now: datetime, *, known: bool) -> bool:
        """Whether the account answers no password or code now, in a browser known to it or in any other."""
        return is_locked(self.known_locked_until if known else self.locked_until, now)

    def verify_and_update_password(self, password: str) -> bool:
        """Whether the password is this account's; Flask-Security asks this question."""
        return passwords.matches(password, self.password)


class Assignment(Base):
    """One role given to one person, for one organisation or (None) for the whole province."""

    __tablename__ = "assignment"
    __table_args__ = (
        UniqueConstraint("user_id", "role", "organisation_id"),
        Index("ix_assignment_organisation_id", "organisation_id"),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    user_id: Mapped[str] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    role: Mapped[Role] = mapped_column(
        Enum(Role, native_enum=False, length=32, values_callable=lambda roles: [role.value for role in roles])
    )
    organisation_id: Mapped[str | None] = mapped_column(ForeignKey("organisation.id"))

    user: Mapped[User] = relationship(back_populates="assignments")
