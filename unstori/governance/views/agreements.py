"""By which agreements organisations share: kept by those who are a party, read by everybody."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from unstori.access.request import Request
from unstori.circle import queries as circle
from unstori.circle.actions import protocols as actions
from unstori.circle.models import Protocol
from unstori.circle.queries import protocols as queries
from unstori.governance.forms.agreements import AgreementForm
from unstori.governance.presenters import desk as said
from unstori.governance.queries import desk
from unstori.governance.queries.records import check_governs
from unstori.ui.trying import tried

COPIED = ("name_en", "name_cy", "purpose_en", "purpose_cy", "sections", "data_basis", "confidence_basis", "link",
          "valid_from", "valid_until", "review_on")  # fmt: skip


@require_safe
def everybody(request: HttpRequest) -> HttpResponse:
    """With whom organisations here share, and by which agreement. It names nobody, so nobody need sign in."""
    rows = [said.agreement(one) for one in queries.holding()]
    return render(request, "governance/agreements_all.html", {"rows": rows})


@login_required
@require_safe
def index(request: Request) -> HttpResponse:
    """The register, those to look at again first."""
    check_governs(request.actor)
    rows = [said.agreement(one, request.actor.organisation_id) for one in queries.protocols()]
    return render(request, "governance/agreements.html", {"rows": rows})


@login_required
def add(request: Request) -> HttpResponse:
    check_governs(request.actor)
    return _form(request, None)


@login_required
def change(request: Request, id: UUID) -> HttpResponse:
    """Also how one is looked at again, renewed or ended: by its days."""
    return _form(request, desk.agreement(request.actor, id))


def _form(request: Request, row: Protocol | None) -> HttpResponse:
    places = {str(one.pk): one for one in circle.organisations()}
    choices = [(pk, str(one.name)) for pk, one in places.items()]
    form = AgreementForm(
        request.POST or None, organisations=choices, known=row is not None, initial=_initial(request, row)
    )
    if request.method == "POST" and form.is_valid():
        answers = dict(form.cleaned_data)
        parties = [places[pk] for pk in answers.pop("parties")]
        if tried(
            form, lambda: actions.keep_protocol(by=request.actor, parties=parties, protocol=row, **answers)
        ):
            messages.success(request, _("The agreement is in the register."))
            return redirect("governance:agreements")
    return render(request, "governance/agreement.html", {"form": form, "row": row and said.agreement(row)})


def _initial(request: Request, row: Protocol | None) -> dict[str, Any]:
    if row is None:
        return {"parties": [str(request.actor.organisation_id)]}
    return {name: getattr(row, name) for name in COPIED} | {
        "parties": [str(one.pk) for one in row.parties.all()]
    }
