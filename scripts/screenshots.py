"""Takes the README's pictures of the demonstration province into docs/screens: ``python -m scripts.screenshots``."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from bench.server import ROOT, environment, portal, serving
from content.demo.loader import FOLDER, read_accounts
from content.public import reader
from content.public.store import PublicStore

SCREENS = ROOT / "docs" / "screens"
DEMO = {"PORTAL_DEMO": "1"}
QUALITY = 72
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@dataclass(frozen=True)
class Screen:
    """One picture: what of, how wide the window, how wide the picture."""

    name: str
    path: str
    width: int = 1280
    height: int = 860
    picture: int = 1000
    dark: bool = False
    desk: bool = False

    def on_phone(self) -> Screen:
        """The same in a small window."""
        return replace(self, width=360, height=740, picture=360)


def screens(instance: Path) -> list[Screen]:
    """What the README shows."""
    store = PublicStore(f"sqlite:///{instance / 'public.db'}", read_only=True)
    with store.connect() as connection:
        documents = reader.listing(connection, "legal", {}, page=1, facets=()).records
    store.dispose()
    document = next(record for record in documents if record.number)
    return [
        Screen("home", "/"),
        Screen("list", "/van-ban/"),
        Screen("document", document.path),
        Screen("search", "/tim-kiem?q=che+do+bao+cao"),
        Screen("feedback", "/gop-y/gui/noi-dung"),
        Screen("home-dark", "/", dark=True),
        Screen("home-phone", "/").on_phone(),
        Screen("document-phone", document.path).on_phone(),
        Screen("search-phone", "/tim-kiem?q=che+do+bao+cao").on_phone(),
        Screen("desk", "/admin/", desk=True),
    ]


def main() -> None:
    """Make an instance, serve it, look at it."""
    chrome = next(filter(None, map(shutil.which, BROWSERS)), None)
    if chrome is None:
        sys.exit("Chromium is needed: apt-get install chromium")
    SCREENS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        instance = Path(folder)
        for command in (["migrate"], ["demo"]):
            subprocess.run(portal(*command), env=environment(instance, **DEMO), cwd=ROOT, check=True)
        with serving(instance, DEMO) as server:
            browser = playwright.chromium.launch(executable_path=chrome, args=["--no-sandbox"])
            for screen in screens(instance):
                with window(browser, server.address, screen) as page:
                    keep(page.screenshot(), screen)
            browser.close()


@contextmanager
def window(browser: Browser, address: str, screen: Screen) -> Iterator[Page]:
    """A window that shows the screen, signed in where it must be."""
    context = browser.new_context(
        base_url=address,
        viewport={"width": screen.width, "height": screen.height},
        color_scheme="dark" if screen.dark else "light",
        locale="vi-VN",
        reduced_motion="reduce",
    )
    page = context.new_page()
    if screen.desk:
        sign_in(page)
    page.goto(screen.path, wait_until="networkidle")
    yield page
    context.close()


def sign_in(page: Page) -> None:
    """As the approver of the demonstration."""
    approver = next(account for account in read_accounts(FOLDER) if account.role == "approver")
    page.goto("/admin/dang-nhap")
    page.locator("input[name=email]").fill(approver.email)
    page.locator("input[name=password]").fill(approver.password)
    page.locator("main form button, main form input[type=submit]").first.click()
    page.wait_for_load_state("networkidle")


def keep(picture: bytes, screen: Screen) -> None:
    """Write a small copy."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    height = round(image.height * screen.picture / image.width)
    path = SCREENS / f"{screen.name}.webp"
    image.resize((screen.picture, height), Image.Resampling.LANCZOS).save(path, "WEBP", quality=QUALITY, method=6)
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size / 1024:.0f} kB")


if __name__ == "__main__":
    main()
