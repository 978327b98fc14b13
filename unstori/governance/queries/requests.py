"""Requests about data, as whoever asked, information governance and who must answer see them."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet

from unstori.access import queries as access
from unstori.access.door import NotFound, Opened, look_across
from unstori.access.queries.own import has_own_here, own_matters
from unstori.access.queries.workplace import place_of
from unstori.access.rules import Actor, Permission
from unstori.core import clock, definitions
from unstori.governance.models import DataRequest, RequestChoice
from unstori.governance.queries.records import check_governs, others_who_govern
from unstori.governance.rules.requests import due_on
from unstori.people.models import Capacity, Person
from unstori.story.models import Entry

FOLDER = Path(__file__).parents[1] / "definitions"
WHO_ASKS = frozenset({"self", "family", "advocate"})
WITH = ("person", "asker__user", "owner__user", "owner__organisation", "created_by__user")


@cache
def _law(day: date) -> dict[str, Any]:
    return definitions.current(FOLDER, "data-requests", day)


def law() -> dict[str, Any]:
    """What may be asked, how long an answer takes, on which grounds it may be no: as it holds today."""
    return _law(clock.today())


def kind(id: str) -> dict[str, Any] | None:
    return next((one for one in law()["kind"] if one["id"] == id), None)


def grounds(kind: str) -> list[dict[str, Any]]:
    """On which the answer to this kind may be no."""
    return [one for one in law()["ground"] if kind in one["kinds"]]


def missing(opened: Opened) -> NotFound:
    return NotFound(reference=opened.person.reference, permission=Permission.SEE, person_id=opened.person.pk)


def check_asks(opened: Opened) -> None:
    """The person, family and advocates ask; who works with them writes to information governance. NotFound."""
    if opened.actor.kind not in WHO_ASKS:
        raise missing(opened)


def asked_by(opened: Opened) -> QuerySet[DataRequest]:
    """What this actor asked; the person sees what others asked about them too. What is kept leaves no trace."""
    rows = DataRequest.objects.filter(person=opened.person).exclude(pk__in=opened.withheld)
    if not opened.is_self:
        rows = rows.filter(asker_id=opened.actor.capacity_id)
    return rows.select_related(*WITH).order_by("-created_at")


def one_asked(opened: Opened, id: UUID) -> DataRequest:
    """One of them. Raises NotFound."""
    check_asks(opened)
    found = asked_by(opened).prefetch_related("steps__created_by__user").filter(pk=id).first()
    if found is None:
        raise missing(opened)
    return found


def answered_for(by: Actor) -> QuerySet[DataRequest]:
    """Requests about whom the actor's organisation answers for: none of their own, nor in a matter of their own."""
    check_governs(by)
    rows = DataRequest.objects.filter(person__authority_id=place_of(by)).exclude(asker__user_id=by.user_id)
    return rows.exclude(person__in=own_matters(by)).select_related(*WITH)


def needs_another(by: Actor) -> bool:
    """Whether there are matters of their own here, and nobody else to answer them.

    Asked of whom they are close to, not of what was asked or is kept: it tells nothing that they do not know.
    """
    own = has_own_here(by)
    asked = DataRequest.objects.filter(asker__user_id=by.user_id, person__authority_id=place_of(by))
    return (own or asked.exists()) and not others_who_govern(by)


def one_answered_for(by: Actor, id: UUID) -> DataRequest:
    """One of them, with its steps. Raises NotFound."""
    found = answered_for(by).prefetch_related("steps__created_by__user", "choices").filter(pk=id).first()
    if found is None:
        raise NotFound(reference=str(id), permission=Permission.DECIDE)
    return found


def running(by: Actor) -> QuerySet[DataRequest]:
    return answered_for(by).filter(state="open").order_by("due_on", "pk")


def over(by: Actor) -> QuerySet[DataRequest]:
    return answered_for(by).exclude(state="open").order_by(F("closed_at").desc(nulls_last=True), "-pk")


