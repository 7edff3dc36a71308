"""The commands of ``portal`` that search, rebuild the index, and judge the search; the portal's cli adds them."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from search_index.engines import ENGINES
from search_index.evaluate import Unreadable, evaluate
from search_index.index import SearchIndex
from search_index.port import Hit, Results, Segment
from search_index.query import MOST_PER_PAGE, Filters, Order, parse

OpenIndex = Callable[[], SearchIndex]
"""Opens the index of the portal at hand, when a command needs it."""


def commands(open_index: OpenIndex) -> Sequence[click.Command]:
    """The commands, on the index that ``open_index`` gives."""
    return (_search(open_index), _index(open_index), search_evaluate)


def _search(open_index: OpenIndex) -> click.Command:
    @click.command("search")
    @click.argument("words", nargs=-1)
    @click.option("--kind", "kinds", multiple=True, help="Only records of this kind; may be repeated.")
    @click.option("--order", type=click.Choice([order.value for order in Order]), default=Order.RELEVANCE.value)
    @click.option("--page", type=click.IntRange(min=1), default=1)
    @click.option("--per-page", type=click.IntRange(1, MOST_PER_PAGE), default=10)
    @click.option("--json", "as_json", is_flag=True, help="Print everything that the site would be given.")
    def search(
        words: tuple[str, ...], kinds: tuple[str, ...], order: str, page: int, per_page: int, *, as_json: bool
    ) -> None:
        """Search what is published, as a visitor would."""
        query = parse(" ".join(words), filters=Filters(kind=kinds), order=Order(order), page=page, per_page=per_page)
        index = open_index()
        try:
            index.catch_up()
            results = index.search(query)
        finally:
            index.close()
        click.echo(json.dumps(as_data(results), ensure_ascii=False, indent=2) if as_json else _readable(results))

    return search


def _index(open_index: OpenIndex) -> click.Command:
    @click.command("index")
    @click.option("--rebuild", is_flag=True, help="Make it anew even when it seems sound.")
    @click.option("--json", "as_json", is_flag=True)
    def index(*, rebuild: bool, as_json: bool) -> None:
        """Bring the search index to the present state of the public store."""
        opened = open_index()
        try:
            with click.progressbar(length=1, label="Lập chỉ mục", hidden=as_json) as bar:

                def progress(done: int, of: int) -> None:
                    bar.length = of
                    bar.update(done - bar.pos)

                done = opened.catch_up(progress, rebuild=rebuild)
        finally:
            opened.close()
        if as_json:
            click.echo(json.dumps(asdict(done)))
        else:
            click.echo(
                f"{done.records} bản ghi, {done.provisions} điều khoản; {done.changed} bản ghi vừa được lập chỉ mục."
            )

    return index


@click.command("search-evaluate")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--engine", type=click.Choice(list(ENGINES)), default=next(iter(ENGINES)))
@click.option("--strip-marks", is_flag=True, help="Ask the questions without their marks.")
@click.option("--json", "as_json", is_flag=True)
def search_evaluate(folder: Path, engine: str, *, strip_marks: bool, as_json: bool) -> None:
    """Judge the search by questions with known answers (queries.jsonl, corpus.jsonl[.gz], qrels.tsv)."""
    try:
        quality = evaluate(folder, engine=engine, strip_marks=strip_marks).as_dict()
    except (Unreadable, KeyError, ValueError) as error:
        raise click.ClickException(str(error)) from error
    if as_json:
        click.echo(json.dumps(quality))
    else:
        for name, figure in quality.items():
            click.echo(f"{name:<10} {figure:g}")


def as_data(results: Results) -> dict[str, Any]:
    """Results as plain data, for JSON."""
    data = asdict(results)
    for hit, shown in zip(data["hits"], results.hits, strict=True):
        hit["date"] = shown.date.isoformat()
        hit["target"] = shown.target
    return data


def _readable(results: Results) -> str:
    lines = [f"{results.total} kết quả"]
    if results.degraded:
        lines.append("(đang lập lại chỉ mục: chỉ tìm theo số hiệu và tên văn bản)")
    if results.did_you_mean:
        lines.append(f"Có phải bạn muốn tìm: {results.did_you_mean}")
    for hit in results.hits:
        lines += ["", *_readable_hit(hit)]
    return "\n".join(lines)


def _readable_hit(hit: Hit) -> list[str]:
    lines = [" ".join(filter(None, (hit.number, _plain(hit.title)))), f"    {hit.target}"]
    if hit.provision:
        lines.append(f"    {hit.provision.label}. {hit.provision.heading}")
    if hit.snippet:
        lines.append(f"    {_plain(hit.snippet)}")
    return lines


def _plain(segments: Sequence[Segment]) -> str:
    return "".join(f"[{text}]" if marked else text for text, marked in segments)
