"""Whatever can be wrong with a page: axe, its width, its language, what the browser complains about.

UNSTORI_PICTURES names a folder that keeps a picture of each page, to look at.
"""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.system.conftest import DESKTOP, PHONE, Open
from tests.system.walking import name_of
from tests.system.words import READ_PAGE, strays
from unstori.access.rules import Actor

axe = Axe()
# Of each form: where it goes, whether it has a button, whether it is seen.
FORMS = """() => [...document.querySelectorAll("main form")].map(form =>
  [form.action, !!form.querySelector("button, input[type=submit]"), form.getClientRects().length > 0])"""
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def check_faultless(
    open_browser: Open, actor: Actor | None, found: dict[str, str], broken: Iterable[str]
) -> None:
    """Each page in Welsh with scripts, and in English without. All are walked before a fault stops the test.

    The two differ in words alone, so axe looks at one. What is not there without a script is not needed: the
    main part has the same heading and forms, and every form can be sent.
    """
    with_script = open_browser(actor, phone=True, language="cy")
    without = open_browser(actor, phone=True, language="en", script=False)
    wrong = list(broken)
    for address in found.values():
        wrong += faults(with_script, address, "cy") + violations(with_script, address)
        wrong += faults(without, address, "en")
        read = [(page.locator("main h1").count(), page.evaluate(FORMS)) for page in (with_script, without)]
        wrong += [f"{address}: other without JavaScript: {read}"] if read[0] != read[1] else []
        wrong += [f"{address}: cannot be sent: {form}" for form in read[1][1] if form[1:] != [True, True]]
    assert not wrong, "\n".join([f"{len(wrong)} faults on {len(found)} pages:", *wrong])


def faults(page: Page, address: str, language: str) -> list[str]:
    """Whatever is wrong with one page but for what axe sees, each with its address."""
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


def violations(page: Page, address: str) -> list[str]:
    """What axe sees on the page that stands open, on a phone."""
    page.set_viewport_size(PHONE)
    found = axe.run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [
        f"{address}: axe {one['id']}: {node['html'][:160]} – {_why(node)}"
        for one in found
        for node in one["nodes"][:3]
    ]


def _why(node: dict[str, Any]) -> str:
    return " ".join(str(node.get("failureSummary", "")).split())[:200]
