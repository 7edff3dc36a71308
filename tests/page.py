"""The test client: every HTML page that any test fetches is read as a strict reader would, without the test asking."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, ClassVar
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import html5lib
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from portal.web import headers

UNLABELLED_TYPES = {"hidden", "submit", "button", "reset", "image"}
RESOURCES = {
    "img": "src",
    "script": "src",
    "link": "href",
    "iframe": "src",
    "source": "src",
    "form": "action",
    "use": "href",
}
REFERENCES = ("for", "aria-describedby", "aria-labelledby", "aria-controls", "headers")
NOT_HTML = "{http"
DESK = "/admin"


class BadPage(AssertionError):
    """A page that no test asked to be bad."""


class CheckedClient(FlaskClient):
    """A client that refuses bad pages; ``check_page=False`` lets one through, and says so where it stands."""

    read: ClassVar[set[int]] = set()
    """Pages read already, by what they consist of: the same page is read once."""

    def open(self, *args: Any, check_page: bool = True, **kwargs: Any) -> TestResponse:
        """Fetch, and read what came."""
        response = super().open(*args, **kwargs)
        if check_page and is_page(response):
            self._check(response)
        return response

    def _check(self, response: TestResponse) -> None:
        body = response.get_data(as_text=True)
        path = response.request.path
        # The client may stand in a language that its SCRIPT_NAME holds: the full address tells.
        path = urlsplit(response.request.url).path or path
        name = hash((path, body, tuple(response.headers)))
        if name in self.read:
            return
        faults = list(faults_of(body, path, response))
        if faults:
            raise BadPage(f"{response.request.method} {path} ({response.status_code}):\n  " + "\n  ".join(faults))
        self.read.add(name)


def is_page(response: TestResponse) -> bool:
    """Whether somebody would see this: HTML, not a redirect, not empty."""
    return (
        response.mimetype == "text/html" and not 300 <= response.status_code < 400 and response.request.method != "HEAD"
    )


def faults_of(body: str, path: str, response: TestResponse | None = None) -> Iterator[str]:
    """Everything that is wrong with a page, in words."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    page = parser.parse(body)
    for position, code, details in parser.errors:
        yield f"HTML: {code} {details} at {position}"
    everything = [element for element in page.iter() if isinstance(element.tag, str)]
    elements = [element for element in everything if not element.tag.startswith(NOT_HTML)]
    yield from faults_of_heading(elements)
    yield from faults_of_language(page, path)
    yield from faults_of_ids(everything)
    yield from faults_of_fields(elements)
    yield from faults_of_scripts(everything, on_desk=path.startswith(DESK))
    yield from faults_of_addresses(everything)
    if response is not None:
        yield from faults_of_headers(response, path)


def text_of(element: Element) -> str:
    """The words in an element, as they are read."""
    return " ".join("".join(element.itertext()).split())


def faults_of_heading(elements: list[Element]) -> Iterator[str]:
    """One h1, and a title that starts with it."""
    first = [text_of(element) for element in elements if element.tag == "h1"]
    titles = [text_of(element) for element in elements if element.tag == "title"]
    if len(first) != 1:
        yield f"{len(first)} h1: {first}"
    if len(titles) != 1 or not titles[0]:
        yield f"titles: {titles}"
    elif len(first) == 1 and not titles[0].startswith(first[0]):
        yield f"the title {titles[0]!r} does not start with the h1 {first[0]!r}"
    for element in elements:
        if re.fullmatch(r"h[1-6]", element.tag) and not text_of(element):
            yield f"an empty {element.tag}"
        if element.tag == "img" and element.get("alt") is None:
            yield f"no alt: {element.get('src')}"


def faults_of_language(page: Element, path: str) -> Iterator[str]:
    """The language said is the one of the address."""
    expected = "en" if path == "/en" or path.startswith("/en/") else "vi"
    if page.get("lang") != expected:
        yield f"lang={page.get('lang')!r}, the address says {expected!r}"


def faults_of_ids(elements: list[Element]) -> Iterator[str]:
    """Ids are unique, and whatever refers to one finds it."""
    ids = Counter(element.get("id") for element in elements if element.get("id") is not None)
    for name, count in ids.items():
        if count > 1 or not name or " " in name:
            yield f"id {name!r} occurs {count} times"
    for element in elements:
        for reference in REFERENCES:
            for target in (element.get(reference) or "").split():
                if target not in ids:
                    yield f"{element.tag} {reference}={target!r} finds nothing"
        link = element.get("href") or ""
        if element.tag == "a" and link.startswith("#") and link != "#" and link[1:] not in ids:
            yield f"the link {link!r} leads nowhere on this page"


def faults_of_fields(elements: list[Element]) -> Iterator[str]:
    """Every field says what it asks for."""
    labelled = {element.get("for") for element in elements if element.tag == "label"}
    inside = {id(field) for label in elements if label.tag == "label" for field in label.iter()}
    for element in elements:
        if element.tag not in ("input", "select", "textarea") or element.get("type") in UNLABELLED_TYPES:
            continue
        named = element.get("aria-label") or element.get("aria-labelledby")
        if not named and element.get("id") not in labelled and id(element) not in inside:
            yield f"no label: {element.tag} {element.get('name')!r}"
    for element in elements:
        if element.tag == "button" and not (text_of(element) or element.get("aria-label")):
            yield "a button without words"


def faults_of_scripts(elements: list[Element], *, on_desk: bool) -> Iterator[str]:
    """Nothing that the policy would stop: no inline script, style or handler. The desk may use its nonce."""
    for element in elements:
        allowed = on_desk and element.get("nonce")
        data = (element.get("type") or "").endswith(("json", "template"))
        if element.tag == "script" and not element.get("src") and not data and not allowed:
            yield "an inline script"
        if element.tag == "style" and not allowed:
            yield "an inline style sheet"
        for name, value in element.attrib.items():
            if name == "style" or name.startswith("on"):
                yield f"{element.tag} {name}={value!r}"
            if name in ("href", "src", "action") and value.strip().lower().startswith(("javascript:", "data:")):
                yield f"{element.tag} {name}={value!r}"


def faults_of_addresses(elements: list[Element]) -> Iterator[str]:
    """Nothing is fetched from elsewhere; links to elsewhere are the reader's to follow."""
    for element in elements:
        attribute = RESOURCES.get(element.tag)
        if attribute is None or element.get("rel") in ("canonical", "alternate", "license"):
            continue
        host = urlsplit(element.get(attribute) or "").netloc
        if host and host != "localhost":
            yield f"{element.tag} from {host}"


def faults_of_headers(response: TestResponse, path: str) -> Iterator[str]:
    """The headers of a page, and no cookie on what says it is public."""
    expected = headers.headers_of(headers.Sort.DESK if path.startswith(DESK) else headers.Sort.PAGE, secure=False)
    for name, value in expected.items():
        said = response.headers.get(name)
        if said != value and not (path.startswith(DESK) and name == "Content-Security-Policy" and said):
            yield f"{name}: {said!r}, not {value!r}"
    caching = response.headers.get("Cache-Control", "")
    if "public" in caching and ("Set-Cookie" in response.headers or "Cookie" in response.headers.get("Vary", "")):
        yield "a cookie on a public page"
    if "public" not in caching and "no-store" not in caching:
        yield f"Cache-Control: {caching!r}"
