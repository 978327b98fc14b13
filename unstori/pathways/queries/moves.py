"""Moves, through the door; which authority, which things, whose turn it is."""

from datetime import date, timedelta
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from unstori.access.door import Across, NotFound, Opened, look_across
from unstori.access.queries import grants_on
from unstori.access.rules import Actor, Permission
from unstori.circle.queries import circle_of, kept_from
from unstori.core import clock
from unstori.pathways import moving
from unstori.pathways.models import Move, MoveStep
from unstori.pathways.moving import Direction
from unstori.pathways.rules import age_on
from unstori.pathways.rules import moves as rules
from unstori.people.models import Capacity, Organisation, Person
from unstori.people.rules import jurisdiction_of
from unstori.story import queries as story

WHO = tuple(
    f"{field}__{of}" for field in ("created_by", "worker_here", "worker_there") for of in ("user", "organisation", "person")
)  # fmt: skip
SECTION = "about_me"


def moves_of(opened: Opened) -> QuerySet[Move]:
    """The newest first, each with what was said of it as far as this reader sees it."""
    said = opened.rows(MoveStep.objects.select_related("created_by__user")).order_by("created_at", "pk")
    rows = opened.rows(Move.objects.select_related("person", "from_authority", "to_authority", *WHO))
    return rows.prefetch_related(Prefetch("steps", queryset=said)).order_by("-created_at")


def move(opened: Opened, id: UUID) -> Move:
    """Raises NotFound."""
    found = moves_of(opened).filter(pk=id).first()
    if found is None:
        raise missing(opened)
    return found


def open_move(opened: Opened) -> Move | None:
    """The one that is under way, as far as this actor sees it: one kept from them is none."""
    return moves_of(opened).filter(state__in=rules.OPEN).first()


def may_move(opened: Opened) -> bool:
    """Who may say that somebody thinks of moving, and that they have: as for saying where they live."""
    return story.may_say_moved(opened)


def authorities(person: Person) -> list[Organisation]:
    return [each for each in story.authorities() if each.pk != person.authority_id]


def nation_of(authority: Organisation) -> str:
    return jurisdiction_of(authority.code)


def direction(row: Move) -> Direction:
    """The law of the day on which it is read; once it is over, of the day on which it was."""
    return moving.direction(row.from_nation, row.to_nation, row.moves_on or clock.today())


def things_for(person: Person, to_nation: str, on: date | None = None) -> Direction:
    return moving.direction(person.jurisdiction, to_nation, on or clock.today())


def age_of(opened: Opened, on: date) -> int | None:
    born = opened.person.born_on if SECTION in opened.sections else None
    return age_on(on, born) if born else None


def workers(opened: Opened, authority_id: UUID | None) -> list[Capacity]:
    """Workers of one authority who are around the person already: nobody is let in by being named."""
    if authority_id is None:
        return []
    named = set(circle_of(opened).exclude(capacity=None).values_list("capacity_id", flat=True))
    held = {grant.capacity.pk: grant.capacity for grant in grants_on(opened.person) if grant.capacity}
    here = Capacity.objects.filter(pk__in={*named, *held} - kept_from(opened), kind="worker", vouched=True)
    rows = here.filter(organisation_id=authority_id, user__is_active=True).select_related(
        "user", "organisation", "person"
    )
    return list(rows.order_by("user__name"))


def mine(by: Actor) -> list[Move]:
    """Moves under way that this worker sees, the nearest day first: those who work on both sides read one list."""
    if not by.is_professional:
        return []
    steps = MoveStep.objects.order_by("created_at", "pk")
    look = look_across(by)
    rows = look.rows(Move.objects.filter(state__in=rules.OPEN, person__in=look.people()))
    rows = rows.select_related("person", "from_authority", "to_authority", *WHO)
    rows = rows.prefetch_related(Prefetch("steps", queryset=look.rows(steps)))
    return sorted(rows, key=lambda row: (row.moves_on is None, row.moves_on or date.max, row.created_at))


def owed_to(look: Across) -> list[tuple[Move, date]]:
    """What this worker sees through and where nobody of the other side is named, each with the day by which somebody
    should be."""
    rows = Move.objects.filter(worker_here_id=look.actor.capacity_id, state__in=rules.OPEN)
    seen = look.rows(rows).select_related("person").order_by("moves_on", "created_at")
    days = timedelta(moving.terms(clock.today())["named_days_before"])
    return [(row, (row.moves_on or clock.today()) - days) for row in seen if is_nobody_named(row)]


def answers_of(row: Move) -> dict[str, MoveStep]:
    """The newest answer of each thing, of those that were prefetched for this reader."""
    return {step.thing: step for step in row.steps.all() if step.kind == MoveStep.Kind.SAID}


def asked_of(row: Move) -> dict[str, date]:
    """When each thing was asked for anew, first: asking again makes no clock longer."""
    found: dict[str, date] = {}
    for step in row.steps.all():
        if step.kind == MoveStep.Kind.ASKED:
            found[step.thing] = min(step.happened_on, found.get(step.thing, step.happened_on))
    return found


def still_waits(row: Move) -> list[str]:
    effects = {thing.id: thing.effect for thing in direction(row).things}
    answers = {thing: step.answer for thing, step in answers_of(row).items()}
    return rules.waits_for(things=row.things, effects=effects, answers=answers)


def is_nobody_named(row: Move) -> bool:
    days = moving.terms(clock.today())["named_days_before"]
    has_name = bool(row.worker_there_id or row.there_name)
    return rules.nobody_named(
        state=row.state, has_name=has_name, moves_on=row.moves_on, today=clock.today(), days=days
    )


def missing(opened: Opened) -> NotFound:
    person = opened.person
    return NotFound(reference=person.reference, permission=Permission.SEE, person_id=person.pk)
