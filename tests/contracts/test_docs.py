"""Documentation is a tested part: what can be set, said and made is named where people look."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from dataclasses import fields
from itertools import pairwise
from pathlib import Path

import pytest

import content
from config import Config
from portal.cli import main

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text("utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
MAKEFILE = (ROOT / "Makefile").read_text()


def docstrings_of_settings() -> dict[str, str]:
    """Each field of Config with the sentence under it."""
    tree = ast.parse((ROOT / "config.py").read_text("utf-8"))
    body = next(node.body for node in tree.body if isinstance(node, ast.ClassDef) and node.name == "Config")
    pairs = pairwise(body)
    return {
        field.target.id: said.value.value
        for field, said in pairs
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
        if isinstance(said, ast.Expr) and isinstance(said.value, ast.Constant)
    }


SETTINGS = docstrings_of_settings()
VARIABLES = {name: text.partition(":")[0] for name, text in SETTINGS.items()}
TARGETS = re.findall(r"^([a-z]+):.*## ", MAKEFILE, re.MULTILINE)


def test_every_setting_has_a_sentence_that_names_its_variable():
    assert set(SETTINGS) == {field.name for field in fields(Config)}
    assert [name for name in VARIABLES.values() if not re.fullmatch(r"[A-Z_]+", name)] == []


@pytest.mark.parametrize("variable", sorted(VARIABLES.values()))
def test_the_readme_names_every_setting(variable):
    assert f"`{variable}`" in README


@pytest.mark.parametrize("command", sorted(main.commands))
def test_the_readme_names_every_command(command):
    assert f"portal {command}" in README


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_says_what_it_does(command):
    assert main.commands[command].help


@pytest.mark.parametrize("target", TARGETS)
def test_the_readme_names_every_make_target(target):
    assert f"make {target}" in README


def test_every_make_target_is_listed():
    declared = re.search(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)
    assert declared
    assert sorted(declared[1].split()) == sorted(TARGETS)


@pytest.mark.parametrize("folder", sorted(set(re.findall(r"`([a-z_/]+/)`", CONTRIBUTING))))
def test_every_folder_that_newcomers_are_sent_to_is_there(folder):
    assert (ROOT / folder).is_dir()


def test_every_part_of_the_content_is_named():
    listed = subprocess.run(["git", "ls-files", "content"], cwd=ROOT, capture_output=True, text=True, check=True)
    parts = {name.split("/")[1].removesuffix(".py") for name in listed.stdout.split()} - {"__init__"}
    assert len(parts) > 20
    assert sorted(part for part in parts if f"``{part}``" not in (content.__doc__ or "")) == []


def test_the_import_law_is_told_as_it_is_held():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    *layers, _shared = next(one["layers"] for one in contracts if one.get("containers") == ["content"])
    held = [layer.replace(" ", "") for layer in layers]
    (told,) = re.findall(r"^    content: (.*?)→ the small shared files", CONTRIBUTING, re.MULTILINE | re.DOTALL)
    assert re.findall(r"[a-z_|]+", told) == held
