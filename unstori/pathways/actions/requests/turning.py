"""What every step does: lock, ask the table, write the turn, the audit and the line of the story."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_noop as _

from unstori.access import audit
from unstori.access.door import NotFound, Opened, require
from unstori.access.rules import Actor, Permission
from unstori.core import clock, locks
from unstori.pathways.models import Pathway, Request, Turn
from unstori.pathways.queries import requests as queries
from unstori.pathways.rules import requests as rules
from unstori.people.models import Person
from unstori.story.actions.timeline import tell

SAYS = {
    "begin": _("Help is asked with this; %(holder)s holds it"),
    "send": _("Asked for help: %(service)s"),
    "receive": _("%(service)s has the request"),
    "ask": _("%(service)s asks for more"),
    "tell": _("%(service)s was told more"),
    "accept": _("%(service)s said yes"),
    "list": _("Waiting for %(service)s"),
    "meet": _("First contact with %(service)s"),
    "confirm": _("%(service)s has started"),
    "see": _("%(service)s has started"),
    "not_yet": _("%(service)s has not really started yet"),
    "end": _("%(service)s has ended"),
    "decline": _("%(service)s said no"),
    "reconsider": _("%(service)s looks at it again"),
    "redirect": _("%(service)s says that another service fits better"),
    "withdraw": _("The request to %(service)s was taken back"),
    "contact": _("%(service)s spoke with the family"),
    "triage": _("%(service)s said how soon it is needed"),
    "offer": _("%(service)s offered a time"),
    "answer": _("The time that %(service)s offered was answered"),
    "unoffer": _("%(service)s took back a time that it had offered"),
    "lead": _("%(service)s said who works with the family"),
    "note": _("About the request to %(service)s"),
    "hold": _("%(holder)s holds this now"),
    "step": _("The next step was agreed"),
    "over": _("What was asked for has come to its end"),
    "again": _("What was asked for is open again"),
    "visit": _("One visit is being arranged for several services"),
    "visit_time": _("A time for one visit was chosen"),
    "visit_off": _("One visit for several services does not take place"),
}


@dataclass
class Held:
    """A request in hand, locked with its pathway; and what the actor is to it."""

    request: Request
    pathway: Pathway
    whose: set[str]
    opened: Opened | None

    def beside(self, given: Request) -> "Held":
        """Another request of the same pathway, for what its services agreed to do together. Raises NotFound."""
        request = queries.locked(Request, given.pk)
        if request.pathway_id != self.pathway.pk:
            raise queries.missing(given.pk)
        request.pathway = self.pathway
        return Held(request, self.pathway, {*self.whose, rules.SERVICE}, self.opened)


def hold(given: Request, *, by: Actor, seen: int | None = None) -> Held:
    """Locked, for whoever is around the person, of the service, or holds it. Raises NotFound, RuleBroken (overtaken)."""
    opened = _opened(by, given.person_id)
    # The pathway first, always: two requests of one pathway never wait for each other.
    pathway = queries.locked(Pathway, given.pathway_id)
    request = queries.locked(Request, given.pk)
    request.pathway = pathway
    around = opened is not None and opened.sees(request) and opened.sees(pathway)
    whose = queries.whose(by, request, opened if around else None)
    if not around and rules.SERVICE in whose:
        queries.of_service(by, request.pk)
    elif not around and not queries.holds(by, pathway.pk):
        raise queries.missing(given.pk)
    if not whose:
        raise queries.missing(given.pk, request.person)
    rules.check_version(seen=seen, now=request.version)
    return Held(request, pathway, whose, opened if around else None)


def hold_pathway(given: Pathway, *, by: Actor, seen: int | None = None) -> tuple[Pathway, Opened | None]:
    """The same for what is asked for as a whole: whoever may add to that part of the story, and who holds it."""
    opened = _opened(by, given.person_id)
    pathway = queries.locked(Pathway, given.pk)
    around = opened is not None and opened.sees(pathway) and opened.may(Permission.ADD, pathway.section)
    if not around and not queries.holds(by, pathway.pk):
        raise queries.missing(given.pk, pathway.person)
    rules.check_version(seen=seen, now=pathway.version)
    return pathway, opened if around else None


def _opened(by: Actor, person: UUID) -> Opened | None:
    """As the actor sees the person, where they do; whoever erases them waits until this is done."""
    if not locks.keep(Person.objects.filter(pk=person)):
        raise queries.missing(person)
    try:
        return require(by, person, Permission.SEE)
    except NotFound:
        return None


def move(
    held: Held,
    id: str,
    *,
    by: Actor,
    words: str = "",
    on: date | None = None,
    changes: dict[str, Any] | None = None,
    **said: Any,
) -> Turn:
    """Take one step of the table: the row, its due day, the turn. Raises RuleBroken."""
    request, today = held.request, clock.today()
    rules.check_move(id, state=request.state, whose=held.whose, here=request.is_here)
    rules.check_day(on or today, since=held.pathway.first_asked_on, today=today)
    rules.check_next(said.get("next_on"), today)
    for name, value in (changes or {}).items():
        setattr(request, name, value)
    stays = id in rules.STAYS
    request.state = rules.leads(id, request.state)
    if not stays:
        request.due_on = said.get("next_on") or queries.due(request.state, request.person, today)
    request.over_on = (on or today) if request.state in rules.OVER else None
    request.version += 1
    request.save()
    return turn(held.pathway, id, by=by, request=request, words=words, on=on, **said)


def turn(
    pathway: Pathway,
    id: str,
    *,
    by: Actor,
    request: Request | None = None,
    words: str = "",
    on: date | None = None,
    **said: Any,
) -> Turn:
    """The evidence, the audit event, and the line in the story."""
    row = request or pathway
    made = Turn.objects.create(
        pathway=pathway, request=request, move=id, state=request.state if request else "", on=on or clock.today(),
        words=words, holder=pathway.holder, narrowed=row.narrowed,
        **audit.stamp(by=by, person=pathway.person, section=row.section), **said,
    )  # fmt: skip
    if id in rules.QUIET:
        audit.record(by, f"request.{id}", person_id=pathway.person_id, row=made)
        return made
    more = {
        "service": request.service_name if request else "",
        "holder": pathway.holder.user.name if pathway.holder else "",
    }
    tell(by=by, row=made, event=f"request.{id}", says=SAYS[id], words=words or made.next_words, **more)
    return made
