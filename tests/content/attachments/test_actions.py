"""Whoever may not write in a record neither adds a file to it nor takes one away."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from content.accounts.roles import Role
from content.announcements.actions import editing
from content.attachments.actions import Upload, attach, remove
from content.attachments.queries import of_record
from content.db import db
from content.errors import Invalid, NotAllowed, NotPermitted
from content.publishing import WorkState
from content.storage import Storage
from tests.factories.feedback import NOW, Officer

AUTHOR = Officer("author", Role.AUTHOR)
OTHER = Officer("other", Role.AUTHOR)
READER = Officer("reader", Role.AUDITOR)


@pytest.fixture
def storage(tmp_path):
    return Storage(tmp_path / "files")


@pytest.fixture
def record(store):
    told = {"title": "Bến phà", "body": "Mở lại", "spokesperson_name": "Tuệ", "spokesperson_phone": "1"}
    return editing.create(AUTHOR, NOW, **told)


def add(record, storage, by, name="ben-pha.png", label="Bến phà"):
    Image.new("RGB", (4, 3)).save(out := io.BytesIO(), "PNG")
    upload = Upload(out.getvalue(), name, label)
    return attach(record, upload, editing=editing, storage=storage, by=by, now=NOW).attachment


def test_who_adds_or_takes_away_a_file_has_written_in_the_record(record, storage):
    attachment = add(record, storage, OTHER)
    assert record.editors == ["author", "other"]
    third = Officer("third", Role.AUTHOR)
    remove(record, attachment, editing=editing, by=third, now=NOW)
    assert record.editors == ["author", "other", "third"]


def test_a_file_makes_what_was_approved_a_draft_again(record, storage):
    editing.submit(record, AUTHOR, NOW)
    editing.approve(record, Officer("approver", Role.APPROVER), NOW)
    add(record, storage, AUTHOR)
    assert record.work_state == WorkState.DRAFT


def test_who_only_reads_changes_no_files(record, storage):
    attachment = add(record, storage, AUTHOR)
    with pytest.raises(NotPermitted):
        add(record, storage, READER)
    with pytest.raises(NotPermitted):
        remove(record, attachment, editing=editing, by=READER, now=NOW)
    db.session.flush()
    assert list(of_record(record.KIND, record.id)) == [attachment]


def test_the_files_of_what_waits_stay_as_they_are(record, storage):
    attachment = add(record, storage, AUTHOR)
    editing.submit(record, AUTHOR, NOW)
    with pytest.raises(NotAllowed):
        add(record, storage, AUTHOR)
    with pytest.raises(NotAllowed):
        remove(record, attachment, editing=editing, by=AUTHOR, now=NOW)
    db.session.flush()
    assert list(of_record(record.KIND, record.id)) == [attachment]


def test_the_same_file_is_taken_once_and_the_first_is_named(record, storage):
    add(record, storage, AUTHOR)
    with pytest.raises(Invalid, match=r"ben-pha\.png"):
        add(record, storage, AUTHOR, "khac.png")
    assert len(of_record(record.KIND, record.id)) == 1


def test_a_picture_without_words_is_not_kept(record, storage):
    with pytest.raises(Invalid) as refused:
        add(record, storage, AUTHOR, label=" ")
    assert set(refused.value.fields) == {"label"}
    assert list(storage.stored()) == []
