"""One element of an assessment: what is known already, and what one adds."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from unstori.access.request import Request
from unstori.assessment import actions, presenters, queries, rules
from unstori.assessment.drawing import known
from unstori.assessment.forms import ElementForm
from unstori.assessment.models import Assessment
from unstori.assessment.views.opening import may_work, open_one, page
from unstori.core.errors import Clash
from unstori.ui.trying import attempt


@login_required
def element(request: Request, reference: str, id: UUID, element: str) -> HttpResponse:
    opened, found, kind = open_one(request, reference, id)
    part = kind.element(element)
    adds = queries.is_for(opened, found) and (
        may_work(opened, found) or not rules.can_assess(request.actor.kind)
    )
    if part is None or not adds:
        raise queries.missing(opened)
    here, own = known(opened, found), queries.contribution_of(opened, found, element)
    sources = here.for_element(part)
    cited = [str(source.id) for source in here.cited(element)]
    written = {"words": own.words, "version": own.version} if own else {}
    form = ElementForm(request.POST or None, sources=sources, initial={"rows": cited, **written})
    back = reverse("assessment:assessment", args=[reference, id])
    clash = None
    if request.method == "POST" and form.is_valid():
        try:
            if attempt(form, lambda: _save(request, found, element, form)):
                messages.success(request, _("Saved."))
                return redirect(f"{back}#{element}")
        except Clash as both:
            clash = both
            form.data = {**form.data.dict(), "version": str(both.version)}  # type: ignore[attr-defined]
    others = [row for row in queries.contributions(opened, found) if row.element == element and row != own]
    return page(
        request, "element", opened, form, back=back, part=part, clash=clash, own=own, kind=kind,
        others=[presenters.contribution(row) for row in others], is_error=bool(clash),
    )  # fmt: skip


@transaction.atomic
def _save(request: Request, found: Assessment, element: str, form: ElementForm) -> bool:
    """What it rests on and what one adds go together: neither alone when the other is refused."""
    data = form.cleaned_data
    if "rows" in data:
        actions.cite(by=request.actor, assessment=found, element=element, rows=data["rows"])
    if data["words"].strip() or data["version"]:
        actions.contribute(
            by=request.actor, assessment=found, element=element, words=data["words"],
            share="share" in request.POST, version=data["version"] or 0,
        )  # fmt: skip
    return True
