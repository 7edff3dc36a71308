"""``portal administrator``: the first account of a new portal, or one more when every other is out of reach."""

from __future__ import annotations

import secrets
from typing import Any

import click

from content.accounts.actions import assign, create
from content.accounts.policy import SYSTEM
from content.accounts.roles import Role
from content.clock import Clock
from content.db import unit_of_work
from content.errors import Refused

PASSWORD_BYTES = 15


@click.command()
@click.argument("email")
@click.option("--name", required=True, help="How the person is called.")
@click.pass_obj
def administrator(app: Any, email: str, name: str) -> None:
    """Make an administrator's account and print its first password, to be changed at the first sign-in."""
    clock: Clock = app.extensions["services"].clock
    now, password = clock.now(), secrets.token_urlsafe(PASSWORD_BYTES)
    try:
        with unit_of_work():
            user = create(SYSTEM, now, email=email, name=name, password=password)
            assign(user, Role.ADMINISTRATOR, None, SYSTEM, now)
            address = user.email
    except Refused as refused:
        raise click.ClickException(str(refused)) from None
    click.echo(f"{address} · mật khẩu lần đầu: {password}")
