"""How a page hears a rule's no: its reason stands where it was tried, and nothing that was typed is lost."""

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext

from unstori.core.errors import RuleBroken

R = TypeVar("R")


def tried(form: forms.Form, action: Callable[[], Any], field: str | None = None) -> bool:
    """Whether it was done; else the rule's reason is on the form, beside this field where one is named."""
    try:
        action()
    except RuleBroken as broken:
        form.add_error(field, gettext(str(broken.reason)))
        return False
    return True


def attempt(form: forms.Form, action: Callable[[], R], field: str | None = None) -> R | None:
    """The same, and what came of it."""
    made: list[R] = []
    return made[0] if tried(form, lambda: made.append(action()), field) else None


def pressed(request: HttpRequest, action: Callable[[], Any], done: str = "") -> bool:
    """A button without a form: what was done, or why not."""
    try:
        action()
    except RuleBroken as broken:
        messages.error(request, gettext(str(broken.reason)))
        return False
    if done:
        messages.success(request, done)
    return True
