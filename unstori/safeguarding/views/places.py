"""Where concerns go: said by the administrator of an authority."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from unstori.access.queries import workplace
from unstori.access.request import Request
from unstori.safeguarding import actions, presenters, queries
from unstori.safeguarding.forms import PlaceForm
from unstori.safeguarding.models import Place
from unstori.safeguarding.views.saying import form_page
from unstori.ui.trying import tried


@login_required
@require_safe
def index(request: Request) -> HttpResponse:
    """Children, adults, nights: which team, which number, and whether anybody is on duty."""
    if not queries.administers(request.actor):
        raise queries.missing()
    found = queries.places_of(workplace.place_of(request.actor))
    lines = [presenters.place_line(kind, found.get(kind)) for kind in Place.Kind.values]
    return render(request, "safeguarding/places.html", {"lines": lines})


@login_required
def place(request: Request, kind: str) -> HttpResponse:
    """One of them."""
    if not queries.administers(request.actor) or kind not in Place.Kind.values:
        raise queries.missing(kind)
    authority = workplace.organisation_of(request.actor)
    teams = {str(team.pk): team for team in queries.teams_of(request.actor)}
    held = queries.places_of(authority.pk).get(kind)
    initial = {"team": str(held.team_id or ""), "phone": held.phone} if held else None
    offered = [(key, str(team.name)) for key, team in teams.items()]
    form = PlaceForm(request.POST or None, teams=offered, initial=initial)
    if request.method == "POST" and form.is_valid():
        team, phone = teams.get(form.cleaned_data["team"]), form.cleaned_data["phone"]
        said = {"authority": authority, "kind": kind, "team": team, "phone": phone}
        if tried(form, lambda: actions.say_place(by=request.actor, **said)):
            messages.success(request, _("From now on they go there."))
            return redirect("safeguarding:places")
    title, back = Place.Kind(kind).label, reverse("safeguarding:places")
    return form_page(request, form, title=title, save=_("Save"), back=back)
