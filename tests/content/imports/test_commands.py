"""``portal import`` as it is typed."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from content.imports.commands import import_command
from content.public import tables

LAW = {"type": "Luật", "number": "25/2018/QH14", "title": "Tố cáo", "articles": [{"article": "1", "text": "Một."}]}


@pytest.fixture
def portal_import(app):
    """Runs the command in the portal of this test."""

    def call(*arguments):
        return CliRunner().invoke(import_command, [str(one) for one in arguments], obj=app)

    return call


def written(tmp_path, *lines):
    path = tmp_path / "documents.jsonl"
    path.write_text("\n".join(lines), "utf-8")
    return path


def test_documents_are_public_when_the_command_ends(app, portal_import, tmp_path):
    result = portal_import("articles-jsonl", written(tmp_path, json.dumps(LAW)))
    assert result.exit_code == 0, result.output
    assert "mới 1 · cập nhật 0 · không đổi 0 · từ chối 0" in result.stdout
    with app.extensions["services"].public.connect() as connection:
        assert connection.execute(select(tables.record.c.title)).scalars().all() == ["Tố cáo"]
        assert connection.execute(select(tables.provision.c.anchor)).scalars().all() == ["dieu-1"]


def test_the_second_time_nothing_is_done(portal_import, tmp_path):
    path = written(tmp_path, json.dumps(LAW))
    portal_import("articles-jsonl", path)
    assert "mới 0 · cập nhật 0 · không đổi 1" in portal_import("articles-jsonl", path).stdout


def test_a_rejected_record_is_listed_and_the_command_fails(portal_import, tmp_path):
    result = portal_import("articles-jsonl", written(tmp_path, "{", json.dumps(LAW)))
    assert result.exit_code == 1
    assert "Dòng 1: Dòng không phải là JSON hợp lệ." in result.stderr
    assert "mới 1 · cập nhật 0 · không đổi 0 · từ chối 1" in result.stdout


def test_a_table_is_mapped_on_the_command_line(portal_import, tmp_path):
    (tmp_path / "table.csv").write_text("so,ten\n12/CT-UBND,Tên\n", "utf-8")
    result = portal_import("csv", tmp_path / "table.csv", "--map", "so=number", "--map", "ten=title")
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
def test_what_cannot_be_done_is_explained(portal_import, arguments, said):
    result = portal_import(*arguments)
    assert result.exit_code == 2
    assert said in result.stderr


@pytest.mark.data
def test_the_missions_own_directive_is_published(app, portal_import, data):
    result = portal_import("text", data / "documents/directive_information_reporting.txt")
    assert result.exit_code == 0, result.output
    with app.extensions["services"].public.connect() as connection:
        html = connection.execute(select(tables.body.c.html)).scalar_one()
        status = connection.execute(select(tables.record.c.status)).scalar_one()
    assert 'id="khoan-1-diem-dd"' in html
    assert status == "unknown"
