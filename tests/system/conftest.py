"""A real browser before the real pages: phones and desktops, both languages, with JavaScript and without."""

import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests import build
from tests.system.life import live
from unstori.access.rules import Actor

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 900}
PATIENCE = 30_000  # milliseconds: a PDF on a busy machine
# Nothing is asked of the outside: the browser's own errands are switched off.
ARGUMENTS = [
    "--no-sandbox", "--headless=new", "--disable-background-networking", "--disable-quic",
    "--disable-component-update", "--disable-sync", "--no-first-run",
    "--disable-dev-shm-usage", "--disable-extensions",
]  # fmt: skip
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """For one file: while it runs, its loop gives this thread another connection to the database (asgiref's Local)."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    assert found, "Chromium is missing: bin/setup test installs it"
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield launched
        launched.close()


@pytest.fixture
def world(transactional_db: None) -> build.World:
    """Committed, so that the server in its own thread sees it."""
    return build.world()


@pytest.fixture
def lived(world: build.World) -> build.World:
    world.also = live(world)  # type: ignore[attr-defined]
    return world


@pytest.fixture
def open_browser(browser: Browser, live_server: Any) -> Iterator[Open]:
    """A window of its own: `open_browser(actor, phone=True, language="cy", script=False)`."""
    contexts: list[BrowserContext] = []
    expect.set_options(timeout=PATIENCE)

    def open_(
        actor: Actor | None = None, *, phone: bool = False, language: str = "en", script: bool = True
    ) -> Page:
        context = browser.new_context(
            base_url=live_server.url, viewport=PHONE if phone else DESKTOP, java_script_enabled=script,
            has_touch=phone, reduced_motion="reduce",
        )  # fmt: skip
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        context.add_cookies(cookies(live_server.url, actor, language))
        page = context.new_page()
        watch(page)
        return page

    yield open_
    for context in contexts:
        context.close()


def cookies(base: str, actor: Actor | None, language: str) -> list[Any]:
    chosen = [{"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": base}]
    if actor:
        chosen.append({"name": settings.SESSION_COOKIE_NAME, "value": session_of(actor), "url": base})
    return chosen


def session_of(actor: Actor) -> str:
    """What signing in leaves behind."""
    account = build.account_of(actor)
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session["capacity"] = str(actor.capacity_id)
    session.create()
    return str(session.session_key)


def watch(page: Page) -> None:
    """Keeps what the browser complains about: errors, broken policy, anything fetched from elsewhere."""
    complaints: list[str] = []
    page.on(
        "console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.complaints = complaints  # type: ignore[attr-defined]
