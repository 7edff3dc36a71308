"""``portal extract``: the text of a file on the terminal."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from content.extraction.sandbox import extract


@click.command("extract")
@click.argument("path", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Blocks, grade and notes, for machines.")
@click.option("--capitals", is_flag=True, help="Write large what a TCVN3 font of capitals only draws large.")
def extract_command(path: Path, as_json: bool, capitals: bool) -> None:
    """Print the text of a file, whatever its format and its encoding."""
    found = extract(path, capitals_by_font=capitals)
    if as_json:
        click.echo(json.dumps(asdict(found), ensure_ascii=False, indent=2))
        return
    click.echo(found.text)
    for note in found.notes:
        click.echo(note, err=True)
