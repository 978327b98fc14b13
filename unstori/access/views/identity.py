"""Who somebody is: correcting it, and settling two corrections that met."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from unstori.access import presenters
from unstori.access.actions import identity as actions
from unstori.access.door import open_person
from unstori.access.forms import IdentityForm
from unstori.access.request import Request
from unstori.access.rules import Permission
from unstori.core.errors import Clash, RuleBroken


@login_required
def identity(request: Request, reference: str) -> HttpResponse:
    """Two people who correct at once see both corrections; sending again settles it."""
    opened = open_person(request.actor, reference, Permission.ADD, section="about_me", what="identity")
    person, clashes = opened.person, []
    held = {name: getattr(person, name) for name in (*actions.CORRECTABLE, "version")}
    form = IdentityForm(request.POST or None, initial=held, address_withheld=opened.address_withheld)
    if request.method == "POST" and form.is_valid():
        new = dict(form.cleaned_data)
        try:
            actions.correct_identity(by=request.actor, person=person, version=new.pop("version"), **new)
            messages.success(request, _("Thank you. It is corrected everywhere."))
            return redirect("access:identity", person.reference)
        except Clash as clash:
            clashes = presenters.clashes(clash, form)
            form.data = {**form.data.dict(), "version": str(clash.version)}  # type: ignore[attr-defined]
        except RuleBroken as broken:
            form.add_error("nhs_number", str(broken.reason))
    return render(request, "access/identity.html", {"opened": opened, "form": form, "clashes": clashes})
