"""A real server with the demonstration province, and a real browser that notices whatever goes wrong."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

from bench.server import ROOT, environment, portal, serving
from content.public import reader
from content.public.store import PublicStore
from tests.machine import chromium

DEMO = {"PORTAL_DEMO": "1"}
PATIENCE_MILLISECONDS = 15_000


@pytest.fixture(scope="session")
def instance(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance with the demonstration province in it, made by the commands that a newcomer's ``make run`` gives."""
    folder = tmp_path_factory.mktemp("demonstration")
    for command in (["migrate"], ["demo", "--if-empty"]):
        subprocess.run(portal(*command), env=environment(folder, **DEMO), cwd=ROOT, check=True, capture_output=True)
    return folder


@pytest.fixture(scope="session")
def address(instance: Path) -> Iterator[str]:
    """Where that portal answers; with its worker beside."""
    with serving(instance, DEMO, log=instance / "log") as server:
        yield server.address


@pytest.fixture(scope="session")
def published(instance: Path) -> Iterator[Callable[[str], list[reader.Record]]]:
    """What is public there, by kind."""
    store = PublicStore(f"sqlite:///{instance / 'public.db'}", read_only=True)

    def of_kind(kind: str) -> list[reader.Record]:
        with store.connect() as connection:
            return list(reader.listing(connection, kind, {}, page=1, facets=()).records)

    yield of_kind
    store.dispose()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """This machine's own Chromium; nothing is downloaded."""
    with sync_playwright() as playwright:
        # The sandbox does not start for root, and this browser opens nothing but pages of this repository.
        chrome = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        yield chrome
        chrome.close()


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Opens a new visitor's window; the test fails when a page of it complains or asks another host for anything."""
    contexts, complaints = [], []

    def note(message: ConsoleMessage) -> None:
        # A page that answers with an error says so on the console too; the test looks at the page itself.
        if message.type in ("error", "warning") and "Failed to load resource" not in message.text:
            complaints.append(message.text)

    def foreign(request: Request) -> None:
        if not request.url.startswith((address, "data:", "blob:")):
            complaints.append(f"asked {request.url}")

    def open_one(*, width: int = 1280, height: int = 900, dark: bool = False, scripts: bool = True) -> Page:
        context = browser.new_context(
            base_url=address,
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            java_script_enabled=scripts,
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE_MILLISECONDS)
        contexts.append(context)
        context.on("console", note)
        context.on("request", foreign)
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        return context.new_page()

    yield open_one
    for context in contexts:
        context.close()
    assert complaints == []
