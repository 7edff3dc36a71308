"""A whole ``portal serve`` under load from this machine: repeated pages, then a minute of everything."""

from __future__ import annotations

import http.client
import json
import random
import re
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

from sqlalchemy import select

from bench import workspace
from bench.figures import Figure, middle, percentile
from bench.server import Server, serving
from content.public.store import PublicStore
from content.public.tables import record

CONNECTIONS = 16
THREADS = 2
REPEATED_PER_SECOND = 10_000
WARM_SECONDS, REPEATED_SECONDS, MIXED_SECONDS = 2, 10, 60
SEED = 77_2007
PAGES, SEARCHES, KNOWN = 600, 300, 300
SECONDS_BETWEEN_SENDERS = 1.0
SECONDS_TO_WRITE = 4.0
HIDDEN = re.compile(r'<input[^>]*type="hidden"[^>]*name="([^"]+)"[^>]*value="([^"]*)"')


def measure(*, quick: bool = False) -> Iterator[Figure]:
    """Throughput, then the mix. Feedback goes into a copy of the instance, so that the next run finds the same."""
    if shutil.which("wrk") is None:
        yield Figure("load", 0, "", note="wrk is not here: apt-get install wrk")
        return
    workspace.prepare()
    with tempfile.TemporaryDirectory() as folder:
        instance = Path(folder) / "instance"
        shutil.copytree(workspace.INSTANCE, instance, symlinks=True)
        # The load tool has one address; with it the server believes what network each of its readers says it is from.
        with serving(instance, {"TRUSTED_PROXIES": "1"}, log=Path(folder) / "log") as server:
            mix = Mix(server, instance, Path(folder))
            yield from repeated(server, mix, seconds=2 if quick else REPEATED_SECONDS)
            yield from mix.run(seconds=10 if quick else MIXED_SECONDS)


def repeated(server: Server, mix: Mix, seconds: int) -> Iterator[Figure]:
    """Pages that are asked for again and again."""
    for name, path in (("home", "/"), ("a document page", mix.pages[0]), ("a list", "/van-ban/")):
        addresses = mix.write("repeated", [(path, "-")])
        load(server, addresses, WARM_SECONDS)
        found = load(server, addresses, seconds)
        note = f"p99 {found.p99:.1f} ms, {found.errors} errors"
        yield Figure(
            f"repeated, {CONNECTIONS} connections: {name}",
            found.per_second,
            "requests/s",
            REPEATED_PER_SECOND,
            more_is_better=True,
            note=note,
        )


@dataclass(frozen=True)
class Load:
    """What a load tool saw, in milliseconds."""

    requests: int
    seconds: float
    p50: float
    p95: float
    p99: float
    worst: float
    errors: int

    @property
    def per_second(self) -> float:
        """Requests answered in a second."""
        return self.requests / self.seconds


def load(server: Server, addresses: Path, seconds: int) -> Load:
    """Ask as fast as the server answers."""
    script = Path(__file__).with_name("mixed.lua")
    command = ["wrk", f"-t{THREADS}", f"-c{CONNECTIONS}", f"-d{seconds}s", "-s", str(script)]
    command += [server.address, "--", str(addresses), str(SEED)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return Load(**json.loads(done.stdout.strip().splitlines()[-1]))


@dataclass
class Senders:
    """People who open the form, write for a while and send, each from a network of their own."""

    host: str
    port: int
    times: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    sent: int = 0

    def run(self, until: float) -> None:
        """One after another sets out; several write at the same time."""
        threads: list[threading.Thread] = []
        while time.monotonic() < until - SECONDS_TO_WRITE - 1:
            thread = threading.Thread(target=self._send, args=(len(threads),))
            thread.start()
            threads.append(thread)
            time.sleep(SECONDS_BETWEEN_SENDERS)
        for thread in threads:
            thread.join(30)

    def _send(self, number: int) -> None:
        own = (f"127.8.{number % 250}.1", 0)
        try:
            self._write(http.client.HTTPConnection(self.host, self.port, timeout=20, source_address=own))
        except (OSError, http.client.HTTPException) as error:
            self.faults.append(repr(error))

    def _write(self, connection: http.client.HTTPConnection) -> None:
        connection.request("GET", FORM)
        shown = connection.getresponse()
        page = shown.read().decode()
        cookie = (shown.getheader("Set-Cookie") or "").partition(";")[0]
        hidden = {unescape(name): unescape(value) for name, value in HIDDEN.findall(page)}
        time.sleep(SECONDS_TO_WRITE)
        start = time.perf_counter()
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie}
        connection.request("POST", FORM, urlencode(MESSAGE | hidden), headers)
        answer = connection.getresponse()
        said = answer.read().decode()
        self.times.append((time.perf_counter() - start) * 1_000)
        self.sent += 1
        if answer.status not in (200, 201, 303, 302) or not (answer.getheader("Location") or CODE.search(said)):
            self.faults.append(f"{answer.status}")
        connection.close()


