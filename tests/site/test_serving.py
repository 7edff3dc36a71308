"""The server and the worker beside it: started together, started again when they die, stopped together."""

from __future__ import annotations

import contextlib
import http.client
import os
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from content.db import db
from portal.serving import Companion
from tests.stores import Places

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 10
PATIENCE_OF_A_START = 60

HALF_A_FORM = (
    b"POST /gop-y/gui/noi-dung HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\n\r\nbody="
)
SLOW_SENDERS = 40

NOTES_AND_STAYS = "import os, sys, time; open(sys.argv[1], 'a').write(f'{os.getpid()}\\n'); time.sleep(60)"
NOTES_AND_DIES = "import os, sys; open(sys.argv[1], 'a').write(f'{os.getpid()}\\n'); sys.exit(3)"


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    return tmp_path / "notes"


def until(said: Callable[[], bool], seconds: float = PATIENCE_SECONDS) -> None:
    end = time.monotonic() + seconds
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


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


@pytest.fixture
def server(places: Places, tmp_path: Path) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """A real server on this test's empty stores, and its port."""
    port = free_port()
    settings = {
        "PORTAL_INSTANCE": str(tmp_path / "instance"),
        "DATABASE_URL": places.private,
        "PUBLIC_DATABASE_URL": places.public,
        "ROLE": "public",
        "PORT": str(port),
        "PATH": os.environ["PATH"],
    }
    with (tmp_path / "said").open("wb") as said:
        running = subprocess.Popen(
            [sys.executable, "-m", "portal.cli", "serve"], env=settings, cwd=ROOT, stdout=said, stderr=subprocess.STDOUT
        )
    try:
        until(lambda: answers(port), PATIENCE_OF_A_START)
        yield running, port
    finally:
        running.terminate()
        running.wait(30)


def get(port: int, path: str = "/robots.txt") -> int:
    """The status of one page, asked for on a connection of its own."""
    asking = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_SECONDS)
    try:
        asking.request("GET", path)
        return asking.getresponse().status
    finally:
        asking.close()


def answers(port: int) -> bool:
    try:
        return get(port) == 200
    except OSError:
        return False


def children(pid: int) -> list[int]:
    """The processes that answer, whichever way the server starts them."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def test_at_its_start_it_says_where_the_portal_is_and_no_more(server, tmp_path):
    _, port = server
    assert (tmp_path / "said").read_text().splitlines() == [
        f"Cổng đang chạy tại http://127.0.0.1:{port}/ (Ctrl-C để dừng)"
    ]


def test_slow_senders_do_not_keep_readers_out(server):
    _, port = server
    with contextlib.ExitStack() as held:
        for _ in range(SLOW_SENDERS):
            sender = held.enter_context(socket.create_connection(("127.0.0.1", port), PATIENCE_SECONDS))
            sender.sendall(HALF_A_FORM)
        assert [get(port, path) for path in ("/", "/van-ban/", "/gop-y/gui", "/tim-kiem?q=dat")] == [200] * 4


def test_a_sender_too_many_is_answered_at_once(server):
    _, port = server
    with contextlib.ExitStack() as held:
        senders = [
            held.enter_context(socket.create_connection(("127.0.0.1", port), PATIENCE_SECONDS))
            for _ in range(SLOW_SENDERS)
        ]
        for sender in senders:
            sender.sendall(HALF_A_FORM)
        readable, _, _ = select.select(senders, [], [], PATIENCE_SECONDS)
        assert readable[0].recv(100).startswith(b"HTTP/1.1 503")


def test_the_server_goes_on_when_its_processes_are_killed_again_and_again(server):
    running, port = server
    for _ in range(3):
        until(lambda: len(children(running.pid)) >= 2)
        # The youngest: the one that has only just taken the place of the last.
        os.kill(children(running.pid)[-1], signal.SIGKILL)
        until(lambda: answers(port))
    until(lambda: len(children(running.pid)) >= 2)
    assert running.poll() is None
    until(lambda: answers(port))


def test_a_server_that_is_killed_outright_leaves_no_process_on_its_port(server):
    running, port = server
    until(lambda: len(children(running.pid)) >= 2)
    left = children(running.pid)
    running.kill()
    until(lambda: not any(Path(f"/proc/{pid}/exe").exists() for pid in left))
    assert not answers(port)


@pytest.mark.parametrize("which", ["private", "public"])
def test_no_page_waits_for_a_connection(make_app, which):
    app = make_app(threads=16)
    with app.app_context(), contextlib.ExitStack() as held:
        engine = db.engine if which == "private" else app.extensions["services"].public.engine
        for _ in range(40):
            held.enter_context(engine.connect())
        assert engine.pool.size() == 16
        assert engine.pool.checkedout() == 40
