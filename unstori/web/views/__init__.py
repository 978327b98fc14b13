"""Pages that bring several rooms together."""

from datetime import timedelta

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from unstori.access import queries as access
from unstori.access.actions import lists
from unstori.access.door import Opened, look_across, open_person
from unstori.access.request import Request
from unstori.circle import queries as circle
from unstori.circle.models import Member
from unstori.circle.presenters import member_line
from unstori.core import clock
from unstori.core.dates import format_when
from unstori.directory.wording import away_said
from unstori.governance.queries import identity as records
from unstori.governance.rules import ADMINISTRATOR, STEWARD
from unstori.pathways.presenters import lifespan as lifespan_words
from unstori.pathways.queries import answers, lifespan, requests
from unstori.pathways.queries import covers as pathways
from unstori.plan import queries as plan
from unstori.plan.models import Support
from unstori.story import queries as story
from unstori.story.presenters import own_words
from unstori.web.forms import FindForm
from unstori.web.presenters import home as home_words
from unstori.web.presenters import now as now_words
from unstori.web.presenters.ways import ways_about, ways_to_work

PEOPLE_ON_A_PAGE = 30
NEWEST = 60  # statements among which the first page looks: a board alone keeps up to thirty


@require_safe
def home(request: Request) -> HttpResponse:
    """The first page: one's own story, a choice of people, or a professional's day."""
    if not request.user.is_authenticated:
        return render(request, "web/welcome.html")
    by = request.actor
    if by.kind in ("self", "family") and by.person_id:
        person = access.people_visible_to(by).filter(pk=by.person_id).first()
        if person:
            return redirect("web:now", reference=person.reference)
        return render(request, "web/nobody.html")
    if by.kind in (ADMINISTRATOR, STEWARD):  # nobody lets them in: their day is elsewhere
        return redirect("governance:index")
    return _my_people(request)


