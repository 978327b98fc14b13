"""Documents: made, read, shared one at a time, and taken home as PDF without asking anybody."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from unstori.access.request import Request
from unstori.access.rules import Permission
from unstori.circle.queries import circle_of
from unstori.plan import actions, catalogue, pdf, presenters, queries
from unstori.plan.forms import DocumentForm, ShareForm
from unstori.plan.views.opening import open_plan
from unstori.ui.saving import to_save

USUAL = "one-page-profile"  # the shortest, and the one most people want


@login_required
def documents(request: Request, reference: str) -> HttpResponse:
    """Every document that the reader may open whole, and a new one."""
    opened, _row = open_plan(request, reference)
    layouts = catalogue.layouts(opened.person.jurisdiction, born_on=opened.person.born_on)
    ids = [one["id"] for one in layouts]
    first = next((id for id in (request.GET.get("layout", ""), USUAL) if id in ids), ids[0])
    form = DocumentForm(
        request.POST or None,
        layouts=layouts,
        initial={"language": (get_language() or "en")[:2], "layout": first},
    )
    if request.method == "POST" and form.is_valid():
        made = actions.freeze_document(by=request.actor, person=opened.person, **form.cleaned_data)
        return redirect("plan:document", reference, made.pk)
    lines = [presenters.document_line(opened, row) for row in queries.documents(opened)]
    context = {"opened": opened, "form": form, "documents": lines}
    return render(request, "plan/documents.html", context)


@login_required
def document(request: Request, reference: str, id: UUID) -> HttpResponse:
    """By the story's own door, or by a grant to this document alone: then no other page is offered."""
    row, opened = queries.open_document(request.actor, reference, id)
    context: dict[str, Any] = {"document": row, "opened": opened, "stale": [], "shared": [], "decides": False}
    context["mine"] = presenters.own_reading(request.actor, row, opened)
    if opened:
        context |= {
            "readers": presenters.readers(opened, row),
            "had_earlier": queries.had_earlier(opened, row) if opened.decides else [],
            "stale": presenters.stale(opened, row),
            "decides": opened.decides,
            "draft": presenters.draft_of(opened, row),
            "shared": queries.shared_with(opened, row) if opened.decides else [],
        }
    return render(request, "plan/document.html" if opened else "plan/document_alone.html", context)


@login_required
def document_pdf(request: Request, reference: str, id: UUID) -> HttpResponse:
    row, opened = queries.open_document(request.actor, reference, id)
    made = pdf.render(row, opened=opened, letter="letter" in request.GET)
    name = slugify(f"{row.person.called} {row.title} {row.created_at:%Y-%m-%d}")
    return to_save(made, f"{name}.pdf")


@login_required
def share_document(request: Request, reference: str, id: UUID) -> HttpResponse:
    opened, row = open_plan(
        request, reference, Permission.DECIDE, lambda opened: queries.document(opened, id)
    )
    members = [(member, member.capacity) for member in circle_of(opened) if member.capacity]
    capacities = {str(capacity.pk): capacity for _member, capacity in members}
    people = [(str(capacity.pk), member.said) for member, capacity in members]
    form = ShareForm(request.POST or None, people=people)
    if request.method == "POST" and form.is_valid():
        capacity = capacities[form.cleaned_data["capacity"]]
        actions.share_document(by=request.actor, document=row, capacity=capacity)
        messages.success(request, _("They can open this document now, and nothing else."))
        return redirect("plan:document", reference, id)
    context = {
        "opened": opened,
        "form": form,
        "title": _("Share this document"),
        "save": _("Share it"),
        "people": people,
        "back": reverse("plan:document", args=[reference, id]),
    }
    return render(request, "plan/share.html", context)


@login_required
@require_POST
def stop_sharing(request: Request, reference: str, id: UUID) -> HttpResponse:
    _opened, row = open_plan(
        request, reference, Permission.DECIDE, lambda opened: queries.document(opened, id)
    )
    actions.stop_sharing(by=request.actor, document=row)
    messages.success(request, _("Nobody else can open this document alone any more."))
    return redirect("plan:document", reference, id)


@login_required
@require_POST
def say_read(request: Request, reference: str, id: UUID) -> HttpResponse:
    """One press, by whoever may open it."""
    row, _opened = queries.find_document(request.actor, reference, id)
    actions.say_read(by=request.actor, document=row)
    messages.success(request, _("Thank you. It is written down that you have read this."))
    return redirect("plan:document", reference, id)


@login_required
@require_POST
def share_as_before(request: Request, reference: str, id: UUID) -> HttpResponse:
    """Whoever has the earlier one gets this one too."""
    _opened, row = open_plan(
        request, reference, Permission.DECIDE, lambda opened: queries.document(opened, id)
    )
    actions.share_as_before(by=request.actor, document=row)
    messages.success(request, _("They can open this one too now."))
    return redirect("plan:document", reference, id)
