"""What several pages here do alike."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.utils.translation import gettext as _

from unstori.access.door import NotFound
from unstori.access.request import Request
from unstori.access.rules import Actor, Permission
from unstori.core.errors import RuleBroken
from unstori.governance.rules import can_run


def tried(form: forms.Form, act: Callable[[], Any]) -> bool:
    """Do it, or put the rule's reason on the form."""
    try:
        act()
    except RuleBroken as broken:
        form.add_error(None, _(broken.reason))
        return False
    return True


def pressed(request: Request, act: Callable[[], Any], done: str) -> None:
    """A button without a form: what was done, or why not."""
    try:
        act()
    except RuleBroken as broken:
        messages.error(request, _(broken.reason))
    else:
        messages.success(request, done)


def only_who_runs_it(by: Actor, *kinds: str) -> None:
    """Of those who run it, these kinds; or any. Raises NotFound."""
    if not can_run(by) or (kinds and by.kind not in kinds):
        raise NotFound(reference="", permission=Permission.SEE)
