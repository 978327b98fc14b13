"""Who did what, when: of those who work at the actor's organisation, without content and without persons."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from uuid import UUID

from django.db.models import Q, QuerySet
from django_tasks_db.models import DBTaskResult

from unstori.access import policy
from unstori.access.models import AuditEvent, AuditSeal
from unstori.access.queries import chain, workplace
from unstori.access.queries.workplace import place_of
from unstori.access.rules import Actor
from unstori.core import clock, definitions
from unstori.core.words import Words
from unstori.governance.queries.workers import check_administers
from unstori.people.models import Capacity
from unstori.safeguarding import queries as safeguarding

FOLDER = Path(__file__).parents[1] / "definitions"
VERIFYING = "unstori.governance.tasks.verify_audit"


@dataclass(frozen=True)
class Deed:
    """What a code of the audit means."""

    group: str
    said: Words


@cache
def deeds() -> dict[str, Deed]:
    known = definitions.current(FOLDER, "deeds", date.max)["deed"]
    return {one["id"]: Deed(one["group"], Words.read(one["said"])) for one in known}


def events(
    by: Actor, *, since: date, until: date, name: str = "", group: str = "", before: UUID | None = None
) -> QuerySet[AuditEvent]:
    """Newest first. The next page is what comes after one event, so nothing is counted."""
    check_administers(by)
    whose = Capacity.objects.filter(organisation_id=place_of(by))
    for word in name.split():
        whose = whose.filter(user__name__icontains=word)
    days = {
        "created_at__gte": clock.midnight(since),
        "created_at__lt": clock.midnight(until + timedelta(days=1)),
    }
    found = AuditEvent.objects.filter(capacity_id__in=whose.values("pk"), **days)
    # Whoever runs a school may be the one whom a concern names: then this list does not tell them of it.
    found = found.exclude(action__startswith="concern.", target_id__in=safeguarding.kept_from(by))
    if last := AuditEvent.objects.filter(pk=before).first() if before else None:
        found = found.filter(
            Q(created_at__lt=last.created_at) | Q(created_at=last.created_at, pk__lt=last.pk)
        )
    if group:
        found = found.filter(action__in=[code for code, deed in deeds().items() if deed.group == group])
    return found.order_by("-created_at", "-pk")


def workers_named(by: Actor) -> dict[UUID, Capacity]:
    """Everybody whose deeds the actor may read, for a list of all of them."""
    return {each.pk: each for each in workplace.capacities_at(place_of(by))}


def visible_references(by: Actor, people: set[UUID]) -> dict[UUID, str]:
    """Of these people, whom the actor may see. An administrator sees nobody."""
    seen = policy.people_visible_to(by).filter(Q(pk__in=people))
    return dict(seen.values_list("pk", "reference"))


@dataclass(frozen=True)
class Seal:
    """The state of the chain."""

    newest: AuditSeal | None
    waiting: int
    checked: datetime | None
    faults: int


def seal(by: Actor) -> Seal:
    """How the whole system's audit stands: it is one chain, whoever wrote in it."""
    check_administers(by)
    newest = chain.newest_seal()
    waiting = chain.unsealed().filter(pk__gte=chain.floor_of(newest)).count()
    done = (
        DBTaskResult.objects.filter(task_path=VERIFYING, status="SUCCESSFUL").order_by("-finished_at").first()
    )
    return Seal(newest, waiting, done.finished_at if done else None, done.return_value if done else 0)
