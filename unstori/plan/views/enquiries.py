"""Enquiries into whether somebody is safe."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from unstori.access.door import open_person
from unstori.access.request import Request
from unstori.access.rules import Permission
from unstori.plan import actions, queries
from unstori.plan.forms import ConcludeForm, EnquiryForm
from unstori.plan.views.opening import form_page, open_plan
from unstori.ui.trying import attempt


@login_required
def add_enquiry(request: Request, reference: str) -> HttpResponse:
    opened = open_person(request.actor, reference, Permission.ADD, section="safeguarding", what="plan")
    form, back = EnquiryForm(request.POST or None), reverse("plan:index", args=[reference])
    if request.method == "POST" and form.is_valid():
        made = attempt(
            form,
            lambda: actions.add_enquiry(by=request.actor, person=opened.person, **form.cleaned_data),
        )
        if made:
            messages.success(request, _("The enquiry is written down."))
            return redirect(back)
    title = _("An enquiry into whether somebody is safe")
    return form_page(request, opened, form, title, _("Save"), back)


@login_required
def conclude_enquiry(request: Request, reference: str, id: UUID) -> HttpResponse:
    opened, row = open_plan(request, reference, Permission.ADD, lambda opened: queries.enquiry(opened, id))
    form, back = ConcludeForm(request.POST or None), reverse("plan:index", args=[reference])
    if request.method == "POST" and form.is_valid():
        made = attempt(
            form,
            lambda: actions.conclude_enquiry(by=request.actor, enquiry=row, **form.cleaned_data),
        )
        if made:
            messages.success(request, _("Saved."))
            return redirect(back)
    return form_page(request, opened, form, row.get_kind_display(), _("Save"), back)
