"""The ``portal`` command: everything that is done to a portal from outside a browser."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from pathlib import Path

import click
import flask_migrate
from flask import Flask
from sqlalchemy.exc import DBAPIError

import content
from config import Config, ConfigError
from content import grants
from content.accounts.commands import administrator
from content.db import db, empty_journal
from content.demo.commands import demo
from content.editorial.projector import Progress, Projector
from content.errors import Refused
from content.extraction.commands import extract_command
from content.imports.commands import import_command
from content.public.store import PublicStore
from content.worker import JOURNAL_SECONDS, RETRY_SECONDS, every
from content.worker import run as run_worker
from portal import serving
from portal.checking import check_portal
from portal.factory import create_app
from search_index import commands as searching
from search_index.index import SearchIndex

WITHOUT_STORES = ("extract", "migrate", "routes", "search-evaluate")
"""Commands that need no stores, or make them."""

MIGRATIONS = str(Path(content.__file__).parent / "migrations")


class Portal(click.Group):
    """Says in a sentence what is wrong with the settings or cannot be done now, instead of a trace."""

    def invoke(self, ctx: click.Context) -> object:
        """Run one command."""
        try:
            return super().invoke(ctx)
        except (ConfigError, Refused) as error:
            raise click.ClickException(str(error)) from None


def migratable(config: Config | None = None) -> Flask:
    """The portal with the migrations of its private store: ``flask --app portal.cli:migratable db`` makes new ones."""
    app = create_app(config or Config.from_env())
    flask_migrate.Migrate(app, db, directory=MIGRATIONS)
    return app


@click.group(cls=Portal)
@click.pass_context
def main(ctx: click.Context) -> None:
    """Cổng thông tin Minh Bạch: the open-government portal."""
    # What the portal keeps, drafts and senders and secrets, is not for everybody who has an account on the machine.
    os.umask(os.umask(0) | 0o007)
    config = Config.from_env()
    if ctx.invoked_subcommand == "serve":
        ctx.obj = config
        return
    ctx.obj = app = migratable(config)
    ctx.with_resource(app.app_context())
    if ctx.invoked_subcommand not in WITHOUT_STORES:
        _require_store(app.extensions["services"].public)


def _require_store(public: PublicStore) -> None:
    try:
        current = public.is_current()
    except DBAPIError as error:
        raise click.ClickException(f"Không hỏi được kho công khai: {error.orig}") from error
    if not current:
        raise click.ClickException("Cổng chưa có kho dữ liệu, hoặc kho đã cũ: hãy chạy “portal migrate” trước.")


@main.command()
@click.pass_obj
def serve(config: Config) -> None:
    """Answer requests and run the worker, until stopped."""
    serving.serve(config)


@main.command()
@click.pass_obj
def worker(app: Flask) -> None:
    """Project what changes or comes due and keep the index up to date, until stopped."""
    serving.end_with_server()
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    projector = app.extensions["services"].projector
    projector.sweep()
    retry = every(RETRY_SECONDS, projector.retry)
    forget = [
        every(JOURNAL_SECONDS, lambda: empty_journal(db.engine)),
        every(JOURNAL_SECONDS, lambda: empty_journal(projector.store.engine)),
    ]
    run_worker([retry, projector.run_pending, app.extensions["search"].catch_up, *forget], stop)


@main.command()
@click.pass_obj
def migrate(app: Flask) -> None:
    """Bring the private store to the present layout, and the public one, which is made anew when it is older."""
    instance = Config.from_env().instance
    if instance.stat().st_uid == os.getuid():
        instance.chmod(instance.stat().st_mode & ~0o007)
    flask_migrate.upgrade(directory=MIGRATIONS)
    services = app.extensions["services"]
    projector = services.projector
    if projector.store.is_current():
        projector.project_all()
    else:
        projector.rebuild(progress("Dựng kho công khai"))
    app.extensions["search"].catch_up()
    # Of no reason not to start: the desk shows them, and each is tried again.
    click.echo(
        "".join(f"Không đưa lên trang công khai được: {one}\n" for one in projector.failures()), err=True, nl=False
    )


@main.command()
@click.option("--intake", required=True, help="The role that the public process writes with.")
@click.option("--reader", required=True, help="The role that the public process reads with.")
def grant(intake: str, reader: str) -> None:
    """Give the two lesser PostgreSQL roles what they need, and nothing more."""
    if db.engine.dialect.name != "postgresql":
        raise click.ClickException("DATABASE_URL: chỉ PostgreSQL mới có vai trò.")
    with db.engine.begin() as connection:
        grants.grant(connection, intake=intake, reader=reader)


@main.command()
@click.option("--all", "everything", is_flag=True, help="Every record, not only what waits.")
@click.pass_obj
def project(app: Flask, everything: bool) -> None:
    """Carry to the public store what has changed, or everything."""
    projector = app.extensions["services"].projector
    projector.retry()
    done = projector.project_all(progress("Chiếu")) if everything else projector.run_pending()
    app.extensions["search"].catch_up()
    click.echo(f"{done} bản ghi")
    _tell_failures(projector)


@main.command()
@click.pass_obj
def rebuild(app: Flask) -> None:
    """Build the public store and the index anew beside the present ones, and put them in their place."""
    projector = app.extensions["services"].projector
    done = projector.rebuild(progress("Dựng kho công khai"))
    app.extensions["search"].catch_up()
    click.echo(f"{done} bản ghi · {projector.digest()}")
    _tell_failures(projector)


def _tell_failures(projector: Projector) -> None:
    """End a command with what could not be projected, if anything."""
    if failures := projector.failures():
        raise click.ClickException("Không đưa lên trang công khai được:\n" + "\n".join(failures))


@main.command()
@click.option("--json", "as_json", is_flag=True, help="For machines.")
@click.pass_obj
def check(app: Flask, as_json: bool) -> None:
    """Count each kind in every place where it is, verify the trail, and fail when anything differs."""
    found = check_portal(app)
    click.echo(json.dumps(found.as_json(), ensure_ascii=False, indent=2) if as_json else found.as_text())
    if not found.sound:
        sys.exit(1)


@main.command()
@click.pass_obj
def routes(app: Flask) -> None:
    """List every address that the portal answers."""
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: (rule.rule, rule.endpoint)):
        methods = ",".join(sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}))
        click.echo(f"{methods:<10} {rule.rule:<60} {rule.endpoint}")


def progress(label: str) -> Progress | None:
    """A line that counts, on a terminal; nothing where nobody looks."""
    if not sys.stderr.isatty():
        return None

    def say(done: int, total: int) -> None:
        click.echo(f"\r{label}: {done}/{total}", nl=done == total, err=True)

    return say


def search_index() -> SearchIndex:
    """The index of the portal that the command runs in."""
    found: SearchIndex = click.get_current_context().find_root().obj.extensions["search"]
    return found


for command in (administrator, demo, extract_command, import_command, *searching.commands(search_index)):
    main.add_command(command)


if __name__ == "__main__":
    main()
