"""Provisions to finished, safe HTML, made once when a record is projected."""

from __future__ import annotations

from html import escape

from content.provisions.inline import inline
from content.provisions.inline import plain as plain_line
from content.provisions.outline import outline
from content.provisions.provision import Level, Provision

_LEVELS = {
    Level.PART: 2,
    Level.CHAPTER: 2,
    Level.ANNEX: 2,
    Level.SECTION: 3,
    Level.SUBSECTION: 3,
    Level.ARTICLE: 3,
    Level.TEXT: 3,
}
"""Heading levels under a page's one h1."""


def html(provision: Provision) -> str:
    """One ``<section>`` with heading, text and note; joined in their order they are the document."""
    anchor = escape(provision.anchor)
    return (
        f'<section id="{anchor}" class="{provision.kind}">'
        f"{_heading(provision)}{outline(provision.text, provision.anchor)}{_note(provision.note)}</section>"
    )


def prose(text: str) -> str:
    """Safe HTML of a text without articles: its numbered points as lists, the rest as paragraphs."""
    return outline(text)


def plain(text: str) -> str:
    """A text for indexes and snippets: the same words without marks of emphasis and without link addresses."""
    if "*" not in text and "](" not in text:
        return text
    return "\n".join(plain_line(line) for line in text.split("\n"))


def _heading(provision: Provision) -> str:
    if not provision.label and not provision.heading:
        return ""
    level = _LEVELS[provision.kind]
    cited = escape(provision.label or provision.heading, quote=True)
    separator = ". " if provision.label and provision.heading and provision.kind is Level.ARTICLE else " "
    label = f'<span class="label">{inline(provision.label)}{separator.rstrip()}</span>' if provision.label else ""
    words = f"{label} {inline(provision.heading)}".strip()
    link = f'<a class="permalink" href="#{escape(provision.anchor)}" aria-label="Liên kết đến {cited}">#</a>'
    return f"<h{level}>{words} {link}</h{level}>"


def _note(note: str) -> str:
    lines = [inline(line) for line in note.split("\n") if line.strip()]
    if not lines:
        return ""
    paragraphs = "".join(f"<p>{line}</p>" for line in lines[1:])
    return f'<div class="register-note" role="note"><p><b>Ghi chú của nguồn:</b> {lines[0]}</p>{paragraphs}</div>'
