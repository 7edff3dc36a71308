"""Import and projection of all documents, and a rebuild of the index."""

from __future__ import annotations

from collections.abc import Iterator

from bench import workspace
from bench.figures import Figure

SECONDS, MEGABYTES, REBUILD_SECONDS = 180, 700, 60


def measure(*, quick: bool = False) -> Iterator[Figure]:
    """Seconds and memory; the import's are those of the run that did it."""
    took = workspace.prepare()["import"]
    yield Figure("import and projection of all", took.seconds, "s", SECONDS)
    yield Figure("most memory of the import", took.megabytes, "MB", MEGABYTES)
    if not quick:
        again = workspace.rebuild_index()
        yield Figure("index rebuilt from nothing", again.seconds, "s", REBUILD_SECONDS)
        yield Figure("most memory of that", again.megabytes, "MB", MEGABYTES)
