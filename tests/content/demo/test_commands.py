"""What ``portal demo`` tells, and how it ends."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest
from click.testing import CliRunner

from content.accounts.roles import LABELS
from content.db import db, unit_of_work
from content.demo.commands import demo
from content.legal.models import LegalDocument


class NothingToFind:
    """A search index that has nothing to do."""

    def catch_up(self):
        return 0


@dataclass
class Portal:
    """As much of the application as the command asks for."""

    extensions: dict[str, Any]
    config: dict[str, str] = field(default_factory=lambda: {"SECRET_KEY": "a secret of the tests"})


@pytest.fixture
def run(services):
    portal = Portal({"services": services, "search": NothingToFind()})
    return lambda *words: CliRunner().invoke(demo, words, obj=portal)


@pytest.fixture
def _other_records(services):
    now = datetime(2026, 1, 5, 2, 0, tzinfo=UTC)
    with unit_of_work():
        db.session.add(LegalDocument(type="Quyết định", title="Thật", author_id="x", created_at=now, changed_at=now))


def test_the_first_run_loads_and_tells_every_account(run):
    told = run()
    assert told.exit_code == 0
    assert "Đã nạp tỉnh mẫu" in told.output
    assert all(label in told.output for label in LABELS.values())
    assert "không có gì thay đổi" in run().output
    assert run("--if-empty").exit_code == 0


@pytest.mark.usefixtures("_other_records")
def test_a_portal_with_other_records_is_refused_politely(run):
    told = run()
    assert told.exit_code == 1
    assert "--force" in told.stderr


@pytest.mark.usefixtures("_other_records")
def test_a_portal_with_other_records_can_be_passed_over_in_silence(run):
    told = run("--if-empty")
    assert told.exit_code == 0
    assert told.output == ""
