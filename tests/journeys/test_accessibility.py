"""Every kind of page, light and dark, on a phone and a desk: axe finds nothing, nothing scrolls sideways."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

WIDTHS = {"phone": 320, "desk": 1280}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
KINDS = ("legal", "directions", "announcements", "feedback", "organisations")

NOT_THERE = "/khong-co-trang-nay"

FIXED = (
    "/",
    "/en/",
    "/van-ban/",
    "/en/van-ban/",
    "/chi-dao-dieu-hanh/",
    "/thong-cao/",
    "/gop-y/",
    "/co-quan/",
    "/tim-kiem",
    "/tim-kiem?q=quy+che",
    "/tim-kiem?q=khong+co+gi+nhu+the+nay+dau+zzz",
    "/gop-y/gui",
    "/gop-y/gui/noi-dung",
    "/gop-y/kenh-phu-hop",
    "/gop-y/theo-doi",
    "/gioi-thieu",
    "/nguoi-phat-ngon",
    "/tiep-can",
    "/en/tiep-cong-dan",
    "/en/quyen-rieng-tu",
    NOT_THERE,
    "/admin/dang-nhap",
)


@pytest.fixture(scope="session")
def paths(published) -> list[str]:
    """One page of every kind there is."""
    documents = [record for record in published("legal") if record.number]
    firsts = [published(kind)[0].path for kind in KINDS]
    return [*FIXED, *firsts, f"{documents[0].path}/dieu-1", f"/en{firsts[0]}"]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
def test_no_public_page_has_a_violation(open_page, paths, width, dark):
    page = open_page(width=width, dark=dark)
    found = {path: faults for path in paths if (faults := faults_at(page, path, width))}
    assert found == {}


def faults_at(page: Page, path: str, width: int) -> list[str]:
    """What axe says of a page, whether it is there, and whether it is wider than the window."""
    answer = page.goto(path)
    expected = 404 if path == NOT_THERE else 200
    status = [] if answer and answer.status == expected else [f"status {answer.status if answer else None}"]
    return [*status, *violations(page), *sideways(page, width)]


def violations(page: Page) -> list[str]:
    """axe's findings, each with the places it means."""
    results = Axe().run(page, options={"runOnly": TAGS})
    return [
        f"{one['id']}: {one['help']}: {[node['html'][:120] for node in one['nodes'][:3]]}"
        for one in results.response["violations"]
    ]


def sideways(page: Page, width: int) -> list[str]:
    """How much wider than the window the page is; tables may scroll in their own frame."""
    wide = page.evaluate("() => document.documentElement.scrollWidth")
    return [f"{wide} px wide in a window of {width} px"] if wide > width else []
