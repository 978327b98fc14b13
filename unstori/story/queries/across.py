"""Reads over many people, for home pages: a fixed number of queries however many they are."""

from datetime import timedelta
from uuid import UUID

from django.db.models import (
    Case,
    Count,
    DateTimeField,
    F,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)

from unstori.access.door import Across, Opened, rows_of
from unstori.access.models import AuditEvent
from unstori.access.rules import Actor
from unstori.core import clock
from unstori.directory import queries as directory
from unstori.people.models import Person
from unstori.story.models import Entry, Promise

NEWS_FOR = timedelta(days=30)
QUIET_DAYS = 60


def promises_owed(seen: Across) -> QuerySet[Promise]:
    """What the actor promised and has not kept, or whom they stand in for today did, to people whom they see."""
    theirs = Q(owner=seen.actor.capacity_id) | Q(owner__in=directory.stands_in_for(seen.actor))
    rows = seen.rows(Promise.objects.filter(theirs, kept_at__isnull=True))
    return rows.select_related("person", "owner__user").order_by("due_on", "pk")


def last_entries(several: list[Opened]) -> dict[UUID, Entry]:
    """The newest entry that the actor sees, by person. Two queries."""
    theirs = rows_of(Entry.objects.filter(person=OuterRef("pk")), several)
    newest = Subquery(theirs.order_by("-sort_on", "-pk").values("pk")[:1])
    people = Person.objects.filter(pk__in=[one.person.pk for one in several])
    found = people.annotate(last=newest).values_list("last", flat=True)
    rows = Entry.objects.filter(pk__in=[pk for pk in found if pk])
    return {row.person_id: row for row in rows}


def new_since_i_looked(by: Actor, several: list[Opened]) -> dict[UUID, int]:
    """What others added since the actor last opened each person; a month back for who never did. Two queries."""
    people = [one.person.pk for one in several]
    looks = AuditEvent.objects.filter(capacity_id=by.capacity_id, person_id__in=people, action="read")
    looked = looks.order_by().values_list("person_id").annotate(at=Max("created_at"))
    before = clock.now() - NEWS_FOR
    looked_at = dict(looked)
    since = Case(
        *(When(person=person, then=Value(at)) for person, at in looked_at.items()),
        default=Value(before),
        output_field=DateTimeField(),
    )
    earliest = min([before, *looked_at.values()])  # what an index finds; then by each person's own moment
    others = Entry.objects.exclude(created_by_id=by.capacity_id).filter(created_at__gt=earliest)
    newer = rows_of(others, several).annotate(since=since).filter(created_at__gt=F("since"))
    return dict(newer.order_by().values_list("person").annotate(n=Count("pk")))


def people_quiet_too_long(seen: Across, days: int = QUIET_DAYS) -> QuerySet[Person]:
    """People whom the actor sees and of whom nothing was told for so long; `last_on` says since when."""
    since = clock.today() - timedelta(days=days)
    told = seen.rows(Entry.objects.all()).filter(person=OuterRef("pk"))
    newest = told.order_by("-sort_on", "-pk").values("sort_on")[:1]
    return (
        # Not as EXISTS: PostgreSQL would then read everybody's entries to find these few people's.
        seen.people()
        .annotate(last_on=Subquery(newest))
        .filter(Q(last_on__isnull=True) | Q(last_on__lt=since))
        .order_by(F("last_on").asc(nulls_first=True), "called")
    )
