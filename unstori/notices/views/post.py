"""Letters for whoever posts them, and what could not be delivered."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from unstori.access.door import NotFound, look_across
from unstori.access.request import Request
from unstori.access.rules import Permission
from unstori.notices import actions, pdf, presenters, queries
from unstori.notices.models import Message
from unstori.rights import queries as rights
from unstori.ui.saving import to_save


@login_required
@require_safe
def letters(request: Request) -> HttpResponse:
    """What waits, what was printed, what was posted lately, what is stuck."""
    _only_who_posts(request)
    printed = list(queries.letters_printed(request.actor))
    context = {
        "waiting": [presenters.letter_line(each) for each in queries.letters_waiting(request.actor)],
        "printed": [presenters.letter_line(m) for m in printed if m.state == Message.State.PRINTED],
        "posted": [presenters.letter_line(m) for m in printed if m.state == Message.State.POSTED],
        "answers": [presenters.answer_line(turn) for turn in rights.to_carry(look_across(request.actor))],
        "failed": [presenters.letter_line(each) for each in queries.failed_messages(request.actor)],
    }
    return render(request, "notices/letters.html", context)


@login_required
@require_POST
def print_all(request: Request) -> HttpResponse:
    """All that wait as one PDF; what is not to be sent any more is left out."""
    _only_who_posts(request)
    ids = actions.print_letters(by=request.actor)
    if not ids:
        messages.success(request, _("There was nothing left to print."))
        return redirect("notices:letters")
    return _paper(request, ids)


@login_required
@require_POST
def print_again(request: Request) -> HttpResponse:
    """The same paper once more, for who lost it before it was posted."""
    _only_who_posts(request)
    printed = queries.letters_printed(request.actor).filter(state=Message.State.PRINTED)
    return _paper(request, [each.pk for each in printed])


def _paper(request: Request, ids: list[UUID]) -> HttpResponse:
    found = [(m, queries.address_of(m)) for m in queries.printed_together(request.actor, ids)]
    made = pdf.letters([(message, address) for message, address in found if address])
    return to_save(made, "letters.pdf")


@login_required
@require_POST
def posted(request: Request) -> HttpResponse:
    """All that were printed are on their way; or they are taken back."""
    _only_who_posts(request)
    printed = [m.pk for m in queries.letters_printed(request.actor) if m.state == Message.State.PRINTED]
    number = actions.mark_posted(by=request.actor, ids=printed)
    said = ngettext("%(n)s letter is on its way.", "%(n)s letters are on their way.", number)
    messages.success(request, said % {"n": number})
    return redirect("notices:letters")


@login_required
@require_POST
def take_back(request: Request) -> HttpResponse:
    """One letter waits to be printed again."""
    _only_who_posts(request)
    if _id(request):
        actions.take_back_posted(by=request.actor, ids=[_id(request)])
        messages.success(request, _("It waits to be printed again."))
    return redirect("notices:letters")


@login_required
@require_POST
def again(request: Request) -> HttpResponse:
    """What could not be delivered is tried once more."""
    _only_who_posts(request)
    actions.try_again(by=request.actor, id=_id(request))
    messages.success(request, _("It is tried again."))
    return redirect("notices:letters")


def _id(request: Request) -> UUID:
    try:
        return UUID(request.POST.get("id", ""))
    except ValueError as unknown:
        raise NotFound(reference="", permission=Permission.SEE) from unknown


def _only_who_posts(request: Request) -> None:
    if not queries.may_print(request.actor):
        raise NotFound(reference="", permission=Permission.SEE)
