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
# What a page says of itself, in one question: how much too wide it is, its language, its headings, and of each form of its
# main part where it goes and whether it has a button.
PARTS = """const parts = of => [of.querySelectorAll("main h1").length,
  [...of.querySelectorAll("main form")].map(form => [form.action, !!form.querySelector("button, input[type=submit]")])];"""
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
LOOK = f"""language => {{ {PARTS} return {{
  wider: {WIDER}, lang: document.documentElement.lang, read: ({READ_PAGE})(language), parts: parts(document),
  hidden: [...document.querySelectorAll("main form")].filter(form => !form.getClientRects().length).map(form => form.action),
}}; }}"""
# The same of a page as it was sent, before any script.
SENT = f"""html => {{ {PARTS} return parts(new DOMParser().parseFromString(html, "text/html")); }}"""
Found = dict[str, str]


def check_faultless(open_browser: Open, actor: Actor | None, found: Found, broken: Iterable[str]) -> None:
    """Each page in Welsh with scripts, and in English without. All are walked before a fault stops the test."""
    wrong = [*broken, *with_script(open_browser, actor, found), *without_script(open_browser, actor, found)]
    assert not wrong, "\n".join([f"{len(wrong)} faults on {len(found)} pages:", *wrong])


def with_script(open_browser: Open, actor: Actor | None, found: Found) -> list[str]:
    """In Welsh, on a phone and wide, and what axe sees: the languages differ in words alone, so it looks at one.

    A script takes no heading and no form away, and adds none: without one everything is there.
    """
    page, wrong = open_browser(actor, phone=True, language="cy"), []
    for address in found.values():
        wrong += faults(page, address, "cy") + violations(page, address)
        wrong += (
            [f"{address}: other than it was sent: {page.parts} {page.sent}"]
            if page.parts != page.sent
            else []
        )  # type: ignore[attr-defined]
    return wrong


def without_script(open_browser: Open, actor: Actor | None, found: Found) -> list[str]:
    """In English, on a phone. Every form can be sent."""
    page, wrong = open_browser(actor, phone=True, language="en", script=False), []
    for address in found.values():
        wrong += faults(page, address, "en", wide=False)
        wrong += [f"{address}: cannot be sent: {form}" for form in page.hidden]  # type: ignore[attr-defined]
        wrong += [f"{address}: cannot be sent: {form}" for form, button in page.parts[1] if not button]  # type: ignore[attr-defined]
    return wrong


def faults(page: Page, address: str, language: str, *, wide: bool = True) -> list[str]:
    """Whatever is wrong with one page but for what axe sees, each with its address."""
    page.complaints.clear()  # type: ignore[attr-defined]
    if page.viewport_size != PHONE:
        page.set_viewport_size(PHONE)
    answer = page.goto(address)
    said = page.evaluate(LOOK, language)
    page.parts, page.hidden = said["parts"], said["hidden"]  # type: ignore[attr-defined]
    page.sent = page.evaluate(SENT, answer.text()) if wide and answer else None  # type: ignore[attr-defined]
    found = [f"console: {one}" for one in page.complaints]  # type: ignore[attr-defined]
    found += [f"{said['wider']} px wider than a phone"] if said["wider"] > 0 else []
    found += [] if said["lang"] == language else ["the page does not say its language"]
    found += [f"in the other language: {text!r}" for text in strays(said["read"], language)]
    keep_picture(page, f"{language}-phone")
    if wide:
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
