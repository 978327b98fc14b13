"""For the person and who is around them: say it, see who must answer, say it again, take it back."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from unstori.access.door import Opened, open_person
from unstori.access.request import Request
from unstori.holding import actions, presenters, queries, rules
from unstori.holding.forms import AgainForm, PressForm
from unstori.rights import queries as rights
from unstori.rights.models import Disagreement
from unstori.rights.queries.disagreeing import Seen
from unstori.ui.trying import attempt, pressed, tried


@login_required
@require_safe
def index(request: Request, reference: str) -> HttpResponse:
    """All that was said: what waits first."""
    opened = open_person(request.actor, reference, what="holding")
    rows = presenters.lines(opened, queries.unheld_of(opened))
    context = {"opened": opened, "rows": rows, "may": rules.can_press(request.actor.kind)}
    return render(request, "holding/index.html", context)


def _about(request: Request, opened: Opened) -> Seen | None:
    named = request.GET.get("about", "")
    if not named:
        return None
    try:
        return rights.seen_row(opened, UUID(named))
    except ValueError:
        raise queries.missing(named, opened.person) from None


@login_required
def say(request: Request, reference: str) -> HttpResponse:
    """One button; before it is pressed the page says what happens then, and by when."""
    opened = open_person(request.actor, reference, what="holding")
    if not rules.can_press(request.actor.kind):
        raise queries.missing(reference, opened.person)
    row = _about(request, opened)
    before = queries.open_about(opened, row.id if row else None)
    if before and request.method != "POST":
        return redirect("holding:said", reference, before.pk)
    easy = request.actor.kind == "self"
    form = PressForm(_sent(request), has_row=bool(row), easy=easy)
    if request.method == "POST" and form.is_valid():
        new = {"row_id": row.id if row else None, **form.cleaned_data}
        made = attempt(form, lambda: actions.press(by=request.actor, person=opened.person, **new))
        if made:
            return redirect("holding:said", reference, made.pk)
    names = rights.named(opened, [Disagreement(row_id=row.id)]) if row else {}
    about, href = names.get(row.id, (_("Something in the record"), "")) if row else ("", "")
    steps = presenters.next_steps(
        opened, section=row.section if row else "about_me", row_id=row.id if row else None
    )
    context = {
        "opened": opened, "form": form, "easy": easy, "about": about, "about_href": href, "next": steps,
        "numbers": [] if steps["who"] else presenters.numbers(opened.person),
    }  # fmt: skip
    return render(request, "holding/say.html", context)


@login_required
@require_safe
def said(request: Request, reference: str, id: UUID) -> HttpResponse:
    """What happens now: who must answer by when, or who holds it."""
    opened = open_person(request.actor, reference, what="holding")
    row = queries.unheld(opened, id)
    nobody = row.state == rules.WAITING and row.owner_id is None
    context = {
        "opened": opened, "page": presenters.page(opened, row), "easy": request.actor.kind == "self",
        "numbers": presenters.numbers(opened.person) if nobody else [],
    }  # fmt: skip
    return render(request, "holding/said.html", context)


@login_required
def again(request: Request, reference: str, id: UUID) -> HttpResponse:
    """An answer came, and it is still not held."""
    opened = open_person(request.actor, reference, what="holding")
    row = queries.unheld(opened, id)
    if not rules.can_say_again(state=row.state, mine=row.created_by_id == request.actor.capacity_id):
        raise queries.missing(id, opened.person)
    form = AgainForm(_sent(request))
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["words"]
        if tried(form, lambda: actions.say_again(by=request.actor, unheld=row, words=words)):
            return redirect("holding:said", reference, id)
    return render(
        request,
        "holding/again.html",
        {"opened": opened, "form": form, "id": id},
    )


@login_required
@require_POST
def back(request: Request, reference: str, id: UUID) -> HttpResponse:
    """With one press; saying it again undoes that."""
    opened = open_person(request.actor, reference, what="holding")
    row = queries.unheld(opened, id)
    done = _("Taken back. You can say it again at any time.")
    pressed(request, lambda: actions.take_back(by=request.actor, unheld=row), done)
    return redirect("holding:index", reference)


def _sent(request: Request) -> QueryDict | None:
    """What was sent, also when it was nothing but a press."""
    return request.POST if request.method == "POST" else None
