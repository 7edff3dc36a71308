"""Carries the demonstration province into a portal, by the same actions as people use, at the times it tells of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from content.accounts import actions as accounts
from content.accounts.models import User
from content.accounts.policy import SYSTEM, Person
from content.accounts.queries import by_email
from content.accounts.roles import Role
from content.attachments.actions import Upload, attach
from content.clock import local_date
from content.db import db, unit_of_work
from content.demo.loader import Account, DemoRecord, read, read_accounts
from content.editorial.models import Record
from content.feedback import actions as feedback
from content.feedback.models import Message
from content.feedback.models import Receipt as StoredReceipt
from content.feedback.rules import State
from content.intake.codes import stored_form
from content.intake.feedback import FeedbackIn, submit_feedback
from content.kinds import KINDS
from content.provisions.structure import parse
from content.services import Services
from content.slugs import slugify

SIGNED = ("Quyết định", "Chỉ thị", "Công điện")
"""Documents of direction that have effect from the day they are signed; the others have no day of effect."""

WRITING = timedelta(hours=2)
READING = timedelta(hours=1)
"""So long before publication a record is written, and handed to the person who approves it."""

LINK = re.compile(r"\]\(ban-ghi:([a-z0-9-]+)\)")
"""A link to another record of the demonstration, whose address is not known before it is written."""

GAZETTES = 70
"""Issues of the province's gazette in a year."""


class NotEmpty(Exception):
    """The portal holds records that are not of the demonstration."""


@dataclass(frozen=True)
class Step:
    """One thing done, at its moment."""

    at: datetime
    do: Callable[[datetime], object]


