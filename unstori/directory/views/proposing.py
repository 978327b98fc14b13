"""Something new: a group that anybody knows of, or a service of those who keep theirs here."""

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from unstori.access.actions.identity import system_actor
from unstori.access.request import Request
from unstori.access.rules import Actor
from unstori.directory.actions import proposing
from unstori.directory.forms.basics import NewForm, SuggestForm
from unstori.directory.models import Provider
from unstori.directory.queries import editing as queries
from unstori.directory.rules import editing as rules
from unstori.ui.trying import tried

OWN = "own"


def suggest(request: HttpRequest) -> HttpResponse:
    """For anybody, with or without an account; nothing is kept of who somebody without one is."""
    by: Actor | None = getattr(request, "actor", None)
    form = SuggestForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        who = by or system_actor()
        if not by and not ratelimit.consume(request, action="entry_report"):
            form.add_error(None, _("Much has come from where you are. Wait an hour, then send it again."))
            status = 429
        elif tried(form, lambda: proposing.suggest(by=who, said=form.said(), like=form.words())):
            return redirect("keeping:suggested")
    context = {"form": form, "is_known": by is not None}
    return render(request, "directory/suggest.html", context, status=status)


def suggested(request: HttpRequest) -> HttpResponse:
    """Thank you, and what happens now."""
    return render(
        request, "directory/suggested.html", {"is_known": getattr(request, "actor", None) is not None}
    )


@login_required
def new(request: Request) -> HttpResponse:
    """A service of an organisation's own, or of one whose services somebody keeps."""
    by = request.actor
    providers = queries.providers_kept_by(by)
    offered = [(str(one.pk), one.name) for one in providers]
    own = queries.organisation(by.organisation_id) if by.organisation_id else None
    if (
        own
        and rules.can_name_editors(by, own.pk)
        and not any(one.organisation_id == own.pk for one in providers)
    ):
        offered.append((OWN, str(own.name)))
    if not offered:
        raise Http404
    form = NewForm(request.POST or None, providers=offered)
    if request.method == "POST" and form.is_valid() and tried(form, lambda: _add(by, form, providers)):
        messages.success(request, _("It waits to be checked by somebody else."))
        return redirect("keeping:index")
    return render(request, "directory/keep_new.html", {"form": form})


def _add(by: Actor, form: NewForm, providers: list[Provider]) -> None:
    chosen = form.cleaned_data["provider"]
    if chosen == OWN and by.organisation_id:
        own = queries.organisation(by.organisation_id)
        provider = proposing.own_provider(by=by, organisation=own) if own else None
    else:
        provider = next(one for one in providers if str(one.pk) == chosen)
    if provider:
        proposing.add_service(by=by, said=form.said(), provider=provider)
