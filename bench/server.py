"""A ``portal serve`` of one's own on a free port, for as long as it is needed."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PATIENCE_SECONDS = 60
STOP_SECONDS = 20


@dataclass(frozen=True)
class Server:
    """A running portal."""

    address: str
    process: subprocess.Popen[bytes]

    def pids(self) -> list[int]:
        """Its processes: the parent, those that answer, the worker."""
        return [self.process.pid, *descendants(self.process.pid)]

    def memory(self) -> dict[str, float]:
        """Megabytes of its own that each process holds."""
        return {role_of(pid, self.process.pid): own_megabytes(pid) for pid in self.pids()}


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(instance: Path, **settings: str) -> dict[str, str]:
    """The environment of a portal in ``instance``, whatever this process was started with."""
    own = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "PUBLIC_DATABASE_URL")}
    return own | {"PORTAL_INSTANCE": str(instance)} | settings


def portal(*arguments: str) -> list[str]:
    """The portal's command, with this Python."""
    return [sys.executable, "-m", "portal.cli", *arguments]


@contextmanager
def serving(instance: Path, settings: Mapping[str, str] | None = None, log: Path | None = None) -> Iterator[Server]:
    """Serve the instance until the block is left; what the server says goes to ``log``."""
    port = free_port()
    env = environment(instance, **{**(settings or {}), "PORT": str(port), "HOST": "127.0.0.1"})
    log = log or Path(os.devnull)
    with log.open("ab") as said:
        process = subprocess.Popen(portal("serve"), env=env, cwd=ROOT, stdout=said, stderr=said, start_new_session=True)
        server = Server(f"http://127.0.0.1:{port}", process)
        try:
            wait_until_it_answers(server, log)
            yield server
        finally:
            stop(process)


def wait_until_it_answers(server: Server, log: Path) -> None:
    """Return when the first page comes; fail with the last words of the log."""
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end and server.process.poll() is None:
        with suppress(urllib.error.URLError, ConnectionError):
            urllib.request.urlopen(server.address + "/", timeout=5).close()
            return
        time.sleep(0.1)
    raise TimeoutError(f"no answer from {server.address}: {log.read_text()[-2000:]}")


def stop(process: subprocess.Popen[bytes]) -> None:
    """Stop it as an administrator would, and by force if it does not."""
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        for pid in descendants(process.pid):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        process.kill()
        process.wait()


def descendants(pid: int) -> list[int]:
    """The processes that a process started, and those that they started."""
    # Each thread has its own list: the worker is started by a thread beside the server's.
    lists = Path(f"/proc/{pid}/task").glob("*/children")
    found = [int(child) for children in lists for child in children.read_text().split()]
    return found + [below for child in found for below in descendants(child)]


def role_of(pid: int, parent: int) -> str:
    """What a process is there for."""
    if pid == parent:
        return "parent"
    command = Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace").split("\0")
    return "worker" if "worker" in command else f"server {pid}"


def own_megabytes(pid: int) -> float:
    """The memory that is a process's own: pages of the database and the index that it only looks at do not count."""
    status = Path(f"/proc/{pid}/status").read_text()
    return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("RssAnon"))
