"""Every template compiles, is used, and lets nothing raw through by accident."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import meta

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = (ROOT / "site" / "templates", ROOT / "admin" / "templates")
TEMPLATES = {
    path.relative_to(folder).as_posix(): path
    for folder in FOLDERS
    for path in sorted(folder.rglob("*"))
    if path.is_file()
}
CODE = [path for package in ("site/portal", "admin") for path in (ROOT / package).rglob("*.py")]

OVERRIDES = ("admin/", "security/")
"""Names that a library looks for: ours stand in for its own."""


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_compiles(app: Flask, name):
    app.jinja_env.get_template(name)


def test_every_template_is_used(app: Flask):
    used = named_in_code() | named_in_templates(app)
    assert [name for name in TEMPLATES if name not in used and not name.startswith(OVERRIDES)] == []


def test_no_template_names_one_that_is_not_there(app: Flask):
    missing = [name for name in named_in_templates(app) if name not in app.jinja_env.list_templates()]
    assert missing == []


def named_in_code() -> set[str]:
    found = {
        name for path in CODE for name in re.findall(r'"([\w/.-]+\.(?:html|xml|txt|svg))"', path.read_text("utf-8"))
    }
    # A folder chosen by noun: f"{kind.noun}/index.html"
    patterns = [match for path in CODE for match in re.findall(r'f"([^"]*\{[^"]*\.html)"', path.read_text("utf-8"))]
    for pattern in patterns:
        shape = re.compile(re.sub(r"\\\{.*?\\\}", r"[\\w/-]+", re.escape(pattern)))
        found |= {name for name in TEMPLATES if shape.fullmatch(name)}
    return found


def named_in_templates(app: Flask) -> set[str]:
    named: set[str] = set()
    for path in TEMPLATES.values():
        tree = app.jinja_env.parse(path.read_text("utf-8"))
        named |= {name for name in meta.find_referenced_templates(tree) if name}
    return named
