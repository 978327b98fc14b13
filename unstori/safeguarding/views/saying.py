"""What the pages of this room do alike."""

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from unstori.access.request import Request
from unstori.core.errors import RuleBroken

R = TypeVar("R")


def attempt(form: forms.Form, action: Callable[[], R]) -> tuple[bool, R | None]:
    """Do it; when a rule says no its reason stands on the form and nothing is lost."""
    try:
        return True, action()
    except RuleBroken as broken:
        form.add_error(None, _(str(broken.reason)))
        return False, None


def form_page(request: Request, form: forms.Form, **more: Any) -> HttpResponse:
    """The plain page of one question."""
    context = {"form": form, "is_error": bool(form.errors), **more}
    return render(request, "safeguarding/form.html", context)


def said(form: forms.Form, *yes_no: str) -> dict[str, Any]:
    """What a form says, its yes and no as such."""
    data = dict(form.cleaned_data)
    return data | {name: data[name] == "yes" for name in yes_no if name in data}