def _my_people(request: Request) -> HttpResponse:
    """What is due, whom one works with, what is new, who has gone quiet."""
    by = request.actor
    seen = look_across(by)
    page = Paginator(seen.people().order_by("called", "pk"), PEOPLE_ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    shown = list(page.object_list)
    several = seen.open(shown)
    due, quiet = home_words.due(seen), home_words.quiet(seen)
    documents = plan.documents_shared_with(by)[:PEOPLE_ON_A_PAGE]
    named = [item["person"] for item in (*due, *quiet)]
    named += [person.pk for person in shown] + [document.person_id for document in documents]
    lists.shown(by=by, what="home", people=named)
    context = {
        "page": page,
        "people": home_words.people_rows(
            shown, story.last_entries(several), story.new_since_i_looked(by, several), by
        ),
        "due": due,
        "quiet": quiet,
        "documents": documents,
        "find": FindForm(),
        "groups": ways_to_work(by),
    }
    return render(request, "web/home.html", context)


@login_required
@require_safe
def find(request: Request) -> HttpResponse:
    """Find a person by a part of their name, among those whom the actor may see and nobody else."""
    form = FindForm(request.GET)
    asked = form.cleaned_data["q"].strip() if form.is_valid() else ""
    people = access.people_visible_to(request.actor)
    for word in asked.split():
        people = people.filter(Q(full_name__icontains=word) | Q(called__icontains=word))
    page = Paginator(people.order_by("called", "pk"), PEOPLE_ON_A_PAGE).get_page(request.GET.get("page"))
    twice = records.also_among(request.actor, page.object_list)
    named = [*page.object_list, *(each for those in twice.values() for each in those)]
    covers = pathways.found_for_team(request.actor, asked)
    shown = [*(person.pk for person in named), *(row.person_id for row in covers)]
    lists.shown(by=request.actor, what="find", people=shown)
    found = [
        {
            **home_words.identified(person, request.actor),
            "twice": [each.reference for each in twice.get(person.pk, [])],
        }
        for person in page.object_list
    ]
    context = {"form": form, "asked": asked, "page": page, "found": found, "covers": covers}
    return render(request, "web/find.html", context)


@login_required
@require_safe
def now(request: Request, reference: str) -> HttpResponse:
    """What happens next, what matters, who is around, how it is going, who looked."""
    opened = open_person(request.actor, reference, what="now")
    members = list(circle.circle_of(opened))
    context = {
        "opened": opened,
        "story_of": _("%(name)s’s story") % {"name": opened.person.called},
        "one_line": story.one_line(opened),
        "next": _next(opened),
        "statements": [
            {"words": said["words"], "language": said["row"].language, "by": said["by"]}
            for said in own_words(story.statements(opened).filter(agreed_by="")[:NEWEST], most=3)[:3]
        ],
        "unfinished": story.unfinished(opened).last() if opened.may_add_to else None,
        "circle": [member_line(member, reference) for member in members],
        "key_worker": next((m for m in members if m.is_key_worker), None),
        "key_worker_away": _key_worker_away(opened, members),
        "going": now_words.going(plan.outcomes_rated(opened)[:2]),
        "looks": _looks(opened),
        "changes": _changes(opened),
        "may_add": bool(opened.may_add_to),
        "also": records.also_recorded(opened),
    }
    return render(request, "web/now.html", context)


def _next(opened: Opened) -> list[now_words.Item]:
    """What was promised, asked for, offered, and what waits."""
    return now_words.thread(
        opened,
        _open_promises(opened),
        plan.open_review(opened),
        _waiting(opened),
        requests.unstarted(opened)[:8],
        answers.times(opened),
        answers.visits_to_choose(opened),
    )


@login_required
@require_safe
def more(request: Request, reference: str) -> HttpResponse:
    """Everything about this person that has no tab of its own."""
    opened = open_person(request.actor, reference, what="more")
    return render(request, "web/more.html", {"opened": opened, "groups": ways_about(opened)})


def _key_worker_away(opened: Opened, members: list[Member]) -> str:
    key = [member.capacity_id for member in members if member.is_key_worker]
    return " ".join(away_said(row) for row in circle.away_around(opened, key).values())


def _open_promises(opened: Opened) -> list:
    return list(story.open_promises(opened)[:8])


def _changes(opened: Opened) -> list:
    """What changes with age is said to the person and to who is near, well before; workers see it on the line."""
    near = opened.actor.kind in ("self", "family", "advocate")
    return lifespan_words.said(opened, lifespan.said_now(opened)) if near else []


def _waiting(opened: Opened) -> list[Support]:
    return list(plan.supports(opened).filter(status=Support.Status.WAITING)[:8])


def _looks(opened: Opened, shown: int = 3) -> list[dict[str, str]]:
    """The last few who looked, each named once."""
    found: dict[object, dict[str, str]] = {}
    for event, looker in circle.looks_of(opened, clock.now() - timedelta(days=30), most=60):
        if looker and looker.pk != opened.actor.capacity_id and looker.pk not in found:
            found[looker.pk] = {"who": access.label_of(looker), "when": format_when(event.created_at)}
        if len(found) == shown:
            break
    return list(found.values())


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What was sent cannot be read."""
    heading = _("Something in this address or form is not right")
    return _message(request, 400, heading, _("Go back and try again."))


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Not for this actor."""
    text = _("If you think it should be, ask whoever invited you.")
    return _message(request, 403, _("This is not open to you"), text)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Nobody there, or not for you: alike."""
    text = _(
        "It may not exist, or it may be shared with other people only. "
        "If you think you should see it, ask your key worker."
    )
    return _message(request, 404, _("There is nothing here for you to see"), text)


def server_error(request: HttpRequest) -> HttpResponse:
    """Our fault; says so without leaning on anything that may be broken."""
    text = _("Nothing you had saved is lost. Try again in a few minutes.")
    return _message(request, 500, _("Something went wrong on our side"), text)


def _message(request: HttpRequest, status: int, heading: str, text: str) -> HttpResponse:
    on = [("/", _("Go to the start"))] if status != 500 else []
    return render(request, "ui/message.html", {"heading": heading, "text": text, "links": on}, status=status)
