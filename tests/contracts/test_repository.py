"""The shape of the repository: what must be there, what must never be, what nothing may say."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def git(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)


def tracked() -> list[Path]:
    """Every file of the repository; a copy without its history has no list of them, and nothing is claimed of it."""
    if git("rev-parse").returncode:
        pytest.skip("not a checkout of git")
    return [ROOT / name for name in git("ls-files", "-z").stdout.split("\0") if name]


def requirements() -> list[str]:
    """The lock file, one requirement with its digests to a line."""
    text = (ROOT / "requirements.lock").read_text().replace("\\\n", " ")
    return [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]


def test_site_is_a_source_root_and_no_package():
    assert not (ROOT / "site" / "__init__.py").exists()


def test_git_does_not_ignore_the_public_site():
    assert tracked()
    assert git("check-ignore", "-q", "site/portal/factory.py").returncode == 1


def test_git_ignores_what_a_running_portal_makes():
    assert git("check-ignore", "-q", "instance/private.db").returncode == 0


def test_every_locked_package_has_a_version_and_a_digest():
    assert len(requirements()) > 50
    assert [line for line in requirements() if "==" not in line or "--hash=sha256:" not in line] == []


def test_the_lock_names_no_index():
    text = (ROOT / "requirements.lock").read_text()
    assert not re.search(r"^\s*(-i|--(extra-)?index-url|--find-links|--trusted-host)", text, re.MULTILINE)
    assert "://" not in text


def test_every_direct_dependency_is_locked():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    asked = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    locked = {normal(line.split("==")[0]) for line in requirements()}
    assert {normal(re.split(r"[<>=\[]", name)[0]) for name in asked} - locked == set()


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name.strip()).lower()


@pytest.mark.parametrize("script", [".ci/run"])
def test_scripts_can_be_run(script):
    assert (ROOT / script).stat().st_mode & 0o111


def test_nothing_calls_home():
    """No page, style or script names another host as a place to fetch from."""
    fetched = re.compile(r"""(?:src=|url\(|@import |import\()\s*["']?(?:https?:)?//""")
    pages = [path for path in tracked() if path.suffix in {".html", ".css", ".js"}]
    assert [path.name for path in pages if path.is_file() and fetched.search(path.read_text("utf-8"))] == []


def test_no_file_is_large():
    large = [str(path.relative_to(ROOT)) for path in tracked() if path.is_file() and path.stat().st_size > 600_000]
    assert large == []


def test_what_is_unfinished_is_not_marked_and_left():
    marks = re.compile(r"\b(TODO|FIXME|XXX)\b")
    code = [path for path in tracked() if path.suffix in {".py", ".html", ".js", ".css"} and path != Path(__file__)]
    assert [path.name for path in code if path.is_file() and marks.search(path.read_text("utf-8"))] == []
