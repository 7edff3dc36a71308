"""What the ``portal`` command says to whoever types it."""

from __future__ import annotations

import os
import shutil

import click
import flask_migrate
import pytest
from click.testing import CliRunner

from config import ConfigError
from content.db import db
from content.errors import NotAllowed
from portal.cli import MIGRATIONS, Portal, main, migratable


@pytest.mark.parametrize("error", [NotAllowed("Hãy đợi lần đó xong."), ConfigError("PORT: 'x' is no number")])
def test_what_cannot_be_done_is_told_in_a_sentence(error):
    @click.command("refuse")
    def refuse() -> None:
        raise error

    told = CliRunner().invoke(Portal(commands=[refuse]), ["refuse"])
    assert (told.exit_code, told.output) == (1, f"Error: {error}\n")


def test_a_store_that_cannot_be_asked_is_not_said_to_be_missing(tmp_path):
    nobody_listens = {"PORTAL_INSTANCE": str(tmp_path), "PUBLIC_DATABASE_URL": "postgresql://portal@127.0.0.1:1/portal"}
    told = CliRunner().invoke(main, ["check"], env=nobody_listens)
    assert told.exit_code == 1
    assert "Không hỏi được kho công khai" in told.output
    assert "portal migrate" not in told.output


def test_a_migration_is_made_from_the_models(config, tmp_path):
    copied = str(shutil.copytree(MIGRATIONS, tmp_path / "migrations"))
    app = migratable(config)
    with app.app_context():
        flask_migrate.revision(directory=copied, message="Something new", autogenerate=True, rev_id="9999")
        db.engine.dispose()
    services = app.extensions["services"]
    services.public.dispose()
    services.projector.store.dispose()
    assert "def upgrade() -> None:" in (tmp_path / "migrations/versions/9999_something_new.py").read_text("utf-8")


def test_what_a_portal_keeps_is_for_nobody_else(tmp_path):
    before = os.umask(0o022)
    instance = tmp_path / "instance"
    instance.mkdir(mode=0o755)
    try:
        CliRunner().invoke(main, ["migrate"], env={"PORTAL_INSTANCE": str(instance)})
        made = [path for path in (instance, *instance.rglob("*")) if not path.is_symlink()]
    finally:
        os.umask(before)
    assert "private.db" in {path.name for path in made}
    assert [path.name for path in made if path.stat().st_mode & 0o007] == []
