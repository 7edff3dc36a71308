"""Reads the demonstration province from its folder: every gap filled, every day computed, every mistake named."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from content.demo import fields as words
from content.demo.days import read_day, read_moment, read_period, working_day
from content.demo.wording import fill
from content.document_numbers import DOCUMENT_KINDS
from content.front_matter import Source, WrongFile, read_source

FOLDER = Path(__file__).parent
"""The province that comes with the portal."""

ANSWER = "<!-- trả lời -->"
"""In a feedback file, the line between what was asked and what was answered."""

PICTURE = re.compile(r"!\[(?P<alt>[^\]]*)\]\((?P<name>[^)\s]+)\)")


@dataclass(frozen=True)
class DemoImage:
    """A picture that a text shows, with the words for those who do not see it."""

    name: str
    alt: str
    path: Path


@dataclass(frozen=True)
class DemoRecord:
    """One record of the province, with absolute dates; ``fields`` holds its front matter by name."""

    key: str
    kind: str
    path: Path
    fields: Mapping[str, Any]
    text: str
    answer: str = ""
    images: tuple[DemoImage, ...] = ()

    @property
    def title(self) -> str:
        """What it is called."""
        return str(self.fields.get("title") or self.fields["name"])

    @property
    def at(self) -> datetime:
        """When it is published; when it was received, for feedback."""
        moment: datetime = self.fields.get("at") or self.fields["received"]
        return moment


@dataclass(frozen=True)
class Account:
    """A person of the demonstration, with a password that everybody knows."""

    key: str
    email: str
    name: str
    role: str
    organisation: str | None
    password: str


@dataclass
class Reading:
    """What is known while the files are read: the sources, and the days and numbers computed from them."""

    today: date
    sources: dict[str, Source]
    kinds: dict[str, str]
    numbers: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def day(self, reference: str) -> date:
        """The day that ``key.issued`` names."""
        key, _, name = reference.rpartition(".")
        source = self.sources.get(key)
        if source is None or name not in source.matter:
            raise ValueError(f"there is no {reference}")
        if reference in self.asked:
            raise ValueError(f"{reference} depends on itself")
        self.asked.append(reference)
        try:
            day = read_day(str(source.matter[name]).rsplit(" ", 1)[0], self.today, self.days_of(key))
        finally:
            self.asked.pop()
        return working_day(day) if name == "issued" else day

    def days_of(self, key: str) -> Any:
        """The look-up of days as one record writes them: a bare ``issued`` is its own."""
        return lambda reference: self.day(reference if "." in reference else f"{key}.{reference}")

    def words_of(self, key: str) -> Any:
        """The look-up of words as one record writes them: a bare ``number`` is its own."""
        return lambda reference: self.word(reference if "." in reference else f"{key}.{reference}")

    def word(self, reference: str) -> str:
        """The words that ``key.number`` or ``key.title`` names."""
        key, _, name = reference.rpartition(".")
        if key not in self.sources:
            raise ValueError(f"there is no {reference}")
        if name == "number":
            return self.numbers[key]
        return self.fill(key, str(self.sources[key].matter[name]))

    def fill(self, key: str, text: str) -> str:
        """A text of one record with its gaps filled."""
        return fill(text, self.today, self.days_of(key), self.words_of(key))


def read(folder: Path, today: date) -> list[DemoRecord]:
    """Every record of the province in a folder, by kind and then by name, as it is on a day."""
    sources = {path.stem: read_source(path) for kind in words.KINDS for path in sorted((folder / kind).glob("*.md"))}
    reading = Reading(today, sources, {key: source.path.parent.name for key, source in sources.items()})
    for key, source in sources.items():
        check_names(source, source.matter, words.KINDS[reading.kinds[key]])
    reading.numbers.update(numbers(reading, series_of(folder)))
    return [record(reading, key, folder) for key in sources]


def read_accounts(folder: Path) -> list[Account]:
    """The demonstration accounts, one for every role."""
    table = tomllib.loads((folder / "accounts.toml").read_text(encoding="utf-8"))
    password = str(table["password"])
    return [
        Account(str(key), str(one["email"]), str(one["name"]), str(one["role"]), one.get("organisation"), password)
        for key, one in table["accounts"].items()
    ]


def series_of(folder: Path) -> dict[str, int]:
    """How many documents of each series the province issues in a year."""
    path = folder / "numbers.toml"
    return {str(name): int(count) for name, count in tomllib.loads(path.read_text(encoding="utf-8")).items()}


def numbers(reading: Reading, series: Mapping[str, int]) -> dict[str, str]:
    """The document number of every numbered record: it rises with the day of the year, never repeated."""
    found: dict[str, str] = {}
    last: dict[tuple[str, int], int] = {}
    dated = sorted((day_of_issue(reading, key), key) for key, kind in reading.kinds.items() if kind in DOCUMENT_KINDS)
    for day, key in dated:
        pattern = str(reading.sources[key].matter["number"])
        if pattern not in series:
            raise reading.sources[key].refuse("number", f"numbers.toml knows no series {pattern!r}")
        share = (day.timetuple().tm_yday - 1) / 366
        number = max(1 + int(share * series[pattern]), last.get((pattern, day.year), 0) + 1)
        last[pattern, day.year] = number
        found[key] = pattern.format(n=f"{number:02d}", year=day.year)
    return found


def day_of_issue(reading: Reading, key: str) -> date:
    """The day a record was issued, or the error of its line."""
    try:
        return reading.day(f"{key}.issued")
    except ValueError as error:
        raise reading.sources[key].refuse("issued", str(error)) from error


def check_names(source: Source, table: Mapping[str, Any], allowed: words.Fields) -> None:
    """Refuses a name that is not known, and the lack of one that must be there."""
    for name in table:
        if name not in allowed.known:
            raise source.refuse(str(name), f"unknown field {name!r}")
    missing = sorted(allowed.required - set(table))
    if missing:
        raise WrongFile(source.path, 1, f"missing: {', '.join(missing)}")


def record(reading: Reading, key: str, folder: Path) -> DemoRecord:
    """One record with its days computed, its gaps filled and its references checked."""
    source, kind = reading.sources[key], reading.kinds[key]
    values = table_values(reading, key, source, source.matter, words.KINDS[kind])
    if kind in DOCUMENT_KINDS:
        values["number"] = reading.numbers[key]
        values["issuer_name"] = reading.word(f"{organisation(reading, source, values['issuer'])}.name")
        values["relations"] = [relation(reading, source, one) for one in values.get("relations", ())]
    for name in ("organisation", "parent"):
        if name in values:
            organisation(reading, source, values[name])
    if "document" in values and reading.kinds.get(values["document"]) not in DOCUMENT_KINDS:
        raise source.refuse(values["document"], f"there is no document {values['document']!r}")
    try:
        text = reading.fill(key, source.text)
    except ValueError as error:
        raise source.refuse(gap_of(error), str(error)) from error
    question, _, answer = text.partition(ANSWER)
    images = tuple(image(source, found, folder) for found in PICTURE.finditer(text))
    return DemoRecord(key, kind, source.path, values, question.strip() + "\n", answer.strip(), images)


def table_values(
    reading: Reading, key: str, source: Source, table: Mapping[str, Any], allowed: words.Fields
) -> dict[str, Any]:
    """A table of front matter with every value read as what it is."""
    values: dict[str, Any] = {}
    for name, value in table.items():
        try:
            values[name] = one_value(reading, key, source, name, value, allowed.known[name])
        except (TypeError, ValueError) as error:
            if isinstance(error, WrongFile):
                raise
            raise source.refuse(str(name), f"{name}: {error}") from error
    return values


def one_value(reading: Reading, key: str, source: Source, name: str, value: Any, kind: str) -> Any:
    """One value of front matter, read as text, a day, a moment, a period, a list or a table."""
    if kind in (words.TABLE, words.TABLES):
        tables: Sequence[Any] = value if kind == words.TABLES else [value]
        for one in tables:
            check_names(source, one, words.TABLE_FIELDS[name])
        read_tables = [table_values(reading, key, source, one, words.TABLE_FIELDS[name]) for one in tables]
        return read_tables if kind == words.TABLES else read_tables[0]
    if kind == words.FLAG:
        return bool(value)
    if kind == words.TEXTS:
        return [reading.fill(key, str(one)) for one in value]
    if not isinstance(value, str):
        raise TypeError(f"not a text: {value!r}")
    if kind == words.DAY:
        day = read_day(value, reading.today, reading.days_of(key))
        return working_day(day) if name == "issued" else day
    if kind == words.MOMENT:
        return read_moment(value, reading.today, reading.days_of(key))
    if kind == words.PERIOD:
        return read_period(value, reading.today)
    return value if name == "number" else reading.fill(key, value)


def organisation(reading: Reading, source: Source, key: str) -> str:
    """The key of an organisation of the province, or the error of its line."""
    if reading.kinds.get(key) != "organisations":
        raise source.refuse(key, f"there is no organisation {key!r}")
    return key


def relation(reading: Reading, source: Source, one: Mapping[str, Any]) -> dict[str, Any]:
    """A relation with number and title, taken from the record it points to when that is in the demonstration."""
    target = one.get("target")
    if target is None:
        if not (one.get("number") and one.get("title")):
            raise source.refuse(str(one["type"]), "a relation needs a target, or a number and a title")
        return {"note": "", "provisions": [], "target": None, **one}
    if reading.kinds.get(target) not in DOCUMENT_KINDS:
        raise source.refuse(str(target), f"there is no document {target!r}")
    return {
        "note": "",
        "provisions": [],
        **one,
        "number": reading.numbers[target],
        "title": reading.word(f"{target}.title"),
    }


def image(source: Source, found: re.Match[str], folder: Path) -> DemoImage:
    """A picture of a text; refused without alternative text or without the file."""
    path = folder / "images" / found["name"]
    if not found["alt"].strip():
        raise source.refuse(found["name"], "a picture needs an alternative text")
    if not path.is_file():
        raise source.refuse(found["name"], f"there is no picture {found['name']!r}")
    return DemoImage(found["name"], found["alt"], path)


def gap_of(error: ValueError) -> str:
    """The gap that an error names, to find its line."""
    found = re.search(r"\{\{.*?\}\}", str(error))
    return found[0] if found else ""
