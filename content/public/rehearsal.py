"""The public store as it would be with one record otherwise: temporary views that stand before the tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, MetaData, Table, insert, text

from content.public import tables

_metadata = MetaData()

REHEARSED: Mapping[Table, Table] = {
    table: table.to_metadata(_metadata, name=f"rehearsed_{table.name}")
    for table in tables.CONTENT
    if table is not tables.log
}
"""What a record's page is made of, and where its rehearsed rows stand."""


def put_before(connection: Connection, schema: str, rows: Iterable[tuple[Table, list[dict[str, Any]]]]) -> None:
    """Let ``connection`` see these rows of one record instead of those in ``schema``, without a lock on anything."""
    for table, rehearsed in REHEARSED.items():
        key = "id" if table is tables.record else "record_id"
        connection.execute(
            text(f'CREATE TEMPORARY TABLE {rehearsed.name} AS SELECT * FROM "{schema}".{table.name} WHERE false')
        )
        connection.execute(
            text(
                f'CREATE TEMPORARY VIEW {table.name} AS SELECT * FROM "{schema}".{table.name} '
                f"WHERE {key} NOT IN (SELECT id FROM rehearsed_record) UNION ALL SELECT * FROM {rehearsed.name}"
            )
        )
    for table, values in rows:
        if values and table in REHEARSED:
            connection.execute(insert(REHEARSED[table]), values)
