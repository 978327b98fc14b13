"""Whom nobody holds: it comes before any figure."""

from django.db.models import Case, CharField, Exists, OuterRef, Q, QuerySet, Value, When

from unstori.access.door import Across
from unstori.access.models import Grant
from unstori.access.policy import standing
from unstori.circle.models import Member
from unstori.circle.queries.members import gone_from
from unstori.core import clock
from unstori.directory import queries as directory
from unstori.people.models import Person, Team


def of_team(team: Team) -> QuerySet[Person]:
    """People around whom somebody of the team is, or who share with the team itself."""
    circle = Member.objects.exclude(gone_from()).filter(capacity__team=team, capacity__kind="worker")
    shared = Grant.objects.filter(standing(), team=team)
    return Person.objects.filter(Q(pk__in=circle.values("person")) | Q(pk__in=shared.values("person")))


def nobody_holds(team: Team) -> QuerySet[Person]:
    """People of the team without a key worker who is there; `why` is nobody, left or away."""
    key = Member.objects.exclude(gone_from()).filter(person=OuterRef("pk"), is_key_worker=True)
    left = Q(capacity__ends_on__lt=clock.today()) | Q(capacity__user__is_active=False)
    alone = directory.away_now().filter(stand_in__isnull=True).values("capacity")
    why = Case(
        When(~Exists(key), then=Value("nobody")),
        When(Exists(key.filter(left)), then=Value("left")),
        When(Exists(key.filter(capacity__in=alone)), then=Value("away")),
        default=Value(""),
        output_field=CharField(),
    )
    return of_team(team).annotate(why=why).exclude(why="").order_by("called", "pk")


def nobody_holds_seen(team: Team, seen: Across) -> tuple[QuerySet[Person], int]:
    """Those whom the manager may see, and how many more there are."""
    everybody = nobody_holds(team)
    shown = everybody.filter(pk__in=seen.people().values("pk"))
    return shown, everybody.exclude(pk__in=seen.people().values("pk")).count()
