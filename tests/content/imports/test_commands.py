"""``portal import`` as it is typed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from content.db import db
from content.editorial.projector import Projector
from content.imports.commands import import_command
from content.kinds import PROJECTABLE
from content.public import tables
from content.public.store import PublicStore
from content.services import Services
from content.storage import Storage

LAW = {"type": "Luật", "number": "25/2018/QH14", "title": "Tố cáo", "articles": [{"article": "1", "text": "Một."}]}


class Index:
    """A search index as the command sees it."""

    caught_up = 0

    def catch_up(self):
        self.caught_up += 1


@dataclass
class Portal:
    """A portal as the command sees it: what it is run with, by name."""

    extensions: dict[str, Any]

    def run(self, *arguments):
        return CliRunner().invoke(import_command, [str(one) for one in arguments], obj=self)

    def all(self, column):
        with self.extensions["services"].public.connect() as connection:
            return connection.execute(select(column)).scalars().all()


@pytest.fixture
def portal(store, places, tmp_path, clock):
    public = PublicStore(places.public, read_only=True, check_every=0)
    written = PublicStore(places.public_written, read_only=False)
    files = Storage(tmp_path / "private"), Storage(tmp_path / "public")
    services = Services(clock, public, *files, Projector(db.engine, written, PROJECTABLE, *files, clock))
    yield Portal({"services": services, "search": Index()})
    public.dispose()
    written.dispose()


def written(tmp_path, *lines):
    path = tmp_path / "documents.jsonl"
    path.write_text("\n".join(lines), "utf-8")
    return path


def test_documents_are_public_when_the_command_ends(portal, tmp_path):
    result = portal.run("articles-jsonl", written(tmp_path, json.dumps(LAW)))
    assert result.exit_code == 0, result.output
    assert "mới 1 · cập nhật 0 · không đổi 0 · từ chối 0" in result.stdout
    assert portal.all(tables.record.c.title) == ["Tố cáo"]
    assert portal.all(tables.provision.c.anchor) == ["dieu-1"]
    assert portal.extensions["search"].caught_up == 1


def test_the_second_time_nothing_is_done(portal, tmp_path):
    path = written(tmp_path, json.dumps(LAW))
    portal.run("articles-jsonl", path)
    assert "mới 0 · cập nhật 0 · không đổi 1" in portal.run("articles-jsonl", path).stdout


def test_a_rejected_record_is_listed_and_the_command_fails(portal, tmp_path):
    result = portal.run("articles-jsonl", written(tmp_path, "{", json.dumps(LAW)))
    assert result.exit_code == 1
    assert "Dòng 1: Dòng không phải là JSON hợp lệ." in result.stderr
    assert "mới 1 · cập nhật 0 · không đổi 0 · từ chối 1" in result.stdout


def test_a_table_is_mapped_on_the_command_line(portal, tmp_path):
    (tmp_path / "table.csv").write_text("so,ten\n12/CT-UBND,Tên\n", "utf-8")
    result = portal.run("csv", tmp_path / "table.csv", "--map", "so=number", "--map", "ten=title")
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("text", "/nowhere.txt"), "Không có tệp"),
        (("text", "/"), "thư mục"),
        (("csv", "/nowhere.csv"), "--map"),
        (("nothing", "/"), "nothing"),
        (("text", "/nowhere.txt", "--organisation", "Sở Không Có"), "Không có cơ quan"),
    ],
)
def test_what_cannot_be_done_is_explained(portal, arguments, said):
    result = portal.run(*arguments)
    assert result.exit_code == 2
    assert said in result.stderr


@pytest.mark.data
def test_the_missions_own_directive_is_published(portal, data):
    result = portal.run("text", data / "documents/directive_information_reporting.txt")
    assert result.exit_code == 0, result.output
    assert 'id="khoan-1-diem-dd"' in portal.all(tables.body.c.html)[0]
    assert portal.all(tables.record.c.status) == ["unknown"]
