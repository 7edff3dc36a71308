"""``portal administrator`` as it is typed."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from click.testing import CliRunner, Result

from content.accounts.commands import administrator
from content.accounts.passwords import matches
from content.accounts.queries import by_email
from content.accounts.roles import Role
from content.clock import Clock


@pytest.fixture
def portal() -> SimpleNamespace:
    return SimpleNamespace(extensions={"services": SimpleNamespace(clock=Clock())})


def typed(portal: SimpleNamespace, email: str) -> Result:
    return CliRunner().invoke(administrator, [email, "--name", "Lê Thanh Ngần"], obj=portal)


def test_the_first_administrator_gets_a_password_to_be_changed(store: None, portal: SimpleNamespace) -> None:
    result = typed(portal, "ngan@tinh.example")
    assert result.exit_code == 0, result.output
    user = by_email("ngan@tinh.example")
    assert user is not None
    assert list(user.grants()) == [(Role.ADMINISTRATOR, None)]
    assert user.must_change_password
    assert matches(result.output.split()[-1], user.password)


@pytest.mark.parametrize("email", ["ngan@tinh.example", "không phải địa chỉ"])
def test_what_cannot_be_an_account_is_said(store: None, portal: SimpleNamespace, email: str) -> None:
    typed(portal, "ngan@tinh.example")
    result = typed(portal, email)
    assert result.exit_code == 1
    assert "Địa chỉ thư điện tử" in result.output
