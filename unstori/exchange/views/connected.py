"""Systems that read in one's name: made and ended by their owner."""

from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from unstori.access.door import NotFound
from unstori.access.request import Request
from unstori.access.rules import Permission
from unstori.core.errors import RuleBroken
from unstori.exchange import actions, presenters, queries
from unstori.exchange.forms import TokenForm

SHOWN = 25


@login_required
@reauthentication_required(allow_get=True)
@never_cache
def connected(request: Request) -> HttpResponse:
    """Which systems read in my name; another one, once it is still they; the secret of a new one, this once."""
    form, secret = TokenForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        try:
            _made, secret = actions.make_token(by=request.actor, **form.cleaned_data)
        except RuleBroken as broken:
            form.add_error("name", _(str(broken.reason)))
        else:
            form = TokenForm()
    rows = [presenters.token(row) for row in queries.tokens_of(request.actor)[:SHOWN]]
    address = request.build_absolute_uri("/fhir/R4/")
    context = {"form": form, "rows": rows, "secret": secret, "address": address}
    return render(request, "exchange/connected.html", context)


@login_required
@require_POST
def end_connection(request: Request, id: UUID) -> HttpResponse:
    token = queries.token(request.actor, id)
    if token is None:
        raise NotFound(reference=str(id), permission=Permission.SEE)
    actions.end_token(by=request.actor, token=token)
    messages.success(request, _("“%(name)s” can read nothing any more.") % {"name": token.name})
    return redirect("exchange:connected")
