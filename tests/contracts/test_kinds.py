"""Every place that says something of a kind says it of every kind, and of no other."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from flask import Flask

from content.accounts.permissions import Permission
from content.accounts.policy import ROLE_PERMISSIONS
from content.demo import fields
from content.document_numbers import DOCUMENT_KINDS
from content.kinds import KINDS, PROJECTABLE
from portal.views.records import TEMPLATES
from portal.web import words
from portal.web.lists import FACETS
from portal.web.navigation import main_entries

PROJECT = tomllib.loads((Path(__file__).resolve().parents[2] / "pyproject.toml").read_text("utf-8"))
LAWS = {law["name"]: law for law in PROJECT["tool"]["importlinter"]["contracts"]}


@pytest.mark.parametrize("table", [TEMPLATES, FACETS, fields.KINDS], ids=["templates", "filters", "demonstration"])
def test_a_table_of_kinds_names_every_kind_and_no_other(table):
    assert set(table) == set(KINDS)


def test_every_kind_and_the_pages_have_words():
    assert set(words.KINDS) == set(PROJECTABLE)


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.noun)
def test_a_kind_has_one_address_everywhere(kind, app: Flask):
    with app.test_request_context("/"):
        entries = {entry.path for entry in main_entries()}
    assert words.KINDS[kind.noun].path == kind.path
    assert kind.path in entries


@pytest.mark.parametrize("noun", KINDS)
def test_a_kind_has_a_view_at_the_desk(noun, app: Flask):
    assert f"desk_{noun}.index_view" in app.view_functions


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.noun)
def test_somebody_may_write_and_somebody_may_approve_each_kind(kind):
    granted: set[Permission] = set().union(*ROLE_PERMISSIONS.values())
    assert {kind.editing.permission, kind.editing.approval} <= granted


@pytest.mark.parametrize("noun", KINDS)
def test_the_laws_of_imports_know_each_kind(noun):
    package = f"content.{noun}"
    inside = LAWS["Inside a kind: actions, projection, queries, models, rules"]["containers"]
    assert package in inside
    for name in ("The public site names nothing private", "Search reads the public store only"):
        assert package in LAWS[name]["forbidden_modules"]


def test_the_kinds_of_documents_are_kinds_whose_records_bear_numbers():
    bearing = {noun for noun, kind in KINDS.items() if hasattr(kind.model, "number")}
    assert set(DOCUMENT_KINDS) == bearing
