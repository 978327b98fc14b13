"""Whatever can be wrong with a page: axe, its width, its language, what the browser complains about.

UNSTORI_PICTURES names a folder that keeps a picture of each page, to look at.
"""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.system.conftest import DESKTOP, PHONE
from tests.system.walking import name_of
from tests.system.words import READ_PAGE, strays

axe = Axe()
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def check_faultless(page: Page, found: dict[str, str], broken: Iterable[str], language: str) -> None:
    """All pages are walked before the first fault stops the test."""
    wrong = [*broken, *(fault for address in found.values() for fault in faults(page, address, language))]
    assert not wrong, "\n".join([f"{len(wrong)} faults on {len(found)} pages:", *wrong])


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
