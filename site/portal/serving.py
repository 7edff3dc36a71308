"""``portal serve``: the server's processes and the worker beside them, started together and stopped together."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from typing import Any

import click
from granian import Granian
from granian.constants import Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels

from config import Config

logger = logging.getLogger(__name__)

HEADER_SECONDS = 10
"""How long the server waits for the head of a request, and for the next one on a connection. It has no such bound for
what is sent: a proxy in front has, and the turnstile keeps the damage small."""

RESPAWNS = 20
RESPAWNS_WITHIN_SECONDS = 60.0
"""A process of the server that dies is replaced; only if they die faster than this does the server give up."""

BACKLOG = 1024
STOP_SECONDS = 10
RESTART_SECONDS = 1.0
LONGEST_RESTART_SECONDS = 60.0
STEADY_SECONDS = 30.0
"""A process that ran this long died of something new: it is started again at once."""

SERVED_BY = "PORTAL_SERVED_BY"
"""Where the server leaves its process number for those that it starts; no setting."""
LOOK_SECONDS = 1.0
"""Between two looks whether the server is still there."""

WORKER = (sys.executable, "-m", "portal.cli", "worker")


class Companion:
    """A process that runs as long as the server: started again when it dies, ever more slowly if it keeps dying."""

    def __init__(self, command: Sequence[str] = WORKER, *, pause: float = RESTART_SECONDS) -> None:
        self.command = list(command)
        self.pause = pause
        self.starts = 0
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="companion", daemon=True)
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the process and watch over it."""
        self._thread.start()

    def stop(self) -> None:
        """Ask the process to stop, wait for it, and end it if it does not."""
        self._stopping.set()
        process = self._process
        if process is not None and process.poll() is None:
            process.terminate()
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
        self._thread.join(STOP_SECONDS)

    def _watch(self) -> None:
        pause = self.pause
        while not self._stopping.is_set():
            started = time.monotonic()
            status = self._run_once()
            if self._stopping.is_set():
                return
            was_steady = time.monotonic() - started >= STEADY_SECONDS
            pause = self.pause if was_steady else min(pause * 2, LONGEST_RESTART_SECONDS)
            logger.error("The worker ended with status %s; it is started again in %.0f s", status, pause)
            self._stopping.wait(pause)

    def _run_once(self) -> int:
        # A terminal's Ctrl-C goes to the whole group; in a session of its own the worker is stopped by us alone.
        self._process = subprocess.Popen(self.command, stdin=subprocess.DEVNULL, start_new_session=True)
        self.starts += 1
        if self._stopping.is_set():
            self._process.terminate()
        return self._process.wait()


class Server(Granian):  # type: ignore[misc, valid-type]  # which class it is, Granian decides when it is imported
    """Granian that goes on when a process dies again soon after it was replaced.

    Granian takes a second death of the same process within seconds for a crash loop and ends the whole server. There
    is no setting for it; it looks at when each process was last replaced, and here that is forgotten until there have
    been many.
    """

    _deaths: tuple[float, ...] = ()

    def _respawn_workers(self, workers: list[int], *rest: Any, **options: Any) -> None:
        now = time.monotonic()
        recent = (moment for moment in self._deaths if now - moment < RESPAWNS_WITHIN_SECONDS)
        self._deaths = (*recent, *(now for _ in workers))
        super()._respawn_workers(workers, *rest, **options)
        if len(self._deaths) <= RESPAWNS:
            self.respawned_wrks.clear()


def end_with_server() -> None:
    """In a process that the server has started: end soon after the server is gone, though nobody told it to stop.

    A server that was killed outright would otherwise leave processes that hold its port and project beside the next.
    """
    server = os.environ.get(SERVED_BY, "")
    if server == str(os.getppid()):
        threading.Thread(target=_wait_for_the_end_of, args=(os.getppid(),), name="end", daemon=True).start()


def _wait_for_the_end_of(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(LOOK_SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(LOOK_SECONDS)
    os._exit(1)


def serve(config: Config) -> None:
    """Answer requests until told to stop by SIGTERM or SIGINT."""
    os.environ[SERVED_BY] = str(os.getpid())
    server = Server(
        "wsgi:app",
        address=config.host,
        port=config.port,
        interface=Interfaces.WSGI,
        workers=config.workers,
        blocking_threads=config.threads,
        websockets=False,
        backlog=BACKLOG,
        http1_settings=HTTP1Settings(header_read_timeout=HEADER_SECONDS * 1000),
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_SECONDS,
    )
    logging.getLogger("_granian").addFilter(_is_news)
    server.on_startup(lambda: click.echo(f"Cổng đang chạy tại {address(config)} (Ctrl-C để dừng)"))
    # A public process has no right to write the stores, hence nothing to do in the background.
    if config.role != "public":
        worker = Companion()
        server.on_startup(worker.start)
        server.on_shutdown(worker.stop)
    server.serve()


def _is_news(record: logging.LogRecord) -> bool:
    """Whether a line of the server's log tells more than that THREADS are many: it is meant to be."""
    return "Python threads" not in record.getMessage()


def address(config: Config) -> str:
    """Where a browser on this machine finds the portal."""
    everywhere = config.host in ("0.0.0.0", "::")
    host = "127.0.0.1" if everywhere else config.host
    return config.base_url or f"http://{f'[{host}]' if ':' in host else host}:{config.port}/"
