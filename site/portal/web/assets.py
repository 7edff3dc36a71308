"""Styles, scripts, pictures and fonts: copied once under an address with their digest, so that browsers keep them.

One digest covers all of them. A style sheet can therefore name its fonts and pictures by relative addresses, which stay
right in the copy, and a changed font changes the address of the style sheet too.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from wsgiref.headers import Headers

from whitenoise import WhiteNoise
from whitenoise.compress import Compressor

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

PREFIX = "/static/"
DIGEST_LENGTH = 12
IMMUTABLE = rf"^{PREFIX}[0-9a-f]{{{DIGEST_LENGTH}}}/"


class NoSuchAsset(LookupError):
    """A template names a static file that is not there."""


@dataclass(frozen=True)
class Assets:
    """The collected files: where they are on disk and where on the site."""

    folder: Path
    digest: str
    names: frozenset[str]

    def address(self, name: str) -> str:
        """The address of one file, by its path under ``site/static``."""
        if name not in self.names:
            raise NoSuchAsset(name)
        return f"{PREFIX}{self.digest}/{name}"


def collect(sources: Mapping[str, Path], into: Path) -> Assets:
    """Copy the files of every source folder under its prefix, compressed copies beside, unless done before."""
    files = dict(sorted(found_in(sources)))
    digest = digest_of(files)
    folder = into / digest
    if not folder.is_dir():
        into.mkdir(parents=True, exist_ok=True)
        make(files, folder)
    return Assets(folder, digest, frozenset(files))


def found_in(sources: Mapping[str, Path]) -> Iterable[tuple[str, Path]]:
    """Every file of the sources with the name it is collected under."""
    for prefix, source in sources.items():
        for path in source.rglob("*"):
            if path.is_file() and not path.name.startswith("."):
                yield prefix + path.relative_to(source).as_posix(), path


def digest_of(files: Mapping[str, Path]) -> str:
    """A digest of names and bytes."""
    total = hashlib.sha256()
    for name, path in files.items():
        total.update(f"{name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()[:DIGEST_LENGTH]


def make(files: Mapping[str, Path], folder: Path) -> None:
    """Make the collected folder whole, then give it its name: a process beside this one sees all of it or nothing."""
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".collecting-") as workplace:
        made = Path(workplace) / "made"
        made.mkdir()
        compressor = Compressor(quiet=True)
        for name, source in files.items():
            target = made / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
            if compressor.should_compress(name):
                compressor.compress(str(target))
        try:
            made.rename(folder)
        except OSError:
            # Another process was quicker; its copy is the same.
            if not folder.is_dir():
                raise


def serve(
    app: WSGIApplication, assets: Assets, *, add_headers: Callable[[Headers, str, str], None] | None = None
) -> WhiteNoise:
    """WSGI middleware that answers for the collected files and hands everything else on."""
    return WhiteNoise(
        app,
        root=str(assets.folder),
        prefix=f"{PREFIX}{assets.digest}/",
        immutable_file_test=IMMUTABLE,
        allow_all_origins=False,
        add_headers_function=add_headers,
        mimetypes={".webmanifest": "application/manifest+json"},
    )
