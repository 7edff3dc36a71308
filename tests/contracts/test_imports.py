"""Every module imports alone: no hidden cycle, no module that needs another to have come first."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCES = {"content": ROOT, "search_index": ROOT, "admin": ROOT, "portal": ROOT / "site"}

# Each import happens in a process forked off one that has loaded libraries only: as good as a new one, and quick.
IMPORTING = """
import importlib, os, sys, traceback, warnings
import flask, flask_babel, flask_limiter, flask_migrate, flask_sqlalchemy, flask_wtf, sqlalchemy.orm, wtforms
for name in sys.stdin.read().split():
    if os.fork() == 0:
        try:
            importlib.import_module(name)
        except BaseException:
            print(name, traceback.format_exc(limit=-3), flush=True)
            os._exit(1)
        os._exit(0)
    os.wait()
"""


def modules() -> list[str]:
    """Every module of ours by name; migrations are scripts that Alembic loads."""
    found = ["config"]
    for package, root in SOURCES.items():
        for path in sorted((root / package).rglob("*.py")):
            parts = path.relative_to(root).with_suffix("").parts
            if "migrations" not in parts:
                found.append(".".join(parts).removesuffix(".__init__"))
    return found


def test_there_are_modules():
    assert len(modules()) > 50


def test_every_module_imports_alone():
    done = subprocess.run(
        [sys.executable, "-c", IMPORTING],
        input="\n".join(modules()),
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert (done.stdout, done.returncode) == ("", 0), done.stderr
