"""The tables of the public store, a projection that is rebuilt and never migrated.

Everything here is public by construction. The first group is *content*: a rebuild gives it again row for row.
The second group is *bookkeeping* of this copy of the store: it differs between copies and is never shown.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
)

from content.moments import UtcDateTime

LAYOUT_VERSION = 2
"""Raised with every change of this file; a store of another version is rebuilt, never altered."""

SCHEMA = "public_store"
"""In PostgreSQL the schema of :data:`present`; each build has one more, with a number. SQLite needs neither."""

metadata = MetaData()

present = Table(
    "present",
    MetaData(schema=SCHEMA),
    Column("build", String(63), primary_key=True, doc="the schema with the tables that are read now"),
)
"""One row, in PostgreSQL only: where the tables below are. Writers lock the table to take turns."""

rebuilding = Table(
    "rebuilding",
    MetaData(schema=SCHEMA),
    Column("one", Integer, primary_key=True, doc="never a row: the table is there to be locked"),
)
"""In PostgreSQL only: whoever holds its lock rebuilds, and nobody else does."""

record = Table(
    "record",
    metadata,
    Column("id", String(16), primary_key=True, doc="public id: random, eight letters and digits, says nothing"),
    Column("kind", String(32), nullable=False, doc="noun of content.kinds: legal, directions, announcements …"),
    Column("path", String(300), nullable=False, unique=True, doc="address without language prefix: /van-ban/…"),
    Column("language", String(2), nullable=False, doc="vi or en: the language the record is written in"),
    Column("type", String(120), doc="type of document or announcement as read: Nghị định, Thông cáo báo chí"),
    Column("number", String(120), doc="document number as printed: 15/2024/QĐ-UBND"),
    Column("number_key", String(120), doc="content.document_numbers.key(number)"),
    Column("title", Text, nullable=False),
    Column("summary", Text, nullable=False, doc="one or two plain sentences; may be empty"),
    Column("issuer", String(300), doc="name of the issuing or publishing organisation"),
    Column("issuer_key", String(120), doc="slug of that name: the value of the filter"),
    Column("field", String(200), doc="field (lĩnh vực) as read"),
    Column("signer", String(300)),
    Column("status", String(32), doc="legal and directions: LegalStatus; other kinds: their own word or null"),
    Column("issued", Date),
    Column("effective", Date),
    Column("expires", Date),
    Column("year", Integer, doc="of issue, or of publication where nothing was issued"),
    Column("sort_date", Date, nullable=False, doc="what lists are ordered by, newest first: see records.UNDATED"),
    Column("published_at", UtcDateTime, nullable=False, doc="first publication, UTC"),
    Column("updated_at", UtcDateTime, nullable=False, doc="publication of the edition shown, UTC"),
    Column("edition", Integer, nullable=False, doc="number of the edition shown, from 1"),
    Column("data", JSON, nullable=False, doc="the kind's own public fields; see each kind's projection.py"),
    Index("ix_record_kind_date", "kind", "sort_date", "id"),
    # Holds every filter of a list, so that a list is counted without reading its records.
    Index("ix_record_facets", "kind", "type", "year", "status", "issuer_key", "field", "issuer"),
    Index("ix_record_number_key", "number_key"),
    Index("ix_record_issuer_key", "issuer_key"),
    Index("ix_record_updated_at", "updated_at"),
)

body = Table(
    "body",
    metadata,
    Column("record_id", ForeignKey("record.id", ondelete="CASCADE"), primary_key=True),
    Column("html", Text, nullable=False, doc="safe HTML of what stands before the provisions, or of the whole"),
    Column("text", Text, nullable=False, doc="plain text of the record without its provisions, for the index"),
)

provision = Table(
    "provision",
    metadata,
    Column("record_id", ForeignKey("record.id", ondelete="CASCADE"), nullable=False),
    Column("position", Integer, nullable=False, doc="order of reading, from 0"),
    Column("anchor", String(80), nullable=False, doc="dieu-5, chuong-ii-muc-1: stable, unique in the record"),
    Column("parent", String(80), doc="anchor of what it stands in"),
    Column(
        "kind",
        String(16),
        nullable=False,
        doc="part, chapter, section, subsection, article, clause, point, annex, text",
    ),
    Column("number", String(40), doc="as printed, without the word: 5, II, a"),
    Column("label", String(80), nullable=False, doc="as cited: Điều 5, Chương II"),
    Column("heading", Text, nullable=False),
    Column("text", Text, nullable=False, doc="plain text under the heading, clauses and points included"),
    Column(
        "html", Text, nullable=False, doc="one finished <section id=anchor> or heading: joined they are the document"
    ),
    PrimaryKeyConstraint("record_id", "position"),
    Index("ix_provision_anchor", "record_id", "anchor", unique=True),
)

relation = Table(
    "relation",
    metadata,
    Column("record_id", ForeignKey("record.id", ondelete="CASCADE"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("type", String(32), nullable=False, doc="RelationType: amends, replaces, repeals, guides, based_on …"),
    Column("target_id", String(16), doc="public id, when an officer chose the record itself"),
    Column("target_number", String(120)),
    Column("target_key", String(120), doc="content.document_numbers.key(target_number)"),
    Column("target_title", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("provisions", JSON, nullable=False, doc="anchors acted on, dieu-3:dieu-7 a range; [] the whole"),
    Column("starts", Date, doc="first day of the act; without one the first day in force of the document that acts"),
    Column("ends", Date, doc="last day of a suspension"),
    Column("evidence", Text, nullable=False, doc="the sentence that says so"),
    PrimaryKeyConstraint("record_id", "position"),
    Index("ix_relation_target_key", "target_key"),
    Index("ix_relation_target_id", "target_id"),
)

file = Table(
    "file",
    metadata,
    Column("record_id", ForeignKey("record.id", ondelete="CASCADE"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("token", String(32), nullable=False, unique=True, doc="128 random bits in base32: the address"),
    Column("name", String(200), nullable=False, doc="file name for the reader, made safe"),
    Column("label", Text, nullable=False, doc="what it is; the alternative text of a picture"),
    Column("media_type", String(120), nullable=False),
    Column("size", Integer, nullable=False, doc="bytes"),
    Column("sha256", String(64), nullable=False, doc="of the bytes served, and their key in storage"),
    Column("width", Integer, doc="pixels, pictures only"),
    Column("height", Integer, doc="pixels, pictures only"),
    PrimaryKeyConstraint("record_id", "position"),
)

version = Table(
    "version",
    metadata,
    Column("record_id", ForeignKey("record.id", ondelete="CASCADE"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("published_at", UtcDateTime, nullable=False),
    Column("change_note", Text, nullable=False, doc="what was corrected and why; empty for the first"),
    Column("sha256", String(64), nullable=False, doc="of the edition's public content"),
    PrimaryKeyConstraint("record_id", "number"),
)

log = Table(
    "log",
    metadata,
    Column("record_id", String(16), nullable=False),
    Column("position", Integer, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("event", String(16), nullable=False, doc="published, corrected, withdrawn"),
    Column("kind", String(32), nullable=False),
    Column("path", String(300), nullable=False),
    Column("title", Text, nullable=False, doc="empty for what was withdrawn"),
    Column("note", Text, nullable=False),
    PrimaryKeyConstraint("record_id", "position"),
    Index("ix_log_at", "at"),
    Index("ix_log_path", "path"),
)

CONTENT = (record, body, provision, relation, file, version, log)
"""What a rebuild gives again, hash for hash."""

state = Table(
    "state",
    metadata,
    Column("name", String(32), primary_key=True, doc="layout, store, generation, projected_at"),
    Column("value", String(64), nullable=False),
)

change = Table(
    "change",
    metadata,
    Column("record_id", String(16), primary_key=True),
    Column("generation", Integer, nullable=False, index=True, doc="of the last projection that changed the record"),
    Column("sha256", String(64), nullable=False, doc="of the whole projection; empty when nothing is public any more"),
)
"""The search index follows ``change``; caches and ETags follow ``state['generation']``."""
