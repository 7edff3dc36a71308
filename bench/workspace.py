"""The throw-away portal that is measured: the real documents imported once, then used again by later runs."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.server import ROOT, environment, portal

DATA = Path(os.environ.get("TEST_DATA") or ROOT.parent / "shared" / "data")
DOCUMENTS = DATA / "documents" / "central_legislation.jsonl.gz"
INSTANCE = ROOT / "instance" / "bench"
KEPT = INSTANCE / "measured.json"
"""What the import took; there only when it came to its end."""


@dataclass(frozen=True)
class Took:
    """Seconds and the most memory of one command."""

    seconds: float
    megabytes: float


def run(*arguments: str, instance: Path = INSTANCE) -> Took:
    """Run one command of the portal in a process of its own, and say what it took."""
    start = time.perf_counter()
    process = subprocess.Popen(portal(*arguments), env=environment(instance), cwd=ROOT, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    # A rejected record ends the import with 1, after everything else has been taken in.
    if process.returncode not in (0, 1):
        raise subprocess.CalledProcessError(process.returncode, process.args)
    return Took(time.perf_counter() - start, usage.ru_maxrss / 1024)


def prepare(*, anew: bool = False) -> dict[str, Took]:
    """Import the documents unless an earlier run did, and say what that took."""
    if anew or not KEPT.exists():
        shutil.rmtree(INSTANCE, ignore_errors=True)
        INSTANCE.mkdir(parents=True)
        run("migrate")
        took = {"import": run("import", "articles-jsonl", str(DOCUMENTS))}
        KEPT.write_text(json.dumps({name: asdict(one) for name, one in took.items()}))
    return {name: Took(**one) for name, one in json.loads(KEPT.read_text()).items()}


def rebuild_index() -> Took:
    """Throw the index away and let the portal heal itself."""
    shutil.rmtree(INSTANCE / "search", ignore_errors=True)
    return run("project")
