"""An answer reaches who cannot sign in: the letter to print, and that it is on its way or was told."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from unstori.access.door import Opened, open_person
from unstori.access.request import Request
from unstori.rights import actions, presenters, queries
from unstori.rights.models import Carried, Turn
from unstori.rights.views.opening import missing
from unstori.ui.trying import pressed


def _answer(request: Request, reference: str, id: UUID, turn: UUID) -> tuple[Opened, Turn]:
    opened = open_person(request.actor, reference, what="rights.answer")
    row = queries.disagreement(opened, id)
    found = queries.answer_to_carry(opened, queries.turns_of(opened, row), turn)
    if row.party is None:
        raise missing(opened)
    return opened, found


@login_required
@require_safe
@never_cache
def letter(request: Request, reference: str, id: UUID, turn: UUID) -> HttpResponse:
    """On paper, in the language in which it was answered, with what can be done next."""
    opened, found = _answer(request, reference, id, turn)
    made = presenters.letter(opened, found)
    named = {"Content-Disposition": 'attachment; filename="letter.pdf"'}
    return HttpResponse(made, content_type="application/pdf", headers=named)


@login_required
@require_POST
def carried(request: Request, reference: str, id: UUID, turn: UUID) -> HttpResponse:
    """It is posted, or somebody told them."""
    opened, found = _answer(request, reference, id, turn)
    how = request.POST.get("how", "")
    if how not in Carried.How.values:
        raise missing(opened)
    pressed(
        request, lambda: actions.carry_answer(by=request.actor, turn=found, how=how), _("It is written down.")
    )
    return redirect("rights:disagreement", reference, id)