FORM = "/gop-y/gui/noi-dung"
CODE = re.compile(r"[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){4}")
MESSAGE = {
    "category": "procedure",
    "title": "Thời hạn cấp giấy phép xây dựng",
    "body": "Tôi nộp hồ sơ đã 40 ngày mà chưa có kết quả. Xin hỏi thời hạn là bao lâu?",
    "document": "",
    "may_publish": "co",
    "declared": "co",
    "note_2": "",
}


class Mix:
    """What a busy minute consists of."""

    def __init__(self, server: Server, instance: Path, folder: Path) -> None:
        self.server = server
        self.folder = folder
        chosen = random.Random(SEED)
        store = PublicStore(f"sqlite:///{instance / 'public.db'}", read_only=True)
        with store.connect() as connection:
            rows = connection.execute(select(record.c.path, record.c.title).where(record.c.kind == "legal")).all()
        store.dispose()
        rows = chosen.sample(list(rows), min(PAGES, len(rows)))
        self.pages = [row.path for row in rows]
        titles = [row.title.split() for row in rows if len(row.title.split()) > 5]
        self.searches = [f"/tim-kiem?q={quote(' '.join(words[2:5]))}" for words in titles[:SEARCHES]]

    def write(self, name: str, lines: Sequence[tuple[str, str]]) -> Path:
        """A file of addresses for the load tool."""
        path = self.folder / name
        path.write_text("".join(f"{address}\t{etag}\n" for address, etag in lines))
        return path

    def known(self) -> list[tuple[str, str]]:
        """Pages with the validators that a browser would have."""
        host = urlsplit(self.server.address)
        connection = http.client.HTTPConnection(host.hostname or "", host.port, timeout=20)
        found = []
        for path in self.pages[:KNOWN]:
            connection.request("GET", path)
            answer = connection.getresponse()
            answer.read()
            found.append((path, answer.getheader("ETag") or "-"))
        connection.close()
        return found

    def run(self, seconds: int) -> Iterator[Figure]:
        """Readers as fast as they can, and a sender each second."""
        lines = [(path, "-") for path in [*self.pages, "/", "/van-ban/", *self.searches]] + self.known()
        addresses = self.write("mixed", lines)
        before = self.server.memory()
        host = urlsplit(self.server.address)
        senders = Senders(host.hostname or "", host.port or 0)
        writing = threading.Thread(target=senders.run, args=(time.monotonic() + seconds,))
        writing.start()
        found = load(self.server, addresses, seconds)
        writing.join()
        yield from figures(found, senders, seconds)
        yield from memory(before, self.server.memory())


def figures(found: Load, senders: Senders, seconds: int) -> Iterator[Figure]:
    """What readers and senders saw."""
    name = f"mixed load, {seconds} s"
    yield Figure(f"{name}: readers", found.per_second, "requests/s", note=f"{found.requests} requests")
    yield Figure(f"{name}: p50", found.p50, "ms")
    yield Figure(f"{name}: p95", found.p95, "ms")
    yield Figure(f"{name}: p99", found.p99, "ms", note=f"worst {found.worst:.0f} ms")
    yield Figure(f"{name}: errors", found.errors, "", 0)
    if senders.times:
        note = f"{senders.sent} sent, p95 {percentile(senders.times, 95):.0f} ms"
        yield Figure(f"{name}: feedback acknowledged", middle(senders.times), "ms", note=note)
    faults = ", ".join(sorted(set(senders.faults)))
    yield Figure(f"{name}: feedback not acknowledged", len(senders.faults), "", 0, note=faults)


def memory(before: dict[str, float], after: dict[str, float]) -> Iterator[Figure]:
    """What each process held at the end, beside what it held at the start."""
    for role, megabytes in after.items():
        yield Figure(f"own memory: {role}", megabytes, "MB", against=("its start", before.get(role, megabytes)))
