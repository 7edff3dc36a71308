"""A citizen looks for a document, reads it, and takes it away."""

from __future__ import annotations

import unicodedata

import pytest
from playwright.sync_api import Locator, Page, expect

from content.public.reader import Record

pytestmark = pytest.mark.browser


def without_marks(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.replace("Đ", "D").replace("đ", "d"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def as_typed_in_haste(number: str) -> str:
    """A document number as somebody types it who is in a hurry: no marks, no slashes, small letters."""
    return without_marks(number).lower().replace("/", " ").replace("-", " ")


def link_to(page: Page, document: Record) -> Locator:
    """The first link in the page's main part that leads to the document, at an article or not."""
    return page.locator(f"main a[href*='{document.path}']").first


@pytest.fixture
def document(published):
    return next(record for record in published("legal") if record.number)


def test_a_document_is_found_by_its_number_typed_in_haste(open_page, document):
    page = open_page()
    page.goto("/")
    page.get_by_role("searchbox").or_(page.get_by_role("combobox")).first.fill(as_typed_in_haste(document.number))
    page.keyboard.press("Enter")
    link_to(page, document).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(document.title)


def test_an_article_is_read_at_its_own_address(open_page, document):
    page = open_page()
    page.goto(f"{document.path}/dieu-1")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Điều 1")
    link_to(page, document).click()
    assert page.url.split("#")[0].endswith(document.path)


def test_no_line_of_the_path_begins_with_its_separator(open_page, document):
    page = open_page(width=360)
    page.goto(f"{document.path}/dieu-1")
    spare = page.locator(".crumbs li:nth-child(3)").evaluate(
        """item => {
            const name = "Quy chế phát ngôn và cung cấp thông tin cho báo chí của cơ quan "
            item.firstElementChild.textContent = name.repeat(2)
            return item.getBoundingClientRect().bottom - item.firstElementChild.getBoundingClientRect().bottom
        }"""
    )
    assert abs(spare) < 2


def test_the_contents_lead_to_an_article(open_page, document):
    page = open_page()
    page.goto(document.path)
    page.locator(".contents a[href='#dieu-1']").first.click()
    expect(page.locator("#dieu-1")).to_be_in_viewport()


def test_the_contents_mark_the_article_that_was_asked_for(open_page, document):
    page = open_page()
    page.goto(document.path)
    for number in (2, 5, 4, 1):
        link = page.locator(f".contents a[href='#dieu-{number}']").first
        link.click()
        expect(link).to_have_attribute("aria-current", "location")
        expect(page.locator(".contents [aria-current]")).to_have_count(1)


def test_on_a_phone_the_bar_below_unfolds_the_contents(open_page, document):
    page = open_page(width=360, height=740)
    page.goto(document.path)
    entry = page.locator(".contents a[href='#dieu-1']").first
    expect(entry).to_be_hidden()
    page.locator(".bottom-bar a[href='#muc-luc']").click()
    expect(entry).to_be_visible()


def test_beside_the_text_a_document_can_be_taken_away_and_printed_at_once(open_page, document):
    page = open_page()
    page.goto(f"{document.path}#dieu-1")
    for tool in (".formats a[href$='.docx']", "[data-print]", "[data-copy]"):
        expect(page.locator(f".tools {tool}")).to_be_in_viewport(ratio=1)


def test_the_number_of_an_article_leads_to_its_page(open_page, document):
    page = open_page()
    page.goto(document.path)
    page.locator("#dieu-2 > h3 > a.label").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Điều 2")


def test_printed_there_is_the_text_and_no_furniture(open_page, document):
    page = open_page()
    page.goto(document.path)
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("#dieu-1")).to_be_visible()
    for furniture in (".masthead nav", ".masthead-search", ".skip"):
        expect(page.locator(furniture).first).to_be_hidden()


def test_the_english_site_keeps_to_english(open_page, document):
    page = open_page()
    page.goto(document.path)
    page.get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert page.url.endswith("/en" + document.path)


def test_a_file_is_handed_over(open_page, published):
    page = open_page()
    pictures = [record for record in published("announcements") if "/tep/" in html_of(page, record.path)]
    if not pictures:
        pytest.fail("the demonstration has no announcement with a picture")
    page.goto(pictures[0].path)
    picture = page.locator("main img[src*='/tep/']").first
    assert picture.evaluate("image => image.complete && image.naturalWidth > 0")


def html_of(page: Page, path: str) -> str:
    return page.request.get(path).text()


def test_everything_is_there_without_scripts(open_page, document):
    page = open_page(scripts=False)
    page.goto("/")
    page.get_by_role("searchbox").first.fill(document.number)
    page.get_by_role("search").first.get_by_role("button").click()
    link_to(page, document).click()
    expect(page.locator("#dieu-1")).to_be_visible()


def test_the_keyboard_is_enough(open_page, document):
    page = open_page()
    page.goto(document.path)
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    seen = walk(page, 60)
    assert len(set(seen)) > 10, "the focus does not move on"
    assert all(outlined for _, outlined in seen), [place for place, outlined in seen if not outlined]


FOCUS = """() => {
  const one = document.activeElement, style = getComputedStyle(one), top = Math.round(one.getBoundingClientRect().top);
  const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  return [`${one.tagName} ${one.textContent.trim().slice(0, 40)} ${top}`, one === document.body || outlined];
}"""


def walk(page: Page, steps: int) -> list[tuple[str, bool]]:
    """Where the focus goes with the Tab key, and whether one sees it there."""
    places = []
    for _ in range(steps):
        page.keyboard.press("Tab")
        place = page.evaluate(FOCUS)
        places.append((str(place[0]), bool(place[1])))
    return places
