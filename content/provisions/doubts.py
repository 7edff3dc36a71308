"""What should be looked at in a text that was taken apart, said in sentences. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from content.provisions.cuts import Cuts
from content.provisions.furniture import page_numbers
from content.provisions.headings import Heading, cites_on, read_heading, read_unpointed
from content.provisions.provision import Level, Provision
from content.provisions.quotations import quoted

_FIGURE = re.compile(r"[0-9]+")
_CLAUSE = re.compile(r"([0-9]{1,3})([a-zđ]?)\.(?![0-9])", re.MULTILINE)
_MOST_NAMED = 5


def doubts(lines: Sequence[str], cuts: Cuts, provisions: Sequence[Provision]) -> tuple[str, ...]:
    """Gaps and repetitions in the numbers, lines that may be articles, quotations without end, page numbers left."""
    return (
        *_orders(provisions),
        *_clauses(provisions),
        *_overlooked(list(lines), cuts, provisions),
        *_unclosed(list(lines)),
        *_pages(list(lines), cuts),
    )


def _orders(provisions: Sequence[Provision]) -> Iterator[str]:
    for run in _runs(provisions):
        if _count(run[0]) > 1:
            yield f"{_named(run[0])} không có điều nào đứng trước."
        for before, after in pairwise(run):
            if before.number == after.number:
                yield f"{_named(after)} xuất hiện hai lần."
            elif not 0 <= _count(after) - _count(before) <= 1:
                yield f"{_named(after)} đứng ngay sau {before.label}."


def _clauses(provisions: Sequence[Provision]) -> Iterator[str]:
    for part in provisions:
        if part.kind is not Level.ARTICLE or "“" in part.text or '"' in part.text:
            continue
        numbers = [int(match[1]) for match in _CLAUSE.finditer(part.text)]
        if numbers[:1] == [1]:
            gap = next(((a, b) for a, b in pairwise(numbers) if b == a + 2), None)
            if gap:
                yield f"{_named(part)}: khoản {gap[1]} đứng ngay sau khoản {gap[0]}."


def _overlooked(lines: list[str], cuts: Cuts, provisions: Sequence[Provision]) -> Iterator[str]:
    """Lines that look like an article whose number the document does not have."""
    opening = {place for cut in cuts.parts for place in range(cut.start, max(cut.body, cut.start + 1))}
    known = {part.number for part in provisions if part.kind is Level.ARTICLE}
    inside, _ = quoted(lines)
    settled = opening | cuts.asides | inside
    before = ""
    for place, line in enumerate(lines):
        heading = _article(line) if place not in settled else None
        if heading and heading.number not in known and not cites_on(before):
            yield f"Dòng {place + 1} có thể là một điều: “{line.strip()[:60]}”."
        if line.strip():
            before = line


def _unclosed(lines: list[str]) -> Iterator[str]:
    _, open_ended = quoted(lines)
    if open_ended:
        yield f"Dấu ngoặc kép mở ở dòng {min(open_ended)} không có dấu đóng."


def _pages(lines: list[str], cuts: Cuts) -> Iterator[str]:
    found = page_numbers(lines, cuts.asides)
    if found:
        named = ", ".join(str(place + 1) for place in found[:_MOST_NAMED])
        yield f"Các dòng {named}{' …' if len(found) > _MOST_NAMED else ''} có thể là số trang."


def _runs(provisions: Sequence[Provision]) -> Iterator[list[Provision]]:
    """The articles of the document itself, and those of each annex apart."""
    run: list[Provision] = []
    for part in provisions:
        if part.kind is Level.ANNEX and run:
            yield run
            run = []
        elif part.kind is Level.ARTICLE and part.number:
            run.append(part)
    if run:
        yield run


def _article(line: str) -> Heading | None:
    heading = read_heading(line) or read_unpointed(line)
    return heading if heading and heading.kind is Level.ARTICLE and heading.rest else None


def _named(part: Provision) -> str:
    """``Điều 5``, and where it stands when that is an annex."""
    annex = part.anchor.removesuffix(f"-dieu-{(part.number or '').lower()}")
    return part.label if annex == part.anchor else f"{part.label} ({annex})"


def _count(part: Provision) -> int:
    figures = _FIGURE.match(part.number or "")
    return int(figures[0]) if figures else 0
