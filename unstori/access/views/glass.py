"""Opening a record in an emergency, and looking at it afterwards."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from unstori.access import presenters
from unstori.access.actions import glass as actions
from unstori.access.door import NotFound
from unstori.access.forms import GlassForm, ReviewForm
from unstori.access.queries import safety as queries
from unstori.access.queries.own import has_own_here
from unstori.access.request import Request
from unstori.access.rules import Permission
from unstori.access.rules.safety import can_break_glass
from unstori.core.errors import RuleBroken
from unstori.ui.trying import tried


@login_required
def glass(request: Request) -> HttpResponse:
    """Nothing is said about anybody before there is a reason and every identifier."""
    if not can_break_glass(request.actor):
        raise NotFound(reference="", permission=Permission.SEE)
    form = GlassForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            person = actions.look_up(by=request.actor, reason=reason, **form.identifiers())
            if person:
                actions.break_glass(by=request.actor, person=person, reason=reason)
                messages.success(
                    request,
                    _("The record is open to you for four hours. The person will see that you opened it."),
                )
                return redirect("web:now", person.reference)
            form.add_error(None, _("Nobody was found by exactly these details. Check each of them."))
        except RuleBroken as broken:
            form.add_error(None, _(str(broken.reason)))
    return render(request, "access/glass.html", {"form": form})


@login_required
def glass_breaks(request: Request) -> HttpResponse:
    """Governance sees each record that was opened in this way."""
    _governance_only(request)
    page = Paginator(queries.glass_breaks_for(request.actor), 25).get_page(request.GET.get("page"))
    rows = [presenters.glass_break(each, request.actor) for each in page]
    return render(
        request, "access/glass_breaks.html", {"rows": rows, "page": page, "own": has_own_here(request.actor)}
    )


@login_required
def review_glass(request: Request, glass_break_id: UUID) -> HttpResponse:
    """Somebody else says whether it was right."""
    _governance_only(request)
    broken = queries.glass_breaks_for(request.actor).filter(pk=glass_break_id).first()
    if broken is None:
        raise NotFound(reference=str(glass_break_id), permission=Permission.SEE)
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = {"glass_break_id": broken.pk, "words": form.cleaned_data["words"]}
        if tried(form, lambda: actions.review(by=request.actor, **said), "words"):
            messages.success(request, _("Your review is kept."))
            return redirect("access:glass_breaks")
    row = presenters.glass_break(broken, request.actor)
    return render(request, "access/review_glass.html", {"form": form, "row": row})


def _governance_only(request: Request) -> None:
    if request.actor.kind != "governance":
        raise NotFound(reference="", permission=Permission.SEE)
