"""Coming to work by the link."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from unstori.access.actions import identity, refusals
from unstori.access.door import NotFound
from unstori.access.request import come_in
from unstori.access.rules import Permission
from unstori.governance.actions import invitations as actions
from unstori.governance.forms import ArriveForm
from unstori.governance.presenters import workers as said
from unstori.governance.queries import invitations as queries
from unstori.ui.trying import tried


@never_cache
def invited(request: HttpRequest, token: str) -> HttpResponse:
    """A new account, or the one signed in. Used, over, forged, another's: all alike."""
    signed_in = request.user if request.user.is_authenticated else None
    found = queries.invitation_by(token, signed_in)
    if found is None:
        return _over(request)
    sent = request.POST if request.method == "POST" else None
    form = ArriveForm(sent, invitation=found, is_new=signed_in is None)
    try:
        if form.is_valid() and tried(form, lambda: _accept(request, token, form)):
            messages.success(request, _("Welcome. This is where your work begins."))
            return redirect("web:home")
    except NotFound:
        return _over(request)
    context = {"invitation": found, "form": form, "user": signed_in, "token": token, "what": said.what(found)}
    return render(request, "governance/invited.html", context)


def _accept(request: HttpRequest, token: str, form: ArriveForm) -> None:
    signed_in = request.user if request.user.is_authenticated else None
    language = (get_language() or "en")[:2]
    capacity = actions.accept(
        by=identity.system_actor(), token=token, user=signed_in, language=language, **form.cleaned_data
    )
    come_in(request, capacity)


def _over(request: HttpRequest) -> HttpResponse:
    """The same for every link that does not work."""
    if actor := getattr(request, "actor", None):
        refusals.record(by=actor, error=NotFound(reference="invitation", permission=Permission.SEE))
    return render(request, "governance/invitation_over.html", status=404)
