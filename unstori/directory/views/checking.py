"""A draft on its way: asked, read by somebody else, live or sent back; dropped and taken up again."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from unstori.access.request import Request
from unstori.directory.actions import editing, proposing
from unstori.directory.forms.keeping import WordForm
from unstori.directory.models import Entry, EntryDraft
from unstori.directory.presenters import keeping
from unstori.directory.queries import editing as queries
from unstori.directory.rules import editing as rules
from unstori.directory.views.keeping import kept
from unstori.ui.trying import pressed, tried


def _open(request: Request, id: UUID) -> tuple[Entry, EntryDraft]:
    found = kept(request, id)
    draft = queries.open_draft(found)
    if draft is None:
        raise Http404
    return found, draft


@login_required
def check(request: Request, id: UUID) -> HttpResponse:
    """What would be different, to make live or to send back with a word."""
    found, draft = _open(request, id)
    back = request.POST.get("decide") == "back"
    form = WordForm(request.POST if back else None)
    if request.method == "POST":
        done = _sent_back(request, draft, form) if back else _made_live(request, draft)
        if done:
            return (
                redirect("keeping:index")
                if back and found.live_id is None
                else redirect("keeping:entry", id=id)
            )
    hands = queries.users_of([*draft.hands, str(draft.created_by)])
    context = {
        "entry": found, "draft": draft, "form": form, "changes": keeping.draft_changes(found, draft),
        "name": draft.document.get("name") or found.name, "is_new": found.live_id is None,
        "may_check": draft.state == "asked" and rules.can_check(user_id=request.actor.user_id, hands=hands),
        "who": [one.user.name for one in queries.names_of(_ids(draft)).values() if one.kind != "system"],
    }  # fmt: skip
    return render(request, "directory/keep_check.html", context)


def _ids(draft: EntryDraft) -> list[UUID | None]:
    return [UUID(one) for one in draft.hands]


def _made_live(request: Request, draft: EntryDraft) -> bool:
    said = request.POST.get("version", "")
    version = int(said) if said.isdecimal() and len(said) < 9 else 0
    return pressed(
        request,
        lambda: editing.make_live(by=request.actor, draft=draft, version=version),
        _("It is live now."),
    )


def _sent_back(request: Request, draft: EntryDraft, form: WordForm) -> bool:
    if not form.is_valid():
        return False
    act = editing.send_back if draft.base_id or draft.entry.live_id else proposing.refuse
    if not tried(form, lambda: act(by=request.actor, draft=draft, word=form.cleaned_data["word"]), "word"):
        return False
    messages.success(request, _("It went back with your word."))
    return True


@login_required
@require_POST
def send(request: Request, id: UUID) -> HttpResponse:
    _found, draft = _open(request, id)
    done = _("Somebody else is asked to check it.")
    pressed(request, lambda: editing.send(by=request.actor, draft=draft), done)
    return redirect("keeping:entry", id=id)


@login_required
@require_POST
def drop(request: Request, id: UUID) -> HttpResponse:
    """It can be taken up again on the page to which this leads."""
    _found, draft = _open(request, id)
    pressed(request, lambda: editing.drop(by=request.actor, draft=draft), _("The draft is dropped."))
    return redirect("keeping:entry", id=id)


@login_required
@require_POST
def take_up(request: Request, id: UUID, draft: UUID) -> HttpResponse:
    found = kept(request, id)
    dropped = queries.last_dropped(found)
    if dropped is None or dropped.pk != draft:
        raise Http404
    done = _("The draft is here again.")
    pressed(request, lambda: editing.take_up(by=request.actor, draft=dropped), done)
    return redirect("keeping:entry", id=id)
