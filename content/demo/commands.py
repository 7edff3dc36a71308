"""``portal demo``: loads the demonstration province."""

from __future__ import annotations

import sys
from typing import Any

import click

from content.accounts.queries import by_email
from content.accounts.roles import LABELS, Role
from content.demo.loader import FOLDER, read_accounts
from content.demo.loading import NotEmpty, load
from content.services import Services


@click.command()
@click.option("--if-empty", is_flag=True, help="Do nothing, and be content, when the portal holds records.")
@click.option("--force", is_flag=True, help="Load it beside records that are there already.")
@click.pass_obj
def demo(app: Any, if_empty: bool, force: bool) -> None:
    """Load the demonstration province, once, and tell its accounts."""
    services: Services = app.extensions["services"]
    try:
        loaded = load(FOLDER, services, app.config["SECRET_KEY"], force=force)
    except NotEmpty:
        if if_empty:
            return
        click.echo("Cổng đã có dữ liệu khác nên không nạp tỉnh mẫu. Vẫn muốn nạp thì thêm --force.", err=True)
        sys.exit(1)
    if loaded:
        services.projector.run_pending()
        app.extensions["search"].catch_up()
        click.echo("Đã nạp tỉnh mẫu Hòa Giang.")
    else:
        click.echo("Tỉnh mẫu đã có sẵn; không có gì thay đổi.")
    tell_accounts()


def tell_accounts() -> None:
    """Print the demonstration accounts that are in this portal, with the password they share."""
    people = [one for one in read_accounts(FOLDER) if by_email(one.email)]
    if not people:
        return
    click.echo(f"Tài khoản dùng thử, mật khẩu chung: {people[0].password}")
    for one in people:
        click.echo(f"  {one.email:<28} {LABELS[Role(one.role)]}")
