"""How each page of the plan opens a person, and how a form hears a rule's no."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from unstori.access.door import NotFound, Opened, open_person
from unstori.access.models import AboutPerson
from unstori.access.request import Request
from unstori.access.rules import Permission


def open_plan(
    request: Request,
    reference: str,
    permission: Permission = Permission.SEE,
    row: Callable[[Opened], AboutPerson] | None = None,
) -> tuple[Opened, Any]:
    """Open the door; with `row`, also find what the page is about, which the actor may change if asked."""
    opened = open_person(request.actor, reference, permission, what="plan")
    found = row(opened) if row else None
    if found is not None and permission > Permission.SEE and not opened.may(permission, found.section):
        raise NotFound(reference=reference, permission=permission, person_id=opened.person.pk)
    return opened, found


def form_page(
    request: Request, opened: Opened, form: forms.Form, title: str, save: str, back: str, **more: Any
) -> HttpResponse:
    """The plain page of one form: a question, its fields, one button."""
    context = {"opened": opened, "form": form, "title": title, "save": save, "back": back}
    return render(request, more.pop("template", "plan/form.html"), {**context, **more})
