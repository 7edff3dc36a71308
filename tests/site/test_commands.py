"""What the ``portal`` command says to whoever types it."""

from __future__ import annotations

import click
import pytest
from click.testing import CliRunner

from config import ConfigError
from content.errors import NotAllowed
from portal.cli import Portal


@pytest.mark.parametrize("error", [NotAllowed("Hãy đợi lần đó xong."), ConfigError("PORT: 'x' is no number")])
def test_what_cannot_be_done_is_told_in_a_sentence(error):
    @click.command("refuse")
    def refuse() -> None:
        raise error

    told = CliRunner().invoke(Portal(commands=[refuse]), ["refuse"])
    assert (told.exit_code, told.output) == (1, f"Error: {error}\n")
