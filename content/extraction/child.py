"""The child process of ``sandbox``: does one task on its standard input, shut in by limits that it cannot lift.

The limits are set before any reader is loaded, and the doors closed after: a reader's own libraries must be found
first. An outside program runs under the same limits. What cannot be read ends in a refusal; what breaks a limit ends
the process, which the parent puts in words.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from dataclasses import asdict
from typing import Any

from content.errors import Invalid

_CLOSED = (
    "socket.",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.posix_spawn",
    "os.spawn",
    "os.fork",
    "shutil.",
    "urllib.",
)
_CHANGES = (
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.mkdir",
    "os.link",
    "os.symlink",
    "os.chmod",
    "os.chown",
    "os.kill",
)


def main(settings: dict[str, Any]) -> None:
    """Read, look for what hides, picture a page or run a program; the outcome goes to the standard output."""
    _limit(seconds=settings["seconds"], memory=settings["memory"], output=settings["output"])
    if "program" in settings:
        os.execvp(settings["program"][0], settings["program"])
    # Loaded here, under the limits and never in the parent: these libraries meet what strangers send.
    from content.extraction import pdf, reading  # noqa: PLC0415
    from content.hidden_data import files  # noqa: PLC0415

    data = sys.stdin.buffer.read()
    sys.addaudithook(_refuse)
    if "page" in settings:
        sys.stdout.buffer.write(pdf.picture(data, settings["page"]))
        return
    outcome: dict[str, Any]
    copy = b""
    try:
        if "hides" in settings:
            cleaned = asdict(files.clean_unless_signed(data, settings["hides"]))
            copy = cleaned.pop("data")
            outcome = {"cleaned": cleaned}
        else:
            outcome = {"extracted": asdict(reading.read(data, capitals_by_font=settings["capitals_by_font"]))}
    except Invalid as error:
        outcome, copy = {"refused": str(error)}, b""
    except (MemoryError, RecursionError):
        outcome, copy = {"refused": "Tệp quá lớn hoặc quá phức tạp nên không đọc được."}, b""
    # One line in which no line ends, and behind it the bytes of a copy.
    sys.stdout.buffer.write(json.dumps(outcome, ensure_ascii=False).encode() + b"\n" + copy)


def _limit(*, seconds: int, memory: int, output: int) -> None:
    for what, most in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, output),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 64),
    ):
        resource.setrlimit(what, (most, most))


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    """Closes the doors: no network, no other process, no file but for reading."""
    if event.startswith(_CLOSED) or event in _CHANGES:
        raise PermissionError(event)
    if event == "open":
        flags = arguments[2]
        if isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND):
            raise PermissionError(event)


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