@dataclass
class Loading:
    """One load: who does it, what has been made so far, by key."""

    services: Services
    secret: str
    now: datetime
    people: dict[str, User] = field(default_factory=dict)
    made: dict[str, Record] = field(default_factory=dict)

    def everything(self, records: Sequence[DemoRecord], people: Sequence[Account]) -> None:
        """Accounts, then every record in the order of time; all of it or nothing."""
        with unit_of_work():
            self.accounts(people, min(record.at for record in records) - timedelta(days=1))
            for step in sorted((step for record in records for step in self.steps(record)), key=lambda step: step.at):
                step.do(step.at)
            self.duties(people, max(record.at for record in records if record.kind == "organisations"))

    def find(self, records: Sequence[DemoRecord], people: Sequence[Account]) -> None:
        """What an earlier load has made, as far as the messages of citizens need it."""
        self.people = {one.key: user for one in people if (user := by_email(one.email))}
        for record in records:
            kind = KINDS[record.kind]
            if record.kind in ("organisations", "legal"):
                column = kind.model.name if record.kind == "organisations" else kind.model.title  # type: ignore[attr-defined]
                found = db.session.scalar(select(kind.model).where(column == record.title))
                if found is not None:
                    self.made[record.key] = found

    def accounts(self, people: Sequence[Account], at: datetime) -> None:
        """Every account, with the duties that reach the whole province."""
        for one in people:
            user = accounts.create(
                SYSTEM, at, email=one.email, name=one.name, password=one.password, must_change_password=False
            )
            if one.organisation is None:
                accounts.assign(user, Role(one.role), None, SYSTEM, at)
            self.people[one.key] = user

    def duties(self, people: Sequence[Account], at: datetime) -> None:
        """The duties that are held for one organisation."""
        for one in people:
            if one.organisation is not None:
                organisation = self.made[one.organisation]
                user = self.people[one.key]
                accounts.describe(user, SYSTEM, at, name=one.name, title="", organisation_id=organisation.id)
                accounts.assign(user, Role(one.role), organisation.id, SYSTEM, at)

    def steps(self, record: DemoRecord) -> Iterator[Step]:
        """What is done with a record: written, handed on, approved; then corrected or withdrawn, if it was."""
        editing = KINDS[record.kind].editing
        author, approver = self.author(record), self.people["approver"]
        published = record.fields.get("written", record.at)
        corrections: Sequence[dict[str, Any]] = record.fields.get("corrections", ())

        def write(at: datetime) -> None:
            made = editing.create(author, at, **self.fields_of(record))
            self.made[record.key] = made
            for image in record.images:
                upload, storage = Upload(image.path.read_bytes(), image.name, image.alt), self.services.private_files
                attach(made, upload, editing=editing, storage=storage, by=author, now=at)

        yield Step(published - WRITING, write)
        yield Step(published - READING, lambda at: editing.submit(self.made[record.key], author, at))
        yield Step(published, lambda at: editing.approve(self.made[record.key], approver, at, visible_from=record.at))
        for one in corrections:
            yield from self.correction(record, author, approver, one)
        withdrawn = record.fields.get("withdrawn")
        if withdrawn:
            reason, note = withdrawn["reason"], withdrawn["note"]
            yield Step(withdrawn["at"], lambda at: editing.withdraw(self.made[record.key], approver, at, reason, note))

    def correction(self, record: DemoRecord, author: Person, approver: Person, one: dict[str, Any]) -> Iterator[Step]:
        """The right words in place of the wrong ones, as a new edition with its note."""
        editing = KINDS[record.kind].editing

        def mend(at: datetime) -> None:
            made: Any = self.made[record.key]
            editing.revise(made, author, at, body=made.body.replace(one["was"], self.linked(one["now"])))
            editing.submit(made, author, at, one["note"])

        yield Step(one["at"] - READING, mend)
        yield Step(one["at"], lambda at: editing.approve(self.made[record.key], approver, at))

    def linked(self, text: str) -> str:
        """A text whose links to other records, ``[…](ban-ghi:key)``, lead to their addresses."""

        def address(found: re.Match[str]) -> str:
            made: Any = self.made[found[1]]
            return f"]({KINDS[made.KIND].path}{made.slug})"

        return LINK.sub(address, text)

    def author(self, record: DemoRecord) -> Person:
        """Who writes a record: the provincial office its list of organisations, an editor everything else."""
        return self.people["compliance_officer" if record.kind == "organisations" else "author"]

    def fields_of(self, record: DemoRecord) -> dict[str, Any]:
        """The record's front matter and text as its kind's table names them."""
        if record.kind == "organisations":
            return self.organisation(record)
        if record.kind == "announcements":
            return self.announcement(record)
        return self.document(record)

    def organisation(self, record: DemoRecord) -> dict[str, Any]:
        """An agency's columns; agencies stand in the order in which they were entered."""
        said = record.fields
        return {
            "name": said["name"],
            "short_name": said.get("abbreviation", ""),
            "former_names": said.get("former_names", []),
            "level": said["level"],
            "parent_id": self.made[said["parent"]].id if "parent" in said else None,
            "position": 10 * (1 + sum(record.kind == one.KIND for one in self.made.values())),
            "address": said["address"],
            "phone": said["phone"],
            "email": said["email"],
            "website": said.get("website", ""),
            "functions": f"{said['summary']}\n\n**{said['head']}.**\n\n{record.text}",
            **spokesperson(said),
        }

    def announcement(self, record: DemoRecord) -> dict[str, Any]:
        """An announcement's columns, as it was first published: what was corrected later is still wrong."""
        said, body = record.fields, record.text
        for one in said.get("corrections", ()):
            body = body.replace(one["now"], one["was"])
        organisation: Any = self.made[said["organisation"]]
        return {
            "organisation_id": organisation.id,
            "issuer": organisation.name,
            "type": said["type"],
            "title": said["title"],
            "summary": said["summary"],
            "body": body,
            "period_kind": said["period"].kind,
            "period_year": said["period"].year,
            "period_number": said["period"].number,
            **spokesperson(said),
        }

    def document(self, record: DemoRecord) -> dict[str, Any]:
        """A document's columns, its text taken apart."""
        said = record.fields
        text = parse(record.text)
        signed = said["issued"] if record.kind == "legal" or said["type"] in SIGNED else None
        effective = said.get("effective", signed)
        return {
            "organisation_id": self.made[said["issuer"]].id,
            "issuer": said["issuer_name"],
            "effective": effective,
            "expires": said.get("expires"),
            "declared_status": "" if effective else "in_force",
            "status_note": said.get("status_note", ""),
            "topics": [{"key": slugify(name), "name": name} for name in said.get("topics", ())],
            "sectors": said.get("sectors", []),
            "gazette": gazette(said.get("gazette"), local_date(self.now)),
            "preamble": text.preamble,
            "provisions": [provision.as_json() for provision in text.complete()],
            "relations": [self.relation(one) for one in said["relations"]],
            "sources": said.get("sources", []),
            "to_check": said.get("to_check", []),
            **{name: said[name] for name in ("type", "number", "title", "summary", "signer", "signer_title")},
            "issued": said["issued"],
            "field": said["field"],
        }

    def relation(self, one: dict[str, Any]) -> dict[str, Any]:
        """A relation as documents keep it; to a record of the demonstration by its public id as well."""
        target = self.made.get(one["target"]) if one["target"] else None
        kept = {name: one[name] for name in ("type", "note", "provisions")}
        kept |= {"target_number": one["number"], "target_title": one["title"]}
        return kept | ({"target_id": target.public_id} if target else {})

    def message(self, record: DemoRecord) -> None:
        """A citizen's message, handed in as from the form and answered as far as it was; twice is the same as once."""
        said, sender = record.fields, record.fields["sender"]
        document: Any = self.made.get(said.get("document", ""))
        form = FeedbackIn(
            token=f"demo-{record.key}",
            category=said["category"],
            title=said["title"],
            body=record.text,
            may_publish=sender["publish"],
            document_path=f"{KINDS[document.KIND].path}{document.slug}" if document else None,
            document_title=document.title if document else None,
            name=sender.get("name"),
            phone=sender.get("phone"),
            email=sender.get("email"),
        )
        receipt = submit_feedback(form, said["received"], secret=self.secret.encode())
        kept = stored_form(self.secret.encode(), receipt.code)
        message = db.session.get_one(StoredReceipt, kept).message
        if message.state == State.RECEIVED:
            with unit_of_work():
                self.answer(message, record)

    def answer(self, message: Message, record: DemoRecord) -> None:
        """The moves of a message up to today: handed to an agency, answer drafted, answer approved."""
        said, officer = record.fields, self.people["feedback_officer"]
        if "assigned" in said:
            feedback.assign(message, self.made[said["organisation"]].id, officer, said["assigned"])
        if "drafted" in said:
            feedback.draft_answer(
                message, officer, said["drafted"], record.answer, said["title"], record.text, said["resolution"]
            )
        if "approved" in said:
            feedback.approve_answer(message, self.people["approver"], said["approved"])


