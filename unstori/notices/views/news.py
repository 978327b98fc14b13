"""What is new for me, and what was sent."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from unstori.access.actions import lists
from unstori.access.request import Request
from unstori.notices import actions, presenters, queries

TAKE_BACK = "notices.read"  # in the session: which things were marked last


@login_required
@require_safe
def news(request: Request) -> HttpResponse:
    """Everything that waits for the reader, unread first within each kind."""
    found, marks = queries.news_of(request.actor), queries.marks_of(request.actor.capacity_id)
    lists.shown(by=request.actor, what="news", people={item.person.pk for item in found if item.person})
    lines = [(item, presenters.news_line(item, marks)) for item in found]
    lines.sort(key=lambda pair: not pair[1]["unread"])
    unread = [line for _item, line in lines if line["unread"]]
    context = {
        "groups": presenters.grouped(lines),
        "unread": len(unread),
        "named": request.actor.is_professional or len({item.person for item in found}) > 1,
        "take_back": bool(request.session.get(TAKE_BACK)),
    }
    return render(request, "notices/news.html", context)


@login_required
@require_POST
def read(request: Request) -> HttpResponse:
    """One thing or all of it."""
    key = request.POST.get("key")
    done = actions.mark_read(by=request.actor, keys=[key] if key else None)
    request.session[TAKE_BACK] = done
    messages.success(request, _("Marked as read.") if done else _("There was nothing left to mark."))
    return redirect("notices:news")


@login_required
@require_POST
def unread(request: Request) -> HttpResponse:
    """The last marking is taken back."""
    actions.mark_unread(by=request.actor, keys=request.session.pop(TAKE_BACK, []))
    messages.success(request, _("It stands as new again."))
    return redirect("notices:news")


@login_required
@require_safe
def sent(request: Request) -> HttpResponse:
    """What left the system for the reader, word for word; in a demonstration, what would have left."""
    page = Paginator(queries.messages_to(request.actor), 20).get_page(request.GET.get("page"))
    rows = [presenters.message_line(message) for message in page]
    return render(request, "notices/sent.html", {"rows": rows, "page": page})
