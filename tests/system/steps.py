"""What people do on pages, said once: fill in, send, become somebody."""

import re
from datetime import date
from pathlib import Path
from typing import Any

from django.core import mail
from django.core.management import call_command
from playwright.sync_api import Locator, Page, expect

BUTTON = "button:not([type=button]), input[type=submit]"


def send(page: Page, button: str = "", **said: Any) -> None:
    """Fill in what is asked by name, send the form, and find no fault with it."""
    form = page.locator("main form").filter(has=page.locator(f'[name^="{next(iter(said))}"]')).first
    for name, value in said.items():
        _fill(form, name, value)
    press(form, button)
    fault = page.locator(".nhsuk-error-summary")
    assert not fault.count(), f"{page.url}: {fault.inner_text()}"


def press(form: Locator, button: str = "") -> None:
    buttons = form.locator(BUTTON)
    chosen = form.page.locator(f'main [name="{button}"]').and_(buttons) if button else buttons
    (chosen if button else buttons).first.click()


def _fill(form: Locator, name: str, value: Any) -> None:
    if isinstance(value, date):
        for part in ("day", "month", "year"):
            form.locator(f'[name="{name}-{part}"]').fill(str(getattr(value, part)))
        return
    for one in value if isinstance(value, list) else [value]:
        _fill_box(form, name, one)


def _fill_box(form: Locator, name: str, value: Any) -> None:
    box = form.locator(f'[name="{name}"]').first
    kind = box.get_attribute("type") or box.evaluate("box => box.tagName.toLowerCase()")
    folded = box.locator("xpath=ancestor::details[not(@open)]/summary")
    if folded.count():
        folded.first.click()
    if kind in ("radio", "checkbox"):
        form.locator(f'[name="{name}"][value="{value}"]').check()
    elif kind == "select":
        box.select_option(label=re.compile(value)) if isinstance(value, re.Pattern) else box.select_option(
            value
        )
    elif isinstance(value, Path):
        box.set_input_files(value)
    else:
        box.fill(str(value))


def known(page: Page, name: str) -> str:
    """What a page already knows, without anybody typing it."""
    return page.locator(f'main [name="{name}"]').first.input_value()


def choice(page: Page, name: str, holding: str) -> str:
    """The value of a choice by a part of its words."""
    box = page.locator(f'main select[name="{name}"]')
    if box.count():
        return str(box.locator("option", has_text=holding).first.get_attribute("value"))
    return str(page.get_by_label(holding).first.get_attribute("value"))


def link_in_the_last_message(to: str) -> str:
    """The link that somebody got by e-mail; the queued messages are sent first."""
    call_command("db_worker", batch=True, startup_delay=False, verbosity=0)
    message = next(one for one in reversed(mail.outbox) if one.to == [to])
    found = re.search(r"https?://\S+/invited/\S+", str(message.body))
    assert found, message.body
    return found.group()


def sees(page: Page, words: str) -> None:
    expect(page.locator("main")).to_contain_text(words)
