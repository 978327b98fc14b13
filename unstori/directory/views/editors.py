"""Who keeps what: an organisation's own editors, claims, and their answers."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from unstori.access.request import Request
from unstori.directory.actions import editors
from unstori.directory.forms.keeping import ClaimForm, EditorForm
from unstori.directory.presenters import keeping
from unstori.directory.queries import editing as queries
from unstori.directory.rules import editing as rules
from unstori.ui.trying import pressed, tried


@login_required
def claim(request: Request, id: UUID) -> HttpResponse:
    """ "We run this." Nothing changes before a steward has confirmed it."""
    found = queries.kept_entry(id)
    if found is None or found.live_id is None or found.same_as_id:
        raise Http404
    by = request.actor
    form = ClaimForm(
        request.POST or None, administers=by.kind == "administrator" and found.provider is not None
    )
    if request.method == "POST" and form.is_valid():
        claimed = tried(form, lambda: editors.claim(by=by, entry=found, **form.cleaned_data), "why")
        if claimed:
            messages.success(
                request, _("A steward will look at it. You find it under “Keep the directory right”.")
            )
            return redirect("finding:entry", id=id)
    of = found.provider.name if found.provider else found.name
    context = {"entry": found, "form": form, "asked": queries.claimed(by, found), "of": of}
    return render(request, "directory/keep_claim.html", context)


def _steward(request: Request) -> None:
    if not rules.keeps_all(request.actor):
        raise Http404


@login_required
def claims(request: Request) -> HttpResponse:
    """What waits for a steward."""
    _steward(request)
    lines = [keeping.claim_line(one) for one in queries.claims()]
    return render(request, "directory/keep_claims.html", {"lines": lines})


@login_required
@require_POST
def answer(request: Request, id: UUID) -> HttpResponse:
    _steward(request)
    found = queries.editor(id)
    if found is None:
        raise Http404
    if "yes" in request.POST:
        owner = request.POST.get("owner", "")
        confirm = lambda: editors.confirm(by=request.actor, editor=found, owner=owner)  # noqa: E731
        pressed(request, confirm, _("They keep it from now on."))
    else:
        pressed(request, lambda: editors.end(by=request.actor, editor=found), _("It stays as it was."))
    return redirect("keeping:claims")


@login_required
def index(request: Request) -> HttpResponse:
    """An administrator's: who of us writes our entries."""
    by = request.actor
    if by.organisation_id is None or not rules.can_name_editors(by, by.organisation_id):
        raise Http404
    providers = queries.providers_of(by.organisation_id)
    people = list(queries.work_at(by.organisation_id))
    form = EditorForm(
        request.POST or None,
        providers=[(str(one.pk), one.name) for one in providers],
        people=[(str(one.pk), one.user.name) for one in people],
    )
    if request.method == "POST" and providers and form.is_valid():
        provider = next(one for one in providers if str(one.pk) == form.cleaned_data["provider"])
        capacity = next(one for one in people if str(one.pk) == form.cleaned_data["capacity"])
        if tried(form, lambda: editors.name_editor(by=by, provider=provider, capacity=capacity)):
            messages.success(
                request, _("%(name)s can write these entries now.") % {"name": capacity.user.name}
            )
            return redirect("keeping:editors")
    lines = keeping.editor_lines(queries.editors_of(providers))
    return render(
        request, "directory/keep_editors.html", {"form": form, "providers": providers, "lines": lines}
    )


@login_required
@require_POST
def end(request: Request, id: UUID) -> HttpResponse:
    """They write no more. Naming them again is one step."""
    found, by = queries.editor(id), request.actor
    owner = found.provider.organisation_id if found and found.provider else None
    if found is None or not (rules.can_name_editors(by, owner) or found.capacity_id == by.capacity_id):
        raise Http404
    pressed(request, lambda: editors.end(by=by, editor=found), _("They write these entries no more."))
    return redirect("keeping:editors" if rules.can_name_editors(by, owner) else "keeping:index")
