"""Which routes the tests reached, as a pytest plugin: a whole run that leaves one out fails and names it.

Every application made in any test is watched, and with several processes each tells the first what it saw.
"""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask, request
from flask.signals import request_started

REACHED: set[str] = set()
KNOWN: set[str] = set()

NOT_OURS: frozenset[str] = frozenset()
"""Endpoints that a library brings and no test has to reach; beside each stands why."""


def watch(app: Flask, **extra: Any) -> None:
    """Note the endpoint of a request, and once for each application what there is to reach."""
    if app.name != "portal":
        return
    KNOWN.update(rule.endpoint for rule in app.url_map.iter_rules())
    if request.endpoint:
        REACHED.add(request.endpoint)


request_started.connect(watch)


def not_reached() -> list[str]:
    """The routes that no test asked for."""
    return sorted(name for name in KNOWN - REACHED if not name.endswith("static") and name not in NOT_OURS)


def is_whole_run(config: pytest.Config) -> bool:
    """Whether everything was to be run, so that a route not reached means a test not written."""
    narrowing = ("keyword", "markexpr", "collectonly", "lf", "ignore", "ignore_glob", "deselect")
    narrowed = any(getattr(config.option, name, None) for name in narrowing)
    return not narrowed and config.args == list(config.getini("testpaths"))


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Tell the first process, or judge."""
    output = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["reached"], output["known"] = sorted(REACHED), sorted(KNOWN)
    elif exitstatus == pytest.ExitCode.OK and is_whole_run(session.config) and not_reached():
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take in what another process saw."""
    output = getattr(node, "workeroutput", {})
    REACHED.update(output.get("reached", ()))
    KNOWN.update(output.get("known", ()))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Name what no test reached."""
    if is_whole_run(config) and not_reached():
        terminalreporter.section("routes that no test reached", red=True)
        for endpoint in not_reached():
            terminalreporter.write_line(endpoint)
