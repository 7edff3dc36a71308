"""``portal import FORMAT PATH``: reads a file into the portal, with a bar on a terminal and plain lines elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from content.imports import articles_jsonl, csv_mapping, gazette_json, plain_text
from content.imports.files import SourceError
from content.imports.incoming import Incoming, Rejected
from content.imports.runner import Report, run
from content.organisations.queries import by_name
from content.services import Services

FORMATS = (articles_jsonl.FORMAT, gazette_json.FORMAT, csv_mapping.FORMAT, plain_text.FORMAT)
LISTED = 200
"""So many rejected records are listed; the counts tell of all."""

Reader = tuple[Callable[[], int], Callable[[], Iterator[Incoming | Rejected]]]


@click.command("import")
@click.argument("form", metavar="FORMAT", type=click.Choice(FORMATS))
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--map", "mapping", multiple=True, help="For csv: a mapping's name or TOML file, or COLUMN=FIELD, repeated."
)
@click.option("--organisation", help="The organisation that keeps the records, by its name.")
@click.pass_obj
def import_command(app: Any, form: str, path: Path, mapping: Sequence[str], organisation: str | None) -> None:
    """Take the documents of a file in, once; ends with 1 when a record was rejected."""
    try:
        count, read = reader_of(form, path, mapping)
        report = _import(app, count(), read(), _organisation_id(organisation))
    except SourceError as error:
        raise click.UsageError(str(error)) from None
    _tell(report)
    if report.rejected:
        sys.exit(1)


def reader_of(form: str, path: Path, mapping: Sequence[str] = ()) -> Reader:
    """How many records a file holds, and the records, each when it is called for."""
    match form:
        case csv_mapping.FORMAT:
            columns = csv_mapping.mapping_from(mapping)
            return (lambda: csv_mapping.count(path, columns)), (lambda: csv_mapping.read(path, columns))
        case gazette_json.FORMAT:
            return (lambda: gazette_json.count(path)), (lambda: gazette_json.read(path))
        case plain_text.FORMAT:
            return (lambda: 1), (lambda: plain_text.read(path))
    return (lambda: articles_jsonl.count(path)), (lambda: articles_jsonl.read(path))


def _import(app: Any, total: int, entries: Iterator[Incoming | Rejected], organisation_id: str | None) -> Report:
    services: Services = app.extensions["services"]
    with _progress(total) as advance:

        def after_batch(report: Report) -> None:
            services.projector.run_pending()
            advance(report)

        report = run(entries, services.clock, organisation_id=organisation_id, after_batch=after_batch)
    app.extensions["search"].catch_up()
    return report


@contextmanager
def _progress(total: int) -> Iterator[Callable[[Report], None]]:
    """A bar where somebody looks; elsewhere a line for each batch."""
    if not sys.stderr.isatty():
        yield lambda report: click.echo(f"{report.read}/{total} · {_counts(report)}", err=True)
        return
    with click.progressbar(length=total, label="Nhập", file=sys.stderr) as bar:
        yield lambda report: bar.update(report.read - bar.pos)


def _organisation_id(name: str | None) -> str | None:
    if name is None:
        return None
    found = by_name(name)
    if found is None:
        raise SourceError(f"Không có cơ quan tên “{name}”.")
    return found.id


def _tell(report: Report) -> None:
    for rejected in report.rejected[:LISTED]:
        click.echo(f"Dòng {rejected.line}: {rejected.reason}", err=True)
    if len(report.rejected) > LISTED:
        click.echo(f"… và {len(report.rejected) - LISTED} bản ghi khác bị từ chối.", err=True)
    click.echo(_counts(report))


def _counts(report: Report) -> str:
    return f"mới {report.new} · cập nhật {report.changed} · không đổi {report.same} · từ chối {len(report.rejected)}"
