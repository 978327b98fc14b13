"""How each page opens a person and an assessment, and how a form hears a rule's no."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from unstori.access.door import Opened, open_person
from unstori.access.request import Request
from unstori.access.rules import Permission
from unstori.assessment import catalogue, queries, rules
from unstori.assessment.models import Assessment


def open_here(request: Request, reference: str) -> Opened:
    return open_person(request.actor, reference, what="assessment")


def open_one(request: Request, reference: str, id: UUID) -> tuple[Opened, Assessment, catalogue.Kind]:
    opened = open_here(request, reference)
    found = queries.assessment(opened, id)
    return opened, found, catalogue.kind(found.kind, found.kind_version)


def open_to_work(request: Request, reference: str, id: UUID) -> tuple[Opened, Assessment, catalogue.Kind]:
    """For who may take it on and decide; nobody else is shown the page."""
    opened, found, kind = open_one(request, reference, id)
    if not may_work(opened, found):
        raise queries.missing(opened)
    return opened, found, kind


def may_work(opened: Opened, assessment: Assessment) -> bool:
    return rules.can_assess(opened.actor.kind) and opened.may(Permission.ADD, assessment.section)


def page(request: Request, template: str, opened: Opened, form: forms.Form, **more: Any) -> HttpResponse:
    context = {"opened": opened, "form": form, **more}
    return render(request, f"assessment/{template}.html", context)
