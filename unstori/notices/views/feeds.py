"""My calendar: its secret address, what programmes read there, and one day alone."""

from datetime import timedelta
from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST, require_safe

from unstori.access.door import look_across, open_person
from unstori.access.queries import actor_of
from unstori.access.request import Request
from unstori.core import clock
from unstori.core.dates import format_date
from unstori.notices import actions, calendars, queries
from unstori.notices.forms import FeedForm
from unstori.notices.presenters import day_title

AHEAD = timedelta(days=730)


@login_required
@reauthentication_required(allow_get=True)
def calendar(request: Request) -> HttpResponse:
    """Make an address, make it anew, end it. It is shown once: whoever has it reads what it shows."""
    feed = queries.feed_of(request.actor)
    form = FeedForm(request.POST or None, initial={"named": "1" if feed and feed.named else ""})
    context = {"form": form, "feed": feed, "since": format_date(feed.created_at) if feed else ""}
    if request.method == "POST" and form.is_valid():
        _feed, token = actions.make_feed(by=request.actor, named=bool(form.cleaned_data["named"]))
        path = reverse("notices:feed", args=[token])
        context |= {"address": request.build_absolute_uri(path), "feed": _feed}
    return render(request, "notices/calendar.html", context)


@login_required
@require_POST
def end(request: Request) -> HttpResponse:
    """The address shows nothing any more."""
    actions.end_feed(by=request.actor)
    messages.success(request, _("The address is over. Calendars that read it will find nothing."))
    return redirect("notices:calendar")


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The days as they may be seen at this moment. Without a session: the address itself is the key."""
    found = queries.feed_behind(token)
    if found is None:
        raise Http404
    row, capacity = found
    by = actor_of(capacity)
    rows = queries.days_of(look_across(by), clock.today() + AHEAD)
    actions.note_reading(by=by, feed=row, people={each.person_id for each in rows})
    with override(queries.wish_of(capacity).language):
        content = calendars.calendar(
            rows, title=lambda each: day_title(each, each.person, named=row.named), name="Unstori",
            site=settings.SITE,
        )  # fmt: skip
    return _answer(request, content)


def _answer(request: HttpRequest, content: bytes) -> HttpResponse:
    tag = calendars.tag_of(content)
    if request.headers.get("If-None-Match") == tag:
        response = HttpResponse(status=304)
    else:
        response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["ETag"], response["Cache-Control"] = tag, "private, no-cache"
    return response


@login_required
@require_safe
def day(request: Request, reference: str, kind: str, id: UUID) -> HttpResponse:
    """One promise or review for one's own calendar."""
    opened = open_person(request.actor, reference, what="calendar.day")
    row = queries.calendar_row(opened, kind, id)
    content = calendars.calendar(
        [row],
        title=lambda each: day_title(each, opened.person, named=False),
        name="Unstori",
        site=settings.SITE,
    )
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="unstori.ics"'
    return response
