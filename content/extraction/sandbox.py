"""A file read in a child process that cannot take long, grow, write, call anyone or see the portal's settings."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from content.errors import Invalid
from content.extraction.blocks import Block, Extracted
from content.hidden_data.findings import Cleaned, Finding

_ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Limits:
    """How much one file may cost."""

    file_bytes: int = 100 * 2**20
    seconds: int = 60
    memory_bytes: int = 2 * 2**30
    output_bytes: int = 100 * 2**20


USUAL = Limits()

AT_ONCE = threading.BoundedSemaphore(4)
"""Children of one process; a crafted file may cost each of them all that its limits allow."""


def extract(path: Path, *, limits: Limits = USUAL, capitals_by_font: bool = False) -> Extracted:
    """The text of a file; ``Invalid`` says in a sentence why there is none.

    ``capitals_by_font`` writes large what a font of TCVN3 capitals only draws large.
    """
    if path.stat().st_size > limits.file_bytes:
        raise Invalid(f"Tệp lớn hơn {limits.file_bytes // 2**20} MB nên không được đọc.")
    with path.open("rb") as source:
        return _extract(source.fileno(), limits, capitals_by_font=capitals_by_font)


def extract_unwritten(data: bytes, *, limits: Limits = USUAL) -> Extracted:
    """The same of a file that must not be on a disk before it was looked at: it is handed to the child in memory."""
    with _in_memory(data) as source:
        return _extract(source, limits, capitals_by_font=False)


def clean_unwritten(data: bytes, media_type: str, *, limits: Limits = USUAL) -> Cleaned:
    """A file without what hides in it, or with it where it is signed; nothing of it is on a disk before.

    ``Invalid`` says in a sentence why there is none: damaged, locked with a password, with macros.
    """
    with _in_memory(data) as source:
        told, copy = _outcome({"hides": media_type}, source, limits)
    cleaned = told["cleaned"]
    removed, left = (tuple(Finding(**one) for one in cleaned[name]) for name in ("removed", "left"))
    return Cleaned(copy, removed, left, cleaned["signed"])


@contextmanager
def _in_memory(data: bytes) -> Iterator[int]:
    with open(os.memfd_create("extraction"), "w+b") as source:
        source.write(data)
        source.seek(0)
        yield source.fileno()


def _extract(source: int, limits: Limits, *, capitals_by_font: bool) -> Extracted:
    told, _ = _outcome({"capitals_by_font": capitals_by_font}, source, limits)
    return _extracted(told["extracted"])


def _outcome(task: dict[str, Any], source: int, limits: Limits) -> tuple[dict[str, Any], bytes]:
    """What the child told, and the bytes that came with it; ``Invalid`` when it refused."""
    line, _, copy = run(task, source, limits).partition(b"\n")
    told: dict[str, Any] = json.loads(line)
    if "refused" in told:
        raise Invalid(str(told["refused"]))
    return told, copy


def run(task: dict[str, Any], source: int, limits: Limits) -> bytes:
    """What the child answers to a task on an open file; ``Invalid`` when it breaks or breaks a limit."""
    if not AT_ONCE.acquire(timeout=limits.seconds):
        raise Invalid("Đang có nhiều tệp được đọc cùng lúc. Hãy thử lại sau ít phút.")
    try:
        return _run(task, source, limits)
    finally:
        AT_ONCE.release()


def _run(task: dict[str, Any], source: int, limits: Limits) -> bytes:
    limited = {"seconds": limits.seconds, "memory": limits.memory_bytes, "output": limits.output_bytes}
    with tempfile.TemporaryDirectory(prefix="extraction-") as folder:
        return _answer({**task, **limited}, Path(folder), source, limits)


def _answer(settings: dict[str, Any], folder: Path, source: int, limits: Limits) -> bytes:
    answer = folder / "answer"
    with answer.open("wb") as output:
        child = subprocess.Popen(
            [sys.executable, "-s", "-B", "-m", "content.extraction.child", json.dumps(settings)],
            stdin=source,
            stdout=output,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env=_environment(folder),
            start_new_session=True,
        )
        try:
            code = child.wait(limits.seconds)
        except subprocess.TimeoutExpired:
            code = -signal.SIGXCPU
        finally:
            if child.poll() is None:
                os.killpg(child.pid, signal.SIGKILL)
                child.wait()
    if code in (-signal.SIGXCPU, -signal.SIGKILL):
        raise Invalid("Tệp mất quá nhiều thời gian để đọc nên việc đọc đã dừng lại.")
    if code:
        raise Invalid("Tệp bị hỏng, hoặc quá lớn hay quá phức tạp, nên không đọc được.")
    return answer.read_bytes()


def _environment(folder: Path) -> dict[str, str]:
    """Nothing of the portal's own: no address of a store, no key."""
    home = {"HOME": str(folder), "TMPDIR": str(folder)}
    # Tesseract's threads wait for each other longer than they work.
    return {
        "PATH": os.defpath,
        "LANG": "C.UTF-8",
        "PYTHONUTF8": "1",
        "OMP_THREAD_LIMIT": "1",
        "PYTHONPATH": str(_ROOT),
        **home,
    }


def _extracted(told: dict[str, Any]) -> Extracted:
    blocks = tuple(
        Block(block["kind"], block["text"], block["level"], tuple(tuple(row) for row in block["rows"]))
        for block in told["blocks"]
    )
    return Extracted(told["media_type"], told["grade"], blocks, tuple(told["notes"]), told["pages"])