def load(folder: Path, services: Services, secret: str, *, force: bool = False) -> bool:
    """Load the province of a folder; False when it is there already, NotEmpty when other records are.

    ``secret`` is the portal's own: the receipts of the citizens' messages are sealed with it. A load that was stopped
    half-way is completed by the next.
    """
    now = services.clock.now()
    records, people = read(folder, local_date(now)), read_accounts(folder)
    messages = [record for record in records if record.kind == "feedback"]
    editorial = [record for record in records if record.kind != "feedback"]
    loading = Loading(services, secret, now)
    if by_email(people[0].email):
        if db.session.scalars(select(func.count()).select_from(Message)).one() >= len(messages):
            return False
        loading.find(editorial, people)
    else:
        if holds_records() and not force:
            raise NotEmpty
        loading.everything(editorial, people)
    for message in messages:
        loading.message(message)
    return True


def holds_records() -> bool:
    """Whether the portal holds any record of any kind."""
    return any(db.session.query(kind.model).first() for kind in KINDS.values())


def spokesperson(said: Any) -> dict[str, str]:
    """The four columns of a spokesperson."""
    known = said.get("spokesperson", {})
    return {f"spokesperson_{part}": known.get(part, "") for part in ("name", "title", "phone", "email")}


def gazette(day: date | None, today: date) -> dict[str, str]:
    """The issue of the gazette of a day; nothing before that day has come."""
    if day is None or day > today:
        return {}
    number = 1 + (day.timetuple().tm_yday - 1) * GAZETTES // 366
    return {"number": f"{number:02d}/{day.year}", "date": day.isoformat(), "page": str(3 + number % 17)}
