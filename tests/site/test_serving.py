"""The worker beside the server: started with it, started again when it dies, stopped with it."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from portal.serving import Companion

PATIENCE_SECONDS = 10

NOTES_AND_STAYS = "import os, sys, time; open(sys.argv[1], 'a').write(f'{os.getpid()}\\n'); time.sleep(60)"
NOTES_AND_DIES = "import os, sys; open(sys.argv[1], 'a').write(f'{os.getpid()}\\n'); sys.exit(3)"


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    return tmp_path / "notes"


def until(said: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while not said():
        assert time.monotonic() < end, "nothing happened"
        time.sleep(0.02)


def lines(notes: Path) -> list[str]:
    return notes.read_text().split() if notes.exists() else []


def is_alive(pid: str) -> bool:
    return Path(f"/proc/{pid}").exists()


def test_it_runs_beside_the_server_and_stops_with_it(notes):
    worker = Companion([sys.executable, "-c", NOTES_AND_STAYS, str(notes)])
    worker.start()
    until(lambda: len(lines(notes)) == 1)
    worker.stop()
    assert not is_alive(lines(notes)[0])
    assert worker.starts == 1


def test_it_is_started_again_when_it_dies(notes):
    worker = Companion([sys.executable, "-c", NOTES_AND_DIES, str(notes)], pause=0.01)
    worker.start()
    until(lambda: len(lines(notes)) >= 3)
    worker.stop()
    assert worker.starts >= 3


def test_it_is_not_started_again_while_stopping(notes):
    worker = Companion([sys.executable, "-c", NOTES_AND_DIES, str(notes)], pause=30)
    worker.start()
    until(lambda: len(lines(notes)) == 1)
    worker.stop()
    assert worker.starts == 1
