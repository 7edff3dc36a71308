"""What hides in a file is out of it before the file is anywhere, and of a signed file it is told."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pikepdf
import pytest
from sqlalchemy import select

from content.accounts.roles import Role
from content.announcements.actions import editing
from content.attachments.actions import Upload, attach, require_seen
from content.attachments.inspection import UNREAD, inspected
from content.attachments.rules import DOCX, PDF, Accepted
from content.audit.models import AuditLine
from content.db import db
from content.errors import Invalid
from content.storage import Storage
from tests.content.hidden_data import made
from tests.content.hidden_data.test_files import signed_pdf
from tests.factories.feedback import NOW, Officer

AUTHOR = Officer("author", Role.AUTHOR)


def text_of(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return b"".join(archive.read(name) for name in archive.namelist()).decode("utf-8", "replace")


@pytest.fixture
def attached(store, tmp_path):
    def one(data, name):
        told = {"title": "Bến phà", "body": "Mở lại", "spokesperson_name": "Tuệ", "spokesperson_phone": "1"}
        record = editing.create(AUTHOR, NOW, **told)
        storage = Storage(tmp_path / "files")
        kept = attach(record, Upload(data, name, ""), editing=editing, storage=storage, by=AUTHOR, now=NOW)
        db.session.flush()
        return record, kept, storage

    return one


def test_a_word_file_is_kept_without_its_comments_and_the_officer_is_told_of_them(attached):
    data = made.a_word_file(made._commented)
    record, kept, storage = attached(data, "ke-hoach.docx")
    assert made.CANARY in text_of(data)
    stored = storage.path(kept.attachment.sha256).read_bytes()
    assert made.CANARY not in text_of(stored)
    assert kept.attachment.size == len(stored)
    assert "1 nhận xét của Nguyen Van A" in [one.sentence for one in kept.taken_out]
    require_seen(record, seen=False)


def test_the_trail_says_what_was_taken_out_and_nothing_of_what_it_said(attached):
    attached(made.a_word_file(made._commented), "ke-hoach.docx")
    details = db.session.scalars(select(AuditLine.details).where(AuditLine.tag == "desk:attachment:added")).one()
    assert "comment" in details["taken_out"]
    assert made.CANARY not in str(details)


def test_a_signed_file_stays_as_it_is_and_whoever_approves_it_must_have_seen_what_hides_in_it(attached):
    def change(pdf):
        signed_pdf(pdf)
        made._attached(pdf)

    data = made.a_pdf(change)
    record, kept, storage = attached(data, "quyet-dinh.pdf")
    assert storage.path(kept.attachment.sha256).read_bytes() == data
    assert any("tệp đính kèm trong PDF" in one for one in kept.attachment.hidden)
    with pytest.raises(Invalid, match=r"quyet-dinh\.pdf"):
        require_seen(record, seen=False)
    require_seen(record, seen=True)


def test_what_only_calls_itself_signed_publishes_nothing_unasked(attached):
    """Whoever writes the word for a signature into a file keeps what it hides, and the approver is asked of it all."""

    def change(pdf):
        pdf.Root.Zz = pikepdf.Dictionary(Type=pikepdf.Name.Sig)
        made._info(pdf)
        made._metadata(pdf)
        made._piece(pdf)

    record, kept, _ = attached(made.a_pdf(change), "quyet-dinh.pdf")
    assert len(kept.attachment.hidden) >= 2
    with pytest.raises(Invalid):
        require_seen(record, seen=False)


@pytest.mark.parametrize("spoil", ["far", "font"])
def test_a_workbook_whose_text_cannot_be_read_is_published_only_by_who_has_looked_at_it(attached, spoil):
    book = openpyxl.Workbook()
    book.active["A1"] = "TỐI MẬT"
    if spoil == "far":
        book.active["XFD1048576"] = "."
    book.save(out := io.BytesIO())
    data = out.getvalue()
    if spoil == "font":
        data = made.with_parts(data, xl__styles_dot_xml=lambda part: part.replace(b'<sz val="11"', b'<sz val="abc"'))
    record, kept, _ = attached(data, "so-lieu.xlsx")
    assert UNREAD.sentence in kept.attachment.hidden
    with pytest.raises(Invalid):
        require_seen(record, seen=False)


@pytest.mark.parametrize(
    ("data", "media_type", "words"),
    [
        (b"%PDF-1.7 broken", PDF, "hỏng"),
        (made.a_pdf(made.a_note("Redact")), PDF, "chưa xóa"),
        (made.with_parts(made.a_word_file(), word__vbaProject_dot_bin=b"x"), DOCX, "macro"),
    ],
)
def test_what_cannot_be_looked_into_or_must_not_be_published_is_not_kept(data, media_type, words):
    with pytest.raises(Invalid, match=words):
        inspected(Accepted(data, "tep", media_type))


def test_a_clean_file_is_kept_to_the_byte():
    data = inspected(Accepted(made.a_word_file(), "tep.docx", DOCX)).data
    again = inspected(Accepted(data, "tep.docx", DOCX))
    assert (again.data, again.removed, again.left) == (data, (), ())
