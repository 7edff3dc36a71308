"""The fixed pages: there in both languages, readable, and leading to where they say."""

from __future__ import annotations

import re

import pytest

from content.markdown import render
from content.pages.wording import pages

SLUGS = {"gioi-thieu", "huong-dan", "tiep-can", "quyen-rieng-tu", "du-lieu-mo", "tu-dien-du-lieu", "tiep-cong-dan"}
EVERY = [pytest.param(page, id=f"{page.slug}.{page.language}") for page in pages()]
INSIDE = re.compile(r"\]\((/[^)]*)\)")


def test_every_page_is_there_in_both_languages():
    assert {(page.slug, page.language) for page in pages()} == {
        (slug, language) for slug in SLUGS for language in ("vi", "en")
    }


@pytest.mark.parametrize("page", EVERY)
def test_a_page_says_what_it_is_and_is_neither_empty_nor_endless(page):
    assert page.title
    assert 20 < len(page.summary) < 160
    assert 300 < len(page.markdown.split()) < 700


@pytest.mark.parametrize("page", EVERY)
def test_headings_begin_below_the_title_and_leave_no_level_out(page):
    levels = [int(level) for level in re.findall(r"<h([1-6])", render(page.markdown))]
    assert levels
    assert set(levels) == {2}


@pytest.mark.parametrize("page", EVERY)
def test_links_stay_in_the_language_of_the_page(page):
    for link in INSIDE.findall(page.markdown):
        assert link.startswith("/en/") == (page.language == "en")


@pytest.mark.parametrize("slug", sorted(SLUGS))
def test_both_languages_lead_to_the_same_places_and_have_the_same_sections(slug):
    vietnamese, english = (
        next(p for p in pages() if (p.slug, p.language) == (slug, language)) for language in ("vi", "en")
    )
    assert set(INSIDE.findall(vietnamese.markdown)) >= {link[3:] for link in INSIDE.findall(english.markdown)}
    assert vietnamese.markdown.count("\n# ") == english.markdown.count("\n# ")
    assert vietnamese.updated == english.updated


def test_what_was_not_checked_is_named_in_a_note_of_its_own():
    labels = {
        "vi": "\n> **Nội dung chưa được đối chiếu với văn bản gốc:** ",
        "en": "\n> **Not checked against the original texts:** ",
    }
    for page in pages():
        noted = page.slug in {"gioi-thieu", "quyen-rieng-tu", "tiep-can", "tiep-cong-dan"}
        assert page.markdown.count(labels[page.language]) == noted, page.slug


def test_nothing_is_said_to_whoever_runs_the_portal():
    for page in pages():
        for words in (
            "cần kiểm tra",
            "to be checked*",
            "phiên bản",
            "this version",
            "người vận hành",
            "operator",
            "tỉnh mẫu",
        ):
            assert words not in page.markdown.lower(), (page.slug, words)


def test_the_only_foreign_address_is_the_licence():
    foreign = {address for page in pages() for address in re.findall(r"https?://[^/)]+", page.markdown)}
    assert foreign == {"https://creativecommons.org"}
