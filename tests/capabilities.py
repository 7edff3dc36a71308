"""What this machine can test, as a pytest plugin: what it cannot is left out, counted and named, with how to get it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import pytest

from tests.machine import chromium, postgres_url, shared_data


@dataclass(frozen=True)
class Capability:
    """One thing that a machine may lack."""

    marker: str
    is_here: bool
    how: str


def capabilities() -> list[Capability]:
    """All of them, looked at now."""
    return [
        Capability("browser", chromium() is not None, "Chromium: apt-get install chromium"),
        Capability(
            "postgres",
            postgres_url() is not None,
            "PostgreSQL: .ci/run starts one, or TEST_POSTGRES_URL=postgresql://superuser@127.0.0.1/postgres",
        ),
        Capability("data", shared_data().is_dir(), f"the shared documents: {shared_data()}, or TEST_DATA=folder"),
    ]


LEFT_OUT = pytest.StashKey[Counter[str]]()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what this machine cannot run, and what takes long unless it is asked for."""
    missing = [capability for capability in capabilities() if not capability.is_here]
    left_out = config.stash.setdefault(LEFT_OUT, Counter())
    for item in items:
        for capability in missing:
            if item.get_closest_marker(capability.marker):
                item.add_marker(pytest.mark.skip(reason=f"needs {capability.how}"))
                left_out[capability.marker] += 1
        if item.get_closest_marker("nightly") and "nightly" not in config.option.markexpr:
            item.add_marker(pytest.mark.skip(reason="takes long: make nightly"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what was left out and how to get it."""
    skipped = [str(report.longrepr) for report in terminalreporter.getreports("skipped")]
    for capability in capabilities():
        count = sum(capability.how in reason for reason in skipped)
        if count:
            terminalreporter.write_line(f"{count} tests left out; they need {capability.how}")
