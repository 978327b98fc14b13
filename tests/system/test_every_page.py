"""Every page, as everybody who may open it: in both languages, on a phone, read by axe.

UNSTORI_PICTURES names a folder that keeps a picture of each, to look at.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Page

from tests import build
from tests.meta.test_every_address import addresses
from tests.system.conftest import DESKTOP, PHONE, Open
from tests.system.life import live
from tests.system.walking import BY_SECRET, NOT_PAGES, TAKE_IN, name_of, pages_for
from tests.system.words import READ_PAGE, strays
from unstori.access.rules import Actor

pytestmark = pytest.mark.django_db(transaction=True)
axe = Axe()
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# What is not there without a script is not needed: the main part reads the same, every form can be sent.
FORMS = """() => [...document.querySelectorAll("main form")].map(form =>
  [form.action, !!form.querySelector("button, input[type=submit]"), form.getClientRects().length > 0])"""


@pytest.fixture
def lived(world: build.World) -> build.World:
    world.also = live(world)  # type: ignore[attr-defined]
    return world


def pages(world: build.World, client: Client) -> tuple[dict[str, str], list[str]]:
    return pages_for(client, world.geth, world.also)  # type: ignore[attr-defined]


def visitor(world: build.World, who: str) -> Actor | None:
    made: dict[str, Callable[[], Actor | None]] = {
        "mother": lambda: world.mair, "person": lambda: world.geth_self, "key worker": lambda: world.huw,
        "governance": lambda: governance(world), "nobody": lambda: None,
    }  # fmt: skip
    return made[who]()


def governance(world: build.World) -> Actor:
    return build._actor(
        build.user("Bethan Wyn", is_demo=True), kind="governance", organisation=world.authority
    )


def faults(page: Page, address: str, language: str) -> list[str]:
    """Whatever is wrong with one page, each with its address."""
    page.complaints.clear()  # type: ignore[attr-defined]
    page.set_viewport_size(PHONE)
    page.goto(address)
    found = [f"console: {said}" for said in page.complaints]  # type: ignore[attr-defined]
    wider = page.evaluate(WIDER)
    found += [f"{wider} px wider than a phone"] if wider > 0 else []
    if page.locator("html").get_attribute("lang") != language:
        found.append("the page does not say its language")
    found += [
        f"in the other language: {text!r}" for text in strays(page.evaluate(READ_PAGE, language), language)
    ]
    found += violations(page)
    keep_picture(page, f"{language}-phone")
    page.set_viewport_size(DESKTOP)
    keep_picture(page, f"{language}-desktop")
    wider = page.evaluate(WIDER)
    found += [f"{wider} px wider than a desktop"] if wider > 0 else []
    return [f"{address}: {fault}" for fault in found]


def keep_picture(page: Page, shown: str) -> None:
    if folder := os.environ.get("UNSTORI_PICTURES"):
        name = str(name_of("/" + page.url.split("/", 3)[3])).replace(":", "-")
        page.screenshot(path=Path(folder) / f"{name}-{shown}.png", full_page=True)


def violations(page: Page) -> list[str]:
    found = axe.run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [
        f"axe {one['id']}: {node['html'][:160]} – {_why(node)}" for one in found for node in one["nodes"][:3]
    ]


def _why(node: dict[str, Any]) -> str:
    return " ".join(str(node.get("failureSummary", "")).split())[:200]


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("who", ["mother", "person", "key worker", "governance", "nobody"])
def test_pages_have_no_faults(
    lived: build.World, open_browser: Open, sign_in: Callable[[Actor], Client], who: str, language: str
) -> None:
    actor = visitor(lived, who)
    found, wrong = pages(lived, sign_in(actor) if actor else Client())
    assert len(found) >= {"nobody": 4, "governance": 4}.get(who, 25), sorted(found)
    page = open_browser(actor, phone=True, language=language)
    wrong += [fault for address in found.values() for fault in faults(page, address, language)]
    assert not wrong, "\n".join([f"{len(wrong)} faults on {len(found)} pages:", *wrong])


@pytest.mark.parametrize("who", ["mother", "key worker"])
def test_pages_are_whole_without_javascript(
    lived: build.World, open_browser: Open, sign_in: Callable[[Actor], Client], who: str
) -> None:
    actor = visitor(lived, who)
    assert actor
    with_script, without = (
        open_browser(actor, phone=True, language="cy", script=script) for script in (True, False)
    )
    found, wrong = pages(lived, sign_in(actor))
    for address in found.values():
        read = []
        for page in (with_script, without):
            page.goto(address)
            read.append((page.locator("main h1").count(), page.evaluate(FORMS)))
        wrong += [f"{address}: {read}"] if read[0] != read[1] else []
        wrong += [f"{address}: cannot be sent: {form}" for form in read[1][1] if form[1:] != [True, True]]
    assert not wrong, "\n".join(wrong)


def test_no_page_is_left_out(lived: build.World, sign_in: Callable[[Actor], Client]) -> None:
    walked: set[str] = set()
    for who in ("mother", "person", "key worker", "governance", "nobody"):
        actor = visitor(lived, who)
        walked |= set(pages(lived, sign_in(actor) if actor else Client())[0])
    left_out = sorted(set(addresses()) - walked - NOT_PAGES - TAKE_IN - BY_SECRET)
    assert not left_out, ", ".join(left_out)
