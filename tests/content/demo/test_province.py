"""The demonstration province in a portal: what the public sees of it, and what it must not see."""

from __future__ import annotations

from collections import Counter

from sqlalchemy import select

from content.accounts.queries import by_email
from content.announcements.models import Announcement
from content.audit.queries import verify
from content.clock import local_date
from content.db import db
from content.demo.loader import FOLDER, read, read_accounts
from content.editorial.models import Edition
from content.feedback.models import Message
from content.feedback.rules import State
from content.kinds import KINDS
from content.public import tables


def rows(services, *columns):
    with services.public.connect() as connection:
        return connection.execute(select(*columns)).all()


def test_every_role_can_sign_in_with_the_password_that_is_told(province):
    for account in read_accounts(FOLDER):
        user = by_email(account.email)
        assert user.verify_and_update_password(account.password)
        assert [role for role, _ in user.grants()] == [account.role]
        assert not user.must_change_password


def test_nobody_approved_what_they_wrote(province):
    for kind in KINDS.values():
        authors = {record.id: record.author_id for record in db.session.scalars(select(kind.model))}
        editions = db.session.scalars(select(Edition).where(Edition.kind == kind.noun)).all()
        assert editions, kind.noun
        assert all(one.approved_by_id != authors[one.record_id] for one in editions)


def test_the_public_sees_each_kind(province):
    shown = Counter(kind for (kind,) in rows(province, tables.record.c.kind))
    assert {noun: shown[noun] for noun in KINDS} == {
        "legal": 14, "directions": 10, "announcements": 10, "feedback": 7, "organisations": 21,
    }  # fmt: skip


def test_every_status_of_a_regulation_is_there(province):
    statuses = Counter(
        row.status for row in rows(province, tables.record.c.status, tables.record.c.kind) if row.kind == "legal"
    )
    assert statuses == {"in_force": 11, "not_yet": 1, "partly": 1, "expired": 1}


def test_every_article_has_its_place_and_the_text_is_whole(province):
    articles = rows(province, tables.provision.c.record_id, tables.provision.c.kind, tables.provision.c.heading)
    counted = Counter(row.record_id for row in articles if row.kind == "article")
    assert min(counted.values()) >= 5
    assert all(row.heading for row in articles if row.kind == "article")


def test_a_correction_stands_beside_the_right_text(province):
    record = tables.record
    corrected = [row for row in rows(province, record.c.id, record.c.edition, record.c.data) if row.edition == 2]
    (figure,) = (row for row in corrected if "142.600" in row.data["corrections"][0]["note"])
    body = dict(rows(province, tables.body.c.record_id, tables.body.c.html))[figure.id]
    assert "124.600 lượt" in body
    assert "142.600" not in body
    first = db.session.scalars(select(Edition).where(Edition.change_note.contains("142.600"))).one()
    original = db.session.scalars(
        select(Edition).where(Edition.record_id == first.record_id, Edition.number == 1)
    ).one()
    assert "142.600 lượt" in original.snapshot["body"]


def test_what_was_withdrawn_leaves_its_reason(province):
    withdrawn = [row for row in rows(province, tables.log.c.event, tables.log.c.note) if row.event == "withdrawn"]
    assert len(withdrawn) == 1
    assert "hoãn" in withdrawn[0].note


def test_pictures_are_served_with_their_words(province):
    files = rows(province, tables.file.c.sha256, tables.file.c.label, tables.file.c.width, tables.file.c.height)
    assert [(row.width, row.height) for row in files] == [(1200, 675)] * 3
    assert all(len(row.label) > 60 and len(row.sha256) == 64 for row in files)


def test_relations_lead_to_records_of_the_province_both_by_number_and_by_id(province):
    known = {row.id: row.number_key for row in rows(province, tables.record.c.id, tables.record.c.number_key)}
    inside = [row for row in rows(province, tables.relation.c.target_id, tables.relation.c.target_key) if row.target_id]
    assert len(inside) >= 8
    assert all(known[row.target_id] == row.target_key for row in inside)


def test_messages_stand_at_every_stage(province):
    states = Counter(message.state for message in db.session.scalars(select(Message)))
    assert states == {State.ANSWERED: 8, State.ASSIGNED: 1, State.ANSWER_DRAFTED: 1, State.RECEIVED: 1}


def test_who_asked_and_who_did_not_agree_is_nowhere_in_public(province):
    everything = "\n".join(str(row) for table in tables.CONTENT for row in rows(province, table))
    for record in read(FOLDER, local_date(province.clock.now())):
        if record.kind == "feedback":
            sender = record.fields["sender"]
            for said in (sender.get("name"), sender.get("phone"), sender.get("email")):
                assert not said or said not in everything
            if not sender["publish"]:
                assert record.title not in everything


def test_the_trail_is_whole(province):
    assert verify() == []


def test_announcements_are_linked_to_their_organisation(province):
    announcements = db.session.scalars(select(Announcement)).all()
    assert len(announcements) >= 10
    assert all(one.organisation_id and one.issuer for one in announcements)


def test_the_first_word_on_the_landslide_leads_to_the_last(province):
    record, body = tables.record.c, tables.body.c
    texts = dict(rows(province, body.record_id, body.html))
    news = rows(province, record.id, record.title, record.path)
    first = next(row for row in news if row.title.startswith("Thông tin ban đầu về sạt lở"))
    last = next(row for row in news if row.title.startswith("Đèo Khe Vàng thông xe"))
    assert f'<a href="{last.path}"' in texts[first.id]
    assert "18 giờ hôm nay" not in texts[first.id]


def test_the_province_and_every_commune_say_when_they_receive_citizens(province):
    texts = dict(rows(province, tables.body.c.record_id, tables.body.c.html))
    for one in rows(province, tables.record.c.id, tables.record.c.title, tables.record.c.data, tables.record.c.kind):
        if one.kind == "organisations" and (one.data["level"] == "commune" or one.title.startswith("Ủy ban")):
            assert '<h2 id="muc-lich-tiep-cong-dan">' in texts[one.id], one.title
