"""An empty private store, and people to act in it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from content.accounts import actions
from content.accounts.models import User
from content.accounts.policy import SYSTEM
from content.db import db
from content.organisations.models import Organisation

NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
PASSWORD = "mưa rơi trên mái ngói cũ"


@pytest.fixture
def department(store: None) -> str:
    department = Organisation(name="Sở Thử nghiệm", author_id="system", created_at=NOW, changed_at=NOW)
    db.session.add(department)
    db.session.flush()
    return department.id


@pytest.fixture
def ngan(store: None) -> User:
    return actions.create(SYSTEM, NOW, email="ngan@tinh.example", name="Lê Thanh Ngần", password=PASSWORD)
