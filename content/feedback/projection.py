"""What the public may see of feedback: the officer's wording of the question, the answer, the agency, the dates.

An edition freezes only that; the sender's own words, name and contact never leave the message's own tables.
"""

from __future__ import annotations

import html
from datetime import date, datetime
from typing import Any

from content.citations.linking import linked
from content.clock import local_date
from content.editorial.projection import EditorialProjection, Frame
from content.feedback.models import Message
from content.feedback.rules import State
from content.markdown import plain, render
from content.organisations.queries import published_name
from content.public.records import PublicRecord
from content.slugs import issuer_key
from content.wording import CATEGORIES

PATH = "/gop-y/"
SHOWN = ("question", "category", "received", "organisation", "document", "answer_html", "resolution")
SUMMARY_CHARACTERS = 200


def snapshot(message: Message, now: datetime) -> dict[str, Any]:
    """What an edition of an answer freezes: public words only."""
    return {
        "title": message.public_title,
        "question": message.public_text,
        "answer": message.answer_markdown,
        "answer_html": render(message.answer_markdown),
        "category": message.category,
        "resolution": message.resolution,
        "organisation": published_name(message.organisation_id, now),
        # The path alone: the title is asked of the public store, which does not have it when the document is withdrawn.
        "document": message.document_path,
        "received": local_date(message.received_at).isoformat(),
        "answered": local_date(message.answered_at).isoformat() if message.answered_at else None,
    }


def show(frozen: dict[str, Any], frame: Frame) -> PublicRecord:
    """The public record of a frozen question and answer."""
    answered = date.fromisoformat(frozen["answered"]) if frozen["answered"] else frame.today
    data = {name: frozen[name] for name in SHOWN}
    return PublicRecord(
        id=frame.public_id,
        kind="feedback",
        path=frame.path,
        type=CATEGORIES[frozen["category"]],
        title=frozen["title"],
        summary=first_words(frozen["question"]),
        issuer=frozen["organisation"] or None,
        issuer_key=issuer_key(frozen["organisation"]) or None,
        status=State.ANSWERED,
        year=answered.year,
        sort_date=answered,
        published_at=frame.published_at,
        updated_at=frame.updated_at,
        edition=frame.edition,
        data=data
        | {
            "answer_html": linked(frozen["answer_html"]),
            "answered": answered.isoformat(),
            "corrections": list(frame.corrections),
        },
        html=linked(paragraphs(frozen["question"])),
        text=f"{frozen['question']}\n\n{plain(frozen['answer_html'])}",
    )


def paragraphs(text: str) -> str:
    """Plain text as HTML: an empty line parts paragraphs, a line end breaks a line, and nothing is mark-up."""
    blocks = (block.strip() for block in text.split("\n\n"))
    return "\n".join(f"<p>{html.escape(block).replace(chr(10), '<br>')}</p>" for block in blocks if block)


def first_words(text: str, longest: int = SUMMARY_CHARACTERS) -> str:
    """The beginning of a text on one line, cut at a word."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    return line[:longest].rpartition(" ")[0].rstrip(".,;: ") + " …"


PROJECTION = EditorialProjection(Message, PATH, show)
