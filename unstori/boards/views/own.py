"""A person's own pictures, and the set of symbols that they read."""

from uuid import UUID

from csp.constants import NONE, SELF
from csp.decorators import csp
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from unstori.access.door import open_person
from unstori.access.request import Request
from unstori.access.rules import Permission
from unstori.boards import actions, presenters, queries
from unstori.boards.forms import ChooseSetForm, OwnPictureForm
from unstori.ui.trying import tried

SECTION = "about_me"


@login_required
def pictures(request: Request, reference: str) -> HttpResponse:
    """Their photos, and a new one."""
    opened = open_person(request.actor, reference, section=SECTION, what="own pictures")
    may = opened.may(Permission.ADD, SECTION)
    form = OwnPictureForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        said = {"person": opened.person, "language": presenters.page_language(), **form.cleaned_data}
        if tried(form, lambda: actions.add_own_picture(by=request.actor, **said), "upload"):
            messages.success(request, _("The picture is kept, for every board."))
            return redirect("boards:own_pictures", opened.person.reference)
    context = {
        "opened": opened,
        "pictures": presenters.own(opened),
        "form": form,
        "may": may,
    }
    return render(request, "boards/own.html", context)


@login_required
@never_cache
@csp({"default-src": [NONE], "img-src": [SELF], "sandbox": []})
def picture(request: Request, reference: str, id: UUID) -> HttpResponseBase:
    """One photo, to those who may see it."""
    opened = open_person(request.actor, reference, section=SECTION, what="own pictures")
    row = queries.own_picture(opened, id)
    response = FileResponse(row.file.open("rb"))
    response.headers["Content-Type"] = row.media_type
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@login_required
@require_POST
def retire(request: Request, reference: str, id: UUID) -> HttpResponse:
    """No longer offered."""
    opened = open_person(request.actor, reference, Permission.ADD, section=SECTION, what="own pictures")
    actions.retire_own_picture(by=request.actor, picture=queries.own_picture(opened, id))
    messages.success(
        request, _("The picture is no longer offered. Boards on which it was placed still show it.")
    )
    return redirect("boards:own_pictures", opened.person.reference)


@login_required
def choose_set(request: Request, reference: str) -> HttpResponse:
    """Which drawings this person reads best."""
    opened = open_person(request.actor, reference, Permission.ADD, section=SECTION, what="symbols")
    sets = {str(row.pk): row for row in queries.sets_around(opened)}
    held = queries.chosen_set(opened)
    if held:
        sets.setdefault(str(held.of_id), held.of)
    named = [(id, f"{row.name} ({row.organisation.name})") for id, row in sets.items()]
    form = ChooseSetForm(request.POST or None, initial={"of": str(held.of_id) if held else ""}, sets=named)
    if request.method == "POST" and form.is_valid():
        chosen = sets.get(form.cleaned_data["of"])
        if held is None or chosen is None or chosen.pk != held.of_id:
            actions.choose_set(by=request.actor, person=opened.person, set=chosen)
        messages.success(request, _("Symbols are shown in this way now, to everybody around them."))
        return redirect("boards:index", opened.person.reference)
    context = {"opened": opened, "form": form, "sets": named}
    return render(request, "boards/choose_set.html", context)
