"""The English catalogue: whole, compiled, and with the same places for values as the Vietnamese."""

from __future__ import annotations

import re
from pathlib import Path

from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from content import wording
from portal.web.words import INWARD, OUTWARD, PARTLY

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = ROOT / "site/portal/translations/en/LC_MESSAGES/messages.po"
METHODS = [("portal/**.py", "python"), ("templates/**.html", "jinja2"), ("templates/**.xml", "jinja2")]
KEYWORDS = {"_": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2)}
PLACE = re.compile(r"%\(\w+\)s")


def catalogue():
    with CATALOGUE.open("rb") as file:
        return {first(message.id): message for message in read_po(file, locale="en") if message.id}


def first(words):
    return words[0] if isinstance(words, (tuple, list)) else words


def words_of(message):
    return list(message.string) if isinstance(message.string, (tuple, list)) else [message.string]


def test_everything_said_is_said_in_english():
    said = {first(words) for _, _, words, _, _ in extract_from_dir(ROOT / "site", METHODS, keywords=KEYWORDS)}
    assert said - set(catalogue()) == set()


def test_every_word_for_a_code_is_said_in_english():
    tables = (wording.STATUSES, wording.RELATIONS, wording.CATEGORIES, wording.FEEDBACK_STATES)
    tables += (wording.RESOLUTIONS, wording.NOT_TAKEN)
    assert {words for table in tables for words in table.values()} - set(catalogue()) == set()


def test_every_relation_is_read_from_both_of_its_documents():
    assert set(INWARD) == set(OUTWARD) == set(wording.RELATIONS)
    assert set(PARTLY) <= set(INWARD)


def test_the_compiled_catalogue_is_the_written_one():
    with CATALOGUE.with_suffix(".mo").open("rb") as file:
        compiled = {first(message.id): words_of(message) for message in read_mo(file) if message.id}
    assert compiled == {name: words_of(message) for name, message in catalogue().items()}


def test_the_portal_is_written_with_a_capital_everywhere():
    assert not [name for name in catalogue() if re.search(r"\bcổng\b", name)]


def test_both_languages_have_the_same_places_for_values():
    for name, message in catalogue().items():
        for words in words_of(message):
            assert words
            assert sorted(PLACE.findall(words)) == sorted(PLACE.findall(name)), name
