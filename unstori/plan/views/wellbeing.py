"""How life is going, in the statements that hold where the person lives: one part of life a page."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from unstori.access.door import NotFound, Opened
from unstori.access.request import Request
from unstori.access.rules import Permission
from unstori.core.words import Words
from unstori.plan import actions, catalogue, presenters, queries
from unstori.plan.forms import WellBeingForm
from unstori.plan.views.opening import form_page, open_plan
from unstori.ui.trying import attempt


@login_required
def wellbeing(request: Request, reference: str) -> HttpResponse:
    opened, _row = open_plan(request, reference)
    page = presenters.wellbeing_page(opened)
    return render(request, "plan/wellbeing.html", {"opened": opened, **page})


@login_required
def part(request: Request, reference: str, id: str) -> HttpResponse:
    """What everyone says of one part of life."""
    opened, held, found = _part(request, reference, id)
    views = list(queries.wellbeing_views(opened, held["id"], id))
    page = presenters.part_page(opened, found, views)
    say = reverse("plan:say_wellbeing", args=[reference, id])
    return render(request, "plan/wellbeing_part.html", {"opened": opened, "say": say, **page})


@login_required
def say(request: Request, reference: str, id: str) -> HttpResponse:
    """Say it, and go on to the next part that one has not answered yet; or stop, and go on another day."""
    opened, held, found = _part(request, reference, id)
    if not queries.may_say_wellbeing(opened, found["section"]):
        raise NotFound(reference=reference, permission=Permission.ADD, person_id=opened.person.pk)
    raters = presenters.raters(request.actor, opened.person.called)
    form = WellBeingForm(request.POST or None, part=found, raters=raters, initial=_ground(opened, held))
    back = reverse("plan:wellbeing", args=[reference])
    if request.method == "POST" and form.is_valid():
        said = {"by": request.actor, "person": opened.person, "domain": id, **form.view()}
        if attempt(form, lambda: actions.say_wellbeing(**said)):
            messages.success(request, _("Thank you. What you said is in the plan."))
            return redirect(presenters.wellbeing_page(opened)["next"] or back)
    ids = [one["id"] for one in held["domains"] if queries.may_say_wellbeing(opened, one["section"])]
    return form_page(
        request, opened, form, str(Words.read(found["short"])), _("Save and go on"), back,
        template="plan/say_wellbeing.html", part=found, number=ids.index(id) + 1, of=len(ids),
        after=_after(reference, ids, id) or back,
    )  # fmt: skip


def _part(request: Request, reference: str, id: str) -> tuple[Opened, dict[str, Any], dict[str, Any]]:
    """A part of life that is one where the person lives, and whose section the actor sees."""
    opened, _row = open_plan(request, reference)
    held = catalogue.wellbeing(opened.person.jurisdiction)
    found = next((one for one in held["domains"] if one["id"] == id), None)
    if found is None or found["section"] not in opened.sections:
        raise NotFound(reference=reference, permission=Permission.SEE, person_id=opened.person.pk)
    return opened, held, found


def _ground(opened: Opened, held: dict[str, Any]) -> dict[str, str]:
    """On what their last view stood: said once, not on every page."""
    views = queries.wellbeing_views(opened, held["id"]).filter(created_by=opened.actor.capacity_id)
    last = views.last()
    if last is None:
        return {} if opened.is_self else {"helped_by": opened.actor.user_name}
    there = {True: "yes", False: "no", None: ""}[last.person_present]
    helped = last.with_help_of or ("" if opened.is_self else opened.actor.user_name)
    return {"rater": last.rater, "basis": last.basis, "present": there, "helped_by": helped}


def _after(reference: str, ids: list[str], id: str) -> str:
    """The next part, for whoever leaves this one out."""
    later = ids[ids.index(id) + 1 :]
    return reverse("plan:say_wellbeing", args=[reference, later[0]]) if later else ""