def owed_by(by: Actor) -> QuerySet[DataRequest]:
    """What waits for this worker's view, of people whom they still see."""
    across = look_across(by)
    rows = DataRequest.objects.filter(owner_id=by.capacity_id, state="open", person__in=across.people())
    return rows.exclude(pk__in=across.kept.rows).select_related(*WITH).order_by("due_on")


def one_owed(by: Actor, id: UUID) -> DataRequest:
    """Raises NotFound."""
    found = owed_by(by).prefetch_related("steps").filter(pk=id).first()
    if found is None:
        raise NotFound(reference=str(id), permission=Permission.SEE)
    return found


def entry_about(request: DataRequest) -> Entry | None:
    """What a correction is about, where it is an entry of the story."""
    if request.row_id is None:
        return None
    rows = Entry.objects.filter(pk=request.row_id, person=request.person)
    return rows.select_related("created_by__user", "created_by__organisation").first()


def entries_owed(by: Actor, requests: list[DataRequest]) -> dict[UUID, Entry]:
    """What these requests are about, by request, where the actor may see it now. One query for all."""
    rows = Entry.objects.filter(pk__in=[row.row_id for row in requests if row.row_id])
    seen = {(one.person_id, one.pk): one for one in look_across(by).rows(rows)}
    found = {row.pk: seen.get((row.person_id, row.row_id)) for row in requests if row.row_id}
    return {pk: one for pk, one in found.items() if one}


def _sees(capacity: Capacity, entry: Entry) -> bool:
    opened = look_across(access.actor_of(capacity), [entry.person]).open([entry.person])[0]
    return opened.sees(entry)


def could_answer(request: DataRequest) -> list[tuple[str, str]]:
    """Workers who see the person, and the entry where one is meant: whoever wrote it first, then everybody else."""
    held = access.grants_on(request.person).filter(capacity__kind=Capacity.Kind.WORKER)
    found = {each.capacity_id: each.capacity for each in held if each.capacity}
    about = entry_about(request)
    if about:
        found = {pk: each for pk, each in found.items() if _sees(each, about)}
    first = about.created_by_id if about else None
    ordered = sorted(found.values(), key=lambda each: (each.pk != first, each.user.name))
    return [(str(each.pk), access.label_of(each)) for each in ordered]


def capacity(id: str) -> Capacity:
    return access.capacities_named({UUID(id)})[UUID(id)]


def newest_choices(request: DataRequest) -> dict[UUID | str, RequestChoice]:
    """The newest of each row and each part."""
    rows = RequestChoice.objects.filter(request=request).order_by("pk")
    return {row.row_id or row.part: row for row in rows}


def family_named(person: Person) -> QuerySet[Capacity]:
    """Who has an account and may be the one who wrote or called."""
    rows = Capacity.objects.filter(Q(person=person), kind__in=WHO_ASKS)
    return rows.select_related("user", "person", "organisation").order_by("created_at")


def counted_from(request: DataRequest) -> date:
    """The day on which the time began: when it came, or when it was known who asks."""
    law_clock = law()["clock"]
    came = request.received_on
    if due_on(came, law_clock, request.person.jurisdiction) == request.due_on:
        return came
    known = [step.created_at for step in request.steps.all() if step.what == "identity"]
    return known[0].astimezone(clock.LONDON).date() if known else came


def answers_to(kind: str) -> tuple[str, ...]:
    """What can be answered. A copy is handed over; a whole record is erased through its own door, by two."""
    return (
        ("refused",)
        if kind == "copy"
        else ("partly", "refused")
        if kind == "erase"
        else ("done", "partly", "refused")
    )


def check_works(by: Actor) -> None:
    """Only who works with people is asked what they think. Raises NotFound."""
    if by.kind != "worker":
        raise NotFound(reference="", permission=Permission.SEE)
