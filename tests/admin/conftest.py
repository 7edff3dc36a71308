"""A portal of a test's own, and people who work at its desk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from flask import Flask

from content.accounts import actions
from content.accounts.models import User
from content.accounts.policy import SYSTEM
from content.accounts.roles import Role
from content.db import db, unit_of_work
from content.organisations.actions import editing as organisations
from content.organisations.models import Organisation
from tests.clock import StandingClock
from tests.page import CheckedClient

PASSWORD = "mưa rơi trên mái ngói cũ"


@dataclass
class Desk:
    """A portal and the way to its people."""

    app: Flask
    clock: StandingClock

    def person(self, *roles: Role, organisation_id: str | None = None, email: str = "") -> str:
        """The address of a new account with these roles."""
        address = email or f"{'-'.join(roles) or 'nobody'}@tinh.example"
        with self.app.app_context(), unit_of_work():
            user = actions.create(
                SYSTEM, self.clock.now(), email=address, name=f"Người {address}", password=PASSWORD,
                organisation_id=organisation_id, must_change_password=False,
            )  # fmt: skip
            for role in roles:
                actions.assign(user, role, organisation_id, SYSTEM, self.clock.now())
        return address

    def client(self) -> CheckedClient:
        """A browser of its own."""
        return CheckedClient(self.app, self.app.response_class, use_cookies=True)

    def sign_in(self, *roles: Role, organisation_id: str | None = None, email: str = "") -> CheckedClient:
        """A browser in which a new person with these roles has signed in."""
        address, client = self.person(*roles, organisation_id=organisation_id, email=email), self.client()
        client.post("/admin/dang-nhap", data={"email": address, "password": PASSWORD})
        return client

    def user(self, email: str) -> User:
        """An account; ask inside an application context."""
        found = db.session.query(User).filter_by(email=email).one()
        return found

    def organisation(self, name: str = "Sở Thử nghiệm") -> str:
        """The key of a new organisation."""
        with self.app.app_context(), unit_of_work():
            made = Organisation(name=name, author_id="system", created_at=self.clock.now(), changed_at=self.clock.now())
            db.session.add(made)
            db.session.flush()
            organisations.publish_imported(made, self.clock.now())
            return made.id


@pytest.fixture
def make_desk(make_app: Callable[..., Flask], clock: StandingClock) -> Callable[..., Desk]:
    """Makes a desk: as in the demonstration, or with the second factor that real use needs."""

    def make(*, demo: bool = True, csrf: bool = False) -> Desk:
        app = make_app(demo=demo)
        app.config["WTF_CSRF_ENABLED"] = csrf
        return Desk(app, clock)

    return make


@pytest.fixture
def desk(make_desk: Callable[..., Desk]) -> Desk:
    """A desk without a second factor, as in the demonstration."""
    return make_desk()


def seen_on(page: str) -> str:
    """The moment of the record that a page was made of, as its approval form sends it back."""
    form = page.partition("/duyet")[2] or page
    return form.partition('name="seen" value="')[2].partition('"')[0]
