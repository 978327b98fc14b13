"""Transitions that are being prepared, as somebody may see them; and whom the job has to look at."""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, Min, OuterRef, Prefetch, Q, QuerySet

from unstori.access.door import Opened
from unstori.access.rules import Actor
from unstori.circle import queries as circle
from unstori.circle.models import Member
from unstori.core import clock
from unstori.directory import queries as directory
from unstori.directory.rules.asking import merged, understood
from unstori.pathways import lifespan
from unstori.pathways.lifespan import Age, Ask
from unstori.pathways.models import Request, ToAsk, Transition, TransitionItem, TransitionStep
from unstori.pathways.queries.lifespan import missing
from unstori.pathways.rules import ages as rules
from unstori.pathways.rules import transitions
from unstori.people.models import Capacity, Person

FOUND = 12
OWNER = (
    "promise__owner__user",
    "promise__owner__organisation",
    "promise__owner__person",
    "promise__owner__team",
)


def transition(opened: Opened, id: UUID) -> Transition:
    """One with its checklist, what is to be asked, and all its steps. Raises NotFound."""
    items = opened.rows(TransitionItem.objects.select_related(*OWNER)).order_by("due_on", "created_at", "pk")
    asks = opened.rows(ToAsk.objects.filter(off_at__isnull=True)).select_related(
        "service__live", "service_seen"
    )
    steps = opened.rows(TransitionStep.objects.select_related("created_by__user", "item"))
    rows = opened.rows(Transition.objects.filter(pk=id)).select_related(
        "person__authority", "receiver__user", "receiver__organisation", "receiver__team"
    )
    found = rows.prefetch_related(
        Prefetch("items", queryset=items), Prefetch("to_ask", queryset=asks.order_by("ask_on", "pk")),
        Prefetch("steps", queryset=steps.order_by("-created_at", "-pk")),
    ).first()  # fmt: skip
    if found is None:
        raise missing(opened, id)
    return found


def item(opened: Opened, transition: Transition, id: UUID) -> TransitionItem:
    """Raises NotFound."""
    found = next((one for one in transition.items.all() if one.pk == id), None)
    if found is None:
        raise missing(opened, id)
    return found


def age_of(row: Transition) -> Age | None:
    """What the law and we say of it now; none where no definition knows it any more."""
    return lifespan.age(row.age, row.person.jurisdiction, clock.today())


def is_done(row: TransitionItem) -> bool:
    """Done here, or where it was promised."""
    return row.state == TransitionItem.State.DONE or bool(row.promise and row.promise.kept_at)


def is_open(row: TransitionItem) -> bool:
    return row.state == TransitionItem.State.OPEN and not is_done(row)


def due(row: TransitionItem) -> date:
    return row.promise.due_on if row.promise else row.due_on


def nobodys(row: TransitionItem) -> bool:
    """To do, and nobody has said that they do it."""
    return is_open(row) and row.promise is None and not row.owner_name


def could_own(opened: Opened) -> list[Capacity]:
    """Who can be named: whoever is around the person and can sign in. The actor first."""
    here = {row.capacity_id: row.capacity for row in circle.circle_of(opened) if row.capacity}
    mine = Capacity.objects.select_related("user", "organisation", "person", "team").get(
        pk=opened.actor.capacity_id
    )
    return [mine, *(one for pk, one in here.items() if pk != mine.pk and one is not None)]


def workers_around(opened: Opened) -> list[Capacity]:
    return [one for one in could_own(opened) if one.kind == "worker"]


def ask(row: Transition, id: str) -> Ask | None:
    age = age_of(row)
    return next((one for one in age.asks if one.id == id), None) if age else None


def services_for(opened: Opened, row: Transition, asked: Ask) -> directory.Results:
    """Services for the age on that day, near where the person lives, where this reader may know both."""
    knows = "about_me" in opened.sections and opened.person.born_on
    age = float(rules.age_said(opened.person.born_on, row.day)) if knows and opened.person.born_on else None
    near = opened.person.postcode if knows and not opened.address_withheld else ""
    return directory.search(merged(understood(str(asked.words)), age=age, place=near), count=FOUND)


def requests_of(opened: Opened, services: Collection[UUID]) -> dict[UUID, Request]:
    """Which of these services have been asked for this person: the newest request of each."""
    rows = opened.rows(Request.objects.filter(service__in=services)).exclude(state="drafted")
    return {row.service_id: row for row in rows.order_by("created_at") if row.service_id}


def next_of(opened: Opened) -> QuerySet[Transition]:
    """What is prepared now, the nearest first, with how many things nobody does."""
    free = Q(items__state="open", items__promise__isnull=True, items__owner_name="")
    rows = opened.rows(Transition.objects.filter(state=transitions.OPEN))
    return rows.annotate(nobodys=Count("items", filter=free)).order_by("day", "pk")


def nobody_prepares(by: Actor, until: date) -> QuerySet[Any]:
    """For key workers: what should be prepared until then and has nobody; `since` is the first of these days."""
    mine = Member.objects.filter(person=OuterRef("person"), capacity_id=by.capacity_id, is_key_worker=True)
    free = Q(items__state="open", items__promise__isnull=True, items__owner_name="", items__due_on__lte=until)
    rows = Transition.objects.filter(Exists(mine.exclude(ends_on__lte=clock.today())), state=transitions.OPEN)
    return (
        rows.annotate(since=Min("items__due_on", filter=free))
        .filter(since__isnull=False)
        .select_related("person")
    )


def to_open(age: Age, nation: str, today: date) -> list[UUID]:
    """Whoever comes to it in its time and has no transition for it yet."""
    first, last = rules.born_between(age.when, today, ahead=age.opens_months)
    begun = Transition.objects.filter(person=OuterRef("pk"), age=age.id)
    rows = Person.objects.filter(~Exists(begun), born_on__range=(first, last), jurisdiction=nation)
    return [
        pk for pk, born in rows.order_by("pk").values_list("pk", "born_on")
        if born and rules.opens(rules.day_of(age.when, born), today, ahead=age.opens_months)
    ]  # fmt: skip
