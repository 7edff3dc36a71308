"""``make bench``: measures everything, or what is named, and prints a table."""

from __future__ import annotations

import argparse
import os
import platform
import sys
from collections.abc import Iterator

from bench import extraction, importing, portal, search, serve, structure, workspace
from bench.figures import Figure, table

PARTS = {
    "importing": importing.measure,
    "search": search.measure,
    "portal": portal.measure,
    "serve": serve.measure,
    "extraction": extraction.measure,
    "structure": structure.measure,
}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("parts", nargs="*", help=f"some of {', '.join(PARTS)}; all without")
    parser.add_argument("--anew", action="store_true", help="import again, whatever an earlier run left")
    parser.add_argument("--quick", action="store_true", help="fewer and shorter: to see that it works")
    chosen = parser.parse_args()
    unknown = set(chosen.parts) - set(PARTS)
    if unknown:
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    if not workspace.DOCUMENTS.exists():
        sys.exit(f"The real documents are not here: {workspace.DOCUMENTS}. TEST_DATA=folder says where they are.")
    workspace.prepare(anew=chosen.anew)
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}\n", flush=True)
    print(table(measured(chosen.parts or list(PARTS), quick=chosen.quick)))


def measured(parts: list[str], *, quick: bool) -> Iterator[Figure]:
    """Every figure of the parts; says on the way what it is about."""
    for part in parts:
        print(f"… {part}", file=sys.stderr, flush=True)
        yield from PARTS[part](quick=quick)


if __name__ == "__main__":
    main()
