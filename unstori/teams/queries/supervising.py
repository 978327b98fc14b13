"""What two people wrote in supervision: for these two, and for nobody who runs or governs anything."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet

from unstori.access import queries as access
from unstori.access.door import NotFound
from unstori.access.rules import Actor, Permission
from unstori.core import clock
from unstori.people.models import Capacity, Person
from unstori.teams import rules
from unstori.teams.models import SupervisionAction, SupervisionNote
from unstori.teams.queries.colleagues import people_of

PAIR = ("manager__user", "worker__user", "created_by__user")


def notes_of(by: Actor) -> QuerySet[SupervisionNote]:
    """All that the actor may read: what is between them and one other."""
    if by.kind != "worker" or by.through:
        return SupervisionNote.objects.none()
    return SupervisionNote.objects.filter(Q(manager=by.capacity_id) | Q(worker=by.capacity_id))


def between(by: Actor, other: Capacity) -> QuerySet[SupervisionNote]:
    """With one other, the newest first."""
    rows = notes_of(by).filter(Q(manager=other) | Q(worker=other)).select_related(*PAIR, "answers")
    return rows.order_by("-held_on", "-pk").prefetch_related("about__person")


def note(by: Actor, id: UUID | str | None) -> SupervisionNote | None:
    """One note of theirs."""
    return notes_of(by).select_related(*PAIR).filter(pk=id).first() if id else None


def agreed(by: Actor, other: Capacity) -> QuerySet[SupervisionAction]:
    """What is agreed and not done, the longest due first."""
    rows = SupervisionAction.objects.filter(
        note__in=between(by, other).order_by().values("pk"), done__isnull=True
    )
    return rows.select_related("owner__user").order_by("due_on", "pk")


def action(by: Actor, id: UUID) -> SupervisionAction:
    """One agreed action of theirs. Raises NotFound."""
    rows = SupervisionAction.objects.filter(note__in=notes_of(by).values("pk"), pk=id)
    found = rows.select_related("note", "owner").first()
    if found is None:
        raise NotFound(reference=str(id), permission=Permission.SEE)
    return found


@dataclass(frozen=True)
class Pair:
    """Another with whom the actor has supervision, or had."""

    other: Capacity
    now: bool
    last_on: object = None
    notes: int = 0


def me(by: Actor) -> Capacity:
    """As what the actor acts."""
    return Capacity.objects.select_related("user", "team").get(pk=by.capacity_id)


def pairs(by: Actor) -> list[Pair]:
    """Everybody with whom the actor has notes or could have; those of now first."""
    if by.kind != "worker":
        return []
    held: dict[UUID, tuple[object, int]] = {}
    for field, own in (("worker", "manager"), ("manager", "worker")):
        rows = notes_of(by).filter(**{own: by.capacity_id}).order_by().values_list(f"{field}_id")
        held |= {other: (last, n) for other, last, n in rows.annotate(last=Max("held_on"), n=Count("pk"))}
    mine = me(by)
    works = Q(ends_on__isnull=True) | Q(ends_on__gte=clock.today())
    team = Q(works, team_id=by.team_id, kind="worker") if by.team_id else Q(pk__in=())
    found = (
        Capacity.objects.filter(team | Q(pk__in=held))
        .exclude(pk=by.capacity_id)
        .select_related("user", "team")
    )
    those = [Pair(each, supervises(mine, each), *held.get(each.pk, (None, 0))) for each in found]
    wanted = [pair for pair in those if pair.now or pair.notes]
    return sorted(wanted, key=lambda pair: (not pair.now, pair.other.user.name))


def other_of(by: Actor, id: UUID) -> Pair:
    """One of these. Raises NotFound."""
    found = next((pair for pair in pairs(by) if pair.other.pk == id), None)
    if found is None:
        raise NotFound(reference=str(id), permission=Permission.SEE)
    return found


def supervises(one: Capacity, other: Capacity) -> bool:
    """Whether one of the two manages the other now."""
    return rules.can_supervise(manager=one, worker=other) or rules.can_supervise(manager=other, worker=one)


def could_point_at(by: Actor, other: Capacity) -> QuerySet[Person]:
    """People whom the author sees and with whom one of the two works."""
    around = {person.pk for each in (me(by), other) for person in people_of(each)}
    return access.people_visible_to(by).filter(pk__in=around).order_by("called", "pk")
