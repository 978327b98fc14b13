"""The desk of information governance: what waits, what is kept from whom, what is shared without consent."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from unstori.access.actions import withholding
from unstori.access.queries.own import has_own_here
from unstori.access.request import Request
from unstori.governance.forms.desk import RenewForm
from unstori.governance.presenters import desk as said
from unstori.governance.queries import desk as queries
from unstori.ui.trying import tried

PAGE = 25


@login_required
@require_safe
def index(request: Request) -> HttpResponse:
    """Everything that waits, each in one sentence."""
    by = request.actor
    context = {
        "figures": said.figures(queries.desk(by)),
        "glass": said.late_glass(queries.late_glass(by)),
        "tries": said.tries(queries.tries(by)),
        "unvouched": said.unvouched(queries.unvouched(by)),
        "own": has_own_here(by),
    }
    return render(request, "governance/desk.html", context)


@login_required
@require_safe
def withheld(request: Request) -> HttpResponse:
    """What is kept from whom, until when; the soonest review first."""
    page = Paginator(queries.withheld(request.actor), PAGE).get_page(request.GET.get("page"))
    rows = [said.kept(one) for one in page]
    return render(
        request, "governance/withheld.html", {"rows": rows, "page": page, "own": has_own_here(request.actor)}
    )


@login_required
def renew(request: Request, id: UUID) -> HttpResponse:
    """It must go on: looked at now, with a new day to look again."""
    held = queries.one_withheld(request.actor, id)
    form = RenewForm(request.POST or None, initial={"reason": held.reason})
    if request.method == "POST" and form.is_valid() and tried(
        form, lambda: withholding.renew(by=request.actor, person=held.person, withholding_id=id, **form.cleaned_data)
    ):  # fmt: skip
        messages.success(request, _("It is kept from them for longer."))
        return redirect("governance:withheld")
    return render(request, "governance/renew.html", {"form": form, "row": said.kept(held)})


@login_required
@require_POST
def lift(request: Request, id: UUID) -> HttpResponse:
    """It is safe now."""
    held = queries.one_withheld(request.actor, id)
    withholding.lift(by=request.actor, person=held.person, withholding_id=id)
    messages.success(request, _("It is no longer kept from them."))
    return redirect("governance:withheld")


@login_required
@require_safe
def unasked(request: Request) -> HttpResponse:
    """What is shared without consent: why, and whether the family was told."""
    page = Paginator(queries.unasked(request.actor), PAGE).get_page(request.GET.get("page"))
    rows = [said.unasked(one) for one in page]
    return render(
        request, "governance/unasked.html", {"rows": rows, "page": page, "own": has_own_here(request.actor)}
    )
