"""What this machine has for tests: a browser, a PostgreSQL server, the real documents."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium() -> str | None:
    """The browser of this machine."""
    named = os.environ.get("TEST_CHROMIUM")
    return named or next(filter(None, map(shutil.which, BROWSERS)), None)


def postgres_url() -> str | None:
    """A PostgreSQL server where databases can be made, by a role that may."""
    return os.environ.get("TEST_POSTGRES_URL")


def shared_data() -> Path:
    """The folder of real documents, there or not."""
    return Path(os.environ.get("TEST_DATA") or ROOT.parent / "shared" / "data")
