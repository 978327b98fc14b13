"""How a form of this room hears a rule's no, and who is found by what was chosen."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from unstori.access.door import NotFound, Opened
from unstori.access.request import Request
from unstori.access.rules import Permission
from unstori.circle.queries import key_worker_of
from unstori.people.models import Capacity


def form_page(request: Request, opened: Opened, form: forms.Form, **more: Any) -> HttpResponse:
    """The plain page of one question."""
    context = {"opened": opened, "form": form, **more}
    return render(request, more.pop("template", "ui/one_form.html"), context)


def chosen(people: Iterable[Capacity], id: str) -> Capacity | None:
    """Who was chosen among those that the page offered."""
    return next((one for one in people if str(one.pk) == id), None)


def first_to_ask(opened: Opened, people: list[Capacity]) -> UUID | None:
    """Whom the form proposes: the key worker, else the only one there is."""
    key = key_worker_of(opened)
    here = {one.pk for one in people}
    if key and key.capacity_id in here:
        return key.capacity_id
    return people[0].pk if len(people) == 1 else None


def missing(opened: Opened) -> NotFound:
    return NotFound(reference=opened.person.reference, permission=Permission.SEE, person_id=opened.person.pk)
