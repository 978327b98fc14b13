"""What is private to the person, to whom they opened it, and the way out of danger beside it."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from unstori.access.door import NotFound, Opened, open_person, require
from unstori.access.request import Request
from unstori.access.rules import Permission
from unstori.circle import actions, presenters, queries
from unstori.circle.forms import CallForm, LetInForm
from unstori.circle.views.sharing import takers


def _own(request: Request, reference: str, what: str) -> Opened:
    """The person's own page: nobody else learns that it is there."""
    opened = require(request.actor, reference, Permission.SEE)
    if not opened.is_self:
        raise NotFound(reference=reference, permission=Permission.SEE, person_id=opened.person.pk)
    return open_person(request.actor, reference, what=what)


@login_required
def private(request: Request, reference: str) -> HttpResponse:
    """Each thing that the person let somebody see, and to whom."""
    opened = _own(request, reference, "circle.private")
    rows = presenters.private_rows(queries.private_rows_of(opened), reference)
    return render(request, "circle/private.html", {"opened": opened, "rows": rows})


@login_required
def private_row(request: Request, reference: str, row_id: UUID) -> HttpResponse:
    """One thing: who may see it, let one more in, take it back."""
    opened = _own(request, reference, "circle.private")
    [row] = presenters.private_rows(queries.private_rows_of(opened, [row_id]), reference)
    if not row["title"]:
        raise NotFound(reference=str(row_id), permission=Permission.SEE, person_id=opened.person.pk)
    form = LetInForm(request.POST or None, members=takers(opened))
    if request.method == "POST" and form.is_valid():
        member = queries.member(opened, UUID(form.cleaned_data["member"]))
        actions.let_see(by=request.actor, person=opened.person, row_id=row_id, member=member)
        messages.success(request, _("%(name)s can see it now.") % {"name": member.name})
        return redirect("circle:private", reference)
    return render(request, "circle/private_row.html", {"opened": opened, "row": row, "form": form})


@login_required
@require_POST
def take_back(request: Request, reference: str, row_id: UUID, capacity_id: UUID) -> HttpResponse:
    """From this moment they do not see it."""
    opened = _own(request, reference, "circle.private")
    actions.shut_out(by=request.actor, person=opened.person, row_id=row_id, capacity_id=capacity_id)
    messages.success(request, _("They cannot see it any more."))
    return redirect("circle:private", reference)


@login_required
def danger(request: Request, reference: str) -> HttpResponse:
    """Whom to call now. Opening it shows nothing of the record, and leaves nothing for anybody to see."""
    opened = require(request.actor, reference, Permission.SEE)
    form = CallForm(request.POST or None, members=takers(opened)) if opened.is_self else None
    if form and request.method == "POST" and form.is_valid():
        member = queries.member(opened, UUID(form.cleaned_data["member"]))
        actions.ask_to_call(
            by=request.actor, person=opened.person, member=member, safe_way=form.cleaned_data["safe_way"],
            origin=request.build_absolute_uri("/"),
        )  # fmt: skip
        messages.success(request, _("Sent. Nobody but %(name)s sees it.") % {"name": member.name})
        return redirect("circle:danger", reference)
    calls = presenters.danger_calls(opened.person.jurisdiction)
    return render(request, "circle/danger.html", {"opened": opened, "calls": calls, "form": form})


@login_required
@require_POST
def answered(request: Request, reference: str, id: UUID) -> HttpResponse:
    """Who was asked has been in touch."""
    opened = open_person(request.actor, reference, what="circle.call")
    call = queries.calls_to_take(opened).filter(pk=id).first()
    if call is None:
        raise NotFound(reference=reference, permission=Permission.SEE, person_id=opened.person.pk)
    actions.answer_call(by=request.actor, call=call)
    messages.success(request, _("Written down. Thank you."))
    return redirect("circle:index", reference)
